"""Finds lists whose entries begin with a label and a colon: 矿山：检查9862次，立案1476起；工贸：检查…"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from corpus.models import Span

_ENTRY = re.compile(
    r"(?:(?<=[；。\n])|^)[ 　]{0,8}(?:其中[，：]?|[一二三四五六七八九十]是|（[一二三四五六七八九十]{1,2}）|[0-9]{1,2}[.、])?"
    r"(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff、]{1,11})：(?P<rest>[^；。\n：]{2,240})"
)
# What ends so introduces a list and is no entry of one.
_INTRODUCES = re.compile(
    r"(?:如下|情况|包括|分别[是为]|其中|数据|统计|显示|指出|强调|要求|单位|时间|电话|地址|来源|[是为有])$"
)
_GAP = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entry of such a list: its label and where the words behind the colon stand."""

    label: str
    span: Span


class Labels:
    """Says under which label a place of a text stands.

    >>> Labels("矿山：检查9次；工贸：检查8次。").at(5)
    '矿山'
    """

    def __init__(self, text: str) -> None:
        entries = [
            Labelled(m["label"], Span(m.start("rest"), m.end("rest")))
            for m in _ENTRY.finditer(text)
            if any(c.isdigit() for c in m["rest"]) and not _INTRODUCES.search(m["label"])
        ]
        self._entries = [one for number, one in enumerate(entries) if _listed(entries, number)]
        self._starts = [one.span.start for one in self._entries]

    def at(self, position: int) -> str:
        """Return the label of the entry around a place, "" where it stands in none."""
        before = bisect_right(self._starts, position) - 1
        if before < 0 or position >= self._entries[before].span.end:
            return ""
        return self._entries[before].label


def _listed(entries: list[Labelled], number: int) -> bool:
    """Say whether an entry follows another one or is followed by one: one alone is no list."""
    one = entries[number]
    after = entries[number + 1 : number + 2]
    before = entries[max(0, number - 1) : number]
    reach = len(one.label) + 1 + _GAP
    return any(x.span.start - one.span.end <= len(x.label) + 6 + _GAP for x in after) or any(
        one.span.start - x.span.end <= reach + 5 for x in before
    )
