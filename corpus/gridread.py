"""Reads the figures of a table with bars: which rows are headings, which columns hold what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.entries import Entry, summed
from corpus.gridcells import Stated, in_base, stated
from corpus.grids import (
    Grid,
    GridCell,
    Row,
    counts_columns,
    has_values,
    is_rule,
    is_value,
    is_yearlike,
    names_group,
    spans_table,
)
from corpus.headwords import (
    Time,
    Unit,
    caption_units,
    implied_unit,
    kind_said,
    measures_nothing,
    time_of,
    unit_in,
    without_time,
    without_unit,
)
from corpus.labels import NO_NAME, TOTAL, bare_label, joined, title_subject

ColumnKind = Literal["value", "label", "unit", "year", "other"]
_UNIT_HEAD = re.compile(r"(?:计量|数量)?单位")
_YEAR_LABEL = re.compile(r"(?:19|20)[0-9]{2}年?度?")
_AMONG = re.compile(r"^其中[：:]?")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over a table: its title, the heading of its section, the units it is in, its time."""

    title: str = ""
    section: str = ""
    units: tuple[Unit, ...] = ()


@dataclass(slots=True)
class Part:
    """A run of rows under one block of headings; ``groups`` names the group of each body row."""

    heads: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    units: tuple[Unit, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the headings over it from the top, and what it holds."""

    heads: tuple[str, ...] = ()
    kind: ColumnKind = "other"

    @property
    def head(self) -> str:
        """Return its headings in one."""
        return "".join(self.heads)


Columns = tuple[Column, ...]


def grid_entries(
    rows: Sequence[Row], caption: Caption, before: Columns = ()
) -> tuple[list[Entry], Columns]:
    """Return the entries of a table and its columns.

    ``before`` are the columns of the table above it, whose headings hold where this one goes on
    after the turn of a page and has none of its own.
    """
    grid = Grid([row for row in rows if not is_rule(row) and not counts_columns(row)])
    entries: list[Entry] = []
    columns = before
    for part in _parts(grid, caption):
        if part.heads or len(columns) != grid.width:
            columns = _columns(grid, part)
        elif not part.heads:
            columns = _refilled(grid, part, columns)
        entries += _Reading(grid, part, columns, caption).entries()
    return entries, columns


def _parts(grid: Grid, caption: Caption) -> list[Part]:
    """Part the rows of a table at each block of headings."""
    parts = [Part(units=caption.units, title=caption.title)]
    group = ""
    for number, row in enumerate(grid.rows):
        part = parts[-1]
        units = (
            caption_units(" ".join(cell.text for cell in row))
            if not has_values(row, headed=True)
            else ()
        )
        if units and sum(1 for cell in row if cell.text) <= 2:
            part.units = units
        elif spans_table(row) and not part.body and not part.heads:
            part.title = row[0].text
        elif has_values(row, headed=bool(part.heads)):
            part.body.append(number)
            part.groups.append(group)
        elif names_group(row) and (part.heads or part.body):
            group = row[0].text
        elif spans_table(row) or _states_nothing(row) or (part.body and any(_alike(row, grid.rows[head]) for head in part.heads)):
            continue
        elif part.body:
            parts.append(Part(heads=[number], units=part.units, title=part.title))
            group = ""
        else:
            part.heads.append(number)
    return parts


def _states_nothing(row: Row) -> bool:
    """Say whether a row has a label and nothing but empty cells behind it."""
    return all(cell.is_empty or cell.cover for cell in row[1:])


def _alike(row: Row, other: Row) -> bool:
    return [cell.text for cell in row] == [cell.text for cell in other]


def _columns(grid: Grid, part: Part) -> Columns:
    """Return the columns of a part of a table."""
    heads = [_heads(grid, part.heads, column) for column in range(grid.width)]
    kinds: list[ColumnKind] = [_kind(grid, part, c, "".join(heads[c])) for c in range(grid.width)]
    first = next((c for c, kind in enumerate(kinds) if kind == "value"), len(kinds))
    for c, kind in enumerate(kinds):
        again = heads[c] and heads[c] in [heads[d] for d in range(first) if kinds[d] == "label"]
        if kind == "label" and c > first and not again:
            kinds[c] = "other"
    return tuple(Column(path, kind) for path, kind in zip(heads, kinds, strict=True))


def _refilled(grid: Grid, part: Part, columns: Columns) -> Columns:
    """Return known columns; one that held nothing on the page before may hold numbers now."""
    return tuple(
        Column(c.heads, _kind(grid, part, n, c.head)) if c.kind == "other" else c
        for n, c in enumerate(columns)
    )


def _heads(grid: Grid, rows: Sequence[int], column: int) -> tuple[str, ...]:
    """Return the headings over a column from the top, each merged one once."""
    path: list[GridCell] = []
    for row in rows:
        cell = grid.owner(row, column)
        if not cell.text and row != rows[-1] and column > 1:
            # A group heading that is not merged stands over its first column only.
            left = (grid.owner(row, c) for c in range(column - 1, 0, -1))
            cell = next((one for one in left if one.text), cell)
        if cell.text and cell not in path:
            path.append(cell)
    texts = [cell.text.replace(" ", "") for cell in path]
    return tuple(t for n, t in enumerate(texts) if t not in texts[:n])


def _kind(grid: Grid, part: Part, column: int, head: str) -> ColumnKind:
    """Return what a column holds."""
    cells = [grid.rows[row][column] for row in part.body if column < len(grid.rows[row])]
    values = sum(1 for cell in cells if is_value(cell))
    texts = sum(1 for cell in cells if not cell.cover and not cell.is_empty and not is_value(cell))
    if _UNIT_HEAD.fullmatch(head):
        return "unit"
    if column == 0 and values and all(is_yearlike(c) for c in cells if is_value(c)):
        return "year"
    if texts and any(_YEAR_LABEL.fullmatch(cell.text) for cell in cells) and column < 2:
        return "year"
    if measures_nothing(head) or _is_serial(grid, part, column):
        return "other"
    if values and values >= texts:
        return "value"
    covered = any(cell.cover for cell in cells)
    return (
        "value" if values and column and not covered else "label" if texts or covered else "other"
    )


def _is_serial(grid: Grid, part: Part, column: int) -> bool:
    """Say whether the first column counts its rows."""
    if column or grid.width < 3:
        return False
    cells = [grid.rows[row][0].text for row in part.body]
    numbers = [int(text) for text in cells if text.isdecimal()]
    steps = all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    return len(numbers) > 1 and steps and numbers[0] <= 1 + len(cells)


class _Reading:
    """Turns the body rows of a part into entries."""

    def __init__(self, grid: Grid, part: Part, columns: Columns, caption: Caption) -> None:
        self._grid, self._part, self._columns = grid, part, columns
        self._subject = title_subject(part.title or caption.title or caption.section)
        self._time = time_of(part.title) if part.title else time_of(caption.title)
        self._values = [n for n, column in enumerate(columns) if column.kind == "value"]
        told = {columns[n].head for n in self._values}
        self._apart = len(told) == len(self._values) or len(self._values) <= 1
        self._parent = ("", {})  # type: tuple[str, dict[int, int]]

    def entries(self) -> list[Entry]:
        """Return the entries of all rows, each with its total."""
        if not self._apart and not self._repeats():
            return []
        found: list[Entry] = []
        for place, row in enumerate(self._part.body):
            found += self._row(row, self._part.groups[place])
        return summed(found)

    def _repeats(self) -> bool:
        """Say whether headings stand again because label and number do: 指标 数量 指标 数量."""
        return sum(1 for column in self._columns if column.kind == "label") > 1 or all(
            column.heads for column in self._columns if column.kind == "value"
        )

    def _row(self, row: int, group: str) -> Iterator[Entry]:
        """Yield the entries of one row."""
        cells = self._grid.rows[row]
        total = self._row_total(row)
        parent, owners = self._parent
        starts: dict[int, int] = {}
        plain = ""
        for column in self._values:
            if column >= len(cells) or cells[column].cover:
                continue
            labels = self._labels(row, column)
            among = bool(labels) and _AMONG.match(labels[-1]) is not None
            label = self._label(labels, group, parent if among else "")
            plain = plain or label
            for entry in self._cell(cells[column], row, column, label):
                starts.setdefault(column, entry.span.start)
                whole = owners.get(column) if among else None
                if total is not None and total != entry.span.start:
                    whole = whole or total
                yield replace(entry, total=entry.total if entry.total is not None else whole)
        if starts and not (labels and _AMONG.match(labels[-1])):
            self._parent = (plain, starts)

    def _cell(self, cell: GridCell, row: int, column: int, label: str) -> Iterator[Entry]:
        """Yield what one cell states."""
        head = self._columns[column].head
        if not is_value(cell) or (not head and not label):
            return
        first: Entry | None = None
        for one in stated(cell):
            entry = self._entry(one, row, column, label)
            if one.words and first is not None:
                measure = f"{first.measure}（{one.words}）"
                unit = one.unit or first.unit
                yield replace(entry, measure=measure, unit=unit, total=first.span.start)
                continue
            first = entry
            yield entry

    def _entry(self, one: Stated, row: int, column: int, label: str) -> Entry:
        """Return the entry of a number: its measure from label and headings, its unit and its time."""
        head = self._columns[column].head
        scale, unit = self._unit(one, row, column, label)
        time = self._row_time(row).over(time_of(label))
        time = (
            Time(time_of(head).year, time_of(head).back, time_of(head).stretch)
            .over(time)
            .over(self._time)
        )
        words = without_time(without_unit(head))
        name = without_time(without_unit(label)) or ("" if words else label)
        measure = joined(name, words)
        said = kind_said(measure + one.way, unit)
        return Entry(
            span=one.span,
            measure=measure + (one.way if one.way not in measure else ""),
            value=one.value if one.scaled else in_base(one.value, scale),
            upper=one.upper if one.scaled else in_base(one.upper, scale),
            unit=unit,
            year=time.year,
            total=None,
            column=head,
            sums=self._sums(row),
            back=time.back,
            stretch=time.stretch,
            kind="change" if one.way else said,
            qualifier=one.qualifier,
        )

    def _unit(self, one: Stated, row: int, column: int, label: str) -> Unit:
        """Return scale and unit: the cell's own, the heading's, the row's, the caption's."""
        head = self._columns[column].head
        if one.unit:
            return "", one.unit
        told = next((u for h in reversed(self._columns[column].heads) if (u := unit_in(h))), None)
        told = told or unit_in(label)
        if told:
            return told
        of_row = self._unit_cell(row)
        implied = implied_unit(without_unit(head), self._part.units)
        if of_row and implied[1] != "%":
            return of_row
        if (
            implied[1] == "%"
            and ("", "%") not in self._part.units
            and one.value is not None
            and abs(one.value) <= 1
        ):
            return "", ""
        return implied if implied[1] else implied_unit(without_unit(label), self._part.units)

    def _unit_cell(self, row: int) -> Unit | None:
        """Return the unit that the row's own column of units names."""
        for column, kind in enumerate(c.kind for c in self._columns):
            text = self._grid.owner(row, column).text if kind == "unit" else ""
            if text:
                return unit_in(f"（{text}）") or ("", text)
        return None

    def _labels(self, row: int, column: int) -> list[str]:
        """Return the labels of a row for one of its columns, the outermost group first."""
        places = [n for n, c in enumerate(self._columns) if c.kind == "label" and n < column]
        again = [
            n
            for n in places
            if n > 0 and self._columns[n].heads and self._columns[n - 1].kind == "value"
        ]
        if again:
            places = [n for n in places if n >= again[-1]]
        seen: list[GridCell] = []
        for number, place in enumerate(places):
            cell = self._grid.owner(row, place)
            if not cell.text and any(
                self._grid.owner(row, deeper).text for deeper in places[number + 1 :]
            ):
                cell = self._above(row, place)
            if cell.text and cell not in seen:
                seen.append(cell)
        return [cell.text for cell in seen]

    def _above(self, row: int, column: int) -> GridCell:
        """Return the group that a row without a group of its own goes on with."""
        earlier = (self._grid.owner(r, column) for r in reversed(self._part.body) if r < row)
        return next((cell for cell in earlier if cell.text), GridCell(0, ""))

    def _label(self, labels: list[str], group: str, parent: str) -> str:
        """Return the one label of a row with its group; a bare total carries the table's name."""
        texts = [bare_label(text) for text in labels]
        texts = [
            t for n, t in enumerate(texts) if t and not any(t in later for later in texts[n + 1 :])
        ]
        name = "".join(texts)
        if parent:
            return f"{parent}（{name}）" if name else parent
        if group and not NO_NAME.match(name):
            name = bare_label(group) + name
        elif NO_NAME.match(name):
            name = (bare_label(group) or self._subject) + name
        return name

    def _row_time(self, row: int) -> Time:
        """Return the time that the row's column of years names."""
        for column, kind in enumerate(c.kind for c in self._columns):
            text = self._grid.owner(row, column).text if kind == "year" else ""
            if text:
                return time_of(text)
        return Time()

    def _row_total(self, row: int) -> int | None:
        """Return where the total of a row stands, if one of its columns holds it."""
        cells = self._grid.rows[row]
        for column in self._values:
            heads = self._columns[column].heads
            if (
                heads
                and TOTAL.match(without_unit(heads[-1]))
                and len(heads) == 1
                and column < len(cells)
            ):
                return cells[column].start if is_value(cells[column]) else None
        return None

    def _sums(self, row: int) -> bool:
        """Say whether a row adds up the others."""
        labels = [n for n, c in enumerate(self._columns) if c.kind in ("label", "year")]
        return any(TOTAL.match(bare_label(self._grid.owner(row, n).text)) for n in labels)
