"""Numbers as Chinese reports print them, read exactly: 1,256.4 · ３６．５ · 2 000 · 一万二千三百.

Everything here works on text that was levelled by ``level_widths`` (narrow signs, simplified
characters), which keeps every character at its place, so that positions found in the levelled text
hold in the printed one.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.script import SIMPLE

_EVEN = {
    "0123456789": "０１２３４５６７８９",
    ".": "．",
    "%": "％﹪",
    "+": "＋﹢",
    "-": "－−﹣‐‑–―─",
    "~": "～〜∼",
    "<": "＜",
    ">": "＞",
    "≤": "≦⩽",
    "≥": "≧⩾",
    "/": "／",
    "|": "｜│┃",
    "×": "✕＊*",
    " ": "　\u00a0\u2002\u2003\u2009\u202f",
    "（）": "()",
    "，；：！？": ",;:!?",
}
_LETTERS = {ord("Ａ") + i: ord("A") + i for i in range(26)} | {
    ord("ａ") + i: ord("a") + i for i in range(26)
}
_WIDTHS = (
    SIMPLE
    | _LETTERS
    | {
        ord(wide): even if len(even) == 1 else even[i % len(even)]
        for even, widths in _EVEN.items()
        for i, wide in enumerate(widths)
    }
)
# A run this long is an identifier or an accident, never a count; blanking it keeps work short.
_RUN = re.compile(
    r"(?<![0-9 ，、.%])[0-9 ，、.%]{400,}|[0-9]{16,}|[〇零一二两三四五六七八九十百千万亿]{26,}"
)

HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN_DIGITS |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
HAN = "〇零一二两三四五六七八九十百千万亿"
# The forms of a cheque come in a row of their own: the 伍 of 队伍十二支 is none of them.
CHEQUE = "[零壹贰叁肆伍陆柒捌玖拾佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,24}"
ARABIC = (
    r"(?:[0-9]{1,3}(?:，[0-9]{3}){1,5}(?![0-9])"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?![0-9])"
    r"|[0-9]{1,15})"
    r"(?:\.[0-9]{1,8}(?![0-9.]))?"
)


def level_widths(text: str) -> str:
    """Make signs narrow and characters simplified, and blank endless digit runs, in place.

    >>> level_widths("３６．５％")
    '36.5%'
    """
    even = text.translate(_WIDTHS)
    return _RUN.sub(lambda run: "□" * len(run.group()), even)


def parse_number(printed: str) -> Decimal | None:
    """Return the value of one printed number without scale or unit, or None if it is none.

    >>> parse_number("1,256.4"), parse_number("一千二百"), parse_number("十四五")
    (Decimal('1256.4'), Decimal('1200'), None)
    """
    even = level_widths(printed).strip()
    plain = re.sub(r"[， ]", "", even)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        return Decimal(plain)
    return parse_han(even)


def parse_han(printed: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 三百二十五 or 八十五点六, or None."""
    whole, point, rest = printed.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    if not rest or any(c not in HAN_DIGITS for c in rest):
        return None
    return Decimal(f"{value}." + "".join(str(HAN_DIGITS[c]) for c in rest))


def _whole(numeral: str) -> int | None:
    """Return the integer a Chinese numeral spells: 亿 and 万 split it, the rest is below 万."""
    for sign, scale in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = numeral.rpartition(sign)
        if not found:
            continue
        high, low = _whole(head or "一"), _low(tail, scale)
        return None if high is None or low is None else high * scale + low
    return _below_wan(numeral)


def _low(tail: str, scale: int) -> int | None:
    """Read what follows 亿 or 万; a single digit there is the next place down (一万二 = 12000)."""
    if not tail:
        return 0
    if len(tail) == 1 and tail in HAN_DIGITS:
        return HAN_DIGITS[tail] * scale // 10
    low = _whole(tail)
    return low if low is not None and low < scale else None


def _below_wan(numeral: str) -> int | None:
    """Read 一千二百三十四 by falling places; anything out of order is not a number."""
    total, digit, place = 0, None, 10**5
    for sign in numeral:
        if sign in HAN_DIGITS:
            if digit:
                return None
            digit = HAN_DIGITS[sign]
            continue
        step = _SMALL.get(sign)
        if step is None or step >= place:
            return None
        total += (1 if digit is None or (digit == 0 and step == 10) else digit) * step
        digit, place = None, step
    if digit is None:
        return total if numeral else None
    colloquial = place in (100, 1000) and numeral[-2] in _SMALL
    return total + digit * (place // 10 if colloquial else 1)
