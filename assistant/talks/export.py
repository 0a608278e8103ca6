"""Conversations as files: Markdown, DOCX and PDF, with a note for every figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.models import Language
from assistant.people.users import today
from assistant.talks.document import Check, Document, Line, document
from assistant.talks.models import Export, Format, Kept, TalkCard

MEDIA: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>&$:@^=])")


def export(
    card: TalkCard, kept: Sequence[Kept], check: Check, format_: Format, language: Language
) -> Export:
    """Return a conversation in a format; ``check`` says what became of its sources since."""
    made = document(card, kept, check, language, today()[:16].replace("T", " ") + " UTC")
    return Export(f"{_file_name(made.title)}.{format_}", MEDIA[format_], _writer(format_)(made))


def _writer(format_: Format) -> Callable[[Document], bytes]:
    from assistant.talks.docx import to_docx
    from assistant.talks.pdf import to_pdf

    return {"md": to_markdown, "docx": to_docx, "pdf": to_pdf}[format_]


def _file_name(title: str) -> str:
    """Return a title as a file's name on any system.

    >>> _file_name("../2024年 辟谣？.txt")
    '2024年 辟谣 txt'
    """
    return " ".join(re.sub(r"[^\w\s-]", " ", title).split())[:60] or "conversation"


def to_markdown(made: Document) -> bytes:
    """Return a document as Markdown with footnotes; nothing in it is read as Markdown but ours."""
    lines = [f"# {_escaped(made.title)}", "", f"*{_escaped(made.made)}*"]
    for entry in made.entries:
        lines += ["", f"## {_escaped(entry.asked)}"]
        lines += [part for line in entry.lines for part in ("", _line(line))]
        if entry.table:
            heads, *rows = entry.table
            rule = ["---"] * len(heads)
            lines += ["", _row(map(_line, heads)), _row(rule)]
            lines += [_row(map(_line, row)) for row in rows]
        lines += [part for remark in entry.remarks for part in ("", f"> {_escaped(remark)}")]
    notes = (note for entry in made.entries for note in entry.notes)
    lines += [part for n in notes for part in ("", f"[^{n.number}]: {_escaped(n.text)}")]
    return ("\n".join(lines) + "\n").encode()


def _line(line: Line) -> str:
    return "".join(
        _escaped(piece.text) + "".join(f"[^{number}]" for number in piece.notes) for piece in line
    )


def _row(cells: Sequence[str] | map[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows exactly it.

    >>> _escaped("![x](http://a) <b>")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\://a\\\\) \\\\<b\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
