"""Conversations as PDF. Chinese is set in the standard font that viewers bring themselves.

The font (STSong-Light, of the Adobe-GB1 collection) is named, not embedded: the file stays small,
and the viewer draws it with a Chinese font of its own.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.talks.document import Document, Entry, Line
from assistant.talks.wording_page import label

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

FONT = "STSong-Light"
SIZES = {"title": (18, 24), "asked": (13, 19), "text": (10.5, 16), "small": (8.5, 13)}


def to_pdf(made: Document) -> bytes:
    """Return a document as PDF; the notes stand after the answer that they belong to."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    styles = _styles()
    story: list[Flowable] = [
        _paragraph(escape(made.title), styles["title"]),
        _paragraph(escape(made.made), styles["small"]),
    ]
    for entry in made.entries:
        story += _flow(entry, made, styles)
    out = io.BytesIO()
    page = SimpleDocTemplate(
        out, pagesize=A4, title=made.title, author="", lang="zh-CN", leftMargin=62, rightMargin=62
    )
    page.build(story)
    return out.getvalue()


def _flow(entry: Entry, made: Document, styles: dict[str, Any]) -> list[Flowable]:
    flow = [_paragraph(escape(entry.asked), styles["asked"])]
    flow += [_paragraph(_marked(line), styles["text"]) for line in entry.lines]
    if entry.table:
        flow.append(_table(entry, styles))
    flow += [_paragraph(escape(remark), styles["small"]) for remark in entry.remarks]
    if entry.notes:
        flow.append(_paragraph(label(made.language, "notes"), styles["small"]))
    flow += [_paragraph(f"[{n.number}] {escape(n.text)}", styles["small"]) for n in entry.notes]
    return flow


def _marked(line: Line) -> str:
    return "".join(
        escape(piece.text) + "".join(f"<super>[{n}]</super>" for n in piece.notes) for piece in line
    )


def _table(entry: Entry, styles: dict[str, Any]) -> Flowable:
    from reportlab.lib import colors
    from reportlab.platypus import Table

    width = max(len(row) for row in entry.table)
    cells = [
        [_paragraph(_marked(line), styles["small"]) for line in row] + [""] * (width - len(row))
        for row in entry.table
    ]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    made: Flowable = Table(cells, style=grid, repeatRows=1, spaceBefore=6, spaceAfter=6)
    return made


def _paragraph(text: str, style: Any) -> Flowable:
    from reportlab.platypus import Paragraph

    made: Flowable = Paragraph(text, style)
    return made


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return {
        name: ParagraphStyle(
            name, fontName=FONT, fontSize=size, leading=leading, wordWrap="CJK", spaceAfter=leading / 3
        )
        for name, (size, leading) in SIZES.items()
    }  # fmt: skip
