"""Reads the figures of a table with bars: what each number counts, in which unit, of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.entries import Entry
from corpus.gridcells import Stated, in_base, stated
from corpus.gridparts import Columns, Group, Part, columns_of, parts_of, refilled
from corpus.grids import Grid, GridCell, Row, counts_columns, is_rule, is_value
from corpus.gridsums import Line, owned
from corpus.headwords import (
    Time,
    Unit,
    implied_unit,
    kind_said,
    time_of,
    unit_in,
    without_time,
    without_unit,
)
from corpus.labels import (
    NO_NAME,
    SUBTOTAL,
    bare_label,
    joined,
    names_body,
    says_little,
    title_subject,
)

_AMONG = re.compile(r"^其中[：:]?")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over a table: its title, the heading of its section, the units it is in."""

    title: str = ""
    section: str = ""
    units: tuple[Unit, ...] = ()


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
    for part in parts_of(grid, caption.title, caption.units):
        if part.heads or len(columns) != grid.width:
            columns = columns_of(grid, part)
        else:
            columns = refilled(grid, part, columns)
        entries += _Reading(grid, part, columns, caption).entries()
    return entries, columns


class _Reading:
    """Turns the body rows of a part into entries."""

    def __init__(self, grid: Grid, part: Part, columns: Columns, caption: Caption) -> None:
        self._grid, self._part, self._columns = grid, part, columns
        self._subject = title_subject(part.title or caption.title or caption.section)
        self._time = time_of(part.title) if part.title else time_of(caption.title)
        self._values = [n for n, column in enumerate(columns) if column.kind == "value"]
        told = {columns[n].head for n in self._values}
        labelled = sum(1 for column in columns if column.kind == "label") > 1
        self._apart = self._told_apart() or (labelled and "" not in told)
        self._groups: dict[int, GridCell] = {}
        self._parent: tuple[str, dict[int, int]] = ("", {})

    def _told_apart(self) -> bool:
        """Say whether no row has two numbers under one heading: nothing would tell them apart."""
        for row in self._part.body:
            cells = self._grid.rows[row]
            filled = [
                self._columns[n].head for n in self._values if n < len(cells) and is_value(cells[n])
            ]
            if len(set(filled)) < len(filled):
                return False
        return True

    def entries(self) -> list[Entry]:
        """Return the entries of all rows, each with its total."""
        if not self._apart:
            return []
        lines = [self._line(row) for row in self._part.body]
        return sorted(
            owned(lines, [column.heads for column in self._columns]),
            key=lambda entry: entry.span.start,
        )

    def _line(self, row: int) -> Line:
        """Return one row with its entries."""
        cells = self._grid.rows[row]
        group = self._part.groups[row]
        parent, owners = self._parent
        starts: dict[int, int] = {}
        found: list[tuple[int, Entry]] = []
        path: tuple[str, ...] = ()
        plain = ""
        for column in self._values:
            if column >= len(cells) or cells[column].cover:
                continue
            labels = self._labels(row, column)
            among = bool(labels) and _AMONG.match(labels[-1]) is not None
            label = self._label(labels, group, parent if among else "")
            plain, path = plain or label, path or (group.name, *labels)
            for entry in self._cell(cells[column], row, column, label):
                whole = owners.get(column) if among and entry.total is None else entry.total
                starts.setdefault(column, entry.span.start)
                found.append((column, replace(entry, total=whole)))
        if found and not (path and _AMONG.match(path[-1])):
            self._parent = (plain, starts)
        return Line(path, tuple(found))

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
        inner = without_time(without_unit(self._inner(row, column)))
        measure = joined(name, words)
        said = kind_said(words, name, unit)
        return Entry(
            span=one.span,
            measure=measure + (one.way if one.way not in measure else ""),
            value=one.value if one.scaled else in_base(one.value, scale),
            upper=one.upper if one.scaled else in_base(one.upper, scale),
            unit=unit,
            name=joined(inner, words) if inner and name != inner else "",
            year=time.year,
            total=None,
            column=head,
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
        units = self._part.groups[row].units or self._part.units
        implied = implied_unit(without_unit(head), units)
        if of_row and implied[1] != "%":
            return of_row
        if (
            implied[1] == "%"
            and ("", "%") not in self._part.units
            and one.value is not None
            and abs(one.value) <= 1
        ):
            return "", ""
        return implied if implied[1] else implied_unit(without_unit(label), units)

    def _unit_cell(self, row: int) -> Unit | None:
        """Return the unit that the row's own column of units names."""
        for column, kind in enumerate(c.kind for c in self._columns):
            text = self._grid.owner(row, column).text if kind == "unit" else ""
            if text:
                return unit_in(f"（{text}）")
        return None

    def _labels(self, row: int, column: int) -> list[str]:
        """Return the labels of a row for one of its columns, the outermost group first."""
        seen: list[GridCell] = []
        places = self._label_places(column)
        for number, place in enumerate(places):
            cell = self._grid.owner(row, place)
            deeper = any(self._grid.owner(row, after).text for after in places[number + 1 :])
            if not cell.text and deeper:
                # A row without a group of its own goes on with the one above it.
                cell = self._groups.get(place, cell)
            if cell.text and cell not in seen:
                self._groups[place] = cell
                seen.append(cell)
        return [cell.text for cell in seen]

    def _label_places(self, column: int) -> list[int]:
        """Return the columns whose labels name a column: those before it, or the last set of them."""
        places = [n for n, c in enumerate(self._columns) if c.kind == "label" and n < column]
        again = [n for n in places if n > 0 and self._columns[n - 1].kind == "value"]
        return [n for n in places if n >= again[-1]] if again else places

    def _inner(self, row: int, column: int) -> str:
        """Return the innermost label of a row where it names by itself what is counted, else ''."""
        labels = self._labels(row, column)
        inner = bare_label(labels[-1]) if labels else ""
        whole = NO_NAME.match(inner) or SUBTOTAL.match(inner) or names_body(inner)
        return "" if whole else inner

    def _label(self, labels: list[str], group: Group, parent: str) -> str:
        """Return the one label of a row with its group; a bare total carries the table's name."""
        texts = [bare_label(text) for text in labels]
        inner = texts[-1] if texts else ""
        texts = [t for n, t in enumerate(texts) if t and not any(t in o for o in texts[n + 1 :])]
        telling = [t for t in texts if t == inner or not says_little(t)]
        texts = telling if len(telling) > 1 or not NO_NAME.match(inner) else texts
        name = "".join(texts)
        if parent:
            return f"{parent}（{name}）" if name else parent
        if NO_NAME.match(name):
            name = (group.name or self._subject) + name
        elif group.name:
            name = group.name + name
        return name

    def _row_time(self, row: int) -> Time:
        """Return the time that the row's column of years names."""
        for column, kind in enumerate(c.kind for c in self._columns):
            text = self._grid.owner(row, column).text if kind == "year" else ""
            if text:
                return time_of(text)
        return Time()
