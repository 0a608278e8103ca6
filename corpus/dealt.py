"""Deals out what 分别 gives to each of a row: A、B分别完成12件、5件 names two figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.phrases import trim
from corpus.places import Counted, Place
from corpus.verbs import LIGHT, beginning_action

# What stands between the names of a row, the surest first; 惠及, 涉及 and their like are verbs.
_ANY_MARK = re.compile(r"[、和与]|(?<![惠涉以普触波累推顾危])及")
_SPLITS = (re.compile("、"), re.compile("[、和与]"), _ANY_MARK, re.compile("[和与]"))
_ROW_MARK = re.compile(r"[、，和与及以]{1,2}")
_SHARED_NOUN = re.compile(
    r"(?:数量|案件|总数|金额|人数|面积|收入|总额|[\u4e00-\u9fff]{2}[量率额](?<!数量))$"
)
_HAS_NOUN = re.compile(r"[量率额数款人次]$|(?:案件|金额|收入|面积)$")
# These stand for themselves, whatever was done to the things named before them.
_OWN = re.compile(r"(?:罚|没收|违法|涉案|金额|总额|案值|满意|合格|投入)")
_LONGEST_LINK = 8


def deal_out(place: Place, counted: Counted, between: Sequence[str]) -> bool:
    """Deal A、B、C分别完成1、2、3件 out in order; say whether there was anything to deal.

    ``between`` are the words between the numbers that follow.
    """
    head, found, rest = place.left.rpartition("分别")
    numbers = 1 + len(list(takewhile(_ROW_MARK.fullmatch, between)))
    if not found:
        return False
    names = names_of_row(head, numbers)
    if len(names) > 1 and len(rest) <= _LONGEST_LINK:
        link = beginning_action(rest) or trim(rest)
        names = [name + link for name in names]
    elif numbers > 1 and len(names := names_of_row(rest, numbers)) == numbers:
        if not all(beginning_action(name) for name in names):
            return False
    else:
        return False
    counted.measure = counted.subject = names[0]
    counted.verb, counted.shares = beginning_action(names[0]), names[1:]
    return True


def take_share(previous: Counted, counted: Counted) -> None:
    """Give the next number of a row the next name."""
    counted.measure = counted.subject = previous.shares[0]
    counted.shares, counted.follows = previous.shares[1:], True


def names_of_row(head: str, numbers: int = 0) -> list[str]:
    """Return the names of a row, each whole: as many as there are ``numbers``, if it can be cut so.

    Without ``numbers`` any two or more will do.

    >>> names_of_row("全年处置和上报不规范表述", 2)
    ['处置不规范表述', '上报不规范表述']
    """
    for split in _SPLITS:
        names = [trim(name) for name in split.split(head)]
        if len(names) == (numbers or max(2, len(names))) and all(names):
            return _completed(names)
    return _completed([name for name in _ANY_MARK.split(trim(head)) if name])


def _completed(names: list[str]) -> list[str]:
    """Give each name of a row the verb of the first and the thing of the last, where it lacks one."""
    if len(names) < 2:
        return names
    lead, last = beginning_action(names[0]), names[-1]
    thing = last.removeprefix(beginning_action(last))
    bare = lead == names[0]
    if bare:
        lead = next((verb for verb in sorted(LIGHT, key=len) if lead.startswith(verb)), "")
    whole = []
    for name in names:
        verb = beginning_action(name)
        if lead and not verb and not _OWN.match(name):
            whole.append(lead + name)
        elif verb == name and name is not last and thing and thing != last and verb not in LIGHT:
            whole.append(name + thing)
        else:
            whole.append(_share_name(name, last))
    return whole


def _share_name(part: str, last: str) -> str:
    """Give 发文 the noun of 会议数量, the last of its row: 发文数量."""
    noun = _SHARED_NOUN.search(last)
    verb = beginning_action(part)
    whole = noun and noun.group() == "案件" and verb and len(part) > len(verb) + 1
    if not noun or whole or part == last or _HAS_NOUN.search(part):
        return part
    return part + noun.group()
