"""The nouns of search: what is found (Passage, Hit), where to look (Scope), and a report's card."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from corpus.models import Figure, Report, SectionRole, Span
from index.taken import Taken


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence-whole piece of one section; ``text`` is exactly ``span.of(report.text)``.

    ``section`` is the heading path; ``year`` the year the section describes (a plan's year is the
    coming one); ``role`` the section's role.
    """

    id: str
    report_id: str
    section: tuple[str, ...]
    text: str
    span: Span
    year: int | None
    role: SectionRole = "report"


@dataclass(frozen=True, slots=True)
class Scope:
    """Hard filter of a search: canonical office names and years; an empty tuple means all."""

    offices: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def within(self, other: Scope) -> Scope:
        """Return what this scope and ``other`` share; where they share nothing, this one stays."""
        return Scope(_shared(self.offices, other.offices), _shared(self.years, other.years))


Named = TypeVar("Named", str, int)


def _shared(mine: tuple[Named, ...], others: tuple[Named, ...]) -> tuple[Named, ...]:
    if not mine:
        return others
    return tuple(item for item in mine if item in others) or mine


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its fused score, and which halves found it ("dense", "words")."""

    passage: Passage
    score: float
    found_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A loaded report without its text: what a list, a filter or a refusal needs to know of it.

    ``copy_of`` is the id of the report that counts in its place, or None where it counts itself;
    ``format`` is what the file was ("PDF", "text"); ``taken_at`` when it came in, as ISO time.
    """

    id: str
    title: str
    office: str
    office_as_printed: str
    year: int | None
    published: str | None
    source: str
    passages: int
    figures: int
    notes: tuple[str, ...] = ()
    copy_of: str | None = None
    format: str = ""
    taken_at: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a report has, 0 without pages, and how sure (0 to 1) its scans were read."""

    pages: int = 0
    confidence: float | None = None

    @classmethod
    def of(cls, pages: int, weighed: float | None, whole: int | None) -> Extent:
        """Return it from sums over the pages: confidence by length, and the scanned length."""
        return cls(pages, round(weighed / whole, 3) if weighed is not None and whole else None)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says that the report from ``source`` is, whatever reading it finds.

    ``field`` is one of ``CORRECTABLE``; ``at`` is an ISO time. ``sha256`` is the file's as it was
    then, so that the file is known again under another name.
    """

    source: str
    field: str
    value: str
    sha256: str = ""
    who: str = ""
    at: str = ""
    why: str = ""


CORRECTABLE = ("title", "office", "year", "counts")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is decided about a report in the transaction that keeps it.

    ``copy_of`` is the id of the report that counts in its place, "" where it counts itself, None
    where that stays as it was; ``instead_of`` are ids of copies that are set aside for it.
    ``as_read`` is what the file says it is, where a person said otherwise; ``said`` are corrections
    to be kept, ``withdrawn`` those to be forgotten, as (source, field).
    """

    copy_of: str | None = None
    instead_of: tuple[str, ...] = ()
    as_read: str | None = None
    said: tuple[Correction, ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()


AS_BEFORE = Keeping()
"""Nothing new is decided."""

Verdict = Literal["confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class FigureNote:
    """What a person says of one figure: the ``nth`` (from 0) of this surface in this sentence.

    A corrected figure has the ``value`` and ``unit`` that hold in place of what was read.
    """

    id: str
    source: str
    sha256: str
    sentence: str
    surface: str
    nth: int
    verdict: Verdict
    value: Decimal | None = None
    unit: str | None = None
    who: str = ""
    at: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A line of what is covered: how many figures of an indicator there are for an office's year.

    ``indicator`` is None for the figures that no canonical indicator names; ``figures`` is 0 for a
    report that states none.
    """

    office: str
    year: int | None
    indicator: str | None
    figures: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What taking in a set of files did; ``failed`` holds (source, error) pairs.

    ``files`` tells it report by report; ``gone`` are sources whose files are no more, which were
    removed if ``pruned``.
    """

    added: int
    unchanged: int
    replaced: int
    failed: tuple[tuple[str, str], ...]
    passages: int
    figures: int
    seconds: float
    files: tuple[Taken, ...] = ()
    gone: tuple[str, ...] = ()
    pruned: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that cannot all be right; nobody here says which of them is.

    ``kind``: "values" (one report, two values), "table" (its prose against its table), "reports"
    (one office's reports), "sum" (a total first, then the parts that add up to ``sum``).
    """

    kind: Literal["values", "table", "reports", "sum"]
    office: str
    year: int | None
    measure: str
    figures: tuple[Figure, ...]
    sum: Decimal | None = None


__all__ = [
    "BuildReport",
    "Contradiction",
    "Correction",
    "Figure",
    "FigureNote",
    "Hit",
    "Holding",
    "Keeping",
    "Passage",
    "Report",
    "ReportCard",
    "Scope",
    "Span",
]
