"""The ledger as rows: the figures that fit a filter, each with its report, section and sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, get_args

from corpus.indicators import Indicator, load_indicators
from corpus.models import Figure, FigureKind, Report
from corpus.sentences import sentence_at
from index.models import FigureNote, Holding, ReportCard, Scope
from index.words import simplified

MOST_CHARACTERS = 100
KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
SORTED = ("office", "year", "measure", "figure")
"""What the ledger can be sorted by; a minus before it turns it round."""


class Shelf(Protocol):
    """The part of the index that the ledger reads."""

    def cards(self) -> tuple[ReportCard, ...]:
        """Return what is loaded."""
        ...

    def report(self, report_id: str) -> Report:
        """Return one report."""
        ...

    def figures(self, scope: Scope = ...) -> tuple[Figure, ...]:
        """Return the figures of a scope."""
        ...

    def all_figures(self, scope: Scope = ...) -> tuple[Figure, ...]:
        """Return the figures of a scope with those that a person rejected."""
        ...

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of figures, by the figure's id."""
        ...

    def coverage(self) -> tuple[Holding, ...]:
        """Return what is covered."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: offices, years, a kind, words of the measure; empty means all.

    ``order`` is one of ``SORTED``, with a minus before it from the last to the first; empty is
    the order of reading.
    """

    offices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kind: str = ""
    words: str = ""
    order: str = ""

    @classmethod
    def read(
        cls, offices: object, years: object, kind: object, words: object, order: object = ""
    ) -> Wanted:
        """Return the filter that the reader's side sent; what is no filter is left out.

        >>> Wanted.read(["某市网信办"], ["2024", "x"], "result", " 辟谣 ")
        Wanted(offices=('某市网信办',), years=(2024,), kind='result', words='辟谣', order='')
        """
        return cls(
            tuple(o for o in _listed(offices) if isinstance(o, str)),
            tuple(int(str(y)) for y in _listed(years) if str(y).isdecimal() and len(str(y)) <= 4),
            kind if isinstance(kind, str) and kind in KINDS else "",
            words.strip()[:MOST_CHARACTERS] if isinstance(words, str) else "",
            order if isinstance(order, str) and order.removeprefix("-") in SORTED else "",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with all that is needed to find and to quote it; ``year`` is the one it describes.

    ``note`` is what a person said of it: the figure's value and unit are then those that hold.
    """

    figure: Figure
    office: str
    year: int | None
    title: str
    source: str
    section: tuple[str, ...]
    page: int | None
    sentence: str
    at: int
    """Where the figure begins in the sentence."""
    note: FigureNote | None = None


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def select(shelf: Shelf, wanted: Wanted, *, rejected: bool = False) -> tuple[Figure, ...]:
    """Return the figures that fit, in the order wanted; a figure without a year has its report's.

    Those that a person rejected come only with ``rejected``.
    """
    cards = {card.id: card for card in shelf.cards()}
    found = _fitting(shelf, wanted, cards, rejected=rejected)
    if not wanted.order:
        return found
    by = _sorting(wanted.order.removeprefix("-"), cards)
    keys = {figure.id: by(figure) for figure in found}
    known = sorted(
        (figure for figure in found if keys[figure.id] is not None),
        key=lambda figure: keys[figure.id],
        reverse=wanted.order.startswith("-"),
    )
    unknown = (figure for figure in found if keys[figure.id] is None)  # last, whichever way round
    return (*known, *unknown)


def _sorting(order: str, cards: Mapping[str, ReportCard]) -> Callable[[Figure], Any]:
    """Return what a figure is sorted by; None where it has no such thing."""
    keys: dict[str, Callable[[Figure], Any]] = {
        "office": lambda f: cards[f.report_id].office if f.report_id in cards else None,
        "year": lambda f: f.year or (cards[f.report_id].year if f.report_id in cards else None),
        "measure": lambda f: f.measure or None,
        "figure": lambda f: f.value,
    }
    return keys[order]


def _fitting(
    shelf: Shelf, wanted: Wanted, cards: Mapping[str, ReportCard], *, rejected: bool
) -> tuple[Figure, ...]:
    covered = {card.id: card.year for card in cards.values()}
    scope = Scope(wanted.offices)
    figures = [
        f
        for f in (shelf.all_figures(scope) if rejected else shelf.figures(scope))
        if (not wanted.kind or f.kind == wanted.kind)
        and (not wanted.years or (f.year or covered.get(f.report_id)) in wanted.years)
    ]
    words = simplified(wanted.words).casefold().split()
    if not words:
        return tuple(figures)
    said = [f for f in figures if all(word in _names(f.measure, f.indicator) for word in words)]
    if said:
        return tuple(said)
    meant = {hit.id for hit in load_indicators().asked(wanted.words)}
    return tuple(f for f in figures if f.indicator in meant)


def rows(shelf: Shelf, figures: Sequence[Figure]) -> Iterator[Row]:
    """Yield the row of each figure."""
    notes = shelf.judged()
    for figure in figures:
        report = shelf.report(figure.report_id)
        start = figure.span.start
        section, sentence = report.section_at(start), sentence_at(report.text, start)
        yield Row(
            figure,
            report.office,
            figure.year or report.year,
            report.title,
            report.source,
            section.path if section else (),
            report.page_at(start),
            sentence.of(report.text),
            start - sentence.start,
            notes.get(figure.id),
        )


def indicator_name(indicator: str | None, language: str) -> str:
    """Return an indicator's name in a language; "" for figures that no indicator names."""
    known = _indicators().get(indicator or "")
    return "" if known is None else known.zh if language == "zh" else known.en


@lru_cache(maxsize=1)
def _indicators() -> Mapping[str, Indicator]:
    return {indicator.id: indicator for indicator in load_indicators().all}


@lru_cache(maxsize=4096)
def _names(measure: str, indicator: str | None) -> str:
    """Return all that a figure is called, to look for words in."""
    names = (measure, indicator_name(indicator, "zh"), indicator_name(indicator, "en"))
    return simplified("\n".join(names)).casefold()
