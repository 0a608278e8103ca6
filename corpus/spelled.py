"""Finds what a list after a colon is of: 查处案件：食品类3件、药品类4件 counts cases of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.phrases import trim
from corpus.shadow import Shadow
from corpus.vague import label_in_brackets
from corpus.verbs import beginning_action

_BETWEEN = re.compile(r"[、，；和及]")
_NO_THING = re.compile(
    r"(?:情况|如下|方面|措施|工作|制度|机制|体系|活动|行动|数据|成效|为|中|下|上|的)$"
)
_KIND = re.compile(r"新办|新发|变更|延续|注销|补办|补发|换发|换证|撤销|撤回")
"""Kinds of a licence, which are acts by their words."""
_LONGEST_NAME = 12
_LONGEST_HEAD = 30


def spelled_out(
    shadow: Shadow, amounts: Sequence[Amount], owners: Sequence[int | None]
) -> tuple[str, ...]:
    """Return for each amount what it counts as one of such a list, or ""."""
    found = [""] * len(amounts)
    number = 0
    while number < len(amounts):
        head = _head(shadow, amounts, number) if owners[number] is None else ""
        end = number + 1
        while head and end < len(amounts) and owners[end] is None:
            if not _goes_on(shadow, amounts, end):
                break
            end += 1
        if end - number > 1:
            for at in range(number, end):
                found[at] = label_in_brackets(head, _name(shadow, amounts, at))
        number = end
    return tuple(found)


def _head(shadow: Shadow, amounts: Sequence[Amount], number: int) -> str:
    """Return what stands before the colon of a list that opens with this amount, or ""."""
    start = amounts[number].span.start
    opening = shadow.left_border(start)
    if shadow.shade[opening - 1 : opening] != "：" or not _names(_name(shadow, amounts, number)):
        return ""
    before = shadow.left_border(opening - 1)
    if opening - before > _LONGEST_HEAD or (number and amounts[number - 1].span.end > before):
        return ""
    head = trim(shadow.phrase(before, opening - 1))
    verb = beginning_action(head)
    return head if verb and head != verb and not _NO_THING.search(head) else ""


def _goes_on(shadow: Shadow, amounts: Sequence[Amount], number: int) -> bool:
    """Say whether an amount is the next of a list: a name of its own, counted like the one before."""
    before, here = amounts[number - 1], amounts[number]
    between = shadow.shade[before.span.end : here.span.start]
    return (
        before.unit == here.unit
        and bool(_BETWEEN.match(between))
        and not set(between) & set("。：\n（）")
        and _names(_name(shadow, amounts, number))
    )


def _name(shadow: Shadow, amounts: Sequence[Amount], number: int) -> str:
    """Return the words right before an amount, back to the sign that parts it from the one before."""
    start = amounts[number].span.start
    after = amounts[number - 1].span.end if number else 0
    opening = max(after, shadow.left_border(start), shadow.shade.rfind("、", 0, start) + 1)
    return _BETWEEN.sub("", shadow.phrase(opening, start)).strip()


def _names(words: str) -> bool:
    """Say whether the words before a number only name something: 食品类, 甲镇."""
    if _KIND.fullmatch(words):
        return True
    return 0 < len(words) <= _LONGEST_NAME and not beginning_action(words)
