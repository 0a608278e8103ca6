"""Counterfeit escape: model texts that differ from a verified answer in one thing, and fair rewordings.

The first must all be refused before a reader sees them, the second should pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations
from random import Random
from typing import TypeVar

from assistant import compute
from assistant.gather import Gatherer
from assistant.models import Answer
from assistant.verify import problems
from assistant.write import Draft
from corpus.indicators import load_indicators
from corpus.models import Figure
from evals.counterfeit_texts import forged, forged_change, honest, honest_change
from index import Index, Scope

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Try:
    """A text that a model might write about an answer; ``wrong`` names its fault, "" for none."""

    answer: Answer
    text: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Escape:
    """How many counterfeits were tried and which passed; how many fair texts and which were refused."""

    counterfeits: int
    escaped: tuple[Try, ...]
    rewordings: int
    refused: tuple[Try, ...]

    @property
    def escape_rate(self) -> float:
        """The share of counterfeits that passed; 0 is right."""
        return len(self.escaped) / self.counterfeits if self.counterfeits else 0.0

    @property
    def pass_rate(self) -> float:
        """The share of fair rewordings that passed."""
        return 1 - len(self.refused) / self.rewordings if self.rewordings else 1.0


def measure_escape(index: Index, most: int = 500) -> Escape:
    """Try counterfeits and rewordings of up to ``most`` figures and as many changes of an index."""
    gatherer = Gatherer(index)
    english = {i.id: i.en for i in load_indicators().all}
    offices = gatherer.offices()
    counts = {True: 0, False: 0}
    wrongly: dict[bool, list[Try]] = {True: [], False: []}
    for tried in tries(gatherer, most):
        forgery = bool(tried.wrong)
        counts[forgery] += 1
        passed = not problems(tried.text, tried.answer, english, offices)
        if passed == forgery:
            wrongly[forgery].append(tried)
    return Escape(counts[True], tuple(wrongly[True]), counts[False], tuple(wrongly[False]))


def tries(gatherer: Gatherer, most: int) -> Iterator[Try]:
    """Yield fair and forged texts about single figures, then about the change between two years."""
    figures = plain_figures(gatherer.index)
    for figure in _some(figures, most):
        answer = single(gatherer, figure)
        cited = answer.figures[0]
        beside = [f for f in figures if f.report_id == figure.report_id and f.id != figure.id]
        yield from (Try(answer, text) for text in honest(cited))
        yield from (Try(answer, text, wrong) for wrong, text in forged(cited, beside))
    for before, after in _some(tuple(_pairs(gatherer, figures)), most):
        answer = change(gatherer, before, after)
        yield from (Try(answer, text) for text in honest_change(answer))
        yield from (Try(answer, text, wrong) for wrong, text in forged_change(answer))


def plain_figures(index: Index) -> tuple[Figure, ...]:
    """Return the results of the loaded reports that have a measure, a year and a number in digits."""
    return tuple(
        f
        for f in index.figures(Scope())
        if f.kind == "result"
        and f.value is not None
        and len(f.measure) >= 3
        and f.year
        and re.search(r"\d", f.surface)
    )


def single(gatherer: Gatherer, figure: Figure) -> Answer:
    """Return the draft that states one figure."""
    draft = Draft(gatherer, "zh")
    draft.add("figure", **draft.slots(figure))
    return draft.answer("answered", "stated")


def change(gatherer: Gatherer, before: Figure, after: Figure) -> Answer:
    """Return the draft that compares two figures."""
    draft = Draft(gatherer, "zh")
    draft.add("figure", **draft.slots(before))
    draft.add("figure", **draft.slots(after))
    for derived in (compute.difference(before, after), compute.growth(before, after)):
        if derived is not None:
            draft.derived.append(derived)
    return draft.answer("answered", "computed")


def _pairs(gatherer: Gatherer, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield two figures of one indicator, office and unit in different years, the earlier first."""

    def key(f: Figure) -> tuple[str, str, str]:
        return gatherer.office_of(f.report_id), f.indicator or "", f.unit

    named = sorted((f for f in figures if f.indicator), key=key)
    for _, group in groupby(named, key=key):
        for a, b in permutations(group, 2):
            if (a.year or 0) < (b.year or 0) and a.value != b.value:
                yield a, b


def _some(items: Sequence[_Item], most: int) -> Sequence[_Item]:
    """Return all items, or ``most`` of them, always the same ones."""
    return items if len(items) <= most else Random(1).sample(items, most)  # noqa: S311
