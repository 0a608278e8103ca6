"""Nouns <-> rows of the store: each pair of functions is the other's inverse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus.models import Figure, Page, Report, Section, Span
from index.models import Correction, FigureNote, Passage, ReportCard
from index.words import Tokens

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is kept: itself, the tokens it is found by, and its float32 vector."""

    passage: Passage
    tokens: Tokens
    embedding: bytes


@dataclass(frozen=True, slots=True)
class VectorRow:
    """What exact search needs of a passage."""

    row: int
    report_id: str
    office: str
    year: int | None
    report_year: int | None
    embedding: bytes


REPORT_COLUMNS = tuple(
    "id title office office_as_printed year published source sha256 text notes format".split()
)
PAGE_COLUMNS = ("number", "first", "past", "confidence")
SECTION_COLUMNS = ("path", "heading", "first", "past", "year", "role")
FIGURE_COLUMNS = tuple(
    "id report_id measure indicator value upper unit qualifier year period kind part_of surface "
    "first past".split()
)
PASSAGE_COLUMNS = tuple("row id report_id section text first past year role".split())
CARD_COLUMNS = (*REPORT_COLUMNS[:7], "copy_of", "format", "taken_at")
"""The columns of a card that are a report's own; it is told with two counts and the notes."""
CORRECTION_COLUMNS = tuple("source field value sha256 who at why".split())
NOTE_COLUMNS = tuple("id source sha256 sentence surface nth verdict value unit who at why".split())


def report_row(report: Report) -> Row:
    """Return the values of ``REPORT_COLUMNS``."""
    return (
        report.id, report.title, report.office, report.office_as_printed, report.year,
        report.published, report.source, report.sha256, report.text, packed(report.notes),
        report.format or None,
    )  # fmt: skip


def report_of(
    row: Row, pages: Sequence[Row], sections: Sequence[Row], figures: Sequence[Row]
) -> Report:
    """Put a report together from its row and the rows of its parts."""
    id_, title, office, printed, year, published, source, sha256, text, notes, format_ = row
    return Report(
        id=id_,
        title=title,
        office=office,
        office_as_printed=printed,
        year=year,
        published=published,
        source=source,
        sha256=sha256,
        text=text,
        pages=tuple(Page(number, Span(first, past), sure) for number, first, past, sure in pages),
        sections=tuple(section_of(section) for section in sections),
        figures=tuple(figure_of(figure) for figure in figures),
        notes=unpacked(notes),
        format=format_ or "",
    )


def page_row(page: Page) -> Row:
    """Return the values of ``PAGE_COLUMNS``."""
    return page.number, page.span.start, page.span.end, page.confidence


def section_row(section: Section) -> Row:
    """Return the values of ``SECTION_COLUMNS``."""
    return (
        packed(section.path), section.heading, section.span.start, section.span.end,
        section.year, section.role,
    )  # fmt: skip


def section_of(row: Row) -> Section:
    """Return the section of a row that ``section_row`` made."""
    path, heading, first, past, year, role = row
    return Section(unpacked(path), heading, Span(first, past), year, role)


def figure_row(figure: Figure) -> Row:
    """Return the values of ``FIGURE_COLUMNS``; decimals as text, so that no digit is lost."""
    return (
        figure.id, figure.report_id, figure.measure, figure.indicator, _digits(figure.value),
        _digits(figure.upper), figure.unit, figure.qualifier, figure.year, figure.period,
        figure.kind, figure.part_of, figure.surface, figure.span.start, figure.span.end,
    )  # fmt: skip


def figure_of(row: Row) -> Figure:
    """Return the figure of a row that ``figure_row`` made."""
    id_, report_id, measure, indicator, value, upper, unit, qualifier, *rest = row
    year, period, kind, part_of, surface, first, past = rest
    return Figure(
        id=id_,
        report_id=report_id,
        measure=measure,
        indicator=indicator,
        value=_decimal(value),
        upper=_decimal(upper),
        unit=unit,
        qualifier=qualifier,
        year=year,
        period=period,
        kind=kind,
        part_of=part_of,
        surface=surface,
        span=Span(first, past),
    )


def passage_row(passage: Passage) -> Row:
    """Return the values of ``PASSAGE_COLUMNS`` after ``row``."""
    return (
        passage.id, passage.report_id, packed(passage.section), passage.text,
        passage.span.start, passage.span.end, passage.year, passage.role,
    )  # fmt: skip


def passage_of(row: Row) -> Passage:
    """Return the passage of a row of ``PASSAGE_COLUMNS``."""
    _, id_, report_id, section, text, first, past, year, role = row
    return Passage(id_, report_id, unpacked(section), text, Span(first, past), year, role)


def card_of(row: Row) -> ReportCard:
    """Return the card of a row of ``CARD_COLUMNS``, two counts and the notes."""
    id_, title, office, printed, year, published, source, *rest = row
    copy_of, format_, taken_at, held, stated, notes = rest
    return ReportCard(
        id=id_,
        title=title,
        office=office,
        office_as_printed=printed,
        year=year,
        published=published,
        source=source,
        passages=held,
        figures=stated,
        notes=unpacked(notes),
        copy_of=copy_of,
        format=format_ or "",
        taken_at=taken_at or "",
    )


def correction_of(row: Row) -> Correction:
    """Return the correction of a row of ``CORRECTION_COLUMNS``, which are its fields."""
    return Correction(*row)


def note_row(note: FigureNote) -> Row:
    """Return the values of ``NOTE_COLUMNS``."""
    return (
        note.id, note.source, note.sha256, note.sentence, note.surface, note.nth, note.verdict,
        _digits(note.value), note.unit, note.who, note.at, note.why,
    )  # fmt: skip


def note_of(row: Row) -> FigureNote:
    """Return the figure's note of a row that ``note_row`` made."""
    id_, source, sha256, sentence, surface, nth, verdict, value, unit, who, at, why = row
    said = (verdict, _decimal(value), unit, who, at, why)
    return FigureNote(id_, source, sha256, sentence, surface, nth, *said)


def packed(texts: Sequence[str]) -> str:
    """Return words as they are kept in one column."""
    return json.dumps(list(texts), ensure_ascii=False)


def unpacked(text: str) -> tuple[str, ...]:
    """Return the words of such a column."""
    return tuple(json.loads(text))


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
