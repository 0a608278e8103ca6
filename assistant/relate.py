"""Answers that set figures side by side: change, order, sum, share. Every operand is cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant import compute
from assistant.compare import comparability
from assistant.find import Finder, nearby
from assistant.match import Layers
from assistant.models import Answer, Question
from assistant.refuse import refuse
from assistant.sides import Side, keep_data, mind, operands, parts_of, short, sides_of
from assistant.write import Draft
from corpus.models import Figure
from index.models import Scope


def relate(draft: Draft, question: Question, finder: Finder) -> Answer:
    """Return the answer to a question that compares, orders, adds or divides figures."""
    layers = finder.candidates(question, question.scope)
    steady = [x for x in layers if x.figure.kind != "change"]
    topics = finder.pieces(question) if question.intent == "compare" else ()
    whole = finder.find(finder.topic(question.topic, question), steady, drop=0.4, loose=True)
    found = [whole]
    paired = "|" in question.topic  # "受理比审结多几件" sets two things of one report side by side
    if len(topics) > 1 and (paired or not whole.cells):
        found = nearby([f for t in topics if (f := finder.find(t, steady)).cells]) or [whole]
    stated = _stated_changes(
        draft, question, finder, [x for x in layers if x.figure.kind == "change"]
    )
    if not any(f.cells for f in found):
        if stated:
            return draft.answer("answered", "stated_change")
        return refuse(draft, question, found)
    sides = (
        tuple(Side(c.office, c.figures[0]) for f in found for c in f.cells[-1:])
        if paired and len(found) == 2
        else sides_of(question, [c for f in found for c in f.cells])
    )
    if question.intent == "rank" and len(sides) == 1:
        sides = parts_of(draft, sides[0]) or sides
    if len(sides) < 2:
        return _one_side(draft, question, sides, stated)
    return _WAYS[question.intent](draft, question, sides)


def _stated_changes(
    draft: Draft, question: Question, finder: Finder, layers: Sequence[Layers]
) -> bool:
    """Write down the changes that the reports state themselves; say whether there are any."""
    if question.intent != "compare" or not layers:
        return False
    named = question.scope.years
    if len(named) == 2 and named[1] == named[0] + 1:  # "than the year before" is of the later year
        layers = [x for x in layers if x.figure.year == named[1]]
    topic = replace(finder.topic(question.topic, question), change=True, counter="")
    found = finder.find(topic, layers)
    for cell in found.cells:
        for figure in cell.figures:
            draft.add("stated_change", **draft.slots(figure))
    return bool(found.cells)


def _one_side(draft: Draft, question: Question, sides: Sequence[Side], stated: bool) -> Answer:
    """State the operand there is, and say which report the other would stand in."""
    if stated:  # the report tells the change itself; only the value it leads to belongs to it
        for side in sides[-1:]:
            if side.figure.year == max(question.scope.years, default=side.figure.year):
                draft.add("figure", **draft.slots(side.figure))
        return draft.answer("answered", "stated_change")
    for side in sides:
        draft.add("figure", **draft.slots(side.figure))
    missing = [y for y in question.scope.years if y not in {s.figure.year for s in sides}]
    for year in missing:
        where = draft.where(question.scope.offices, (year,))
        known = draft.gatherer.cards_of(Scope(question.scope.offices, (year,)))
        key = "not_stated" if known else "no_year"
        why = draft.say(key, where=where, topic=" ".join(question.measures))
        draft.add("one_side", year=year, why=why)
    return draft.answer("not_found", "one_side") if missing else draft.answer("answered", "stated")


def compare(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return the change from the first operand to the last, with the rate and what to mind."""
    mind(draft, sides)
    keep_data(draft, sides)
    operands(draft, sides)
    _change(draft, sides[0], sides[-1], sides)
    if len(sides) > 2:
        _trend(draft, sides)
    return draft.answer("answered", "computed")


def _change(draft: Draft, first: Side, last: Side, sides: Sequence[Side]) -> None:
    before, after = first.figure, last.figure
    kind = _difference_kind(before, after)
    change = compute.difference(before, after)
    if kind == "none" or change is None:
        draft.add("cannot_compare")
        return
    if change.value == 0 and before.value == after.value:
        draft.add("same")
        return
    about = draft.say("about") if compute.approximate((before, after)) else ""
    over_time = len({s.office for s in sides}) == 1 and before.year != after.year
    words = []
    up = change.value > 0
    if kind == "points":
        surface = compute.plain(abs(change.value))
        draft.derived.append(replace(change, unit="个百分点", surface=f"{surface} 个百分点"))
        words.append(draft.say("points_up" if up else "points_down", about=about, surface=surface))
    else:
        draft.derived.append(change)
        key = ("up" if up else "down") if over_time else ("more" if up else "fewer")
        words.append(
            draft.say(
                key,
                about=about,
                surface=change.surface,
                first=short(draft, first, sides),
                second=short(draft, last, sides),
            )
        )
        words[-1] += draft.say("formula", formula=change.formula) if not about else ""
        rate = compute.growth(before, after)
        if rate is not None:
            draft.derived.append(rate)
            if over_time:
                words.append(
                    draft.say("rate_up" if up else "rate_down", about=about, surface=rate.surface)
                )
        times = compute.multiple(before, after)
        if times is not None and times.value >= Decimal("1.5"):
            draft.derived.append(times)
            words.append(draft.say("times", about=about, surface=times.surface))
    line = draft.say("comma").join(words)
    if over_time:
        line = (
            f"{short(draft, first, sides)}→{short(draft, last, sides)}" + draft.say("comma") + line
        )
    draft.lines.append(line + draft.say("stop"))


def _difference_kind(before: Figure, after: Figure) -> str:
    """Return how two figures may be subtracted: "amount", "points" for percentages, or "none"."""
    from assistant.compare import same_unit

    if before.unit in ("%", "％", "‰") and after.unit == before.unit:
        return "points"
    if same_unit(before.unit, after.unit) or not before.unit or not after.unit:
        return "amount"
    reasons = comparability(before, after).reasons
    return (
        "amount"
        if reasons and "unit" not in reasons
        else "none"
        if _far(before.unit, after.unit)
        else "amount"
    )


def _far(a: str, b: str) -> bool:
    """Say whether two units count different things (件 and 人), not one thing two ways (件, 件次)."""
    return not (a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a))


def _trend(draft: Draft, sides: Sequence[Side]) -> None:
    values = [s.figure.value for s in sides if s.figure.value is not None]
    steps = [b - a for a, b in pairwise(values)]
    key = (
        "trend_up"
        if all(s > 0 for s in steps)
        else "trend_down"
        if all(s < 0 for s in steps)
        else "trend_mixed"
    )
    draft.add("trend", trend=draft.say(key))


def series(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return the figures year by year, the overall change, and a chart."""
    return compare(draft, question, sides)


def rank(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return which year or office has the most (or least), and the order."""
    known = [s for s in sides if s.figure.value is not None]
    if not known:
        return _one_side(draft, question, sides, False)
    if len({s.figure.unit for s in known}) > 1:
        draft.add("cannot_compare")
    least = question.direction == "least"
    ordered = sorted(known, key=lambda s: s.figure.value or Decimal(0), reverse=not least)
    top = ordered[0]
    slots = draft.slots(top.figure)
    who = _who(draft, top, sides)
    draft.add(
        "least" if least else "most", **{**slots, "what": draft.measure(top.figure), "who": who}
    )
    draft.add("order")
    operands(draft, ordered)
    mind(draft, sides)
    keep_data(draft, sides)
    return draft.answer("answered", "computed")


def _who(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    offices, years = {s.office for s in sides}, {s.figure.year for s in sides}
    year = f"{side.figure.year}年" if draft.language == "zh" else str(side.figure.year)
    words = ([draft.office(side.office)] if len(offices) > 1 else []) + (
        [year] if len(years) > 1 else []
    )
    return " ".join(words) or draft.measure(side.figure)


def added(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return the sum, or the mean where that is asked."""
    figures = [s.figure for s in sides]
    mean = re.search(r"平均|年均|average|mean", question.text.lower())
    derived = compute.average(figures) if mean else compute.total(figures)
    mind(draft, sides)
    keep_data(draft, sides)
    operands(draft, sides)
    if derived is None:
        draft.add("cannot_compare")
    else:
        draft.derived.append(derived)
        about = draft.say("about") if compute.approximate(figures) else ""
        draft.add(
            "average" if mean else "sum",
            about=about,
            surface=derived.surface,
            formula=draft.say("formula", formula=derived.formula),
        )
    return draft.answer("answered", "computed")


def _chart(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    return compare(draft, question, sides)


_WAYS: dict[str, Callable[[Draft, Question, Sequence[Side]], Answer]] = {
    "compare": compare, "series": series, "rank": rank, "sum": added, "chart": _chart,
}  # fmt: skip
