"""Reads figures with the text around them, passages and reports: the only place that asks the index."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.match import Layers
from assistant.models import Language
from assistant.normalise import bare
from corpus.english import english_office
from corpus.indicators import load_indicators
from corpus.models import Figure, Report, Section, Span
from corpus.offices import load_offices
from corpus.sentences import sentence_at
from index import Index
from index.contradictions import contradictions
from index.models import Contradiction, FigureNote, Hit, ReportCard, Scope

_BORDER = re.compile(r"[，,；;。：:！？\n]")
_LIST_BORDER = re.compile(r"[，,；;。：:！？、\n]")
_KEEP_REPORTS = 600


class Gatherer:
    """Reads figures with the text around them, passages and reports from one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.indicators = load_indicators()
        self.lexicon = load_offices()
        self._kept: tuple[ReportCard, ...] | None = None
        self._cards: tuple[ReportCard, ...] = ()
        self._odds: dict[str, tuple[tuple[str, ...], tuple[Contradiction, ...]]] = {}
        self._names: dict[str, str] | None = None
        self._layers: OrderedDict[str, dict[str, Layers]] = OrderedDict()
        self._judged: Mapping[str, FigureNote] = {}

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the cards of all loaded reports."""
        kept = self.index.cards()
        self.judged()
        if kept != self._kept:
            names = self._one_name(tuple(sorted({c.office for c in kept})))
            self._cards = tuple(replace(c, office=names[c.office]) for c in kept)
            self._kept = kept
        return self._cards

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of figures; what was read before they said it is forgotten."""
        judged = self.index.judged()
        if judged != self._judged:
            self._layers.clear()
            self._odds.clear()
            self._judged = judged
        return judged

    def _one_name(self, offices: tuple[str, ...]) -> dict[str, str]:
        """Return each office's one name: the fullest of those that mean the same office."""
        if self._names is None or set(self._names) != set(offices):
            self._names = {
                o: max((p for p in offices if p == o or self.lexicon.compatible(o, p)), key=len)
                for o in offices
            }
        return self._names

    def _spelled(self, scope: Scope) -> Scope:
        """Return ``scope`` with every name under which its offices are kept."""
        self.cards()
        kept = tuple(k for k, name in (self._names or {}).items() if name in scope.offices)
        return Scope(kept or scope.offices, scope.years)

    def cards_of(self, scope: Scope) -> tuple[ReportCard, ...]:
        """Return the cards of the reports of these offices and covered years."""
        return tuple(
            c
            for c in self.cards()
            if (not scope.offices or c.office in scope.offices)
            and (not scope.years or c.year in scope.years)
        )

    def offices(self) -> tuple[str, ...]:
        """Return the names of the loaded offices, each once."""
        return tuple(dict.fromkeys(c.office for c in self.cards()))

    def years(self, offices: Sequence[str] = ()) -> tuple[int, ...]:
        """Return the covered years of these offices (all by default), ascending."""
        return tuple(
            sorted(
                {c.year for c in self.cards() if c.year and (not offices or c.office in offices)}
            )
        )

    def office_of(self, report_id: str) -> str:
        """Return the office of a report."""
        office = self.index.card(report_id).office
        self.cards()
        return (self._names or {}).get(office, office)

    def report(self, report_id: str) -> Report:
        """Return a whole report."""
        return self.index.report(report_id)

    def named_in_text(self, word: str, offices: Sequence[str] = ()) -> bool:
        """Say whether a report of ``offices`` (all by default) names ``word``."""
        cards = self.cards_of(Scope(tuple(offices)))
        return any(word in self.report(c.id).text for c in cards)

    def english_indicator(self, indicator: str) -> str:
        """Return an indicator's English name, "" if it has none."""
        return self.indicators.get(indicator).en

    def english_office(self, office: str) -> str:
        """Return an office's English name."""
        return english_office(office)

    def figures(self, scope: Scope, indicator: str | None = None) -> tuple[Figure, ...]:
        """Return the figures of these offices, under all their spellings, and years."""
        return self.index.figures(self._spelled(scope), indicator)

    def layers(self, scope: Scope) -> tuple[Layers, ...]:
        """Return the figures in ``scope`` with the text around each."""
        return tuple(
            self._of_report(f.report_id)[f.id] for f in self.index.figures(self._spelled(scope))
        )

    def layers_by_id(self, ids: Sequence[str]) -> tuple[Layers, ...]:
        """Return the figures with these ids with the text around each; removed ones are left out."""
        loaded = {c.id for c in self.cards()}
        found = []
        for id_ in ids:
            report_id = id_.partition(":")[0]
            if report_id in loaded and (layers := self._of_report(report_id).get(id_)):
                found.append(layers)
        return tuple(found)

    def at_odds(self, office: str) -> tuple[Contradiction, ...]:
        """Return where the reports of an office contradict themselves or one another."""
        cards = tuple(c.id for c in self.cards_of(Scope((office,))))
        kept = self._odds.get(office)
        if kept is None or kept[0] != cards:
            kept = self._odds[office] = (cards, contradictions(map(self.report, cards)))
        return kept[1]

    def search(
        self, query: str, scope: Scope, k: int, language: Language, expansion: Sequence[str] = ()
    ) -> tuple[Hit, ...]:
        """Return the passages that fit ``query`` within ``scope``, best first."""
        return self.index.search(
            query, self._spelled(scope), k, language=language, expansion=expansion
        )

    def sections(self, report: Report, role: str) -> tuple[Section, ...]:
        """Return the outermost sections of ``report`` that have ``role``."""
        having = [s for s in report.sections if s.role == role]
        return tuple(
            s
            for s in having
            if not any(
                o is not s and o.span.covers(s.span) and len(o.path) < len(s.path) for o in having
            )
        )

    def sentence(self, report: Report, position: int) -> Span:
        """Return the sentence of ``report`` around ``position``."""
        return sentence_at(report.text, position)

    def _of_report(self, report_id: str) -> dict[str, Layers]:
        kept = self._layers.get(report_id)
        if kept is None:
            kept = self._layers[report_id] = _layers_of(
                self.report(report_id), self.office_of(report_id)
            )
            while len(self._layers) > _KEEP_REPORTS:
                self._layers.popitem(last=False)
        return kept

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that the loaded figures are printed in."""
        return tuple({f.unit for f in self.index.figures(Scope()) if 0 < len(f.unit) <= 4})


def _layers_of(report: Report, office: str) -> dict[str, Layers]:
    figures = sorted(report.figures, key=lambda f: f.span.start)
    out: dict[str, Layers] = {}
    for i, figure in enumerate(figures):
        sentence = sentence_at(report.text, figure.span.start)
        floor = max(sentence.start, figures[i - 1].span.end if i else 0)
        ceiling = min(
            sentence.end, figures[i + 1].span.start if i + 1 < len(figures) else sentence.end
        )
        clause, before = _clauses(report.text, figure.span, floor, ceiling)
        section = report.section_at(figure.span.start)
        out[figure.id] = Layers(
            figure=figure,
            office=office,
            measure=bare(figure.measure),
            part=bare(_part(figure)),
            own=figure.year is None or report.year in (None, figure.year),
            clause=bare(clause),
            before=bare(before),
            sentence=bare(sentence.of(report.text)),
            heading=bare(" ".join(section.path)) if section else "",
        )
    return out


def _part(figure: Figure) -> str:
    """Return what the bracket at the end of a part's measure names, "" for other measures."""
    found = re.search(r"（([^（）]+)）$", figure.measure)
    return found[1] if found and figure.part_of else ""


def _clauses(text: str, span: Span, floor: int, ceiling: int) -> tuple[str, str]:
    """Return the clause around a figure and the one before it, within ``[floor, ceiling)``."""
    left = text[floor : span.start]
    borders = [m.end() for m in _BORDER.finditer(left)]
    start = floor + borders[-1] if borders else floor
    after = _LIST_BORDER.search(text, span.end, ceiling)
    end = after.start() if after else max(ceiling, span.end)
    before = ""
    if borders:
        begin = floor + borders[-2] if len(borders) > 1 else floor
        before = text[begin : start - 1]
    return text[start:end], before
