"""Years and dates as reports print them: 2024年, ２０２４年, 二〇二四年一月十日, 2021—2025年, 2024-01-05."""

from __future__ import annotations

import re
from datetime import date

from corpus.lines import ordinal_of

_HANZI = dict(zip("〇○零Ｏ一二三四五六七八九", "0000123456789", strict=True))
_WIDE = {ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")}
_YEAR = re.compile(
    r"(?<![\d.０-９])(?:((?:19|20)\d\d|[１２][０９][０-９]{2})|((?:二[〇○零Ｏ]|一九)[〇○零Ｏ一二三四五六七八九]{2}))"
    r"(?=\s?年|\s?[—\-–－至~～]\s?(?:20\d\d|２０))"
)
_DIGIT = "0-9０-９〇○零一二三四五六七八九十"
_DATE = re.compile(
    rf"(?<![{_DIGIT}.])([{_DIGIT}]{{4}})\s?[年./\-]\s?([{_DIGIT}]{{1,3}})\s?[月./\-]\s?([{_DIGIT}]{{1,3}})(?![{_DIGIT}])"
)
FIRST, LAST = 1949, 2099


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that ``text`` names, in order.

    >>> years_in("二〇二四年工作总结和2025年打算")
    (2024, 2025)
    """
    return tuple(
        year
        for found in _YEAR.finditer(text)
        if FIRST <= (year := number_of(found[1] or found[2])) <= LAST
    )


def plain_digits(text: str) -> str:
    """Return ``text`` with ASCII digits in place of full-width ones."""
    return text.translate(_WIDE)


def number_of(digits: str) -> int:
    """Return the number that ASCII, full-width or Chinese digits spell one by one.

    >>> number_of("二〇二四"), number_of("２０２４")
    (2024, 2024)
    """
    plain = "".join(_HANZI.get(char, char) for char in digits.translate(_WIDE))
    return int(plain) if plain.isdecimal() else 0


def date_in(text: str) -> str | None:
    """Return the first date in ``text`` in ISO form, or None.

    >>> date_in("二〇二三年一月十日"), date_in("发布日期：2021-02-04"), date_in("2024年13月1日")
    ('2023-01-10', '2021-02-04', None)
    """
    for found in _DATE.finditer(text):
        year = number_of(found[1])
        month, day = (ordinal_of(part.translate(_WIDE)) for part in found.groups()[1:])
        if FIRST <= year <= LAST and 1 <= month <= 12 and 1 <= day <= 31:
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                continue
    return None
