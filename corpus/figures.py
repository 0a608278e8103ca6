"""Reads the figures of a report: every number that counts something, with what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from corpus.amounts import Amount, amounts
from corpus.changes import RELATIVE
from corpus.drawn import quiet_spans
from corpus.entries import Entry
from corpus.kinds import compared, goes_on_planning, kind_of
from corpus.measures import MeasureReader
from corpus.models import Figure, FigureKind, Section, SectionRole, Span
from corpus.numerals import level_widths
from corpus.parts import totals
from corpus.periods import Period, period_of, whole_year
from corpus.phrases import bare_verb
from corpus.places import Counted
from corpus.rows import table_entries
from corpus.shadow import QUOTE_SIGN, Shadow
from corpus.spelled import spelled_out
from corpus.traps import is_figure, trap_spans
from corpus.vague import label_in_brackets

_PERSONS = re.compile(
    r"(?:人群|人数|人口|粉丝|人员|群众|居民|市民|百姓|学生|师生|网民|党员|干部|职工|农民|老人|儿童|游客|青年|志愿者|观众|听众|青少年|劳动者|消费者)$"
)
# “十三五”期间: the quotation says when, and is put back before the time is read.
_PLAN_SPAN = re.compile(f"{QUOTE_SIGN}(?=期间|时期|以来)")
_SPEECH = re.compile(r"各位代表|向大会报告")


class Indicators(Protocol):
    """Whatever names the canonical indicator of a measure (``corpus.indicators``)."""

    def match(self, measure: str, unit: str, kind: FigureKind) -> str | None:
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
    reader = _Reader(text, even, _Home(sections), report_id, year, indicators)
    cells = tuple(e for e in table_entries(even) if reader.home.role(e.span.start) != "glossary")
    figures = (*reader.prose({cell.span.start for cell in cells}), *reader.table(cells))
    return tuple(sorted(figures, key=lambda figure: figure.span.start))


class _Reader:
    """Turns what the text and its tables count into Figures of one report."""

    def __init__(
        self,
        text: str,
        even: str,
        home: _Home,
        report_id: str,
        year: int | None,
        indicators: Indicators | None,
    ) -> None:
        self._text, self._even, self.home = text, even, home
        self._report_id, self._year, self._indicators = report_id, year, indicators
        # A report read out in the new year calls the year it covers 去年.
        spoken = year is None or _SPEECH.search(even[:4000])
        self._last = year if spoken or year is None else year - 1

    def prose(self, taken: Set[int]) -> Iterator[Figure]:
        """Yield the figures of the sentences; ``taken`` are the starts of the numbers of tables."""
        kept = self._amounts(taken)
        shadow = Shadow.of(self._even, tuple(amount.span for amount in kept))
        owners = totals(shadow, kept)
        counted = MeasureReader(shadow, kept, owners).read()
        lists = spelled_out(shadow, kept, owners)
        found: list[Figure] = []
        for number, amount in enumerate(kept):
            owner = owners[number]
            head = found[owner] if owner is not None else None
            period, words = _context(shadow, amount, self._default(amount.span.start), self._last)
            kind = self._kind(amount, period, words)
            if kind == "share" and counted[number].follows and found[-1].kind == "change":
                kind = "change"
            listed = "" if counted[number].heads else lists[number]  # a ranking names its own
            measure = listed or _measure(counted[number], head)
            figure = self._figure(amount.span, measure, amount.unit, kind)
            found.append(
                replace(
                    figure,
                    value=_plain(amount.value),
                    upper=_plain(amount.upper),
                    qualifier=amount.qualifier,
                    year=period.year,
                    period=period.text,
                    part_of=head.id if head else None,
                )
            )
        yield from found

    def _kind(self, amount: Amount, period: Period, words: tuple[str, str, str]) -> FigureKind:
        """Return the kind of an amount: what lies ahead of the report is a target."""
        left, clause, sentence = words
        kind = kind_of(amount, left, clause, self.home.role(amount.span.start))
        if kind == "change" or compared(sentence, left):
            return "change"
        ahead = None not in (period.year, self._year) and (period.year or 0) > (self._year or 0)
        # 截至2025年1月已整改12件 tells what was done before the report was printed.
        past = period.text.startswith("截至") or "已" in clause
        return "target" if (ahead and not past) or goes_on_planning(sentence) else kind

    def table(self, entries: Sequence[Entry]) -> Iterator[Figure]:
        """Yield the figures of the tables."""
        for entry in entries:
            default = self._default(entry.span.start)
            year = entry.year or (default - entry.back if default is not None else None)
            kind = self._kind_in_table(entry, year)
            yield replace(
                self._figure(entry.span, entry.measure, entry.unit, kind, entry.name),
                value=_plain(entry.value),
                upper=_plain(entry.upper),
                qualifier=entry.qualifier,
                year=year,
                period=f"{year}年{entry.stretch}" if entry.stretch else whole_year(year).text,
                part_of=None if entry.total is None else self._id(entry.total),
            )

    def _kind_in_table(self, entry: Entry, year: int | None) -> FigureKind:
        """Return the kind of a table's number: what a plan states, or what lies ahead, is a target."""
        start = entry.span.start
        past = entry.year is not None and entry.year < (self._default(start) or 0)
        plan = self.home.role(start) == "plan" and not past and not entry.back
        ahead = None not in (year, self._year) and (year or 0) > (self._year or 0)
        if entry.kind == "result" and entry.unit == "%" and not (plan or ahead):
            return "share"
        return "target" if plan or ahead else entry.kind

    def _amounts(self, taken: Set[int]) -> tuple[Amount, ...]:
        """Return the amounts of the sentences that count something."""
        found = amounts(self._even)
        traps = trap_spans(self._even, _lines_with(self._even, found))
        quiet = quiet_spans(self._even)
        starts = [span.start for span in quiet]
        return tuple(
            amount
            for amount in found
            if amount.span.start not in taken
            and not _inside(amount.span.start, quiet, starts)
            and is_figure(self._even, amount, traps)
            and self.home.role(amount.span.start) != "glossary"
        )

    def _figure(
        self, span: Span, measure: str, unit: str, kind: FigureKind, name: str = ""
    ) -> Figure:
        """Return a plain figure; what is special about it is filled in by the caller."""
        unit = "人" if not unit and _PERSONS.search(measure) else unit
        indicator = (
            self._indicators.match(name or measure, unit, kind) if self._indicators else None
        )
        surface = span.of(self._text)
        if unit.isalpha() and not unit.isascii():
            at = span.of(self._even).rfind(unit)
            unit = surface[at : at + len(unit)] if at >= 0 else unit
        return Figure(
            id=self._id(span.start),
            report_id=self._report_id,
            measure=measure,
            indicator=indicator,
            value=None,
            upper=None,
            unit=unit,
            qualifier="exact",
            year=None,
            period="",
            kind=kind,
            part_of=None,
            surface=surface,
            span=span,
        )

    def _id(self, start: int) -> str:
        return f"{self._report_id}:f{start}"

    def _default(self, start: int) -> int | None:
        section = self.home.at(start)
        return self._year if section is None or section.year is None else section.year


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


def _inside(place: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Say whether one of the ordered ``spans``, which begin at ``starts``, holds a place."""
    before = bisect_right(starts, place) - 1
    return before >= 0 and place < spans[before].end


def _lines_with(text: str, found: Sequence[Amount]) -> list[Span]:
    """Return the stretches of whole lines that hold an amount; the rest of a text needs no look."""
    lines: list[Span] = []
    for amount in found:
        if lines and amount.span.start < lines[-1].end:
            continue
        start = text.rfind("\n", 0, amount.span.start) + 1
        end = text.find("\n", amount.span.end)
        lines.append(Span(start, len(text) if end < 0 else end + 1))
    return lines


def _measure(counted: Counted, head: Figure | None) -> str:
    """Return what is counted; a part that names only its place carries its total's name."""
    if head is None:
        return counted.measure
    said = counted.label if counted.label and not bare_verb(counted.label) else counted.measure
    return label_in_brackets(head.measure, said)


def _plain(value: Decimal | None) -> Decimal | None:
    """Return 12564000 for 12564000.0: no trailing zeros, no exponent."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _context(
    shadow: Shadow, amount: Amount, default: int | None, last: int | None
) -> tuple[Period, tuple[str, str, str]]:
    """Return the period of an amount, and the words its kind is read from."""
    start, end = amount.span.start, amount.span.end
    sentence = shadow.sentence(start)
    opening = max(sentence.start, start - 400)
    words = _PLAN_SPAN.sub(lambda m: shadow.show(m.group(), start), shadow.phrase(opening, start))
    left = shadow.phrase(shadow.clause_start(start, opening), start)
    closing = shadow.right_border(end, sentence.end)
    clause = shadow.phrase(shadow.left_border(start, opening), closing)
    after = shadow.shade[end : end + 14]
    relative = amount.unit in RELATIVE
    period = whole_year(default)
    if words:
        period = period_of(words, default, last, after, relative=relative)
    return period, (left, clause, words)
