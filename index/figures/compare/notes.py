"""What keeps the numbers of a comparison from being compared, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, Protocol

from corpus.indicators import load_indicators
from corpus.models import Figure
from index.figures.compare.cells import Comparison
from index.ledger import indicator_name
from index.shown import office_name, straight
from index.wording_page import Language, label

FEW = 6
"""Up to so many offices each has a line over the years; more stand side by side, years as bars."""
MOST_DRAWN = 24
MOST_YEARS_DRAWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn in one colour: a figure for each label, None where there is none to draw."""

    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of one indicator across years or offices; at the ``several`` labels differing numbers are stated."""

    title: str
    across: Literal["years", "offices"]
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    several: frozenset[str] = frozenset()


class Comparing(Protocol):
    """What knows when two figures count the same thing, and how a chart looks."""

    def notes(self, stated: Sequence[tuple[str, Figure]], language: Language) -> tuple[str, ...]:
        """Return why neighbouring figures, each with its office, are not quite the same thing."""
        ...

    def drawn(self, drawing: Drawing, language: Language) -> Any:
        """Return the Plotly figure of a chart."""
        ...


def notes(comparing: Comparing, comparison: Comparison, language: Language) -> tuple[str, ...]:
    """Return what has to be said of a comparison, each once."""
    said: dict[str, None] = {}
    for indicator in comparison.indicators:
        rule = load_indicators().get(indicator).compare
        name = indicator_name(indicator, language)
        if rule:
            said[label(language, "note_rule", indicator=name, rule=rule)] = None
        told = name if len(comparison.indicators) > 1 else ""
        for at, run in _runs(comparison, indicator, language):
            where = " ".join(filter(None, (at, told)))
            for note in comparing.notes(run, language):
                text = label(language, "note_at", where=where, note=note) if where else note
                said[straight(text)] = None
        for office, year, cell in comparison.of(indicator):
            if cell.entries and cell.only is None:
                slots = {"office": _office(office, language), "year": year, "indicator": name}
                count = len(cell.entries)
                said[label(language, "note_several", count=count, **slots)] = None
    return tuple(said)


def _runs(
    comparison: Comparison, indicator: str, language: Language
) -> Iterator[tuple[str, list[tuple[str, Figure]]]]:
    """Yield the figures that are read beside one another: an office's years, a year's offices.

    Each run comes with what tells it from the others: its office, its year.
    """
    found = [(o, y, c.only) for o, y, c in comparison.of(indicator)]
    known = [(office, year, figure) for office, year, figure in found if figure]
    for office, line in groupby(known, key=lambda one: one[0]):
        at = _office(office, language) if len(comparison.offices) > 1 else ""
        yield at, [(office, figure) for _, _, figure in line]
    for year, line in groupby(sorted(known, key=lambda one: one[1]), key=lambda one: one[1]):
        at = label(language, "in_year", year=year) if len(comparison.years) > 1 else ""
        yield at, [(office, figure) for office, _, figure in line]


def drawings(comparison: Comparison, language: Language) -> tuple[Drawing, ...]:
    """Return a chart for each indicator of which two numbers can be drawn."""
    made = (_drawing(comparison, name, language) for name in comparison.indicators)
    return tuple(
        d for d in made if sum(f is not None for line in d.lines for f in line.figures) > 1
    )


def _drawing(comparison: Comparison, indicator: str, language: Language) -> Drawing:
    """Lines of a few offices over the years, with the years between; else bars by office."""
    title = indicator_name(indicator, language)
    cells = {(office, year): cell for office, year, cell in comparison.of(indicator)}
    only = {at: cell.only for at, cell in cells.items()}
    differing = {at for at, cell in cells.items() if cell.entries and not cell.only}
    years, offices = comparison.years, comparison.offices
    named = {office: _office(office, language) for office in offices}
    if len(offices) <= FEW and len(years) > 1:
        run = range(years[0], years[-1] + 1)
        lines = [Line(named[o], tuple(only.get((o, y)) for y in run)) for o in offices]
        several = {str(year) for _, year in differing}
        return Drawing(title, "years", tuple(map(str, run)), tuple(lines), frozenset(several))
    shown = _drawable(comparison, indicator)[:MOST_DRAWN]
    lines = [
        Line(str(year), tuple(only.get((o, year)) for o in shown))
        for year in years[-MOST_YEARS_DRAWN:]
    ]
    several = {named[office] for office, _ in differing}
    return Drawing(
        title, "offices", tuple(named[o] for o in shown), tuple(lines), frozenset(several)
    )


def _drawable(comparison: Comparison, indicator: str) -> tuple[str, ...]:
    """Return the offices of which something is stated."""
    stated = (office for office, _, cell in comparison.of(indicator) if cell.entries)
    return tuple(dict.fromkeys(stated))


def left_undrawn(comparison: Comparison) -> bool:
    """Say whether a chart would be too full for all offices and years."""
    most = max((len(_drawable(comparison, name)) for name in comparison.indicators), default=0)
    wide = len(comparison.offices) > FEW or len(comparison.years) == 1
    return wide and (most > MOST_DRAWN or len(comparison.years) > MOST_YEARS_DRAWN)


def _office(office: str, language: Language) -> str:
    return straight(office_name(office, language)) or label(language, "unknown_office")
