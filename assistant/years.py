"""Which years a question names: 2024年, 24年, 二〇二四年, 2021—2023, last year, 近三年, every year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.models import Span

Relative = Literal["previous", "last", "next", "latest", "all", "both", "earlier"]

_HAN_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
}
_HAN_YEAR = re.compile(r"(二[零〇○O][零〇○O一二三四五六七八九]{2})\s*年?")
_RANGE = re.compile(
    r"(?<!\d)(20\d\d|\d\d)\s*年?度?\s*(?:到|至|—|–|-|~|～|through|to)\s*(20\d\d|\d\d(?=\s*年))\s*年?度?(?!\d)"
)
_FULL = re.compile(r"(?<![\d.])(19[5-9]\d(?=\s*年)|20[0-4]\d)(?![\d.]*\d)\s*(?:年度|年)?")
_SHORT = re.compile(r"(?<![\d.])(?<!\d,)'?(\d\d)\s*(?:年度|年(?![前后来间]))")
_SHORT_LIST = re.compile(
    r"(?<!\d)(\d\d)(?=\s*[、,和与跟及]\s*(?:\d\d\s*[、,和与跟及]\s*)*\d\d\s*年)"
)
_SHORT_PAIR = re.compile(
    r"(?<!\d)(\d\d)(?=\s*[、,和与跟及]\s*\d\d\s*这?两年)|(?<=[\d年][、,和与跟及])(\d\d)(?=\s*这?两年)"
)
_ENGLISH_SHORT = re.compile(r"(?:(?<=\s)|^)'(\d\d)\b")

RELATIVE: tuple[tuple[str, Relative], ...] = (
    (
        r"(?<=[比较和跟与同])去年|(?<=than )last\s+year|上一?年度?|前一年|头一年|(?:the\s+)?(?:previous|prior|preceding)\s+year"
        r"|(?:the\s+)?year\s+before|同比",
        "previous",
    ),
    (r"去年|last\s+year", "last"),
    (
        r"下一?年度?|后一年|明年|次年|来年|(?<!to )(?:the\s+)?(?:next|following|coming)\s+year|(?:the\s+)?year\s+after",
        "next",
    ),
    (
        r"今年|本年度?|this\s+year|最近一年|最新一?年?度?|(?:the\s+)?(?:latest|most\s+recent)(?:\s+year)?",
        "latest",
    ),
    (
        r"历年|各年度?|每年|逐年|近几年|近[两三四五六]年|这[两几三]年|[两三]年来|几年来|所有年份|哪一?年|哪个年度|[三四五]年(?=各|怎么|如何|分别|的?变化|来|间|里)"
        r"|(?:each|every|all)\s+(?:the\s+)?years?|year\s+by\s+year|by\s+year|over\s+the\s+years"
        r"|(?:which|what)\s+year|per\s+year|annually|across\s+(?:the\s+)?years",
        "all",
    ),
    (
        r"两年|这两个年度|两个年度|both\s+years|(?:the\s+)?two\s+years|(?:these|those)\s+years|两者",
        "both",
    ),
    (r"前年", "earlier"),
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """The years a text names, the relative year words it uses, and where these words stand."""

    years: tuple[int, ...]
    relative: tuple[Relative, ...]
    spans: tuple[Span, ...]


def _to_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def years_in(text: str) -> YearMention:
    """Return the years that a simplified text names, in the order of naming.

    >>> years_in("21到23年、二〇二四年").years
    (2021, 2022, 2023, 2024)
    """
    found: list[tuple[int, int, list[int]]] = []
    taken = [False] * len(text)

    def take(start: int, end: int, years: list[int]) -> None:
        if not any(taken[start:end]):
            found.append((start, end, years))
            taken[start:end] = [True] * (end - start)

    for m in _RANGE.finditer(text):
        first, last = _to_year(m[1]), _to_year(m[2])
        if 0 <= last - first <= 30:
            take(m.start(), m.end(), list(range(first, last + 1)))
    for m in _HAN_YEAR.finditer(text):
        take(m.start(), m.end(), [int("".join(_HAN_DIGITS[c] for c in m[1]))])
    for pattern in (_FULL, _SHORT_LIST, _SHORT_PAIR, _SHORT, _ENGLISH_SHORT):
        for m in pattern.finditer(text):
            year = _to_year(next(filter(None, m.groups())))
            if 1950 <= year <= 2049:
                take(m.start(), m.end(), [year])
    relative: list[Relative] = []
    for source, name in RELATIVE:
        for m in re.finditer(source, text, re.IGNORECASE):
            if not any(taken[m.start() : m.end()]):
                take(m.start(), m.end(), [])
                relative.append(name)
    found.sort()
    years = dict.fromkeys(y for _, _, ys in found for y in ys)
    return YearMention(
        tuple(years), tuple(dict.fromkeys(relative)), tuple(Span(s, e) for s, e, _ in found)
    )


def resolve(
    mention: YearMention, known: Sequence[int], current: Sequence[int], comparing: bool = False
) -> tuple[int, ...]:
    """Return the years that are meant, given the loaded years and those under discussion.

    ``current`` holds the years of the talk so far; without one, the year before counts from the
    latest loaded year, and 去年 by itself is that year: the newest report covers it. Where the text
    compares, both ends of "than the year before" come back.
    """
    years = list(mention.years)
    base = years[0] if years else (current[-1] if current else max(known, default=0))
    for word in mention.relative:
        if word == "previous" and base:
            years = [base - 1, *(years or ([base] if comparing else []))]
        elif word == "last" and not years and base:
            years = [base - 1] if current else [base]
        elif word == "next" and base:
            years.append(base + 1)
        elif word == "earlier" and base:
            years.append(base - 2)
        elif word == "latest" and known and not years:
            years.append(max(known))
        elif word == "both" and not years:
            years.extend(current if len(current) == 2 else sorted(known)[-2:])
        elif word == "all" and not years:
            years.extend(sorted(known))
    return tuple(dict.fromkeys(years))
