"""Numbers whose name stands further off: behind a label, in a ranking, in a row, in an earlier year."""

from __future__ import annotations

import pytest

from corpus.figures import read_figures
from corpus.models import Figure
from corpus.offices import load_offices
from corpus.report import read_bytes


def figures(text: str, year: int = 2023) -> tuple[Figure, ...]:
    return read_figures(text, (), report_id="r", year=year)


def measures(text: str) -> list[str]:
    return [f.measure for f in figures(text)]


def test_entries_of_a_list_bear_their_label() -> None:
    found = measures("矿山：检查90次，立案8起；工贸：检查70次，立案9起。")
    assert found == ["矿山检查", "矿山立案", "工贸检查", "工贸立案"]


def test_one_label_alone_is_no_list() -> None:
    assert measures("主要做法：检查90次。") == ["检查"]


def test_each_place_of_a_ranking_bears_its_own_name_and_the_last_too() -> None:
    found = measures("罚款金额排名前二的是：甲川市5万元、乙川市4万元；最少的是丙川州，仅1万元。")
    assert found == ["甲川市罚款金额", "乙川市罚款金额", "丙川州罚款金额"]


def test_levels_in_a_row_keep_what_they_are_levels_of() -> None:
    assert measures("建成示范村国家级2个、省级15个。") == ["建成示范村国家级", "建成示范村省级"]


def test_a_rate_that_rose_from_a_year_is_of_that_year() -> None:
    found = figures("调解成功率由2022年的61.7%提高至67.4%。")
    assert [(f.year, str(f.value)) for f in found] == [(2022, "61.7"), (2023, "67.4")]


def test_a_blank_behind_and_does_not_part_a_row_of_rates() -> None:
    found = figures("实施处罚346起，罚款412万元，较2022年分别上升21.4%和 35.8%。")
    assert [f.kind for f in found] == ["result", "result", "change", "change"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("罚款从500元到2万元不等。", ["500元到2万元不等"]),
        ("检查持续至晚上11点，共检查场所18家。", ["18家"]),
        ("检查次数减少了1/3。", ["1/3"]),
    ],
)
def test_ranges_hours_and_fractions_are_told_apart(text: str, surfaces: list[str]) -> None:
    assert [f.surface for f in figures(text)] == surfaces


def test_a_five_year_plan_gives_its_last_year() -> None:
    (found,) = figures("“十三五”期间，累计化解纠纷1.2万件。")
    assert (found.year, found.period) == (2020, "十三五期间")


def test_a_half_years_report_plans_for_its_own_year() -> None:
    body = "甲川县交通运输局2024年上半年工作小结\n\n一、主要工作\n\n检查30次。\n\n二、下半年打算\n\n检查40次。\n"
    report = read_bytes(body.encode(), "小结.txt")
    assert [(f.kind, f.year) for f in report.figures] == [("result", 2024), ("target", 2024)]


def test_a_tax_bureau_is_known_by_its_own_place() -> None:
    lexicon = load_offices()
    assert lexicon.canonical("国家税务总局珂宁区税务局") == "珂宁区税务局"
    assert lexicon.compatible("国家税务总局珂宁区税务局", "珂宁区税务局")
