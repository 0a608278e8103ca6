"""Quotations: a span without its edge blanks, written down with its mark; the latest reports."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.write import Draft
from corpus.models import Report, Span
from index.models import ReportCard


def quote(draft: Draft, report: Report, span: Span) -> None:
    """Write down the words at ``span``, cited."""
    draft.add("quote", quote=" ".join(span.of(report.text).split()), mark=draft.cite(report, span))


def trimmed(text: str, span: Span) -> Span:
    """Return ``span`` without the blanks at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def latest(cards: Sequence[ReportCard]) -> tuple[ReportCard, ...]:
    """Return the latest report of each office."""
    by_office: dict[str, ReportCard] = {}
    for card in sorted(cards, key=lambda c: c.year or 0):
        by_office[card.office] = card
    return tuple(by_office.values())
