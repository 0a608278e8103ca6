"""Writes a report as the JSON that ``python -m corpus --json`` promises."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus.models import Figure, Report, Section
from corpus.sentences import sentence_at


def report_json(report: Report) -> dict[str, Any]:
    """Return ``report`` as plain JSON values."""
    known: dict[str, Any] = {
        "id": report.id,
        "title": report.title,
        "office": report.office,
        "year": report.year,
        "published": report.published,
        "source": report.source,
        "sections": [_section(section) for section in report.sections],
        "figures": [figure_json(report, figure) for figure in report.figures],
    }
    return {**known, "notes": list(report.notes)} if report.notes else known


def number_json(value: Decimal | None) -> int | float | None:
    """Return a value as a JSON number, whole where it is whole.

    >>> number_json(Decimal("12000000")), number_json(Decimal("36.5")), number_json(None)
    (12000000, 36.5, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _section(section: Section) -> dict[str, Any]:
    return {
        "path": list(section.path),
        "heading": section.heading,
        "start": section.span.start,
        "end": section.span.end,
        "year": section.year,
        "role": section.role,
    }


def figure_json(report: Report, figure: Figure) -> dict[str, Any]:
    """Return a figure as plain JSON values, with the sentence, section and page it stands in."""
    start, end = figure.span.start, figure.span.end
    section = report.section_at(start)
    return {
        "id": figure.id,
        "measure": figure.measure,
        "indicator": figure.indicator,
        "value": number_json(figure.value),
        "upper": number_json(figure.upper),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "period": figure.period,
        "year": figure.year,
        "kind": figure.kind,
        "part_of": figure.part_of,
        "surface": figure.surface,
        "sentence": sentence_at(report.text, start).of(report.text),
        "section": list(section.path) if section else [],
        "page": report.page_at(start),
        "start": start,
        "end": end,
    }
