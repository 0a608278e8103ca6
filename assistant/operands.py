"""Which figures a question sets side by side: one measure over years and offices, or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.actions import ACTIONS
from assistant.find import Finder, Found, nearby
from assistant.match import Layers
from assistant.models import Question
from assistant.sides import Side, sides_of
from assistant.topic import Topic
from assistant.years import years_in

_AGAINST = re.compile(r"比(?![例率重较赛如])|\bthan\b")
_RATES = re.compile(r"增速|增长率|增幅|涨幅|降幅|growth rates?")
_SET_OFF = re.compile(r"百分点|[高低快慢]|放缓|加快|percentage points|faster|slower|higher|lower")


HALF = 0.8
"""Covered less than so, what is found is but one of the things that a question names."""
WORTH = 0.9
POINTS = frozenset({"个百分点", "百分点"})


@dataclass(frozen=True, slots=True)
class Operands:
    """Groups of operands, one a measure; ``paired`` where two measures are set off as asked."""

    groups: tuple[tuple[Side, ...], ...]
    found: tuple[Found, ...]
    paired: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """All operands in a row."""
        return tuple(side for group in self.groups for side in group)


def operands_of(question: Question, finder: Finder, layers: Sequence[Layers]) -> Operands:
    """Return what is to be compared, ordered, added or drawn."""
    rates = _compared_rates(question, finder, layers)
    if rates:
        return Operands((rates,), ())
    steady = [x for x in layers if x.figure.kind != "change"]
    topics = finder.pieces(question)
    if "|" in question.topic and len(topics) == 2:
        pair = _pair(question, finder, topics, steady)
        if pair:
            return Operands((pair,), (), paired=True)
    topic = finder.topic(question.topic, question)
    if POINTS & set(topic.units):  # percentage points part rates, which are printed in percent
        topic = replace(topic, units=(), rate=True)
    whole = finder.find(topic, steady, drop=0.4, loose=True)
    several = _several(finder, topics, steady, whole)
    found = several or (whole,)
    groups = tuple(g for f in found if (g := sides_of(question, f.cells)))
    return Operands(groups, found)


def _compared_rates(
    question: Question, finder: Finder, layers: Sequence[Layers]
) -> tuple[Side, ...]:
    """Return stated rates of change where these are what is compared: 增速比上年低几个百分点."""
    text = question.text.lower()
    if question.intent != "rank" and not (_RATES.search(text) and _SET_OFF.search(text)):
        return ()
    if not (_RATES.search(text) or re.search(cues.FASTEST, text)):
        return ()
    changes = [x for x in layers if x.figure.kind == "change"]
    topic = replace(finder.topic(question.topic, question), change=True, counter="", units=())
    sides = sides_of(question, finder.find(topic, changes).cells)
    return sides if len(sides) > 1 else ()


def _pair(
    question: Question, finder: Finder, topics: Sequence[Topic], steady: Sequence[Layers]
) -> tuple[Side, ...]:
    """Return what is compared with what stands after 比, each of its own year; the latter first."""
    clauses = _AGAINST.split(question.text.lower(), maxsplit=1)
    named = [years_in(c).years for c in clauses] if len(clauses) == 2 else [(), ()]
    every = years_in(question.text).years
    found = []
    for topic, own in zip(_shared(topics), named, strict=True):
        years = own or every[:1]
        layers = [x for x in steady if not years or x.figure.year in years]
        found.append(finder.find(topic, layers))
    if not all(f.cells for f in found):
        return ()
    found = nearby(found)
    subject, base = (f.cells[-1] for f in found)
    if not any(named) and base.year != subject.year:
        base = next((c for c in found[1].cells if c.year == subject.year), base)
    against = base.figures[0]
    figure = next((f for f in subject.figures if f.id != against.id), None)
    if figure is None:
        return ()
    sides = [Side(base.office, against), Side(subject.office, figure)]
    if base.year != subject.year:
        sides.sort(key=lambda s: s.figure.year or 0)
    return tuple(sides)


def _shared(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Give a lone act the thing of the other: more items reported than disposed of."""
    first, second = topics
    lone = all(set(t.alternatives) & set(ACTIONS) for t in second.terms)
    if not lone or len(second.terms) > 1:
        return (first, second)
    things = tuple(t for t in first.terms if not set(t.alternatives) & set(ACTIONS))
    return (first, replace(second, terms=(*things, *second.terms)))


def _several(
    finder: Finder, topics: Sequence[Topic], steady: Sequence[Layers], whole: Found
) -> tuple[Found, ...]:
    """Return what is found for each of several measures named; empty where it is one measure."""
    if len(topics) < 2:
        return ()
    every = tuple(finder.find(t, steady) for t in topics)
    pieces = tuple(f for f in every if f.cells)
    apart = len({m.figure.id for f in pieces for c in f.cells for m in c.matches[:1]})
    full = max((m.coverage for c in whole.cells for m in c.matches), default=0.0)
    if pieces and full < HALF and all(f.topic.weight >= WORTH for f in every):
        return (*nearby(pieces), *(f for f in every if not f.cells))  # one of them is not stated
    if whole.cells and (len(pieces) < len(topics) or apart < 2 or full >= 0.97):
        return ()
    return tuple(nearby(pieces))
