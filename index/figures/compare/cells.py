"""Figures of several offices, years and indicators side by side; none is picked for the reader.

What was (results and shares) stands in the cell; parts of a total, targets and changes stand aside,
each named as what it is. A cell in which nothing stands says which kind of "no" it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.models import Figure
from index.contradictions import core
from index.counting import RESULTS
from index.figures.coverage.covered import Cell, Covered, run_of
from index.ledger import Shelf, Wanted, select
from index.models import FigureNote

MOST_CELLS = 600
"""So many cells are compared at once; offices beyond that are named as left out."""
MOST_INDICATORS = 12
Aside = Literal["part", "target", "change", "share"]
Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Picked:
    """What somebody wants to see side by side; ``turned`` puts rows for columns."""

    offices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    turned: bool = False

    @classmethod
    def read(
        cls, offices: object, years: object, indicators: object, turned: object = False
    ) -> Picked:
        """Return what the reader's side sent; what is nothing of the kind is left out."""
        asked = Wanted.read(offices, years, indicators=indicators)
        names = tuple(dict.fromkeys(asked.indicators))[:MOST_INDICATORS]
        return cls(
            tuple(dict.fromkeys(asked.offices)),
            tuple(sorted(set(asked.years))),
            names,
            turned in (True, "1"),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of one thing, and every figure that states it, in reading order."""

    figures: tuple[Figure, ...]

    @property
    def first(self) -> Figure:
        """The figure that is shown."""
        return self.figures[0]


@dataclass(frozen=True, slots=True)
class Compared:
    """A cell: its numbers, what stands aside, and what is known where there is no number."""

    entries: tuple[Entry, ...]
    aside: tuple[tuple[Aside, Figure], ...]
    known: Cell

    @property
    def only(self) -> Figure | None:
        """The one number that is stated; None where there is none, or several that differ."""
        values = {(e.first.value, e.first.upper, e.first.unit) for e in self.entries}
        return self.entries[0].first if len(values) == 1 else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: its three axes, its cells, and the offices that were too many."""

    offices: tuple[str, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    turned: bool
    cells: Mapping[Place, Compared]
    judged: Mapping[str, FigureNote]
    """What people said of figures, by the figure's id."""
    left_out: int = 0
    every_year: bool = False
    """Whether the years were picked for the reader, not by them."""

    def span(self, office: str) -> tuple[int, ...]:
        """Return the years shown of an office: if none was picked, from its first to its last."""
        held = [
            year
            for year in self.years
            if any(self.cells[office, year, i].known.state != "missing" for i in self.indicators)
        ]
        if not self.every_year or not held:
            return self.years
        return tuple(year for year in self.years if held[0] <= year <= held[-1])

    def of(self, indicator: str) -> Iterator[tuple[str, int, Compared]]:
        """Yield the cells of an indicator by office and year."""
        for office in self.offices:
            for year in self.years:
                yield office, year, self.cells[office, year, indicator]


def compare(shelf: Shelf, covered: Covered, picked: Picked) -> Comparison:
    """Return what the reports state of what is picked; no office or no year means all of them."""
    indicators = picked.indicators
    wanted = picked.offices or covered.offices
    years = picked.years or _reported(covered, wanted)
    most = max(1, MOST_CELLS // max(1, len(years) * len(indicators)))
    offices = wanted[:most]
    found: dict[Place, list[Figure]] = {}
    if indicators:
        chosen = select(shelf, Wanted(offices, years, indicators=indicators))
        for key, figure in zip(chosen.keys, chosen, strict=True):
            found.setdefault((key.office, key.year or 0, key.indicator or ""), []).append(figure)
    cells = {
        (office, year, name): _compared(
            found.get((office, year, name), []), covered.cell(office, year, name)
        )
        for office in offices
        for year in years
        for name in indicators
    }
    left_out, every_year = len(wanted) - len(offices), not picked.years
    return Comparison(
        offices, years, indicators, picked.turned, cells, shelf.judged(), left_out, every_year
    )


def _reported(covered: Covered, offices: Sequence[str]) -> tuple[int, ...]:
    """Return the years of the offices' reports with those between them, which are gaps."""
    return run_of(y for office, y in covered.reports if office in offices and y is not None)


def _compared(figures: Sequence[Figure], known: Cell) -> Compared:
    """Sort the figures of a cell into what it states and what stands aside."""
    ids = {figure.id for figure in figures}
    counted = any(f.kind == "result" and f.part_of not in ids for f in figures)
    entries: dict[tuple[Decimal | None, Decimal | None, str, str, str], list[Figure]] = {}
    aside: list[tuple[Aside, Figure]] = []
    for figure in figures:
        kind = _aside(figure, ids, counted)
        if kind:
            aside.append((kind, figure))
            continue
        same = (figure.value, figure.upper, figure.unit, figure.qualifier, core(figure.measure))
        entries.setdefault(same, []).append(figure)
    return Compared(tuple(Entry(tuple(group)) for group in entries.values()), tuple(aside), known)


def _aside(figure: Figure, ids: set[str], counted: bool) -> Aside | None:
    """Return as what a figure stands aside; a share only where the thing itself is counted too."""
    if figure.part_of in ids:
        return "part"
    if figure.kind not in RESULTS:
        return "target" if figure.kind == "target" else "change"
    return "share" if figure.kind == "share" and counted else None
