"""Topics and scope -> the figures that answer, by office and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.actions import ACTIONS
from assistant.another import part_of_year
from assistant.gather import Gatherer
from assistant.match import ANSWER, Layers, Match, bare, best, match, ranked
from assistant.models import Question
from assistant.reading import topic_language
from assistant.topic import Term, Topic, topic_of
from assistant.typing_errors import heard
from corpus.indicators import Indicators
from corpus.models import Figure
from corpus.verbs import beginning_action
from index.models import Scope

_ASKS = re.compile(
    r"[？?；;。]|(?<=[多少几][^，,]{1}|多少)[，,]|还有|以及|另外|\band (?=how)", re.IGNORECASE
)
_TWICE = re.compile(
    r"((?:多少|几)个?[一-龥]{1,2}?)[、，, ]{0,2}((?:多少|几)个?[一-龥]{1,2})(?=[？?。]|$)"
)
_AGAIN = re.compile(r"(?:多少|几)[一-龥](?P<next>[一-龥]{2,8}?(?:多少|几).*)")
_ASKED = re.compile(
    r"多少|几|(?<=[，,])(?:有|是)?多[大长高]|how (?:many|much)|(?<=[，,])[^，,多少几]{2,}呢"
)
_LIST = re.compile(r"\||、|和|与|及|以及|跟|\band\b|,|，", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """The matches that answer for one office and one year, equally good ones together."""

    office: str
    year: int | None
    matches: tuple[Match, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the cell, each statement once."""
        return distinct([m.figure for m in self.matches])


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one topic: cells that answer, in order, and all that came near."""

    topic: Topic
    cells: tuple[Cell, ...]
    near: tuple[Match, ...]

    @property
    def score(self) -> float:
        """The score of the best answering match, 0 if none."""
        return max((m.score for c in self.cells for m in c.matches), default=0.0)


def distinct(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return ``figures`` without repeated statements of the same measure, value and year."""
    seen: dict[tuple[object, ...], Figure] = {}
    for f in figures:
        seen.setdefault((bare(f.measure), f.value, f.upper, f.unit, f.year, f.kind), f)
    return tuple(seen.values())


class Finder:
    """Finds the figures for a question in one store."""

    def __init__(self, gatherer: Gatherer, indicators: Indicators) -> None:
        self.gatherer = gatherer
        self.indicators = indicators

    def topic(self, text: str, question: Question) -> Topic:
        """Return the topic of a text that was stripped of years, offices and asking."""
        language = topic_language(text, question.language)
        topic = topic_of(text, language, self.indicators, self.gatherer.units)
        asked = topic_of(question.text, language, self.indicators, self.gatherer.units)
        topic = replace(
            topic,
            beside=self._beside(question),
            must=tuple(bare(p) for p in question.parts),
            period=part_of_year(question.text),
        )
        if question.intent in ("compare", "series", "rank", "sum", "chart"):
            return replace(
                topic,
                change=question.intent == "compare",
                units=topic.units or asked.units,
                counter=topic.counter,
                rate=topic.rate,
            )
        return topic

    def _beside(self, question: Question) -> frozenset[str]:
        """Return the sentences that the talk was about, for a question that goes on from there."""
        if not question.beside:
            return frozenset()
        return frozenset(x.sentence for x in self.gatherer.layers_by_id(question.beside))

    def candidates(self, question: Question, scope: Scope) -> tuple[Layers, ...]:
        """Return the figures that the question may be about: plans only where it asks for plans."""
        layers = self.gatherer.layers(scope)
        if question.wants_plan:
            plans = tuple(x for x in layers if x.figure.kind == "target")
            return plans or layers
        return tuple(x for x in layers if x.figure.kind != "target")

    def find(
        self,
        topic: Topic,
        layers: Sequence[Layers],
        width: float = 0.1,
        drop: float = 0.2,
        loose: bool = False,
    ) -> Found:
        """Return the cells that answer ``topic`` among ``layers``.

        Matches within ``width`` of the best are equally good; a cell whose best match covers less
        than the overall best by ``drop`` does not answer; ``loose`` lets related acts stand in.
        """
        matches = ranked(topic, layers)
        if not any(m.answers for m in matches):
            again = heard(topic, layers)
            if again is not None:
                matches = ranked(again, layers)
        return Found(topic, _cells(matches, width, drop, loose, topic), matches[:6])

    def asked(self, question: Question) -> tuple[Topic, ...]:
        """Return the topics of a question that asks several things at once, else its one topic."""
        return (self.topic(question.topic, question),)

    def pieces(self, question: Question) -> tuple[Topic, ...]:
        """Return the topics of the parts of a question: A和B各多少, A多少？B多少？"""
        twice = _TWICE.search(question.topic)
        if twice:  # 移送了几件几个人: one thing, counted in two units
            text = question.topic
            one, two = text[: twice.start(2)], text[: twice.start(1)] + text[twice.start(2) :]
            return self.topic(one, question), self.topic(two, question)
        parts = _asks(question.topic)
        if len(parts) < 2:
            parts = [p for p in _LIST.split(question.topic) if p and p.strip()]
        topics = [self.topic(p, question) for p in _shared(parts)]
        named = [t for t in topics if t.weight >= 1.0]
        if named and named[0] is topics[0]:  # "A多少件、多少钱": the same thing in another unit
            topics = [
                replace(t, words=topics[0].words, terms=topics[0].terms) if t.weight < 1.0 else t
                for t in topics
                if t.weight >= 1.0 or t.units or t.counter
            ]
            return tuple(topics)
        return tuple(named)

    def all(self, question: Question, scope: Scope) -> tuple[Found, ...]:
        """Return what is found for each thing asked; one Found for a single thing."""
        layers = self.candidates(question, scope)
        if question.within:
            part = self._within(question, layers)
            if part is not None:
                return (part,)
        whole = self.find(self.topic(question.topic, question), layers)
        pieces = self.pieces(question)
        if len(pieces) < 2:
            return (whole,)
        several = [self.find(t, layers) for t in pieces]
        good = [f for f in several if f.cells]
        full = max((m.coverage for c in whole.cells for m in c.matches), default=0.0)
        apart = len({f.id for x in good for c in x.cells for f in c.figures}) > 1
        asked = len(_ASKED.findall(question.topic.lower()))
        listed = re.search(r"各|分别|\beach\b|\bboth\b|respectively", question.topic.lower())
        if len(good) == len(several) and apart and (full < 0.97 or asked > 1 or listed):
            return tuple(nearby(several))
        if whole.cells or not good:
            return (whole,)
        if listed or len(good) > 1 or asked > 1:  # several asked for: say which is not stated
            return tuple(nearby(several))
        return (whole,)

    def _within(self, question: Question, layers: Sequence[Layers]) -> Found | None:
        """Return the parts of the figures spoken of that fit the topic, None where it names no part."""
        parts = [x for x in layers if x.figure.part_of in question.within]
        topic = self.topic(question.topic, question)
        if not parts:
            return None
        if topic.weight < 0.7 or question.topic == question.within_topic:
            everything = tuple(Match(x, 1.0, 1.0, 1.0, 1.0) for x in parts)
            return Found(topic, _grouped(everything), everything)
        found = tuple(m for x in parts if (m := match(topic, x)) is not None and m.coverage >= 0.4)
        good = sorted(found, key=lambda m: -m.score)[:1]
        return (
            Found(
                topic,
                _grouped(tuple(replace(m, coverage=1.0, near=1.0) for m in good)),
                tuple(good),
            )
            if good
            else None
        )


def _asks(text: str) -> list[str]:
    """Return what is asked one after the other: 发现多少处整改多少处 asks twice."""
    parts = [p for p in _ASKS.split(text) if p and p.strip()]
    again = _AGAIN.search(parts[0]) if len(parts) == 1 else None
    if again and beginning_action(again["next"]):
        return [text[: again.start("next")], again["next"]]
    return parts


def _shared(parts: Sequence[str]) -> list[str]:
    """Give each bare act the thing of the last one: 处置、上报的信息 asks for 处置信息 too."""
    last = parts[-1].strip()
    verb = next((v for v in ACTIONS if last.startswith(v)), "")
    thing = last[len(verb) :] if verb else ""
    return [p + thing if p.strip() in ACTIONS and p.strip() != last else p for p in parts]


def nearby(found: Sequence[Found]) -> list[Found]:
    """Prefer for a later thing asked the figure that stands in the sentence of the first."""
    if not found:
        return []
    anchors = {(m.figure.report_id, m.layers.sentence) for c in found[0].cells for m in c.matches}
    out = [found[0]]
    for item in found[1:]:
        cells = []
        for cell in item.cells:
            beside = tuple(
                m for m in cell.matches if (m.figure.report_id, m.layers.sentence) in anchors
            )
            cells.append(replace(cell, matches=beside or cell.matches))
        out.append(replace(item, cells=tuple(cells)))
    return out


def _grouped(matches: Sequence[Match]) -> tuple[Cell, ...]:
    groups: dict[tuple[str, int | None], list[Match]] = {}
    for m in matches:
        groups.setdefault((m.layers.office, m.figure.year), []).append(m)
    return tuple(
        Cell(o, y, tuple(ms))
        for (o, y), ms in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1] or 0))
    )


def _for_parts(good: tuple[Match, ...], topic: Topic, every: Sequence[Match]) -> tuple[Match, ...]:
    """Put a total in the place of its parts where the question names none of them in full.

    检查企业 asks for what was checked, not for 检查（工贸企业） and 检查（危险化学品企业） apart.
    """
    parts = [m for m in good if m.figure.part_of and m.layers.part not in topic.words]
    if len(parts) != len(good) or len({m.figure.part_of for m in parts}) != 1:
        return good
    total = next((m for m in every if m.figure.id == parts[0].figure.part_of), None)
    enough = total is not None and total.coverage >= ANSWER
    return (total,) if total and enough and len(parts) > 1 else good


def _of_period(good: tuple[Match, ...], topic: Topic) -> tuple[Match, ...]:
    """Of one thing told of a year and of a part of it, keep what is of the time asked for."""

    def counts(m: Match) -> tuple[str, str, str]:
        return m.layers.measure, m.figure.unit, m.layers.sentence

    timely = {id(m) for m in good if part_of_year(m.figure.period) == topic.period}
    told = {counts(m) for m in good if id(m) in timely}
    return tuple(m for m in good if id(m) in timely or counts(m) not in told)


def _cells(
    matches: Sequence[Match], width: float, drop: float, loose: bool, topic: Topic
) -> tuple[Cell, ...]:
    """Group the matches by office and year; a cell far behind the best one does not answer."""
    cells = []
    top = max((m.score for m in matches if m.answers), default=0.0)
    level = max((m.coverage for m in matches if m.answers), default=0.0)
    for cell in _grouped(matches):
        good = _for_parts(best(cell.matches, width, loose), topic, cell.matches)
        if good and good[0].score >= top - 2 * drop and good[0].coverage >= level - drop:
            own = best([m for m in cell.matches if m.layers.own], width, loose)
            told = own and own[0].coverage >= good[0].coverage - 0.15  # a later report repeats it
            cells.append(replace(cell, matches=_of_period(own if told else good, topic)))
    return tuple(cells)


def term(text: str) -> Term:
    """Return a plain Chinese term."""
    return Term(text, (text.lower(),))
