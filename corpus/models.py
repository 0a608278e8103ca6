"""The nouns of a report: where a thing stands (Span), what it says (Figure), and the report itself.

Every Span points into ``Report.text``, the one cleaned text; nothing else is ever quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Qualifier = Literal["exact", "about", "over", "under", "at_least", "at_most", "range"]
FigureKind = Literal["result", "target", "share", "change"]
SectionRole = Literal["report", "plan", "problems", "glossary"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, ``[start, end)``, in a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the file, numbered from 1, and the part of the text it holds.

    ``confidence`` is how sure the character recognition was of a scanned page, from 0 to 1; None
    where the page's text came as text.
    """

    number: int
    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a report; its span covers its heading, its body and its sub-sections.

    ``path`` holds the headings from the outermost to its own. ``year`` is the year it describes:
    the report's year, or the coming one where the section plans. ``role`` is what it is for.
    """

    path: tuple[str, ...]
    heading: str
    span: Span
    year: int | None = None
    role: SectionRole = "report"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that the report states of something.

    ``value`` is in base units (1200 余万 -> 12000000; 254.6万元 -> 2546000 元) and None only where
    the report gives no number to rest on (数十起). ``upper`` is the end of a range. ``unit`` is as
    printed without 万/亿. ``year`` is the year the figure describes and ``period`` how the report
    bounds it ("2024", "2024年上半年", "2024年1—7月", "2019年以来"). ``part_of`` is the id of the total that
    this figure is a part of. ``surface`` is the number as printed with its qualifier and unit.
    """

    id: str
    report_id: str
    measure: str
    indicator: str | None
    value: Decimal | None
    upper: Decimal | None
    unit: str
    qualifier: Qualifier
    year: int | None
    period: str
    kind: FigureKind
    part_of: str | None
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader found in a file: the text of each page, and what the file says of itself.

    ``paged`` is False for formats without pages (text, Markdown, DOCX, HTML). ``confidence`` holds
    one entry a page where some were recognised from a picture (see ``Page``), else it is empty.
    """

    pages: tuple[str, ...]
    title: str | None = None
    published: str | None = None
    paged: bool = False
    notes: tuple[str, ...] = ()
    confidence: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanText:
    """The one text of a report, its pages, and what cleaning noticed."""

    text: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report is: title, office (canonical and as printed), covered year, publication date."""

    title: str
    office: str
    office_as_printed: str
    year: int | None
    published: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read: identity, the one text, its parts and its figures.

    ``id`` comes from the content; ``year`` is the year covered, not that of publication;
    ``published`` is an ISO date; ``notes`` are remarks for the person who loads it; ``format`` is
    what the file was ("PDF", "text").
    """

    id: str
    title: str
    office: str
    office_as_printed: str
    year: int | None
    published: str | None
    source: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    format: str = ""

    def section_at(self, position: int) -> Section | None:
        """Return the innermost section around ``position``, or None before the first heading."""
        around = [s for s in self.sections if s.span.start <= position < s.span.end]
        return min(around, key=lambda s: s.span.end - s.span.start) if around else None

    def page_at(self, position: int) -> int | None:
        """Return the page number of ``position``, or None where the format has no pages."""
        return next((p.number for p in self.pages if p.span.start <= position < p.span.end), None)

    def confidence_at(self, position: int) -> float | None:
        """Return how sure the recognition of the page of ``position`` was, None where it was text."""
        here = (p.confidence for p in self.pages if p.span.start <= position < p.span.end)
        return next(here, None)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a member of a ZIP, that holds no report we can read, and the sentence that says why.

    ``source`` names it as a report's does; ``error`` is one line: what, where, what instead.
    """

    source: str
    error: str
