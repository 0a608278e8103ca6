"""Finds the heading of each number in a row of a drawn table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.numerals import ARABIC

NUMBER = re.compile(rf"-?(?:{ARABIC})%?")
_CLOSE = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a table line: its column, the bars before it, its place and its text."""

    column: int
    block: int
    start: int
    text: str

    @property
    def is_number(self) -> bool:
        """Say whether nothing but a number stands in it."""
        return NUMBER.fullmatch(self.text) is not None


def headings_over(lines: Sequence[list[Cell]], values: list[Cell], cells: list[Cell]) -> list[str]:
    """Return one heading for each number, or nothing where they do not match in number.

    What stands over the headings (the table's title, a note) is left out line by line until the
    rest fits.
    """
    for top in range(len(lines)):
        found = _leaves(lines[top:], len(values)) or _fitting(lines[top:], values, cells)
        if found:
            return found
    return []


def _fitting(lines: Sequence[list[Cell]], values: list[Cell], cells: list[Cell]) -> list[str]:
    """Return the headings of exactly these lines, put together by the column they start at."""
    labelled = len(cells) > len(values)
    edge = (
        max((c.column + len(c.text) for c in cells[: -len(values)]), default=-1) if labelled else -1
    )
    columns: list[tuple[int, str]] = []
    for line in lines:
        for cell in line:
            words = (
                cell.text.split(" ")
                if len(line) < len(values) and " " in cell.text
                else [cell.text]
            )
            for word in words:
                _add_column(columns, cell.column + cell.text.find(word), word, apart=len(words) > 1)
    columns.sort(key=lambda column: column[0])
    if labelled and len(columns) == len(values) + 1:
        columns = columns[1:]
    if labelled and len(columns) == len(cells):
        columns = columns[len(cells) - len(values) :]
    if len(columns) != len(values):
        columns = [c for c in columns if c[0] > edge - _CLOSE] if edge >= 0 else []
    return [word for _, word in columns] if len(columns) == len(values) else []


def _leaves(lines: Sequence[list[Cell]], count: int) -> list[str]:
    """Return the words of the lowest heading line with the group each stands under.

    It is for rows without labels whose headings are set close: 行政复议 | 行政诉讼 over 维持 纠正 …
    """
    if len(lines) < 2:
        return []
    *groups, lowest = lines
    words = [
        (cell, cell.column + found.start(), found.group())
        for cell in lowest
        for found in re.finditer(r"[^ ]+", cell.text)
    ]
    if len(words) != count or len(lowest) == count:
        return []
    return ["".join(_over(line, leaf, at) for line in groups) + word for leaf, at, word in words]


def _over(line: list[Cell], leaf: Cell, at: int) -> str:
    """Return the cell of a heading line that spans a leaf: the last not right of it."""
    barred = any(cell.block for cell in line)
    fits = (c for c in reversed(line) if (c.block <= leaf.block if barred else c.column <= at))
    return next((cell.text for cell in fits), "")


def _add_column(columns: list[tuple[int, str]], at: int, word: str, *, apart: bool) -> None:
    """Put a heading below the one that stands at the same place, else beside the others."""
    for number, (column, above) in enumerate(columns):
        if abs(column - at) <= _CLOSE and not apart:
            columns[number] = (column, above + word)
            return
    columns.append((at, word))
