"""How well a figure is what a topic asks about.

A figure stands in layers of text; a topic is covered where its words stand in these layers, the
nearer the better. Words that stand only far away do not make an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.actions import actions_in, conflicting, related
from assistant.another import is_leftover, of_another, same_rate
from assistant.covering import WHOLE, chinese_cover, cover, specificity_of, whole_cover
from assistant.layers import SENTENCE, Layers
from assistant.normalise import bare
from assistant.topic import Topic, term_weight
from corpus.models import Figure
from corpus.units import PERSONS

ANSWER = 0.62
CLOSE = 0.5
SURE = 0.7
"""What a part or a place that was not asked for must cover to be shown at all."""
LOOSE = frozenset({"个", "项", "种", "批", "多"})
MONEY = frozenset({"元", "美元", "港元", "欧元"})
RATE_WORDS = ("率", "度", "占比", "比例", "比重")
LEFTOVER = 0.25
RATE_UNITS = frozenset({"%", "％", "‰", "个百分点", "百分点", "倍", "成"})
_MONEY_ACTS = frozenset({"fine", "confiscate"})


@dataclass(frozen=True, slots=True)
class Match:
    """A figure with how much of the topic it covers (0 to 1), how much of that stands near it,
    how much of its measure was asked for, and the score that orders matches."""

    layers: Layers
    coverage: float
    near: float
    specificity: float
    score: float
    conflict: bool = False
    placed: bool = False
    related: bool = False
    same: bool = False

    @property
    def figure(self) -> Figure:
        """The figure that was matched."""
        return self.layers.figure

    @property
    def answers(self) -> bool:
        """Whether the match is good enough to be stated as an answer.

        ``placed`` is for a subject that opens the sentence of several figures: all the words stand
        in it, the end of them at the figure, and the unit is the one asked for.
        """
        return self._near() and not self.conflict

    @property
    def compares(self) -> bool:
        """Whether the match may be set beside others, with a warning: it answers, or states a
        related act (查删 for 处置)."""
        return self._near() and (self.related or not self.conflict)

    def _near(self) -> bool:
        enough = ANSWER - 0.1 if self.same else ANSWER
        return (self.coverage >= enough and self.near >= CLOSE) or (
            self.placed and self.near >= 0.2
        )


def _unit_score(topic: Topic, figure: Figure) -> float | None:
    """Return what the unit adds, or None where it shows that another thing is asked."""
    is_rate = figure.unit in RATE_UNITS or figure.kind in ("share",)
    if topic.rate and not is_rate:
        return None
    if figure.kind == "share" and not topic.rate and not figure.measure.endswith(RATE_WORDS):
        return None
    if figure.kind == "change" and not topic.change:
        return None
    if topic.countable and figure.unit in MONEY:
        return None
    if topic.units:
        return 0.12 if any(figure.unit.endswith(u) for u in topic.units) else None
    bonus = 0.0 if topic.rate or not is_rate else -0.12
    if topic.counter and topic.counter == figure.unit:
        bonus += 0.1
    elif topic.counter and figure.unit and figure.unit.startswith(topic.counter[0]):
        bonus += 0.04
    elif topic.counter and _other_count(topic.counter, figure.unit):
        return None
    return bonus


def _other_count(counter: str, unit: str) -> bool:
    """Say whether a counting word asks for another kind of thing than ``unit`` counts.

    >>> _other_count("期", "人次"), _other_count("人", "件"), _other_count("件", "宗")
    (True, True, False)
    """
    if counter in PERSONS:
        return unit not in PERSONS and unit != ""
    if unit in PERSONS:
        return counter not in LOOSE
    return unit in RATE_UNITS | MONEY and counter not in ("元", "块", "钱")


def match(topic: Topic, layers: Layers) -> Match | None:
    """Return how well the figure answers ``topic``, or None where it cannot."""
    unit = _unit_score(topic, layers.figure)
    if unit is None:
        return None
    if any(w not in layers.measure + layers.clause + layers.before for w in topic.must):
        return None
    total = got = near = found = 0.0
    headed = True
    for term in topic.terms:
        weight = term_weight(term)
        total += weight
        if term.whole:
            value, close = whole_cover(term, layers)
            found += weight if value >= weight * SENTENCE * WHOLE else 0.0
        else:
            value, close, anywhere, headed = chinese_cover(term, layers)
            found += anywhere
        got += value
        near += close
    if total <= 0 or got <= 0:
        return None
    coverage, close_share = got / total, near / total
    specificity = specificity_of(topic, layers)
    same = layers.figure.indicator is not None and layers.figure.indicator in topic.ids
    beside = bool(topic.beside) and layers.sentence in topic.beside
    asked = actions_in(topic.words)
    stated = actions_in(layers.measure) | actions_in(layers.clause) | actions_in(layers.before)
    if not stated:  # a verb that opens or ends a list is said once; a fine is a figure of its own
        opening = layers.sentence.partition(layers.clause)[0]
        stated = actions_in(opening if asked <= _MONEY_ACTS and opening else layers.sentence)
    unsaid = same and not stated  # 处罚金额 is the indicator of 罚款, whatever verb it is told by
    other = not topic.rate and not unsaid and conflicting(asked, stated)
    other = other or of_another(topic, layers, specificity, coverage, same)
    told = unit > 0 or layers.figure.kind == "change" or same_rate(topic, layers)
    placed = headed and told and found >= 0.95 * total and len(topic.terms) > 0
    score = (
        coverage
        + 0.25 * specificity
        + unit
        + (0 if not same else 0.1 if layers.figure.part_of else 0.2)
        + (0.3 if beside else 0.0)
    )
    leftover = is_leftover(topic, layers)
    other = other or (leftover and coverage < SURE)
    score -= (0.3 if other else 0.0) + (LEFTOVER if leftover else 0.0)
    return Match(
        layers,
        coverage,
        close_share,
        specificity,
        score,
        other or not headed,
        placed,
        headed and other and related(asked, stated),
        same,
    )


def ranked(topic: Topic, figures: Iterable[Layers]) -> tuple[Match, ...]:
    """Return the matches of ``topic``, best first; equal ones in the order of the reports."""
    found = [m for layers in figures if (m := match(topic, layers)) is not None]
    return tuple(sorted(found, key=lambda m: -m.score))


def best(matches: Sequence[Match], width: float = 0.1, loose: bool = False) -> tuple[Match, ...]:
    """Return the matches that answer equally well: the first and those close behind it.

    Where one measure is just what was asked (nothing in it is left over), it stands alone.
    """
    good = [m for m in matches if m.answers] or [m for m in matches if loose and m.compares]
    if not good:
        return ()
    top = good[0]
    near = [m for m in good if top.score - m.score <= width]
    exact = [m for m in near if m.specificity >= 0.9 and m.coverage >= top.coverage - 0.02]
    if exact:
        return tuple(exact)
    level = max(m.coverage for m in near)
    return tuple(m for m in near if m.coverage >= level - 0.08)


__all__ = ["Layers", "Match", "bare", "best", "cover", "match", "ranked"]
