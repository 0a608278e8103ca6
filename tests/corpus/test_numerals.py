"""Numbers read back exactly, however they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import level_widths, parse_han, parse_number

_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_DIGITS = "零一二三四五六七八九"


def in_han(number: int) -> str:
    """Spell a number below 10^16 in Chinese, the way reports do."""
    if number == 0:
        return "零"
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        high, low = divmod(number, scale)
        if high:
            gap = "零" if 0 < low < scale // 10 else ""
            return in_han(high) + sign + gap + (in_han(low) if low else "")
    return _DIGITS[number]


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_in_digits_reads_back_with_or_without_commas_and_widths(value: Decimal) -> None:
    printed = f"{value:,}"
    assert parse_number(printed) == value
    assert parse_number(printed.translate(_WIDE)) == value
    assert parse_number(printed.replace(",", " ")) == value


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_chinese_numeral_reads_back(value: int) -> None:
    assert parse_han(in_han(value)) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("两万", 20_000),
        ("一万二", 12_000),
        ("三百二", 320),
        ("十二", 12),
        ("八十五点六", Decimal("85.6")),
        ("伍万", 50_000),
        ("百", 100),
    ],
)
def test_spoken_forms_are_read(printed: str, value: Decimal) -> None:
    assert parse_han(printed) == value


@pytest.mark.parametrize("printed", ["十四五", "二〇二四", "三三", "", "十百"])
def test_what_only_looks_like_a_numeral_is_none(printed: str) -> None:
    assert parse_han(printed) is None


@given(st.text(alphabet="０１２aＡ％，。1 件一\u3000", max_size=60))
def test_levelling_widths_keeps_every_character_at_its_place(text: str) -> None:
    assert len(level_widths(text)) == len(text)
