"""Rows of the ledger as CSV and XLSX, each with its source, section and quotation."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any

from index.ledger import Row, indicator_name
from index.shown import straight
from index.wording_page import Language, label

COLUMNS = (
    "office", "year", "period", "indicator", "measure", "figure", "value", "upper", "unit",
    "qualifier", "kind", "report", "source", "section", "page", "quotation", "place",
    "verdict", "corrected_value", "corrected_unit", "who", "at", "why",
)  # fmt: skip
WIDTHS = {"office": 24, "indicator": 22, "measure": 26, "figure": 14, "report": 36, "quotation": 80}
WIDTHS_IN_ORDER = tuple(WIDTHS.get(column, 12) for column in COLUMNS)
LONGEST_CELL = 32_000
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | int | float | None


def cells(row: Row, language: Language) -> tuple[Cell, ...]:
    """Return a row's cells in the order of ``COLUMNS``."""
    f, note = row.figure, row.note
    said = (
        (label(language, note.verdict), _number(note.value), note.unit, note.who, note.at, note.why)
        if note
        else (None,) * 6
    )
    return (
        row.office, row.year, f.period, indicator_name(f.indicator, language), f.measure, f.surface,
        _number(f.value), _number(f.upper), f.unit, label(language, f.qualifier), label(language, f.kind),
        row.title, row.source, " › ".join(row.section), row.page, row.sentence,
        f"{f.report_id}:{f.span.start}-{f.span.end}", *said,
    )  # fmt: skip


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def to_csv(rows: Iterable[Row], language: Language) -> bytes:
    """Return the rows as UTF-8 CSV that spreadsheet programs open as it is meant."""
    return csv_of([_heads(language), *(cells(row, language) for row in rows)])


def to_xlsx(rows: Iterable[Row], language: Language) -> bytes:
    """Return the rows as a workbook with a fixed head row and a filter; texts are never formulas."""
    lines = (cells(row, language) for row in rows)
    return book_of([Sheet(label(language, "sheet"), _heads(language), lines, WIDTHS_IN_ORDER)])


def _heads(language: Language) -> tuple[Cell, ...]:
    return tuple(label(language, column) for column in COLUMNS)


def csv_of(lines: Iterable[Iterable[Cell]]) -> bytes:
    """Return lines of cells as UTF-8 CSV.

    A text that a spreadsheet program would run as a formula gets an apostrophe before it, and signs
    that turn the direction of writing are left out.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for line in lines:
        texts = (straight(cell) if isinstance(cell, str) else cell for cell in line)
        writer.writerow(
            f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
            for cell in texts
        )
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, its heads, its lines, and how wide its columns are."""

    name: str
    heads: Sequence[Cell]
    lines: Iterable[Iterable[Cell]]
    widths: Sequence[int]


def book_of(sheets: Iterable[Sheet]) -> bytes:
    """Return the sheets as a workbook; the heads stay in sight and can be filtered by."""
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    for told in sheets:
        sheet = book.create_sheet(told.name)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(told.widths, start=1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = width
        sheet.append(list(_written(sheet, told.heads)))
        count = 1
        for line in told.lines:
            sheet.append(list(_written(sheet, line)))
            count += 1
        last = openpyxl.utils.get_column_letter(max(1, len(told.heads)))
        sheet.auto_filter.ref = f"A1:{last}{count}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(sheet: Any, values: Iterable[Cell]) -> Iterator[Any]:
    """Yield cells of a workbook; a text is marked as text, whatever it begins with."""
    write_only_cell = import_module("openpyxl.cell").WriteOnlyCell
    wrapped = import_module("openpyxl.styles").Alignment(wrap_text=True, vertical="top")
    for value in values:
        if not isinstance(value, str):
            yield value
            continue
        text = _NOT_IN_XML.sub("", straight(value))[:LONGEST_CELL]
        cell = write_only_cell(sheet, text)
        cell.data_type = "s"
        if "\n" in text:
            cell.alignment = wrapped
        yield cell
