"""A bare question says where to look first, and in which Chinese words."""

from __future__ import annotations

import pytest

from index.expand import lead_of, years_named
from index.models import Scope

OFFICES = ("重庆市渝北区网信办", "深圳市盐田区人民政府", "宿迁市人民政府")


def test_a_chinese_question_needs_no_other_names() -> None:
    assert lead_of("2024年辟谣多少次", OFFICES).names == ()


def test_the_office_and_the_indicator_of_an_english_question_are_named() -> None:
    names = lead_of("How many rumor rebuttals did Yubei carry out?", OFFICES).names
    assert names[0] == "重庆市渝北区网信办"
    assert "辟谣" in names


def test_offices_that_share_a_kind_are_not_told_apart_by_it() -> None:
    many = tuple(f"重庆市{place}网信办" for place in ("渝北区", "江北区", "万州区", "合川区"))
    assert not set(many) & set(lead_of("What did the cyberspace office do?", many).names)


def test_years_and_offices_are_preferred() -> None:
    lead = lead_of("渝北2022年和24年各辟谣多少次", OFFICES)
    assert lead.prefer == Scope(("重庆市渝北区网信办",), (2022, 2024))


@pytest.mark.parametrize(
    ("text", "years"),
    [("近10年来的情况", ()), ("二〇二四年", (2024,)), ("in 2024?", (2024,)), ("12024条", ())],
)
def test_only_years_are_years(text: str, years: tuple[int, ...]) -> None:
    assert years_named(text) == years
