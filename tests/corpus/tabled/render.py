"""Renders an invented table report as a text file, a Word file, a web page or a PDF file."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from corpus.readers.grid import ABOVE, grid_lines
from tests.corpus.tabled.reports import Row, TableReport

# A column is as wide as its longest cell, but no wider than so many characters.
MOST_NEEDED = 16


def as_text(report: TableReport) -> bytes:
    """Return the report as a text file, its tables drawn with bars."""
    lines = [report.title]
    for block in report.blocks:
        lines += [block] if isinstance(block, str) else grid_lines(block)
    return "\n".join(lines).encode()


def as_docx(report: TableReport) -> bytes:
    """Return the report as a Word file with real merged cells."""
    import docx

    document = docx.Document()
    document.add_heading(report.title, 0)
    for block in report.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _word_table(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _word_table(document: Any, rows: Sequence[Row]) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    for top, left, bottom, right, text in merged(rows):
        cell = table.cell(top, left)
        if (bottom, right) != (top, left):
            cell = cell.merge(table.cell(bottom, right))
        cell.text = text


def as_html(report: TableReport) -> bytes:
    """Return the report as a page of an office's site, with what stands around it."""
    body = "".join(
        f"<p>{html.escape(block)}</p>" if isinstance(block, str) else _html_table(block)
        for block in report.blocks
    )
    title = html.escape(report.title)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_政务公开</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动交流</a></div>'
        f'<div class="article"><h1>{title}</h1><div class="text">{body}</div></div>'
        '<div class="share">分享到：<a href="#">微信</a></div>'
        '<div class="footer">主办：办公室 网站标识码3300000001</div></body></html>'
    ).encode()


def _html_table(rows: Sequence[Row]) -> str:
    width = max(map(len, rows))
    lines: list[list[str]] = [[] for _ in rows]
    for top, left, bottom, right, text in sorted(merged(rows)):
        high, wide = bottom - top + 1, right - left + 1
        span = (f' rowspan="{high}"' if high > 1 else "") + (
            f' colspan="{wide}"' if wide > 1 else ""
        )
        lines[top].append(f"<td{span}><p>{html.escape(text)}</p></td>")
    assert width
    return f"<table>{''.join(f'<tr>{chr(10).join(line)}</tr>' for line in lines)}</table>"


def as_print(report: TableReport) -> str:
    """Return the report as the page that a browser prints: ruled tables, no navigation."""
    body = "".join(
        f"<p>{html.escape(block)}</p>" if isinstance(block, str) else _html_table(block)
        for block in report.blocks
    )
    return (
        '<!DOCTYPE html><meta charset="utf-8"><style>@page{size:A4;margin:25mm 20mm}'
        'body{font:12pt/1.7 "Noto Serif CJK SC"} h1{font-size:18pt;text-align:center}'
        "table{border-collapse:collapse;width:100%;text-align:center;font-size:10.5pt}"
        "td{border:1px solid black;padding:2px 3px} td p{margin:0} p{margin:.3em 0}</style>"
        f"<h1>{html.escape(report.title)}</h1>{body}"
    )


def as_pdf(report: TableReport) -> bytes:
    """Return the report as reportlab sets it, its tables ruled."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    plain = ParagraphStyle(
        "plain", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK"
    )
    body = ParagraphStyle("body", plain, firstLineIndent=24)
    title = ParagraphStyle("title", plain, fontSize=18, leading=30, alignment=1)
    cell = ParagraphStyle("cell", plain, fontSize=9, leading=12, alignment=1)
    story: list[Any] = [Paragraph(html.escape(report.title), title)]
    for block in report.blocks:
        if isinstance(block, str):
            story.append(Paragraph(html.escape(block), body))
        else:
            story.append(
                _ruled(block, A4[0] - 110, lambda text: Paragraph(html.escape(text), cell))
            )
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, leftMargin=55, rightMargin=55).build(story)
    return file.getvalue()


def _ruled(rows: Sequence[Row], width: float, set_as: Callable[[str], Any]) -> Any:
    """Return a table of reportlab, as wide as the page, with every cell ruled."""
    from reportlab.lib.colors import black
    from reportlab.platypus import Table

    wide = max(map(len, rows))
    cells: list[list[Any]] = [[""] * wide for _ in rows]
    rules: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    needs = [4] * wide
    for top, left, bottom, right, text in merged(rows):
        cells[top][left] = set_as(text)
        if left == right:
            needs[left] = max(needs[left], min(len(text), MOST_NEEDED))
        rules.append(("SPAN", (left, top), (right, bottom)))
    return Table(cells, colWidths=[width * need / sum(needs) for need in needs], style=rules)


def merged(rows: Sequence[Row]) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield the cells of a table with the place of their last row and column."""
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            if text is None or text == ABOVE:
                continue
            right = left
            while right + 1 < len(row) and row[right + 1] is None:
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == ABOVE:
                bottom += 1
            yield top, left, bottom, right, text
