"""What shows that a figure counts another thing than the one asked for, however many words fit."""

from __future__ import annotations

import re

from assistant.actions import ACTIONS, BESIDES, opposed
from assistant.covering import cover
from assistant.layers import Layers
from assistant.topic import Topic
from corpus.units import PERSONS
from corpus.verbs import beginning_action

HARM = ("死亡", "受伤", "重伤")
"""What has to be said of a figure where it is asked: accidents are no deaths."""
HEAD = 0.5
"""How much of what a sum is of must be said of the figure: 工业增加值 is no 服务业增加值."""
NAME = 4
"""So many characters at the end of what is asked name one thing of the glossary for sure."""
COVERED = 0.8
FOREIGN = 0.3
"""A measure of which less than this was asked for is of something else."""
_KIND_HEAD = re.compile(r"([一-龥]{2,8}?)(?<![各这此同分多几种])类(?=[一-龥]{2})")
_KIND_END = re.compile(r"(?:类|型|方面|领域)?(?:案件|行为|处罚|事项)?$")
_SUM_OF = re.compile(
    r"(?P<of>[一-龥]{2,}?)(?P<sum>增加值|总产值|产值|零售总额|零售额|进出口总额|总额|营业收入|收入|支出|投资额?|利润)"
)
_RATE_NAME = re.compile(r"(不?[一-龥]{2})率(?![先领])|(满意)度")
_PER_HEAD = re.compile(r"人均|户均|平均|每[万千百]?[人户名家件]|\bper (?:capita|person|head)\b")
_PLACE = re.compile(
    r"(?![全本各我该])[一-龥]{2,4}?(?:(?<![城全本超])市|(?<!区)县|(?<![社小园地县市辖景校片灾库厂城学郊山牧政专新社])区|州|旗|(?<![城乡村])镇|街道)(?=[一-龥]{2})"
)
_NO_PLACE = re.compile(r"市[场民政容值监级面售属]|县[级域属]|区[级域块间属]|镇级|州级|旗[下舰]")
"""What is behind a place's last character where that belongs to a word: 农贸市 of 农贸市场."""
_ALIKE = (frozenset({"办结", "结案", "办理", "处结"}), frozenset({"回复", "答复"}))
"""Rates of these names may stand for one another."""
_PART_OF_YEAR = re.compile(
    r"[上下]半年|第?[一二三四]季度|\b(?:first|second|third|fourth) (?:half|quarter)\b",
    re.IGNORECASE,
)
_IN_ENGLISH = {
    "first half": "上半年", "second half": "下半年", "first quarter": "一季度",
    "second quarter": "二季度", "third quarter": "三季度", "fourth quarter": "四季度",
}  # fmt: skip
_REST = re.compile(r"其[他它余](?!人|机关|部门|单位)|\bothers?\b")


def of_another(
    topic: Topic, layers: Layers, specificity: float, coverage: float, same: bool
) -> bool:
    """Say whether the figure is of another thing; ``same`` that it has the indicator asked for."""
    said = layers.measure + layers.clause
    if opposed(topic.words, layers.measure) or _another_sum(topic, layers):
        return True
    if not same and _known_otherwise(topic, layers, coverage):
        return True
    if topic.period and _of_another_time(topic, layers):
        return True
    if (
        _told_apart(topic, layers)
        or _another_place(topic, layers)
        or (same and _other_name_of_rate(topic, layers))
    ):
        return True
    if any(w in topic.words and w not in said for w in HARM) or _not_per_head(topic, layers):
        return True
    return not same and (
        _another_rate(topic, layers) or _named_otherwise(topic, layers, specificity)
    )


def _known_otherwise(topic: Topic, layers: Layers, coverage: float) -> bool:
    """Say whether all that is asked names one thing of the glossary, and the figure is another of it.

    公开执法信息 is not 答复政府信息公开申请, though two thirds of its words stand there.
    """
    if layers.figure.indicator is None or coverage >= COVERED or len(topic.terms) != 1:
        return False
    act = topic.words.replace(layers.measure, "")
    if act in ACTIONS and act in layers.sentence:  # 受理投诉3件、举报2件: the verb is said once
        return False
    term = topic.terms[0]
    said = term.alternatives[0]
    named = {at for n in term.named for at in range(n.start, n.end)}
    return len(said) >= NAME and len(named) == len(said)


def _told_apart(topic: Topic, layers: Layers) -> bool:
    """Say whether the sentence tells what is asked apart from what the figure counts.

    Where 投诉 3 and 举报 2 are stated side by side, the one is no answer for the other.
    """
    return any(
        opposed(topic.words, layers.measure, (pair,))
        and all(word in layers.sentence for word in pair)
        for pair in BESIDES
    )


def _another_place(topic: Topic, layers: Layers) -> bool:
    """Say whether a place is asked for of which nothing is said near the figure.

    临潮区移送拘留 is not answered by what the whole city handed over.
    """
    words = "".join(topic.words.split())
    place = _PLACE.match(words)
    if not place or _NO_PLACE.match(words, place.end() - 1) or beginning_action(words):
        return False
    said = layers.office + layers.measure + layers.sentence + layers.heading
    return place[0][:2] not in said


def part_of_year(words: str) -> str:
    """Return the part of a year that words name: 2024年上半年 -> 上半年, "" for none or several."""
    found = (part.lower().removeprefix("第") for part in _PART_OF_YEAR.findall(words))
    named = {_IN_ENGLISH.get(part, part) for part in found}
    return named.pop() if len(named) == 1 else ""


def _of_another_time(topic: Topic, layers: Layers) -> bool:
    """Say whether the figure is of the other half of the year, or of all of it."""
    part = part_of_year(layers.figure.period)
    return part != topic.period if part else "全年" in layers.sentence


def is_leftover(topic: Topic, layers: Layers) -> bool:
    """Say whether the figure counts what is left over (其他), a part, a place or a mean, unasked."""
    if layers.part and not _part_asked(topic, layers.part):
        return True
    if _PER_HEAD.search(layers.measure) and not _PER_HEAD.search(topic.words):
        return True
    kind = _KIND_HEAD.match(layers.measure)
    if kind and kind[1] not in topic.words and not beginning_action(layers.measure):
        return True
    place = _PLACE.match(layers.measure)
    inside = place is not None and not beginning_action(layers.measure)
    if place and inside and place[0] not in topic.words and place[0][:2] not in layers.office:
        return True
    return bool(_REST.search(layers.measure)) and not _REST.search(topic.words)


def _part_asked(topic: Topic, part: str) -> bool:
    """Say whether a question names a part of a total: 税费收入 does not name 税收收入."""
    said = " ".join((topic.words, *(a for t in topic.terms for a in t.alternatives)))
    plain = _KIND_END.sub("", part) or part
    hit = cover(plain, said, single=len(plain) == 1)
    return sum(hit) >= COVERED * len(hit)


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
    return bool(units) and bool(units & PERSONS) != (unit in PERSONS)


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


def _other_name_of_rate(topic: Topic, layers: Layers) -> bool:
    """Say whether one thing's rate is asked for and another of it stated: 核查率 and 办结率."""
    asked, stated = _rates(topic.words), _rates(layers.measure)
    alike = any(asked & row and stated & row for row in _ALIKE)
    return not alike and _another_rate(topic, layers)


def same_rate(topic: Topic, layers: Layers) -> bool:
    """Say whether a rate of one name is asked and stated, of whatever: 投诉满意率, 回访满意率."""
    asked = _rates(topic.words)
    return bool(asked) and asked == _rates(layers.measure)


def _not_per_head(topic: Topic, layers: Layers) -> bool:
    """Say whether a mean is asked for and the figure says nothing of one."""
    if not _PER_HEAD.search(topic.words):
        return False
    return not re.search(r"均|每|per |average", layers.measure + layers.clause + layers.before)


def _another_sum(topic: Topic, layers: Layers) -> bool:
    """Say whether the figure is the same kind of sum as is asked for, but of something else."""
    own = _SUM_OF.search(layers.measure)
    for term in topic.terms:
        asked = None if term.whole else _SUM_OF.search(term.alternatives[0])
        if own and asked and own["sum"] == asked["sum"]:
            said = layers.measure + layers.clause
            hit = cover(asked["of"], said, single=False)
            return sum(hit) < HEAD * len(hit)
    return False
