"""Years as reports print them: 2024年, ２０２４年, 二〇二四年, 二○二四, 2021—2025年."""

from __future__ import annotations

import re

_HANZI = dict(zip("〇○零Ｏ一二三四五六七八九", "0000123456789", strict=True))
_WIDE = {ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")}
_YEAR = re.compile(
    r"(?<![\d.０-９])(?:((?:19|20)\d\d|[１２][０９][０-９]{2})|((?:二[〇○零Ｏ]|一九)[〇○零Ｏ一二三四五六七八九]{2}))"
    r"(?=\s?年|\s?[—\-–－至~～]\s?(?:20\d\d|２０))"
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


def number_of(digits: str) -> int:
    """Return the number that ASCII, full-width or Chinese digits spell one by one.

    >>> number_of("二〇二四"), number_of("２０２４")
    (2024, 2024)
    """
    plain = "".join(_HANZI.get(char, char) for char in digits.translate(_WIDE))
    return int(plain) if plain.isdecimal() else 0
