"""Reads the figures of a report: every number that counts something, with what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from corpus.amounts import Amount, amounts
from corpus.kinds import kind_of
from corpus.measures import Counted, MeasureReader, label_in_brackets
from corpus.models import Figure, Section, SectionRole
from corpus.numerals import level_widths
from corpus.parts import totals
from corpus.periods import Period, period_of, whole_year
from corpus.shadow import Shadow
from corpus.traps import is_figure, trap_spans

_PERSONS = re.compile(
    r"(?:人群|人数|人口|粉丝|人员|群众|居民|市民|百姓|学生|师生|网民|党员|干部|职工|农民|老人|儿童|游客|青年|志愿者|观众|听众|青少年|劳动者|消费者)$"
)
_SPEECH = re.compile(r"各位代表|向大会报告")


class Indicators(Protocol):
    """Whatever names the canonical indicator of a measure (``corpus.indicators``)."""

    def match(self, measure: str, unit: str) -> str | None:
        """Return the canonical id, or None where no indicator fits."""
        ...


def read_figures(
    text: str,
    sections: Sequence[Section],
    *,
    report_id: str,
    year: int | None,
    indicators: Indicators | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of a clean text in their order.

    >>> [(f.measure, f.value, f.unit) for f in read_figures("查删有害信息9172条。", (), report_id="r", year=2024)]
    [('查删有害信息', Decimal('9172'), '条')]
    """
    even = level_widths(text)
    traps = trap_spans(even)
    home = _Home(sections)
    kept = tuple(
        a
        for a in amounts(even)
        if is_figure(even, a, traps) and home.role(a.span.start) != "glossary"
    )
    shadow = Shadow.of(even, tuple(a.span for a in kept))
    counted = MeasureReader(shadow, kept).read()
    owners = totals(shadow, kept)
    # A report read out in the new year calls the year it covers 去年.
    last = year if year is None or _SPEECH.search(even[:4000]) else year - 1
    found: list[Figure] = []
    for number, amount in enumerate(kept):
        owner = owners[number]
        head = found[owner] if owner is not None else None
        measure = _measure(counted[number], head)
        period, words = _context(shadow, amount, home, year, last)
        kind = kind_of(amount, *words, home.role(amount.span.start))
        if kind == "share" and counted[number].follows and found[-1].kind == "change":
            kind = "change"
        unit = "人" if not amount.unit and _PERSONS.search(measure) else amount.unit
        found.append(
            Figure(
                id=f"{report_id}:f{amount.span.start}",
                report_id=report_id,
                measure=measure,
                indicator=indicators.match(measure, unit) if indicators else None,
                value=_plain(amount.value),
                upper=_plain(amount.upper),
                unit=unit,
                qualifier=amount.qualifier,
                year=period.year,
                period=period.text,
                kind=kind,
                part_of=head.id if head else None,
                surface=amount.span.of(text),
                span=amount.span,
            )
        )
    return tuple(found)


class _Home:
    """The innermost section of a place, found by walking the section starts."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sorted(sections, key=lambda s: (s.span.start, -s.span.end))
        self._starts = [s.span.start for s in self._sections]

    def at(self, position: int) -> Section | None:
        for number in range(bisect_right(self._starts, position) - 1, -1, -1):
            if position < self._sections[number].span.end:
                return self._sections[number]
        return None

    def role(self, position: int) -> SectionRole:
        section = self.at(position)
        return section.role if section else "report"


def _measure(counted: Counted, head: Figure | None) -> str:
    """Return what is counted; a part that names only its place carries its total's name."""
    return label_in_brackets(head.measure, counted.measure) if head else counted.measure


def _plain(value: Decimal | None) -> Decimal | None:
    """Return 12564000 for 12564000.0: no trailing zeros, no exponent."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _context(
    shadow: Shadow, amount: Amount, home: _Home, year: int | None, last: int | None
) -> tuple[Period, tuple[str, str]]:
    """Return the period of an amount, and the words its kind is read from."""
    start, end = amount.span.start, amount.span.end
    sentence = shadow.sentence(start)
    opening = max(sentence.start, start - 400)
    words = shadow.phrase(opening, start)
    left = shadow.phrase(shadow.left_border(start, opening), start)
    section = home.at(start)
    default = year if section is None or section.year is None else section.year
    closing = shadow.right_border(end, sentence.end)
    clause = shadow.phrase(shadow.left_border(start, opening), closing)
    period = period_of(words, default, last) if words else whole_year(default)
    return period, (left, clause)
