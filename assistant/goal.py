"""Answers whether a target was met: the plan's figure against the result's, never one for the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import compute, cues
from assistant.compare import Reason, alike, comparability
from assistant.find import Finder
from assistant.match import Layers
from assistant.models import Answer, Question
from assistant.sides import Side, mind
from assistant.topic import Topic
from assistant.units import PERCENT, same_unit
from assistant.write import Draft
from assistant.years import years_in
from corpus.models import Figure
from index.models import Scope

ASKED = re.compile(
    r"(?:计划|目标)[^?？]{0,12}实际|实际[^?？]{0,12}(?:计划|目标)|(?:完成|达到|达成|实现|超额|兑现|超过|完不成|达标)[^?？]{0,8}(?:目标|计划|预期|任务|指标)"
    r"|(?:目标|计划|预期|任务|指标)[^?？，,]{0,8}(?:完成|达到|达成|实现|兑现|落实|结果|实际|相比|差多少|差距|对比)"
    r"|(?:和|与|比|跟|较)[^?？]{0,10}(?:目标|计划)[^?？]{0,4}(?:比|差|多|少|高|低)"
    r"|\b(?:meet|met|reach(?:ed)?|achiev\w+|hit|miss(?:ed)?|fulfil\w*|exceed\w*)\b[^?]*\b(?:targets?|goals?|plan)\b"
    r"|\b(?:targets?|goals?)\b[^?]*\b(?:met|reached|achieved|missed|fulfilled|exceeded)\b|\b(?:against|versus|vs)\b[^?]*\b(?:targets?|plan|goals?)\b"
)
_WORDS = re.compile(
    r"超额|完不成|达标|完成(?:了|得|情况)?|达到|达成|实现|兑现|落实|超过|(?:年初|年度|预期|原定)?的?(?:目标|计划|任务|指标)|预期|没有?$|没有|吗|了|是否|有没有|相比|对比|(?:和|与|跟)?(?:实际|结果)|差多少|差距|多少"
    r"|\b(?:did|meet|met|reach(?:ed)?|achiev\w+|hit|miss(?:ed)?|fulfil\w*|exceed\w*|targets?|goals?|plan\w*|was|were|its|against|versus|vs|actual|result)\b"
)
MINDED: frozenset[Reason] = frozenset({"kind", "scope", "action", "indicator", "unit", "period"})
"""What is worth a warning of a target and its result; the names of plans are always looser."""


def against(draft: Draft, question: Question, finder: Finder) -> Answer | None:
    """Return result set against target where that is asked and either is stated, else None."""
    if question.intent in ("overview", "ledger", "chart") or not _asked(question, finder):
        return None
    topic = _topic(question, finder)
    years = years_in(question.text).years or question.scope.years
    if topic.weight < 1.0 or not ASKED.search(question.text.lower()):
        # "完成目标了吗" goes on from the figure spoken of
        spoken = [x for x in finder.gatherer.layers_by_id(question.beside) if x.figure.year]
        if not spoken:
            return None
        topic = _topic(replace(question, topic=spoken[-1].figure.measure), finder)
        years = tuple(y for y in (spoken[-1].figure.year,) if y)
    layers = finder.gatherer.layers(Scope(question.scope.offices))
    layers = tuple(x for x in layers if not years or x.figure.year in years)
    plans = _found(finder, topic, [x for x in layers if x.figure.kind == "target"])
    results = _found(finder, topic, [x for x in layers if x.figure.kind != "target"])
    years_of = {(s.office, s.figure.year) for s in plans}
    both = [r for r in results if (r.office, r.figure.year) in years_of]
    if not plans:
        return None
    if not both:
        return _alone(draft, plans)
    at = max(both, key=lambda s: s.figure.year or 0)
    plan, result = _closest(
        [p for p in plans if (p.office, p.figure.year) == (at.office, at.figure.year)],
        [r for r in both if (r.office, r.figure.year) == (at.office, at.figure.year)],
    )
    return _set_against(draft, plan, result)


def _asked(question: Question, finder: Finder) -> bool:
    """Say whether a target is asked after; after one was told, 完成了吗 is enough."""
    low = question.text.lower()
    if ASKED.search(low):
        return True
    told = finder.gatherer.layers_by_id(question.beside)
    return bool(re.search(cues.DONE_YET, low)) and any(x.figure.kind == "target" for x in told)


def _topic(question: Question, finder: Finder) -> Topic:
    words = " ".join(_WORDS.sub(" ", question.topic.lower()).split())
    asked = replace(question, intent="figure", topic=words)
    return replace(
        finder.topic(words, asked), change=True, rate=False, counter="", beside=frozenset()
    )


def _found(finder: Finder, topic: Topic, layers: Sequence[Layers]) -> list[Side]:
    """Return every figure that fits ``topic``; rates and amounts alike, the unit tells them apart."""
    return [
        Side(cell.office, figure)
        for rate in (False, True)
        for cell in finder.find(replace(topic, rate=rate), layers).cells
        for figure in cell.figures
    ]


def _closest(plans: Sequence[Side], results: Sequence[Side]) -> tuple[Side, Side]:
    """Return the plan and the result that are most nearly the same thing, of one unit if any are."""
    pairs = [(p, r) for p in plans for r in results]

    def apart(pair: tuple[Side, Side]) -> tuple[bool, float, float]:
        plan, result = pair[0].figure, replace(pair[1].figure, kind="target")
        units = not same_unit(plan.unit, result.unit)
        return units, -alike(plan, result), comparability(plan, result).cost

    return min(pairs, key=apart)


def _alone(draft: Draft, plans: Sequence[Side]) -> Answer:
    latest = max(p.figure.year or 0 for p in plans)
    for side in dict.fromkeys(p for p in plans if (p.figure.year or 0) == latest):
        draft.add("plan_figure", **draft.slots(side.figure))
    draft.add("goal_no_result")
    return draft.answer("answered", "stated")


def _set_against(draft: Draft, plan: Side, result: Side) -> Answer:
    draft.add("goal_target", **draft.slots(plan.figure))
    draft.add("goal_result", **draft.slots(result.figure))
    approximate = result.figure.qualifier in compute.APPROXIMATE
    mind(draft, (plan, result), MINDED | {"precision"} if approximate else MINDED)
    if not same_unit(plan.figure.unit, result.figure.unit):
        draft.add("goal_units")
        return draft.answer("answered", "computed")
    _say_distance(draft, plan.figure, result.figure)
    met = reached(plan.figure, result.figure)
    draft.add("goal_open" if met is None else "goal_met" if met else "goal_missed")
    return draft.answer("answered", "computed")


def _say_distance(draft: Draft, plan: Figure, result: Figure) -> None:
    """Write down by how much the result is above or below the number of the target."""
    apart = compute.difference(replace(plan, qualifier="exact"), result)
    if apart is None or not apart.value:
        return
    apart = replace(apart, label="difference", inputs=(plan, result))
    if plan.unit in PERCENT:
        number = f"{compute.plain(abs(apart.value))} 个百分点"
        apart = replace(apart, unit="个百分点", surface=number)
    draft.derived.append(apart)
    about = draft.say("about") if result.qualifier in compute.APPROXIMATE else ""
    formula = "" if about else draft.say("formula", formula=apart.formula)
    key = "goal_above" if apart.value > 0 else "goal_below"
    draft.add(key, about=about, surface=apart.surface, formula=formula)


def reached(plan: Figure, result: Figure) -> bool | None:
    """Say whether ``result`` meets ``plan``; None where what is approximate leaves it open."""
    if plan.value is None or result.value is None:
        return None
    low, high = compute.bounds(result)
    if plan.qualifier in ("at_most", "under") or "降" in plan.measure:
        return True if high <= plan.value else False if low > plan.value else None
    return True if low >= plan.value else False if high < plan.value else None
