"""Finds reports that are one report twice: as PDF and as web page, scanned, or a draft and its final.

Two texts are compared by the runs of five characters they share, blanks and marks left out. Copies
of one report share 0.7 and more of them even where a twentieth of the scanned characters is wrong;
different reports of one office share less than 0.2, one template filled with other numbers up to
0.85. So the figures must agree as well, and the year and the office may not speak against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import partial_ratio

from corpus.models import Figure, Report
from corpus.offices import load_offices
from index.models import ReportCard

Hashes = NDArray[np.uint64]

RUN = 5
SKETCH = 256
"""So many of the smallest hashes stand for a whole text where many are to be compared."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The least that two reports must have in common to be one: of the text and of the figures.

    ``runs`` and ``figures`` are how much of either there must be to judge by; texts without so many
    figures must share ``bare``.
    """

    share: float
    agree: float
    runs: int
    figures: int
    bare: float


NAMED_ALIKE = Proof(0.6, 0.5, 40, 4, 0.6)
"""Office and year are the same."""
UNNAMED = Proof(0.8, 0.9, 150, 4, 0.95)
"""The office or the year of one is not known."""
MISNAMED = Proof(0.8, 0.9, 150, 10, 2.0)
"""The names of the offices differ as where one was misread; nothing bare proves it."""
ONE_NAME = 80
"""From here up two names of offices may be one that was misread (rapidfuzz, 0 to 100)."""
SAMPLED = 0.15
"""So far a sketch may be out."""
NAMED = 5
"""So many differing figures are named in a warning."""

_MARKS = re.compile(r"[\W_]+")
_PERIOD = re.compile(
    r"上半年|下半年|[前第]?[一二三四1-4]个?季度|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?"
)
_DRAFT = re.compile(r"(?:征求意见|送审|讨论|审议|修改|报批)稿|[草初]稿|草案|\bdraft", re.IGNORECASE)
_PRIME, _MIX = np.uint64(1099511628211), np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one report is like the kept report ``id``: what they share, and where they differ.

    ``differing`` holds (measure, figure in the one, figure in the other); "" where one has none.
    """

    id: str
    share: float
    differing: tuple[tuple[str, str, str], ...] = ()

    @property
    def same_figures(self) -> bool:
        """Say whether both state the same figures, as a copy does and a draft may not."""
        return not self.differing


class Shelf(Protocol):
    """The part of the index that copies are looked for in."""

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the reports that count."""
        ...

    def report(self, report_id: str) -> Report:
        """Return one report."""
        ...


class Copies:
    """Looks for the copies of reports in a shelf; remembers the texts it has seen."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._sketches: dict[str, Hashes] = {}

    def like(self, report: Report, *, besides: Iterable[str] = ()) -> Likeness | None:
        """Return the kept report that ``report`` is a copy of, the most alike; None if it is new."""
        own = runs(report.text)
        if len(own) < NAMED_ALIKE.runs:
            return None
        left_out = {report.id, *besides}
        found = [
            likeness
            for card in self._shelf.cards()
            if card.id not in left_out and self._may_be(report, own, card)
            if (likeness := likeness_of(report, self._shelf.report(card.id)))
        ]
        return max(found, key=lambda item: (item.share, item.id), default=None)

    def _may_be(self, report: Report, own: Hashes, card: ReportCard) -> bool:
        """Say whether it is worth while to compare with the text of ``card``."""
        proof = proof_for(report, card)
        if proof is None or not card.passages:
            return False
        if proof is NAMED_ALIKE:
            return True
        return estimate(sketch(own), self._sketch(card.id)) > proof.share - SAMPLED

    def _sketch(self, report_id: str) -> Hashes:
        if report_id not in self._sketches:
            self._sketches[report_id] = sketch(runs(self._shelf.report(report_id).text))
        return self._sketches[report_id]


def likeness_of(report: Report, kept: Report) -> Likeness | None:
    """Return how ``report`` is a copy of ``kept``, or None where they are two reports."""
    proof = proof_for(report, kept)
    mine, theirs = runs(report.text), runs(kept.text)
    if proof is None or min(len(mine), len(theirs)) < proof.runs:
        return None
    share = shared(mine, theirs)
    bare = min(len(report.figures), len(kept.figures)) < proof.figures
    if share < (proof.bare if bare else proof.share):
        return None
    agreed, differing = compared(report.figures, kept.figures)
    if not bare and agreed < proof.agree:
        return None
    return Likeness(kept.id, round(share, 3), differing)


def proof_for(one: Report | ReportCard, other: Report | ReportCard) -> Proof | None:
    """Return what would prove two reports to be one, by what is known of their office and year.

    None where that speaks against it: another office, another year, the half and the whole year.
    """
    if one.year and other.year and one.year != other.year:
        return None
    if _periods(one.title) != _periods(other.title):
        return None
    if not (one.office and other.office and one.year and other.year):
        return UNNAMED if _may_be_one(one, other) else None
    if _one_office(*sorted((one.office, other.office))):
        return NAMED_ALIKE
    return MISNAMED if _may_be_one(one, other) else None


def _may_be_one(one: Report | ReportCard, other: Report | ReportCard) -> bool:
    """Say whether the offices of two reports may be one: one is not known, or was misread."""
    if not one.office or not other.office or _one_office(*sorted((one.office, other.office))):
        return True
    names = (one.office, other.office), (one.office_as_printed, other.office_as_printed)
    return any(partial_ratio(*pair) >= ONE_NAME for pair in names)


@lru_cache(maxsize=65536)
def _one_office(one: str, other: str) -> bool:
    return one == other or load_offices().compatible(one, other)


def _periods(title: str) -> frozenset[str]:
    """Return the parts of a year that a title names: 上半年, 三季度, 9月."""
    return frozenset(_PERIOD.findall(_MARKS.sub("", title)))


def runs(text: str) -> Hashes:
    """Return the hashes of all runs of five characters, each once and ascending."""
    points = np.frombuffer(_MARKS.sub("", text).encode("utf-32-le", "replace"), np.uint32)
    count = len(points) - RUN + 1
    if count < 1:
        return np.empty(0, np.uint64)
    hashed = np.zeros(count, np.uint64)
    for offset in range(RUN):
        hashed = hashed * _PRIME + points[offset : count + offset].astype(np.uint64)
    hashed = (hashed ^ (hashed >> np.uint64(29))) * _MIX
    return np.unique(hashed ^ (hashed >> np.uint64(32)))


def sketch(hashed: Hashes) -> Hashes:
    """Return the smallest of a text's hashes: a fair sample of them, the same for equal texts."""
    return hashed[:SKETCH]


def estimate(one: Hashes, other: Hashes) -> float:
    """Return about how much two texts share, from their sketches (Broder's bottom-k)."""
    union = np.union1d(one, other)[:SKETCH]
    both = np.intersect1d(one, other, assume_unique=True)
    return len(np.intersect1d(both, union, assume_unique=True)) / len(union) if len(union) else 0.0


def shared(one: Hashes, other: Hashes) -> float:
    """Return how much two texts share: the runs in both, of those in either (Jaccard)."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both) if both else 0.0


def compared(
    mine: Sequence[Figure], theirs: Sequence[Figure]
) -> tuple[float, tuple[tuple[str, str, str], ...]]:
    """Return the share of the figures that stand in both, and those that do not, side by side."""
    only_mine, only_theirs = _without(mine, theirs), _without(theirs, mine)
    most = max(len(mine), len(theirs))
    missing = max(len(only_mine), len(only_theirs))
    agreed = 1 - missing / most if most else 1.0
    differing = []
    for figure in only_mine:
        at = next((i for i, f in enumerate(only_theirs) if f.measure == figure.measure), None)
        other = "" if at is None else only_theirs.pop(at).surface
        differing.append((figure.measure, figure.surface, other))
    differing += [(figure.measure, "", figure.surface) for figure in only_theirs]
    return agreed, tuple(differing)


def _without(figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """Return the figures whose number is not among ``others``, each of which counts once."""
    left = Counter((f.value, f.upper, f.unit) for f in others)
    found = []
    for figure in figures:
        key = (figure.value, figure.upper, figure.unit)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(figure)
    return found


def counts_rather(report: Report, kept: Report) -> bool:
    """Say whether ``report`` should count in place of its copy ``kept``, which counts so far.

    The final form goes before a draft, text before what was recognised in a picture, then the later
    publication; else the report that counts already stays.
    """
    if draft(report) != draft(kept):
        return draft(kept)
    if scanned(report) != scanned(kept):
        return scanned(kept)
    dates = report.published, kept.published
    return bool(dates[0] and dates[1] and dates[0] > dates[1])


def draft(report: Report) -> bool:
    """Say whether a report calls itself a draft, by its title or by the name of its file."""
    return bool(_DRAFT.search(report.title) or _DRAFT.search(PurePath(report.source).stem))


def scanned(report: Report) -> bool:
    """Say whether a page of the report was recognised from a picture."""
    return any(page.confidence is not None for page in report.pages)


def confidence(report: Report) -> float | None:
    """Return how sure the recognition was of the scanned pages together; None for a text."""
    sure = [(p.confidence, p.span.end - p.span.start) for p in report.pages]
    weighed = [(c, max(size, 1)) for c, size in sure if c is not None]
    whole = sum(size for _, size in weighed)
    return round(sum(c * size for c, size in weighed) / whole, 3) if whole else None
