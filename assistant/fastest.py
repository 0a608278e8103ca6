"""Answers which year something changed most: an order of changes, each against the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant import compute, cues
from assistant.change import say_change
from assistant.models import Answer, Derived, Question
from assistant.sides import Side, keep_data, mind, operands
from assistant.units import PERCENT
from assistant.write import Draft

_FALL = re.compile(r"下降|减少|降|跌|回落|\b(?:fell|drop\w*|declin\w*|decreas\w*|fall)\b")


def fastest(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer | None:
    """Return which year changed most against the year before, of values of one office.

    None where it is not asked, or no two years that follow each other are stated.
    """
    low = question.text.lower()
    if not re.search(cues.FASTEST, low) or len({s.office for s in sides}) > 1:
        return None
    if any(s.figure.kind == "change" or s.figure.unit in PERCENT for s in sides):
        return None
    steps = [(a, b) for a, b in pairwise(sides) if _follow(a, b)]
    rates = [(b, rate) for a, b in steps if (rate := compute.growth(a.figure, b.figure))]
    wanted = [step for step in rates if (step[1].value < 0) == bool(_FALL.search(low))]
    if not rates:
        return None
    mind(draft, sides)
    operands(draft, sides)
    for first, last in steps:
        say_change(draft, first, last, sides, question.text)
    if not wanted:
        draft.add("no_fall" if _FALL.search(low) else "no_rise")
    elif len(rates) > 1:
        most, rate = max(wanted, key=_size)
        draft.add("fastest", year=most.figure.year, surface=rate.surface)
    keep_data(draft, sides)
    return draft.answer("answered", "computed")


def _follow(one: Side, other: Side) -> bool:
    return other.figure.year == (one.figure.year or 0) + 1


def _size(step: tuple[Side, Derived]) -> Decimal:
    return abs(step[1].value)
