"""Arithmetic is exact, and an approximate operand stays approximate."""

from __future__ import annotations

from decimal import Decimal

from assistant import compute
from corpus.models import Figure, Qualifier, Span


def figure(
    value: str, surface: str, unit: str = "次", qualifier: Qualifier = "exact", year: int = 2024
) -> Figure:
    """A figure with these numbers; what it counts does not matter here."""
    return Figure(
        "r:0",
        "r",
        "辟谣",
        None,
        Decimal(value),
        None,
        unit,
        qualifier,
        year,
        str(year),
        "result",
        None,
        surface,
        Span(0, len(surface)),
    )


def test_a_difference_is_exact() -> None:
    change = compute.difference(figure("21", "21次", year=2022), figure("422", "422次"))
    assert change is not None
    assert (change.value, change.surface, change.formula) == (401, "401 次", "422 − 21")


def test_an_approximate_operand_gives_an_approximate_difference() -> None:
    change = compute.difference(
        figure("1900", "1900 余人次", "人次", "over", 2022), figure("196", "196 人次", "人次")
    )
    assert change is not None
    assert (change.value, change.surface) == (-1700, "1700 余人次")


def test_growth_has_one_decimal_place_and_none_from_zero() -> None:
    rate = compute.growth(figure("21", "21次"), figure("422", "422次"))
    assert rate is not None
    assert rate.surface == "1909.5%"
    assert compute.growth(figure("0", "0次"), figure("422", "422次")) is None


def test_a_rate_from_an_approximate_operand_has_no_decimals() -> None:
    rate = compute.growth(
        figure("1900", "1900 余人次", "人次", "over"), figure("196", "196 人次", "人次")
    )
    assert rate is not None
    assert rate.surface == "90%"


def test_numbers_stay_in_the_scale_they_are_printed_in() -> None:
    area = [
        figure("211000", "21.1万平方米", "平方米", year=2021),
        figure("102000", "10.2万平方米", "平方米"),
    ]
    change = compute.difference(*area)
    assert change is not None
    assert change.surface == "10.9 万平方米"
    added = compute.total(area)
    assert added is not None
    assert added.surface == "31.3 万平方米"


def test_different_units_are_not_added() -> None:
    assert compute.total([figure("1", "1件", "件"), figure("1", "1人", "人")]) is None


def test_a_share_of_nothing_is_not_computed() -> None:
    assert compute.ratio(figure("1", "1件", "件"), figure("0", "0件", "件")) is None
    half = compute.ratio(figure("2", "2人", "人"), figure("11", "11人", "人"))
    assert half is not None
    assert half.surface == "18.2%"


def test_what_is_left_open_bounds_the_difference() -> None:
    small, large = figure("1900", "1900 余人次", "人次", "over"), figure("1950", "1950人次", "人次")
    change = compute.difference(small, large)
    assert change is not None
    assert (change.label, change.surface) == ("within", "100 人次")
    less = compute.difference(small, figure("3000", "3000人次", "人次"))
    assert less is not None
    assert less.surface == "1100 人次"  # less than 1100: 余 would say more


def test_more_than_a_round_number_leaves_at_least_its_surplus() -> None:
    change = compute.difference(
        figure("180000", "18万人次", "人次"), figure("200000", "超20万人次", "人次", "over")
    )
    assert change is not None
    assert change.surface == "2 余万人次"


def test_pieces_counted_by_two_words_may_be_added() -> None:
    added = compute.total([figure("425", "425件", "件"), figure("386", "386项", "项")])
    assert added is not None
    assert added.value == 811


def test_a_tiny_share_keeps_a_digit_that_counts() -> None:
    tiny = compute.ratio(figure("1", "1件", "件"), figure("9000", "9000件", "件"))
    assert tiny is not None
    assert tiny.surface == "0.01%"


def test_two_scales_meet_in_the_finer_one() -> None:
    change = compute.difference(
        figure("120000000", "1.2亿元", "元"), figure("86000000", "8600万元", "元")
    )
    assert change is not None
    assert change.surface == "3400 万元"


def test_what_is_below_a_round_number_leaves_at_least_the_rest() -> None:
    change = compute.difference(
        figure("300", "近300件", "件", "under"), figure("320", "320件", "件")
    )
    assert change is not None
    assert change.surface == "20 余件"
