"""Finds which figure is a part of which total: 11 人（2 人、9 人）, 其中, and what follows a colon."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.shadow import Shadow
from corpus.units import PERSONS
from corpus.verbs import beginning_action

_NEAR = 200
_FAR = 800
"""A total stands no further before its 其中, nor a part further behind it than twice ``_NEAR``."""


def totals(shadow: Shadow, amounts: Sequence[Amount]) -> list[int | None]:
    """Return for each amount the number of its total among ``amounts``, or None."""
    found: list[int | None] = []
    for number, amount in enumerate(amounts):
        sentence = shadow.sentence(amount.span.start).start
        owner = _bracket(shadow, amounts, number, sentence)
        if owner is None:
            owner = _among(shadow, amounts, number, sentence, found)
        if owner is None:
            owner = _colon(shadow, amounts, number, found)
        found.append(owner if owner is not None and _fits(amounts[owner], amount) else None)
    return found


def _fits(total: Amount, part: Amount) -> bool:
    """Say whether one can be a part of the other: same thing counted, and not more of it."""
    same = total.unit == part.unit or (total.unit in PERSONS and part.unit in PERSONS)
    if not same or total.unit in ("%", "‰", "倍", "个百分点", ""):
        return False
    return total.value is None or part.value is None or part.value <= total.value


def _bracket(shadow: Shadow, amounts: Sequence[Amount], number: int, floor: int) -> int | None:
    """Return the amount right before the bracket that holds this one."""
    bracket = shadow.bracket(amounts[number].span.start)
    at = bracket.opened if bracket else -1
    if at < max(floor, amounts[number].span.start - 2 * _NEAR):
        return None
    for earlier in range(number - 1, -1, -1):
        end = amounts[earlier].span.end
        if end <= at:
            between = shadow.shade[end:at]
            return earlier if len(between) <= 16 and not set(between) & set("，。；、：") else None
    return None


def _among(
    shadow: Shadow, amounts: Sequence[Amount], number: int, sentence: int, found: list[int | None]
) -> int | None:
    """Return the total before 其中, in this sentence or, where 其中 opens it, the one before."""
    position = amounts[number].span.start
    floor = max(sentence, position - 2 * _NEAR)
    where = shadow.shade.rfind("其中", floor, position)
    if where < 0:
        return None
    within = shadow.bracket(where)
    here = shadow.bracket(position)
    if within and within.opened >= 0 and (here is None or here.opened != within.opened):
        return None
    opens = not shadow.shade[sentence:where].strip(" ，、")
    if not opens and "；" in shadow.shade[where:position]:
        return None
    limit = shadow.sentence(max(0, sentence - 2)).start if opens else sentence
    limit = max(limit, where - _FAR)
    for earlier in range(number - 1, -1, -1):
        start = amounts[earlier].span.start
        if start < limit:
            return None
        if not opens and start > where and _new_act(shadow, amounts, earlier + 1, number):
            return None
        if start < where and found[earlier] is None and _fits(amounts[earlier], amounts[number]):
            return earlier
    return None


def _new_act(shadow: Shadow, amounts: Sequence[Amount], first: int, last: int) -> bool:
    """Say whether one of the numbers after 其中 opens a clause of its own: ，评出案卷10卷."""
    for number in range(first, last + 1):
        start = shadow.left_border(amounts[number].span.start, amounts[number - 1].span.end)
        clause = shadow.phrase(start, amounts[number].span.start)
        money = clause.startswith(("没收", "罚款", "罚没", "追缴"))
        if shadow.shade[start - 1] == "，" and beginning_action(clause) and not money:
            return True
    return False


def _colon(
    shadow: Shadow, amounts: Sequence[Amount], number: int, found: list[int | None]
) -> int | None:
    """Return the total that a colon right after it spells out: 100件：行政处罚30件、…"""
    if number == 0:
        return None
    before = amounts[number - 1]
    between = shadow.shade[before.span.end : amounts[number].span.start]
    if between.startswith(("：", "，分别是", "，分别为", "，包括")):
        return number - 1
    owner = found[number - 1]
    if owner is None or set(between) & set("。；\n（）") or len(between) > 40:
        return None
    opened = shadow.shade[amounts[owner].span.end :][:1] == "："
    return owner if opened else None
