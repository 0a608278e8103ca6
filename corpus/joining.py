"""Joins the lines that a printer or a page broke, and leaves every real line on its own.

Two kinds of evidence say that a line goes on in the next: what the lines say (an open bracket, a
comma at the end, a paragraph without its full stop), and, where a stretch of the file is wrapped at
a fixed width, that the line reaches that width. Headings, items, table rows, signatures and dates
begin lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.furniture import Line
from corpus.layout import INNER_STOP, Layout, read_layout
from corpus.lines import (
    BULLET,
    FIELD,
    JOINERS,
    OPENS_TEXT_BEFORE,
    is_closed,
    is_date_line,
    is_office_line,
    is_title_end,
    marker_of,
)

# At the end of a page: its last line goes on with the first line overleaf (WORD JOINER).
GOES_ON = "\u2060"
PARAGRAPH = 60
LONG_HEADING = 80
TAIL = 80
_BRACKETS = {"《": "》", "（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "【": "】"}
_SENTENCE_STOP = re.compile(r"[。！？；]")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it grows; it knows its tail, so that growing costs the same every time."""

    first: Line
    last: Line
    parts: list[str] = field(default_factory=list)
    turns: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    tail: str = ""
    stopped: bool = False
    numbered: bool = False

    def add(self, line: Line) -> None:
        """Take in ``line`` with the blank, if any, that belongs between."""
        glue = glue_between(self.tail, line.text)
        self.turns += [(self.length + len(glue) + at, page) for at, page in line.turns]
        self.parts += [glue, line.text]
        self.length += len(glue) + len(line.text)
        self.stopped = self.stopped or _SENTENCE_STOP.search(line.text) is not None
        self.tail = (self.tail + glue + line.text)[-TAIL:]
        self.last = line

    def is_title(self) -> bool:
        """Say whether the paragraph is the title of a report, and therefore complete."""
        if self.length > LONG_HEADING:
            return False
        text = "".join(self.parts)
        return is_title_end(text) and INNER_STOP.search(text) is None and not self.numbered

    def line(self) -> Line:
        """Return the paragraph as one line."""
        return Line("".join(self.parts), self.first.gap, self.first.indent, tuple(self.turns))


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with those joined that belong together.

    >>> [line.text for line in join_lines([Line("查删有害信"), Line("，息422条。")])]
    ['查删有害信，息422条。']
    """
    layout = read_layout(lines)
    joined: list[Line] = []
    paragraph: _Paragraph | None = None
    for place, line in enumerate(lines):
        if layout.rows[place]:
            # A row keeps its margin: it says which columns are empty.
            line = replace(line, text=" " * line.indent + line.text)
        if paragraph is not None and _goes_on(paragraph, lines, place, layout):
            paragraph.add(line)
            continue
        if paragraph is not None:
            joined.append(paragraph.line())
        paragraph = _Paragraph(line, line, numbered=marker_of(line.text) is not None)
        paragraph.add(line)
    if paragraph is not None:
        joined.append(paragraph.line())
    return joined


def glue_between(before: str, after: str) -> str:
    """Return what stands between two joined lines: a blank between English words, else nothing.

    >>> glue_between("网络", "安全"), glue_between("open", "data"), glue_between("10", "06人")
    ('', ' ', '')
    """
    if not before or not after:
        return ""
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii()) or first in ".,;:!?)%" or last in "(-/":
        return ""
    if (last.isdigit() and first.isdigit()) or (last in ".," and first.isdigit()):
        return ""
    return " " if last.isalnum() or last in ".,;:!?)" else ""


def _goes_on(paragraph: _Paragraph, lines: Sequence[Line], place: int, layout: Layout) -> bool:
    """Say whether the line at ``place`` goes on with ``paragraph``."""
    line = lines[place]
    if layout.rows[place] or layout.rows[place - 1]:
        return False
    if line.text[0] in OPENS_TEXT_BEFORE:
        return True
    alone = paragraph.last is paragraph.first
    full = layout.fills(paragraph.last, line, place - 1, first=alone)
    heading = paragraph.numbered and not paragraph.stopped
    if _begins_block(lines, place, full=full and not heading):
        return False
    if paragraph.tail[-1] in JOINERS or _bracket_open(paragraph.tail, line.text):
        return True
    indented = layout.margin is not None and line.indent > layout.margin + 1
    if indented or paragraph.is_title():
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    if is_closed(paragraph.tail):
        parted = layout.gaps_part and line.gap > 0
        return full and not parted and not _stands_alone(line, after, place, layout)
    if alone and heading:
        marker = marker_of(paragraph.first.text)
        headed = marker is not None and marker.kind in layout.headed
        text = not _stands_alone(line, after, place, layout)
        full = full and not (headed and text) and not layout.starts_paragraph(line, after, place)
    return full if layout.wraps[place - 1] is not None else _unfinished(paragraph)


def _begins_block(lines: Sequence[Line], place: int, *, full: bool) -> bool:
    """Say whether the line at ``place`` begins a line of its own whatever stands before it.

    An inline 二是 may well stand at the start of a wrapped line: after a ``full`` one it proves nothing.
    """
    text = lines[place].text
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if is_date_line(text):
        return not after or after[0] not in OPENS_TEXT_BEFORE
    marker = marker_of(text)
    return (
        (marker is not None and not (full and marker.kind == "spoken"))
        or text.startswith(("#", "特此"))
        or BULLET.match(text) is not None
        or FIELD.match(text) is not None
        or (is_office_line(text) and is_date_line(after))
    )


def _bracket_open(tail: str, following: str) -> bool:
    """Say whether ``tail`` leaves a bracket open that ``following`` closes."""
    for opening, closing in _BRACKETS.items():
        if tail.rfind(opening) > tail.rfind(closing) and closing in following[:TAIL]:
            return True
    return False


def _stands_alone(line: Line, after: Line | None, place: int, layout: Layout) -> bool:
    """Say whether a line is short and without a stop, as an unnumbered heading is."""
    if is_closed(line.text):
        return False
    return after is None or not layout.fills(line, after, place, first=True)


def _unfinished(paragraph: _Paragraph) -> bool:
    """Say whether, in a file that is not wrapped, a paragraph still lacks the end of its sentence."""
    if paragraph.stopped:
        return paragraph.length > PARAGRAPH // 2
    if paragraph.numbered:
        return paragraph.length > LONG_HEADING
    # Several clauses, or a number at the end, make a sentence and not a heading.
    clauses = paragraph.tail.count("，")
    ends_in_number = clauses > 0 and paragraph.tail[-1].isdigit()
    return paragraph.length > PARAGRAPH or ends_in_number or (clauses > 1 and paragraph.length > 20)
