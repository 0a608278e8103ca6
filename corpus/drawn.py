"""Finds the tables of a text: rows between bars, and columns drawn with blanks where they line up.

Both become rows of cells at known columns. Columns that do not line up are left to ``rows``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.grids import GridCell, Row, grid_row, has_values, is_value, names_group
from corpus.lines import is_closed, is_grid_row, is_row, marker_of
from corpus.models import Span

_CELL = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_WIDE = re.compile(r"[\u2e80-\uffff]")
_PROSE = re.compile(r"[，。；]")
_SHORT, _LONGEST, _MOST_LINES = 20, 400, 400
# A heading or number that is set a little off still stands in its column.
_OFF = 4

Place = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of one table, a row a line, and the number of its first line."""

    first: int
    rows: tuple[Row, ...]


@lru_cache(maxsize=8)
def laid_tables(text: str) -> tuple[Laid, ...]:
    """Return the tables of a text whose columns are sure.

    >>> [[cell.text for cell in row] for row in laid_tables("部门    立案\\n公安    12")[0].rows]
    [['部门', '立案'], ['公安', '12']]
    """
    lines = text.split("\n")
    starts = _starts(lines)
    return tuple(_tables(lines, starts))


def quiet_spans(text: str) -> list[Span]:
    """Return the places of the cells of tables that hold no prose: only the table reads them.

    >>> [span.of("| 12件 | 检查3家，立案2件 |") for span in quiet_spans("| 12件 | 检查3家，立案2件 |")]
    ['12件']
    """
    cells = (cell for table in laid_tables(text) for row in table.rows for cell in row if cell.text)
    return [
        Span(cell.start, cell.start + len(cell.text))
        for cell in cells
        if is_value(cell) or not _PROSE.search(cell.text)
    ]


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _tables(lines: Sequence[str], starts: Sequence[int]) -> Iterator[Laid]:
    """Yield the tables one after the other."""
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and is_grid_row(lines[end]):
            end += 1
        if end > number:
            yield Laid(number, tuple(grid_row(lines[n], starts[n]) for n in range(number, end)))
            number = end
            continue
        end = _end_of_drawn(lines, number)
        found = _drawn(lines[number:end], starts[number:end]) if end - number > 1 else None
        if found:
            yield Laid(number, tuple(found))
        number = max(end, number + 1)


def _end_of_drawn(lines: Sequence[str], first: int) -> int:
    """Return the line behind the last one that goes on with drawn rows; short ones may stand between."""
    end = number = first
    while number < min(len(lines), first + _MOST_LINES):
        text = lines[number]
        if len(text) > _LONGEST or "|" in text:
            break
        if is_row(text):
            end = number + 1
        elif end == first or not _may_stand_between(text):
            break
        number += 1
    return end


def _may_stand_between(text: str) -> bool:
    """Say whether a line without cells may name the rows below it."""
    numbered = marker_of(text.strip())
    return 0 < len(text.strip()) <= _SHORT and not is_closed(text) and numbered is None


def _drawn(lines: Sequence[str], starts: Sequence[int]) -> list[Row] | None:
    """Return the rows of drawn lines where their columns line up: in print, or else in characters."""
    for place in (_printed_width, len):
        rows = _lined_up(lines, starts, place)
        if rows and _is_sound(rows):
            return rows
    return None


def _printed_width(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _lined_up(lines: Sequence[str], starts: Sequence[int], width: Place) -> list[Row] | None:
    """Return the cells of every line at its columns, or None where they do not line up."""
    cut = [
        [(width(line[: m.start()]), width(line[: m.end()]), m) for m in _CELL.finditer(line)]
        for line in lines
    ]
    most = max(len(cells) for cells in cut)
    fullest = [cells for cells in cut if len(cells) == most]
    if most < 2:
        return None
    edges = [(min(c[n][0] for c in fullest), max(c[n][1] for c in fullest)) for n in range(most)]
    if any(right >= left for (_, right), (left, _) in pairwise(edges)):
        return None
    rows: list[Row] = []
    for cells, start in zip(cut, starts, strict=True):
        row = [GridCell(start, "")] * most
        taken = -1
        for left, right, found in cells:
            over = [n for n, (a, b) in enumerate(edges) if left < b and a < right]
            over = (
                over
                or [n for n, (a, b) in enumerate(edges) if left < b + _OFF and a - _OFF < right][:1]
            )
            cell = GridCell(start + found.start(), found.group())
            if not over or over[0] <= taken or (len(over) > 1 and is_value(cell)):
                return None
            row[over[0]] = cell
            for n in over[1:]:
                row[n] = GridCell(cell.start, "", "left")
            taken = over[-1]
        rows.append(tuple(row))
    return rows


def _is_sound(rows: Sequence[Row]) -> bool:
    """Say whether the rows make a table: headings over rows that each have a label, nothing between."""
    body = [n for n, row in enumerate(rows) if has_values(row, headed=n > 0)]
    if not body or body[0] == 0:
        return False
    heads = [[cell.text for cell in row] for row in rows[: body[0]]]
    labelled = any(rows[n][0].text and not is_value(rows[n][0]) for n in body)
    for row in rows[body[0] :]:
        if has_values(row, headed=True):
            if labelled and not any(c.text and not is_value(c) for c in row[: _first_value(row)]):
                return False
        elif [cell.text for cell in row] not in heads and not names_group(row):
            empty = row[0].text and all(cell.is_empty for cell in row[1:])
            if not empty or sum(1 for cell in row if cell.text) < 2:
                return False
    return True


def _first_value(row: Row) -> int:
    """Return the column of the first number behind the first cell."""
    return next((n for n, cell in enumerate(row) if n and is_value(cell)), len(row))
