"""An English question is searched by the Chinese names of what it asks for."""

from __future__ import annotations

from index.expand import chinese_names

OFFICES = ("重庆市渝北区网信办", "深圳市盐田区人民政府", "宿迁市人民政府")


def test_a_chinese_question_speaks_for_itself() -> None:
    assert chinese_names("2024年辟谣多少次", OFFICES) == ()


def test_the_office_and_the_indicator_of_an_english_question_are_named() -> None:
    names = chinese_names("How many rumor rebuttals did Yubei carry out?", OFFICES)
    assert names[0] == "重庆市渝北区网信办"
    assert "辟谣" in names


def test_offices_that_share_a_kind_are_not_told_apart_by_it() -> None:
    many = tuple(f"重庆市{place}网信办" for place in ("渝北区", "江北区", "万州区", "合川区"))
    names = chinese_names("What did the cyberspace office do?", many)
    assert not set(many) & set(names)
