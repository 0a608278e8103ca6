"""The ledger as rows: the figures that fit a filter, each with its report, section and sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol, get_args, overload

from corpus.indicators import Indicator, load_indicators
from corpus.models import Figure, FigureKind, Report
from corpus.sentences import sentence_at
from index.counting import Asked, Key
from index.judged import as_judged
from index.models import FigureNote, Holding, ReportCard
from index.outline import printed_as
from index.records import Records
from index.words import simplified

MOST_CHARACTERS = 100
MOST_CHOSEN = 200
"""So many offices, years, indicators or sections are chosen at most."""
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

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of figures, by the figure's id."""
        ...

    def coverage(self) -> tuple[Holding, ...]:
        """Return what is covered."""
        ...

    @property
    def records(self) -> Records:
        """What the store keeps."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: offices, years, a kind, words of the measure, indicators, sections.

    Empty means all. ``order`` is one of ``SORTED``, with a minus before it from the last to the
    first; empty is the order of reading. A section is named as ``index.outline`` names it.
    """

    offices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kind: str = ""
    words: str = ""
    order: str = ""
    indicators: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    @classmethod
    def read(
        cls,
        offices: object = (),
        years: object = (),
        kind: object = "",
        words: object = "",
        order: object = "",
        indicators: object = (),
        sections: object = (),
    ) -> Wanted:
        """Return the filter that the reader's side sent; what is no filter is left out.

        >>> Wanted.read(["某市网信办"], ["2024", "x"], "result", " 辟谣 ").years
        (2024,)
        """
        return cls(
            _texts(offices),
            tuple(int(y) for y in _texts(years) if y.isdecimal() and len(y) <= 4),
            kind if isinstance(kind, str) and kind in KINDS else "",
            words.strip()[:MOST_CHARACTERS] if isinstance(words, str) else "",
            order if isinstance(order, str) and order.removeprefix("-") in SORTED else "",
            tuple(name for name in _texts(indicators) if name in _indicators()),
            _texts(sections),
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


def _texts(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else ()
    return tuple(text for text in listed if isinstance(text, str))[:MOST_CHOSEN]


class Found(Sequence[Figure]):
    """The figures that fit, in the order wanted; they are read from the store as they are taken."""

    def __init__(
        self, records: Records, keys: Sequence[Key], notes: Mapping[str, FigureNote]
    ) -> None:
        self._records = records
        self._notes = notes
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Figure: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Figure, ...]: ...

    def __getitem__(self, at: int | slice) -> Figure | tuple[Figure, ...]:
        if isinstance(at, slice):
            return as_judged(self._records.figures_at(self.keys[at]), self._notes)
        return self[at:][0] if at == -1 else self[at : at + 1][0]

    def __iter__(self) -> Iterator[Figure]:
        return iter(self[:])

    def __reversed__(self) -> Iterator[Figure]:
        return reversed(self[:])


def select(shelf: Shelf, wanted: Wanted, *, rejected: bool = False) -> Found:
    """Return the figures that fit, in the order wanted; a figure without a year has its report's.

    Those that a person rejected come only with ``rejected``.
    """
    records, notes = shelf.records, shelf.judged()
    keys = _fitting(records, wanted)
    if not rejected:
        gone = {id_ for id_, note in notes.items() if note.verdict == "rejected"}
        keys = tuple(key for key in keys if key.id not in gone)
    kept = {id_: note for id_, note in notes.items() if not rejected or note.verdict != "rejected"}
    return Found(records, _sorted(keys, wanted.order, kept) if wanted.order else keys, kept)


def _fitting(records: Records, wanted: Wanted) -> tuple[Key, ...]:
    headings = printed_as(records, wanted.sections)
    if wanted.sections and not headings:
        return ()
    keys = records.picked(
        Asked(wanted.offices, wanted.years, wanted.indicators, wanted.kind, headings)
    )
    words = simplified(wanted.words).casefold().split()
    if not words:
        return keys
    said = [k for k in keys if all(word in _names(k.measure, k.indicator) for word in words)]
    if said:
        return tuple(said)
    meant = {hit.id for hit in load_indicators().asked(wanted.words)}
    return tuple(k for k in keys if k.indicator in meant)


def _sorted(keys: Sequence[Key], order: str, notes: Mapping[str, FigureNote]) -> tuple[Key, ...]:
    """Return the keys by what is wanted; those that have no such thing last, whichever way round."""
    corrected = {id_: note.value for id_, note in notes.items() if note.value is not None}
    ways: dict[str, Callable[[Key], Any]] = {
        "office": lambda key: key.office or None,
        "year": lambda key: key.year,
        "measure": lambda key: key.measure or None,
        "figure": lambda key: corrected.get(
            key.id, None if key.value is None else Decimal(key.value)
        ),
    }
    by = ways[order.removeprefix("-")]
    found = [(by(key), key) for key in keys]
    known = [pair for pair in found if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.startswith("-"))
    return (*(key for _, key in known), *(key for value, key in found if value is None))


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


@lru_cache(maxsize=65_536)
def _names(measure: str, indicator: str | None) -> str:
    """Return all that a figure is called, to look for words in."""
    names = (measure, indicator_name(indicator, "zh"), indicator_name(indicator, "en"))
    return simplified("\n".join(names)).casefold()
