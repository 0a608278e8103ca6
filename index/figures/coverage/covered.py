"""What is stated of each office's year: a number, none, only a plan, nothing, or no report at all."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.denials import SIGNS, denials
from corpus.indicators import load_indicators
from corpus.models import Figure
from index.counting import RESULTS, Asked
from index.judged import as_judged
from index.ledger import Shelf
from index.models import ReportCard

State = Literal["stated", "zero", "planned", "silent", "missing"]
LONGEST_RUN = 30
Place = tuple[str, int | None, str | None]
"""An office, a year, an indicator."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of an indicator in one office's year.

    "stated" with so many ``figures``; "zero": the report says that there was none, with so many
    figures or in words at ``link``; "planned": there are targets or changes only; "silent": a
    report is loaded and does not state it, ``link`` names it; "missing": no such report is loaded.
    """

    state: State
    figures: int = 0
    link: str = ""


@dataclass(slots=True)
class _Sum:
    results: int = 0
    zeros: int = 0
    others: int = 0

    def add(self, figure: Figure, times: int) -> None:
        """Count a figure ``times`` times, -1 to take it away."""
        told = figure.kind in RESULTS
        self.results += times if told else 0
        self.zeros += times if told and figure.value == 0 and figure.upper is None else 0
        self.others += 0 if told else times


class Covered:
    """The loaded reports, and how often each office's year states each indicator."""

    def __init__(
        self,
        cards: Iterable[ReportCard],
        sums: Mapping[Place, _Sum],
        denied: Mapping[Place, str],
    ) -> None:
        self._sums = sums
        self._denied = denied
        self.reports: dict[tuple[str, int | None], list[ReportCard]] = {}
        for card in cards:
            self.reports.setdefault((card.office, card.year), []).append(card)
        self.offices = tuple(sorted({office for office, _ in self.reports}))
        told = {(office, year) for (office, year, _), s in sums.items() if s.results}
        self.years = run_of(y for _, y in {*self.reports, *told} if y is not None)
        stated: dict[str, int] = {}
        self._totals: dict[tuple[str, int | None], int] = {}
        for (office, year, indicator), s in sums.items():
            if indicator and s.results + s.others:
                stated[indicator] = stated.get(indicator, 0) + 1
            counted = self._totals.get((office, year), 0) + s.results + s.others
            self._totals[office, year] = counted
        self.every_year = tuple(sorted({year for _, year, _ in sums if year is not None}))
        self.indicators = tuple(sorted(stated, key=lambda name: (-stated[name], name)))
        """What is stated anywhere, the most widely stated first."""

    @classmethod
    def of(cls, shelf: Shelf) -> Covered:
        """Return what a shelf covers, with the verdicts of people taken into account."""
        cards = shelf.cards()
        sums = {
            (c.office, c.year, c.indicator): _Sum(c.results, c.zeros, c.others)
            for c in shelf.records.counts()
        }
        _judge(shelf, sums)
        return cls(cards, sums, _denied(shelf, cards))

    def cell(self, office: str, year: int | None, indicator: str) -> Cell:
        """Return what is known of an indicator in an office's year."""
        found = self._sums.get((office, year, indicator), _Sum())
        if found.results:
            return Cell("zero" if found.zeros == found.results else "stated", found.results)
        denied = self._denied.get((office, year, indicator))
        if denied:
            return Cell("zero", 0, denied)
        if found.others:
            return Cell("planned", found.others)
        return self.lack(office, year)

    def lack(self, office: str, year: int | None) -> Cell:
        """Return why nothing is stated for an office's year: the report is silent, or is missing."""
        cards = self.reports.get((office, year))
        return Cell("silent", 0, f"0:{cards[0].id}:0-0") if cards else Cell("missing")

    def total(self, office: str, year: int | None) -> Cell:
        """Return how many figures of any kind describe an office's year."""
        figures = self._totals.get((office, year), 0)
        return Cell("stated", figures) if figures else self.lack(office, year)

    def within(self, offices: Sequence[str], years: Sequence[int]) -> tuple[str, ...]:
        """Return the indicators that are stated of these offices and years, all where none is named."""
        stated = {
            name
            for (office, year, name), s in self._sums.items()
            if (not offices or office in offices)
            and (not years or year in years)
            and s.results + s.others
        }
        return tuple(name for name in self.indicators if name in stated)

    def stated_by(self, office: str) -> tuple[str, ...]:
        """Return the indicators that an office's reports state or deny, the widest first."""
        sums = {
            name for (o, _, name), s in self._sums.items() if o == office and s.results + s.others
        }
        denied = {name for o, _, name in self._denied if o == office}
        return tuple(name for name in self.indicators if name in sums or name in denied)


def run_of(years: Iterable[int]) -> tuple[int, ...]:
    """Return years with those between them, which are gaps; far apart, as they are.

    >>> run_of({2024, 2022})
    (2022, 2023, 2024)
    """
    found = sorted(set(years))
    run = range(found[0], found[-1] + 1) if found else range(0)
    return tuple(run if len(run) <= LONGEST_RUN else found)


class Latest:
    """What a shelf covers now; it is counted once for every change of the store."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._turn = threading.Lock()
        self._kept: tuple[int, Covered] | None = None

    def covered(self) -> Covered:
        """Return what is covered at the store's present revision."""
        revision = self._shelf.records.revision()
        with self._turn:
            if self._kept is None or self._kept[0] != revision:
                self._kept = (revision, Covered.of(self._shelf))
            return self._kept[1]


def _judge(shelf: Shelf, sums: dict[Place, _Sum]) -> None:
    """Take out of ``sums`` what people rejected, and count what they corrected as it holds."""
    notes = {i: n for i, n in shelf.judged().items() if n.verdict != "confirmed"}
    if not notes:
        return
    keys = [key for key in shelf.records.picked(Asked()) if key.id in notes]
    for key, read in zip(keys, shelf.records.figures_at(keys), strict=True):
        at = (key.office, key.year, key.indicator)
        sums[at].add(read, -1)
        for holds in as_judged((read,), notes):
            sums[at].add(holds, 1)


def _denied(shelf: Shelf, cards: Iterable[ReportCard]) -> dict[Place, str]:
    """Return where the reports say in words that there was none of an indicator (未发生…)."""
    known = {card.id: card for card in cards}
    match = load_indicators().match
    found: dict[Place, str] = {}
    for report_id, first, text in shelf.records.saying(SIGNS):
        card = known.get(report_id)
        for clause in denials(text) if card else ():
            indicator = match(clause.of(text))
            if card and indicator:
                link = f"0:{report_id}:{first + clause.start}-{first + clause.end}"
                found.setdefault((card.office, card.year, indicator), link)
    return found
