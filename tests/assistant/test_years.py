"""Years are found however they are written."""

from __future__ import annotations

import pytest

from assistant.years import resolve, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年辟谣多少次", (2024,)),
        ("24年辟谣多少次", (2024,)),
        ("二〇二四年辟谣", (2024,)),
        ("22和24年各多少", (2022, 2024)),
        ("2021到2023年", (2021, 2022, 2023)),
        ("2021、2022、2023各多少", (2021, 2022, 2023)),
        ("compare 2022 and 2024", (2022, 2024)),
        ("24小时热线接了多少", ()),
        ("1200 余万条", ()),
    ],
)
def test_years_named_in_a_text(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text).years == years


def test_last_year_in_a_talk_is_the_year_before_the_one_spoken_of() -> None:
    assert resolve(years_in("去年呢"), known=(2022, 2023, 2024), current=(2023,)) == (2022,)


def test_last_year_without_a_talk_is_the_newest_report() -> None:
    assert resolve(years_in("去年辟谣多少次"), known=(2022, 2024), current=()) == (2024,)


def test_a_comparison_with_the_year_before_names_both_years() -> None:
    assert resolve(years_in("比上一年多多少"), (2023, 2024), (), comparing=True) == (2023, 2024)


def test_every_year_means_all_that_are_loaded() -> None:
    assert resolve(years_in("逐年列出"), known=(2022, 2024), current=()) == (2022, 2024)
