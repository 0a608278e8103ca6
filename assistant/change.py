"""How a change is said: the difference, the rate, the multiple, the course over years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant import compute
from assistant.models import Derived
from assistant.sides import Side, short
from assistant.units import PERCENT, countable
from assistant.write import Draft

_TIMES = re.compile(r"倍|\btimes\b|fold\b")


def say_change(draft: Draft, first: Side, last: Side, sides: Sequence[Side], asked: str) -> None:
    """Write down how ``last`` differs from ``first``; ``asked`` is the question's text."""
    before, after = first.figure, last.figure
    change = compute.difference(before, after)
    if change is None or not countable((before.unit, after.unit)):
        draft.add("cannot_compare")
        return
    over_time = first.office == last.office and before.year != after.year
    about = draft.say("about") if compute.approximate((before, after)) else ""
    if before.value == after.value:
        draft.add("same_about" if about else "same")
        return
    points = before.unit in PERCENT
    words = _points(draft, change, about) if points else _amounts(draft, change, first, last, sides)
    if not points and not before.value and over_time:
        words.append(draft.say("zero_base"))
    times = None if points else compute.multiple(before, after)
    if times is not None and (times.value >= Decimal("1.5") or _TIMES.search(asked.lower())):
        draft.derived.append(times)
        names = {"first": short(draft, first, sides), "second": short(draft, last, sides)}
        words.append(draft.say("times", about=about, surface=times.surface, **names))
    line = draft.say("comma").join(words)
    if over_time:
        ends = [first, last]
        arrow = f"{short(draft, first, ends)}→{short(draft, last, ends)}"
        line = arrow + draft.say("comma") + line
    draft.lines.append(line + draft.say("stop"))


def _points(draft: Draft, change: Derived, about: str) -> list[str]:
    number = compute.plain(abs(change.value))
    draft.derived.append(percent_points(change))
    key = "points_up" if change.value > 0 else "points_down"
    return [draft.say(key, about=about, surface=number)]


def percent_points(change: Derived) -> Derived:
    """Return the difference of two percentages as what it is: percentage points."""
    number = compute.plain(abs(change.value))
    return replace(change, unit="个百分点", surface=f"{number} 个百分点")


def _amounts(
    draft: Draft, change: Derived, first: Side, last: Side, sides: Sequence[Side]
) -> list[str]:
    before, after = first.figure, last.figure
    over_time = first.office == last.office and before.year != after.year
    about = draft.say("about") if compute.approximate((before, after)) else ""
    up = change.value > 0
    if change.label == "within":
        draft.derived.append(replace(change, label="difference"))
        return [draft.say("within", surface=change.surface)]
    draft.derived.append(change)
    key = ("up" if up else "down") if over_time else ("more" if up else "fewer")
    names = {"first": short(draft, first, sides), "second": short(draft, last, sides)}
    words = [draft.say(key, about=about, surface=change.surface, **names)]
    words[0] += "" if about else draft.say("formula", formula=change.formula)
    rate = compute.growth(before, after)
    if rate is not None:
        draft.derived.append(rate)
        if over_time:
            key = "rate_up" if up else "rate_down"
            words.append(draft.say(key, about=about, surface=rate.surface))
    return words


def say_trend(draft: Draft, sides: Sequence[Side]) -> None:
    """Write down whether the values rise, fall, or do both, in the order of the operands."""
    values = [s.figure.value for s in sides if s.figure.value is not None]
    steps = [b - a for a, b in pairwise(values)]
    if all(s == 0 for s in steps):
        key = "trend_flat"
    elif all(s > 0 for s in steps):
        key = "trend_up"
    elif all(s < 0 for s in steps):
        key = "trend_down"
    elif all(s >= 0 for s in steps):
        key = "trend_not_down"
    elif all(s <= 0 for s in steps):
        key = "trend_not_up"
    else:
        key = "trend_mixed"
    draft.add("trend", trend=draft.say(key))
