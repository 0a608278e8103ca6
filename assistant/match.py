"""How well a figure is what a topic asks about.

A figure stands in layers of text: its measure, its clause, the clause before, its sentence and
its headings. A topic is covered where its words stand in these layers, the nearer the better;
words that stand only far away do not make an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.actions import ACTIONS, actions_in, conflicting, opposed, related
from assistant.normalise import bare
from assistant.topic import Term, Topic, char_weights, term_weight
from corpus.models import Figure
from corpus.phrases import bare_verb
from corpus.verbs import beginning_action

MEASURE, CLAUSE, BEFORE, SENTENCE, HEADING = 1.0, 0.95, 0.8, 0.45, 0.45
NEAR = BEFORE
ANSWER = 0.62
CLOSE = 0.5
PEOPLE = frozenset({"人", "名", "位", "人次"})
LOOSE = frozenset({"个", "项", "种", "批", "多"})
MONEY = frozenset({"元", "美元", "港元", "欧元"})
RATE_WORDS = ("率", "度", "占比", "比例", "比重")
WHOLE = 0.8
LONE = 0.5
NARROWER = 0.91
"""What a figure of a narrower indicator covers of the wider one's name: 罚款 of 罚没收入."""
BARE_VERB = 0.5
HARM = ("死亡", "受伤", "重伤")
"""What has to be said of a figure where it is asked: accidents are no deaths."""
LEFTOVER = 0.25
HEAD = 0.5
"""How much of what a sum is of must be said of the figure: 工业增加值 is no 服务业增加值."""
NAME = 4
"""So many characters at the end of what is asked name one thing of the glossary for sure."""
FOREIGN = 0.3
"""A measure of which less than this was asked for is of something else."""
RATE_UNITS = frozenset({"%", "％", "‰", "个百分点", "百分点", "倍", "成"})


@dataclass(frozen=True, slots=True)
class Layers:
    """A figure and the bare texts it stands in, nearest first.

    ``own`` says that the figure stands in the report of its year.
    ``part`` is what a bracket at the end of the measure names: 接收投诉、举报（投诉） counts 投诉.
    """

    figure: Figure
    office: str
    measure: str
    clause: str
    before: str
    sentence: str
    heading: str
    part: str = ""
    own: bool = True

    def valued(self) -> tuple[tuple[str, float], ...]:
        """Return each layer with what a word found in it is worth."""
        return (
            (self.measure, MEASURE),
            (self.clause, CLAUSE),
            (self.before, BEFORE),
            (self.sentence, SENTENCE),
            (self.heading, HEADING),
        )


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


def cover(text: str, layer: str, single: bool) -> list[bool]:
    """Mark the characters of ``text`` that stand in ``layer`` as runs of two or more.

    With ``single`` lone characters count too (a verb such as 抽 in 抽查).
    """
    marks = [False] * len(text)
    i = 0
    while i < len(text):
        j = i + 2
        if text[i:j] in layer and j <= len(text):
            while j < len(text) and text[i : j + 1] in layer:
                j += 1
            marks[i:j] = [True] * (j - i)
            i = j
        else:
            if single and text[i] in layer:
                marks[i] = True
            i += 1
    return marks


def _chinese_cover(term: Term, layers: Layers) -> tuple[float, float, float, bool]:
    """Return what a term is covered for, how much stands near, how much anywhere, and its head.

    The head is the end of the words (法律援助案件补贴标准 asks for a standard, not for cases).
    """
    covers = [_one_cover(text, term, layers) for text in term.alternatives]
    whole = term_weight(term)
    if len(covers) == 1 or not whole:
        return covers[0]
    got, near, found, head = max(
        (
            (whole * c[0] / w, whole * c[1] / w, whole * c[2] / w, c[3])
            for c, text in zip(covers, term.alternatives, strict=True)
            if (w := sum(char_weights(text)))
        ),
        key=lambda c: (c[3], c[0]),
    )
    return got, near, found, head


def _one_cover(text: str, term: Term, layers: Layers) -> tuple[float, float, float, bool]:
    """Return what ``_chinese_cover`` does, for one way of saying the term."""
    weights = char_weights(text)
    value = [0.0] * len(text)
    for layer, worth in layers.valued():
        for i, hit in enumerate(cover(text, layer, single=worth >= CLAUSE)):
            if hit and worth > value[i]:
                lone = not ((i > 0 and value[i - 1] > 0) or text[i : i + 2] in layer)
                value[i] = worth * LONE if lone and len(text) > 1 else worth
    for named in term.named if text == term.alternatives[0] else ():
        if layers.figure.indicator in named.ids:
            own = layers.figure.indicator == named.ids[0] or not layers.measure.endswith(FINED)
            worth = MEASURE if own else NARROWER
            value[named.start : named.end] = [max(worth, v) for v in value[named.start : named.end]]
    got = sum(w * v for w, v in zip(weights, value, strict=True))
    near = sum(w for w, v in zip(weights, value, strict=True) if v >= NEAR * 0.7)
    end = len(text)
    while act := next((v for v in ACTIONS if text[:end].endswith(v) and len(v) < end), None):
        end -= len(act)  # "举报受理处置" asks for reports, whatever was done with them
    solid = [i for i, w in enumerate(weights[:end]) if w == 1.0][-2:]
    enough = NEAR * 0.7 if len(solid) > 1 else LONE * CLAUSE  # a lone verb is found alone
    if _names_no_thing(layers.measure) and layers.measure in text:
        enough = SENTENCE  # 省厅本级…，罚款5万元: who is fined by is said further up
    head = not solid or any(value[i] >= enough for i in solid)
    found = sum(w for w, v in zip(weights, value, strict=True) if v > 0)
    return got, near, found, head


def _whole_cover(term: Term, layers: Layers) -> tuple[float, float]:
    if layers.figure.indicator is not None and layers.figure.indicator in term.ids:
        return term.weight, term.weight
    best = 0.0
    near = 0.0
    for form in term.alternatives:
        weights = char_weights(form)
        total = sum(weights) or 1.0
        weights = weights if sum(weights) else (1.0,) * len(form)
        total = sum(weights)
        for layer, worth in layers.valued():
            hit = cover(form, layer, single=False) if len(form) > 1 else [form in layer]
            part = sum(w for w, h in zip(weights, hit, strict=True) if h) / total
            if part < WHOLE:
                continue
            best = max(best, part * worth)
            if worth >= NEAR:
                near = max(near, part)
    return term.weight * best, term.weight * near


def _measure_covered(topic: Topic, measure: str) -> float:
    weights = char_weights(measure)
    total = sum(weights)
    if not total:
        return 0.0
    hit = [False] * len(measure)
    for term in topic.terms:
        for form in term.alternatives if term.whole else term.alternatives[:1]:
            for i, h in enumerate(cover(measure, form, single=not term.whole)):
                hit[i] |= h
    return sum(w for w, h in zip(weights, hit, strict=True) if h) / total


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
    if counter in PEOPLE:
        return unit not in PEOPLE and unit != ""
    if unit in PEOPLE:
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
            value, close = _whole_cover(term, layers)
            found += weight if value >= weight * SENTENCE * WHOLE else 0.0
        else:
            value, close, anywhere, headed = _chinese_cover(term, layers)
            found += anywhere
        got += value
        near += close
    if total <= 0 or got <= 0:
        return None
    coverage, close_share = got / total, near / total
    specificity = _specificity(topic, layers)
    same = layers.figure.indicator is not None and layers.figure.indicator in topic.ids
    beside = bool(topic.beside) and layers.sentence in topic.beside
    asked = actions_in(topic.words)
    stated = actions_in(layers.measure) | actions_in(layers.clause) | actions_in(layers.before)
    if not stated:  # a verb that opens or ends a list is said once; a fine is a figure of its own
        opening = layers.sentence.partition(layers.clause)[0]
        stated = actions_in(opening if asked <= _MONEY_ACTS and opening else layers.sentence)
    unsaid = same and not stated  # 处罚金额 is the indicator of 罚款, whatever verb it is told by
    other = not topic.rate and not unsaid and conflicting(asked, stated)
    other = other or opposed(topic.words, layers.measure) or _of_another(topic, layers)
    said = layers.measure + layers.clause
    other = other or any(w in topic.words and w not in said for w in HARM)
    other = other or (not same and _another_rate(topic, layers)) or _not_per_head(topic, layers)
    other = other or (not same and _named_otherwise(topic, layers, specificity))
    told = unit > 0 or layers.figure.kind == "change" or _same_rate(topic, layers)
    placed = headed and told and found >= 0.95 * total and len(topic.terms) > 0
    score = (
        coverage
        + 0.25 * specificity
        + unit
        + (0 if not same else 0.1 if layers.figure.part_of else 0.2)
        + (0.3 if beside else 0.0)
    )
    score -= (0.3 if other else 0.0) + (LEFTOVER if _is_leftover(topic, layers) else 0.0)
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


def _specificity(topic: Topic, layers: Layers) -> float:
    """Return how much of a measure was asked for; what names only a part of itself is never exact.

    立案 in a paragraph on medicines counts the cases of that paragraph, and 醉驾 inside 酒驾醉驾 is
    no question for the part of that name.
    """
    if _names_no_thing(layers.measure):
        return min(BARE_VERB, _measure_covered(topic, layers.measure))
    if layers.part and _measure_covered(topic, layers.part) >= 0.95:
        head = layers.measure.removesuffix(layers.part)
        inside = layers.part in head and topic.words.count(layers.part) <= head.count(layers.part)
        if not (inside and _measure_covered(topic, head) >= 0.5):
            return 1.0
    return _measure_covered(topic, layers.measure)


def _is_leftover(topic: Topic, layers: Layers) -> bool:
    """Say whether the figure counts what is left over (其他), a place inside or a mean, unasked."""
    if _PER_HEAD.search(layers.measure) and not _PER_HEAD.search(topic.words):
        return True
    place = _PLACE.match(layers.measure)
    inside = place is not None and not beginning_action(layers.measure)
    if place and inside and place[0] not in topic.words and place[0][:2] not in layers.office:
        return True
    return bool(_REST.search(layers.measure)) and not _REST.search(topic.words)


def _names_no_thing(measure: str) -> bool:
    """Say whether a measure is only an act: whose cases or whose fines, is said further up."""
    return bare_verb(measure) or measure in FINED


FINED = tuple("罚款 罚金 罚没款 罚没 罚没金额 罚款金额 处罚金额 罚没收入".split())
_MONEY_ACTS = frozenset({"fine", "confiscate"})
_PLACE = re.compile(
    r"(?![全本各我该])[一-龥]{2,4}?(?:(?<![城全本超])市|(?<!区)县|(?<![社小园地县市辖景校片灾库厂城学郊山牧政专新社])区|州|旗|(?<![城乡村])镇|街道)(?=[一-龥]{2})"
)
_REST = re.compile(r"其[他它余](?!人|机关|部门|单位)|\bothers?\b")


def _named_otherwise(topic: Topic, layers: Layers, specificity: float) -> bool:
    """Say whether the words asked for name one thing of the glossary and the figure is another.

    抽查行政执法案件 254宗 and a number of candidates are no answer to 行政执法人员有多少.
    """
    figure = layers.figure
    if figure.indicator is None or len(topic.terms) != 1:
        return False
    term = topic.terms[0]
    named = [n for n in term.named if n.end == len(term.alternatives[0])]
    return any(
        n.end - n.start >= NAME
        and (specificity < FOREIGN or _counted_otherwise(n.units, figure.unit))
        for n in named
    )


def _counted_otherwise(units: frozenset[str], unit: str) -> bool:
    """Say whether the one is counted in people and the other is not."""
    return bool(units) and bool(units & PEOPLE) != (unit in PEOPLE)


_SUM_OF = re.compile(
    r"(?P<of>[一-龥]{2,}?)(?P<sum>增加值|总产值|产值|零售总额|零售额|进出口总额|总额|营业收入|收入|支出|投资额?|利润)"
)


_RATE_NAME = re.compile(r"(不?[一-龥]{2})率(?![先领])|(满意)度")
_PER_HEAD = re.compile(r"人均|户均|平均|每[万千百]?[人户名家件]|\bper (?:capita|person|head)\b")


def _rates(words: str) -> set[str]:
    """Return what the rates are of that words name: 按期办结率 -> 办结."""
    return {found[1] or found[2] for found in _RATE_NAME.finditer(words)}


def _another_rate(topic: Topic, layers: Layers) -> bool:
    """Say whether the figure is another rate than the one asked for: 合格率 for 优秀率.

    A rate is another where nothing of its name is said near the figure.
    """
    asked = _rates(topic.words)
    stated = _rates(layers.measure)
    if not asked or not stated or topic.change:
        return False
    said = layers.measure + layers.clause
    return not any(
        name in said and not (f"不{name}" in said and f"不{name}" not in topic.words)
        for name in asked
        if name[-1] not in "比概"
    )


def _same_rate(topic: Topic, layers: Layers) -> bool:
    """Say whether a rate of one name is asked and stated, of whatever: 投诉满意率, 回访满意率."""
    asked = _rates(topic.words)
    return bool(asked) and asked == _rates(layers.measure)


def _not_per_head(topic: Topic, layers: Layers) -> bool:
    """Say whether a mean is asked for and the figure says nothing of one."""
    if not _PER_HEAD.search(topic.words):
        return False
    return not re.search(r"均|每|per |average", layers.measure + layers.clause + layers.before)


def _of_another(topic: Topic, layers: Layers) -> bool:
    """Say whether the figure is the same kind of sum as is asked for, but of something else."""
    own = _SUM_OF.search(layers.measure)
    for term in topic.terms:
        asked = None if term.whole else _SUM_OF.search(term.alternatives[0])
        if own and asked and own["sum"] == asked["sum"]:
            said = layers.measure + layers.clause
            hit = cover(asked["of"], said, single=False)
            return sum(hit) < HEAD * len(hit)
    return False


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
