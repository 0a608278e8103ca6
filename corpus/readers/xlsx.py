"""Reads workbooks (XLSX): each sheet is its name and its table, numbers as the sheet shows them."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from corpus.models import RawDocument
from corpus.readers.grid import ABOVE, grid_lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
_UNNAMED = re.compile(r"(?:sheet|工作表|表) ?\d*", re.IGNORECASE)
_PLACES = re.compile(r"0\.(0+)")


def read_xlsx(data: bytes) -> RawDocument:
    """Return the sheets of a workbook that are shown; formulas count by the values saved with them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    lines: list[str] = []
    for sheet in book.worksheets:
        rows = grid_lines(_rows(sheet)) if sheet.sheet_state == "visible" else []
        if rows and not _UNNAMED.fullmatch(sheet.title.strip()):
            lines.append(sheet.title.strip())
        lines += rows
    return RawDocument(("\n".join(lines),))


def _rows(sheet: Worksheet) -> list[list[str | None]]:
    """Return the cells of a sheet, those that a merged cell covers told by what covers them."""
    last = _last_used(sheet)
    if not all(last):
        return []
    covered: dict[tuple[int, int], str | None] = {}
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, min(merged.max_row, last[0]) + 1):
            for column in range(merged.min_col, min(merged.max_col, last[1]) + 1):
                beside = column > merged.min_col
                if beside or row > merged.min_row:
                    covered[row, column] = None if beside else ABOVE
    rows = [
        [
            covered[number, column] if (number, column) in covered else _shown(cell)
            for column, cell in enumerate(row, 1)
        ]
        for number, row in enumerate(sheet.iter_rows(max_row=last[0], max_col=last[1]), 1)
        if not sheet.row_dimensions[number].hidden
    ]
    used = max((n + 1 for row in rows for n, text in enumerate(row) if text), default=0)
    return [row[:used] for row in rows]


def _last_used(sheet: Worksheet) -> tuple[int, int]:
    """Return the last row and column that say something, and are not too far off to be read.

    A sheet reaches as far as its last cell with a format or a frame, which may be a million rows.
    """
    places = [
        (row, column)
        for (row, column), cell in sheet._cells.items()
        if row <= _MOST_ROWS
        and column <= _MOST_COLUMNS
        and getattr(cell, "value", None) is not None
    ]
    rows, columns = zip(*places, strict=True) if places else ((0,), (0,))
    return max(rows), max(columns)


def _shown(cell: Any) -> str:
    """Return a cell as the sheet shows it: 0.985 as 98.5% where it is formatted so."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else ("是" if value else "否")
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if not isinstance(value, int | float):
        return str(value)
    form = str(cell.number_format)
    places = _PLACES.search(form)
    number = Decimal(repr(value)) * (100 if "%" in form else 1)
    plain = f"{number:.{len(places[1])}f}" if places else f"{number.normalize():f}"
    return plain + ("%" if "%" in form else "")
