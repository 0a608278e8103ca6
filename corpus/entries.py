"""A number of a table with what it counts, and the sums that own the numbers above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.models import FigureKind, Qualifier, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a table with what it counts; ``total`` is the place of its total, if it has one.

    ``column`` is the heading it stands under, ``sums`` says that its row adds up the others.
    ``year`` is None where the table names none, ``back`` how many years before the report's it then
    lies (上年), ``stretch`` the part of the year it covers (上半年). ``kind`` is "result" where the
    table does not say otherwise. ``name`` is the measure without the groups around it, by which its
    indicator is known, where it has such.
    """

    span: Span
    measure: str
    value: Decimal | None
    unit: str
    year: int | None
    total: int | None
    column: str = ""
    sums: bool = False
    back: int = 0
    stretch: str = ""
    kind: FigureKind = "result"
    qualifier: Qualifier = "exact"
    upper: Decimal | None = None
    name: str = ""


def summed(entries: Iterable[Entry]) -> list[Entry]:
    """Give each entry the sum of its column as its total: the next sum below it, or the first."""
    entries = list(entries)
    sums: dict[tuple[str, str], list[Entry]] = {}
    for entry in (e for e in entries if e.sums and e.unit != "%"):
        sums.setdefault((entry.column, entry.unit), []).append(entry)
    return [
        entry if entry.sums or entry.total is not None else _owned(entry, sums) for entry in entries
    ]


def _owned(entry: Entry, sums: dict[tuple[str, str], list[Entry]]) -> Entry:
    """Return the entry with its sum, unless it is more than the sum."""
    same = sums.get((entry.column, entry.unit), [])
    if not same or entry.value is None:
        return entry
    below = bisect_left(same, entry.span.start, key=lambda e: e.span.start)
    total = same[min(below, len(same) - 1)]
    fits = total.value is not None and entry.value <= total.value
    return replace(entry, total=total.span.start) if fits else entry
