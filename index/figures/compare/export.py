"""A comparison as CSV and XLSX: the table as printed, and every figure in it with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.models import Figure
from index.export import COLUMNS, WIDTHS_IN_ORDER, Cell, Sheet, book_of, cells, csv_of
from index.figures.compare.cells import Compared, Comparison, Place
from index.figures.compare.grid import grid
from index.ledger import Shelf, indicator_name, rows
from index.wording_page import Language, label

AT = {"office": 0, "year": 1, "indicator": COLUMNS.index("indicator")}
Naming = Callable[[str], str]
"""How the file that a report came from is named."""


def to_csv(shelf: Shelf, comparison: Comparison, language: Language, name: Naming) -> bytes:
    """Return a line for every figure of the comparison, and for every cell that has none."""
    return csv_of([_heads(language), *_lines(shelf, comparison, language, name)])


def to_xlsx(
    shelf: Shelf,
    comparison: Comparison,
    language: Language,
    name: Naming,
    notes: Sequence[str] = (),
) -> bytes:
    """Return a workbook: the table as printed, the source of every figure, what is to be minded."""
    made = grid(comparison, language)
    heads = (*made.corner, *(" ".join(words) for words in made.columns))
    table = ((*words, *(_printed(cell, language) for cell in found)) for words, found in made.rows)
    wide = (*(24 for _ in made.corner), *(22 for _ in made.columns))
    sheets = [
        Sheet(label(language, "sheet_table"), heads, table, wide),
        Sheet(
            label(language, "sheet_sources"), _heads(language),
            _lines(shelf, comparison, language, name), (*WIDTHS_IN_ORDER, 12, 30),
        ),
    ]  # fmt: skip
    if notes:
        told = label(language, "sheet_notes")
        sheets.append(Sheet(told, (label(language, "notes"),), ((note,) for note in notes), (120,)))
    return book_of(sheets)


def _heads(language: Language) -> tuple[Cell, ...]:
    return tuple(label(language, column) for column in (*COLUMNS, "role", "gap"))


def _printed(cell: Compared, language: Language) -> str:
    """Return what the table shows in a cell: its numbers as printed, or why there is none."""
    if not cell.entries:
        return f"（{label(language, cell.known.state)}）"
    if len(cell.entries) == 1:
        return cell.entries[0].first.surface
    return "\n".join(f"{entry.first.surface}（{entry.first.measure}）" for entry in cell.entries)


def _lines(
    shelf: Shelf, comparison: Comparison, language: Language, name: Naming
) -> Iterator[tuple[Cell, ...]]:
    told = {at: list(_roles(cell)) for at, cell in comparison.cells.items()}
    figures = [figure for found in told.values() for _, figure in found]
    known = {row.figure.id: row for row in rows(shelf, figures)}
    for indicator in comparison.indicators:
        for office, year, cell in comparison.of(indicator):
            at = (office, year, indicator)
            for role, figure in told[at]:
                row = known[figure.id]
                line = cells(replace(row, source=name(row.source)), language)
                yield (*line, label(language, role), None)
            if not cell.entries:
                yield _gap(at, cell, language)


def _roles(cell: Compared) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of a cell with what each is in it."""
    for entry in cell.entries:
        yield from (("number", figure) for figure in entry.figures)
    yield from ((f"aside_{kind}", figure) for kind, figure in cell.aside)


def _gap(at: Place, cell: Compared, language: Language) -> tuple[Cell, ...]:
    line: list[Cell] = [None] * (len(COLUMNS) + 2)
    office, year, indicator = at
    line[AT["office"]], line[AT["year"]] = office, year
    line[AT["indicator"]] = indicator_name(indicator, language)
    line[-1] = label(language, cell.known.state)
    return tuple(line)
