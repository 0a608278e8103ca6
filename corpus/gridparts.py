"""Parts a table with bars: its blocks of headings, its body rows with their groups, its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from corpus.grids import (
    Grid,
    GridCell,
    Row,
    has_values,
    is_value,
    is_yearlike,
    names_group,
    spans_table,
)
from corpus.headwords import Unit, caption_units, measures_nothing, unit_in, without_unit
from corpus.labels import bare_label, says_little

# What stands over more rows than this is no heading any more but a table of words.
MOST_HEADINGS = 6

ColumnKind = Literal["value", "label", "unit", "year", "other"]
RowRole = Literal["units", "title", "body", "group", "head", "none"]
_UNIT_HEAD = re.compile(r"(?:计量|数量)?单位")
_YEAR_LABEL = re.compile(r"(?:19|20)[0-9]{2}年?度?")
# 第二十条第（五）项 says which law asks for the rows below, not what they count.
_CLAUSE = re.compile(r"第.{1,6}[条款项]")
_OWN_UNIT = re.compile(r"（?(?:计量)?单位[：:].*$")


@dataclass(frozen=True, slots=True)
class Group:
    """A row that names the rows below it, and the units it says they are in."""

    name: str = ""
    units: tuple[Unit, ...] = ()


@dataclass(slots=True)
class Part:
    """A run of rows under one block of headings: the places of both, and the group of each body row."""

    heads: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    groups: dict[int, Group] = field(default_factory=dict)
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


def parts_of(grid: Grid, title: str, units: tuple[Unit, ...]) -> list[Part]:
    """Part the rows of a table at each block of headings."""
    parts = [Part(units=units, title=title)]
    group = Group()
    for number, row in enumerate(grid.rows):
        part = parts[-1]
        role = _role(grid, row, part)
        if role == "units":
            part.units = caption_units(_text(row)) or part.units
            part.title = part.title if row[0].text.startswith("单位") else row[0].text or part.title
        elif role == "title":
            part.title, part.units = row[0].text, caption_units(row[0].text) or part.units
        elif role == "body":
            part.body.append(number)
            part.groups[number] = group
        elif role == "group":
            told = row[0].text
            unit = unit_in(told)
            name = bare_label(_OWN_UNIT.sub("", without_unit(told)))
            name = "" if _CLAUSE.match(name) else name
            group = Group(name, caption_units(told) or ((unit,) if unit else ()))
        elif role == "head" and part.body:
            parts.append(Part(heads=[number], units=part.units, title=part.title))
            named = number > 0 and _role(grid, grid.rows[number - 1], part) == "group"
            group = group if named else Group()
        elif role == "head":
            part.heads = [*part.heads[1 - MOST_HEADINGS :], number]
    return [part for part in parts if part.body]


def _role(grid: Grid, row: Row, part: Part) -> RowRole:
    """Return what a row is, by itself and by what stood above it."""
    begun = bool(part.heads or part.body)
    if has_values(row, headed=bool(part.heads)):
        return "body"
    if names_group(row) and begun:
        return "group"
    told = [cell.text for cell in row if cell.text and not cell.cover]
    if told and _OWN_UNIT.match(told[-1]) and len(told) <= 2:
        return "units" if len(told) == 1 or not begun else "head"
    if spans_table(row):
        return "none" if begun else "title"
    if all(cell.is_empty or cell.cover for cell in row[1:]):
        return "none"
    again = part.body and any(_alike(row, grid.rows[head]) for head in part.heads)
    return "none" if again else "head"


def _text(row: Row) -> str:
    return " ".join(cell.text for cell in row)


def _alike(row: Row, other: Row) -> bool:
    return [cell.text for cell in row] == [cell.text for cell in other]


def columns_of(grid: Grid, part: Part) -> Columns:
    """Return the columns of a part of a table."""
    # Without labels the first column is one of numbers like the others.
    first = 0 if all(is_value(grid.rows[row][0]) for row in part.body) else 1
    heads = [_heads(grid, part.heads, column, first) for column in range(grid.width)]
    kinds: list[ColumnKind] = [_kind(grid, part, c, "".join(heads[c])) for c in range(grid.width)]
    first = next((c for c, kind in enumerate(kinds) if kind == "value"), len(kinds))
    for c, kind in enumerate(kinds):
        again = heads[c] and heads[c] in [heads[d] for d in range(first) if kinds[d] == "label"]
        if kind == "label" and c > first and not again:
            kinds[c] = "other"
    return tuple(Column(path, kind) for path, kind in zip(heads, kinds, strict=True))


def refilled(grid: Grid, part: Part, columns: Columns) -> Columns:
    """Return known columns; one that held nothing on the page before may hold numbers now."""
    return tuple(
        Column(c.heads, _kind(grid, part, n, c.head)) if c.kind == "other" else c
        for n, c in enumerate(columns)
    )


def _heads(grid: Grid, rows: Sequence[int], column: int, first: int) -> tuple[str, ...]:
    """Return the headings over a column from the top, each merged one once."""
    path: list[GridCell] = []
    for row in rows:
        cell = grid.owner(row, column)
        if not cell.text and row != rows[-1] and column > first:
            # A group heading that is not merged stands over its first column only.
            left = (grid.owner(row, c) for c in range(column - 1, first - 1, -1))
            cell = next((one for one in left if one.text), cell)
        if cell.text and cell not in path:
            path.append(cell)
    texts = [cell.text.replace(" ", "") for cell in path]
    texts = [t for n, t in enumerate(texts) if n == len(texts) - 1 or not says_little(t)]
    return tuple(t for n, t in enumerate(texts) if t not in texts[:n])


def _kind(grid: Grid, part: Part, column: int, head: str) -> ColumnKind:
    """Return what a column holds."""
    cells = [grid.rows[row][column] for row in part.body if column < len(grid.rows[row])]
    values = sum(1 for cell in cells if is_value(cell))
    texts = sum(1 for cell in cells if not cell.cover and not cell.is_empty and not is_value(cell))
    told = [cell.text for cell in cells if not cell.cover and not cell.is_empty]
    if _UNIT_HEAD.fullmatch(head) and told and all(_names_unit(text) for text in told):
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


def _names_unit(text: str) -> bool:
    """Say whether a cell holds nothing but a unit: 件, 万元."""
    return unit_in(f"（{text}）") is not None


def _is_serial(grid: Grid, part: Part, column: int) -> bool:
    """Say whether the first column counts its rows."""
    if column or grid.width < 3:
        return False
    cells = [grid.rows[row][0].text for row in part.body]
    numbers = [int(text) for text in cells if text.isdecimal()]
    steps = all(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) > 1 and steps and numbers[0] <= 1 + len(cells)
