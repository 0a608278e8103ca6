"""Finds which number of a table is the total of which: sums by row, by group and by column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.entries import Entry
from corpus.headwords import without_unit
from corpus.labels import SUBTOTAL, TOTAL, bare_label


@dataclass(frozen=True, slots=True)
class Line:
    """A body row: the labels that lead to it from the outermost, and its entries by column."""

    path: tuple[str, ...]
    entries: tuple[tuple[int, Entry], ...]

    @property
    def sums(self) -> int:
        """Return 2 where the row adds up all others of its group, 1 for a part of them, else 0."""
        last = bare_label(self.path[-1]) if self.path else ""
        return 2 if TOTAL.match(last) else 1 if SUBTOTAL.match(last) else 0

    @property
    def scope(self) -> tuple[str, ...]:
        """Return the labels of the group that a sum adds up."""
        return self.path[:-1]


Sum = tuple[int, Line, dict[int, Entry]]
_FIRST_SUMS, _NEXT_SUMS, _LAST = 2, 8, 1_000_000


def owned(lines: Sequence[Line], heads: Sequence[tuple[str, ...]]) -> Iterator[Entry]:
    """Yield the entries of all rows, each with the place of its total where the table has one.

    ``heads`` are the headings of each column.
    """
    sums = [(n, line, dict(line.entries)) for n, line in enumerate(lines) if line.sums]
    for number, line in enumerate(lines):
        near = _near(sums, number)
        for column, entry in line.entries:
            whole = entry.total
            if whole is None:
                whole = _beside(line, column, entry, heads)
            if whole is None:
                whole = _below(near, number, line, column, entry)
            yield entry if whole is None else replace(entry, total=whole)


def _beside(line: Line, column: int, entry: Entry, heads: Sequence[tuple[str, ...]]) -> int | None:
    """Return the total in the same row: the column 总计 of the nearest group of headings."""
    best: tuple[int, int] | None = None
    for other, total in line.entries:
        path = heads[other]
        group = path[:-1]
        if other == column or not path or not TOTAL.match(without_unit(path[-1])):
            continue
        inside = heads[column][: len(group)] == group and not _is_total(heads[column], group)
        deeper = best is None or len(group) > best[0]
        if inside and deeper and _fits(entry, total) and total.total is None:
            best = (len(group), total.span.start)
    return best[1] if best else None


def _is_total(path: tuple[str, ...], group: tuple[str, ...]) -> bool:
    """Say whether a column is the total of the same group or of one around it."""
    return (
        bool(path)
        and TOTAL.match(without_unit(path[-1])) is not None
        and len(path) - 1 <= len(group)
    )


def _near(sums: Sequence[Sum], number: int) -> Sequence[Sum]:
    """Return the sums that may own a row: the next ones below it and the first of the table."""
    below = bisect_right(sums, number, key=lambda one: one[0])
    return [*sums[: min(below, _FIRST_SUMS)], *sums[below : below + _NEXT_SUMS]]


def _below(near: Sequence[Sum], number: int, line: Line, column: int, entry: Entry) -> int | None:
    """Return the sum of the column that owns an entry: of its innermost group, the next one below."""
    best: tuple[tuple[int, int, int], int] | None = None
    for other, one, entries in near:
        total = entries.get(column)
        if other == number or total is None or not _fits(entry, total):
            continue
        if one.sums <= line.sums and len(one.scope) >= len(line.scope):
            continue
        if line.path[: len(one.scope)] != one.scope or (one.sums == 1 and other < number):
            continue
        # The deepest group first; in it a part's sum before the whole's, and the nearest below.
        rank = (-len(one.scope), one.sums, other if other > number else _LAST + other)
        if best is None or rank < best[0]:
            best = (rank, total.span.start)
    return best[1] if best else None


def _fits(part: Entry, total: Entry) -> bool:
    """Say whether one can be a part of the other: the same thing counted, and not more of it."""
    if part.unit != total.unit or part.unit in ("%", "‰") or "change" in (part.kind, total.kind):
        return False
    same_time = (part.year, part.back) == (total.year, total.back)
    return (
        same_time
        and part.value is not None
        and total.value is not None
        and part.value <= total.value
    )
