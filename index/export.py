"""Rows of the ledger as CSV and XLSX, each with its source, section and quotation."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from typing import Any

from index.ledger import Row, indicator_name
from index.wording_page import Language, label

COLUMNS = (
    "office", "year", "period", "indicator", "measure", "figure", "value", "upper", "unit",
    "qualifier", "kind", "report", "source", "section", "page", "quotation", "place",
    "verdict", "corrected_value", "corrected_unit", "who", "at", "why",
)  # fmt: skip
WIDTHS = {"office": 24, "indicator": 22, "measure": 26, "figure": 14, "report": 36, "quotation": 80}
LONGEST_CELL = 32_000
_FORMULA = tuple("=+-@\t\r")
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
    """Return the rows as UTF-8 CSV that spreadsheet programs open as it is meant.

    A text that such a program would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(label(language, column) for column in COLUMNS)
    for row in rows:
        writer.writerow(
            f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
            for cell in cells(row, language)
        )
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Row], language: Language) -> bytes:
    """Return the rows as a workbook with a fixed head row and a filter; texts are never formulas."""
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(label(language, "sheet"))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS, start=1):
        letter = openpyxl.utils.get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDTHS.get(column, 12)
    sheet.append([label(language, column) for column in COLUMNS])
    count = 1
    for row in rows:
        sheet.append(list(_written(sheet, cells(row, language))))
        count += 1
    sheet.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(len(COLUMNS))}{count}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(sheet: Any, values: Iterable[Cell]) -> Iterator[Any]:
    """Yield cells of a workbook; a text is marked as text, whatever it begins with."""
    write_only_cell = import_module("openpyxl.cell").WriteOnlyCell
    for value in values:
        if not isinstance(value, str):
            yield value
            continue
        cell = write_only_cell(sheet, _NOT_IN_XML.sub("", value)[:LONGEST_CELL])
        cell.data_type = "s"
        yield cell
