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
