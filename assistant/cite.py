"""Numbered sources, and the last look at a text: no number leaves that no source supports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from assistant.models import Citation, CitedFigure, Derived
from assistant.normalise import simplify
from corpus.models import Report, Span

_MARK = re.compile(r"\[(\d{1,3})\]")
_NUMBER = re.compile(r"\d{1,3}(?:[  ]\d{3})+(?:\.\d+)?|\d[\d,，]*(?:[.．]\d+)?")


class Sources:
    """Collects citations while an answer is written; one quotation gets one number."""

    def __init__(self, made: Iterable[Citation] = ()) -> None:
        self._citations: list[Citation] = list(made)
        self._numbers = {(c.report_id, c.span.start, c.span.end): c.number for c in self._citations}

    def cite(self, report: Report, span: Span) -> int:
        """Return the number of the citation of ``span``, making it on first use."""
        key = (report.id, span.start, span.end)
        if key not in self._numbers:
            section = report.section_at(span.start)
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(
                Citation(
                    number=self._numbers[key],
                    report_id=report.id,
                    title=report.title,
                    office=report.office,
                    year=report.year,
                    section=section.path if section else (),
                    page=report.page_at(span.start),
                    quote=span.of(report.text),
                    span=span,
                    source=report.source,
                    confidence=report.confidence_at(span.start),
                )
            )
        return self._numbers[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations made so far, in the order of their numbers."""
        return tuple(self._citations)


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """Return the numbers written in digits in ``text``; citation marks are not numbers.

    >>> numbers_in("1,200 条[3]")
    (Decimal('1200'),)
    """
    found = []
    for token in _NUMBER.findall(_MARK.sub(" ", simplify(text))):
        try:
            found.append(Decimal(re.sub(r"[,， ]", "", token)))
        except InvalidOperation:
            continue
    return tuple(found)


def unsupported(
    text: str,
    citations: Iterable[Citation],
    figures: Iterable[CitedFigure],
    derived: Iterable[Derived],
    context: str = "",
    years: Iterable[int] = (),
) -> tuple[str, ...]:
    """Return the numbers and marks in ``text`` that nothing supports; empty for a sound answer.

    A number is supported where it stands in a cited quotation, is the value of a cited figure, is
    derived from cited figures, is a year under discussion, or was in ``context`` (words of the
    reader's own that are said back).
    """
    cited = list(citations)
    allowed: set[Decimal] = {Decimal(y) for y in years}

    def allow(text: str) -> None:
        allowed.update(numbers_in(text))
        allowed.update(numbers_in(text.replace(" ", ";")))  # "9 261" may be one number or two

    for c in cited:
        allow(c.quote)
        allow(";".join((c.title, c.office, *c.section, str(c.year or ""))))
    for f in figures:
        allowed.update(v for v in (f.figure.value, f.figure.upper) if v is not None)
        allow(f"{f.figure.year or ''};{f.figure.period};{f.figure.surface};{f.figure.measure}")
    for d in derived:
        allow(f"{d.surface};{d.formula}")
    allow(context)
    whole = {n for n in numbers_in(text) if n not in allowed}
    parted = set(numbers_in(text.replace(" ", ";"))) - allowed
    bad = [str(n) for n in sorted(whole)] if parted else []
    marks = {int(m) for m in _MARK.findall(text)}
    return tuple(bad + [f"[{m}]" for m in sorted(marks - {c.number for c in cited})])
