"""Tables drawn in a text file give their numbers with label and heading."""

from __future__ import annotations

from decimal import Decimal

from corpus.figures import read_figures
from corpus.rows import table_entries


def entries(text: str) -> list[tuple[str, Decimal, str]]:
    return [(entry.measure, entry.value, entry.unit) for entry in table_entries(text)]


def test_a_label_and_its_heading_say_what_a_number_is() -> None:
    text = "信息内容      制发件数    废止件数\n规章          2          0\n规范性文件     109        48"
    assert entries(text) == [
        ("规章制发件数", Decimal(2), "件"),
        ("规章废止件数", Decimal(0), "件"),
        ("规范性文件制发件数", Decimal(109), "件"),
        ("规范性文件废止件数", Decimal(48), "件"),
    ]


def test_the_unit_of_a_heading_is_folded_into_the_value() -> None:
    text = "信息内容    收费金额（单位：万元）\n行政事业性收费    59.25"
    assert entries(text) == [("行政事业性收费收费金额", Decimal("592500.00"), "元")]


def test_years_as_headings_are_the_years_of_the_figures() -> None:
    text = "单位：件\n指标    2022年    2023年\n受理案件    120    136"
    found = read_figures(text, (), report_id="r", year=2024)
    assert [(f.measure, f.value, f.year) for f in found] == [
        ("受理案件", 120, 2022),
        ("受理案件", 136, 2023),
    ]


def test_an_empty_cell_is_not_a_zero() -> None:
    text = "| 项目 | 数量 |\n|---|---|\n| 许可 | — |\n| 处罚 | 28 |"
    assert entries(text) == [("处罚数量", Decimal(28), "")]


def test_headings_over_headings_are_joined() -> None:
    text = (
        "行政复议       | 行政诉讼\n维持 纠正 总计  | 维持 纠正 总计\n3    1    4    | 2    0    2"
    )
    assert [measure for measure, _, _ in entries(text)] == [
        "行政复议维持",
        "行政复议纠正",
        "行政复议总计",
        "行政诉讼维持",
        "行政诉讼纠正",
        "行政诉讼总计",
    ]


def test_a_table_with_a_title_names_the_bureau_with_what_it_did() -> None:
    text = (
        "表1  主要部门执法情况\n部门        行政检查（次）    罚没金额（万元）\n"
        "市公安局      12,410            1,208.5\n市文旅局      30,562            2,317.2\n"
        "合计        42,972            3,525.7"
    )
    found = read_figures(text, (), report_id="r", year=2024)
    assert [(f.measure, f.value, f.unit) for f in found[:4]] == [
        ("市公安局行政检查", 12410, "次"),
        ("市公安局罚没金额", 12085000, "元"),
        ("市文旅局行政检查", 30562, "次"),
        ("市文旅局罚没金额", 23172000, "元"),
    ]
    assert [f.part_of for f in found] == [found[4].id, found[5].id] * 2 + [None, None]


def test_years_as_labels_are_the_years_of_the_figures() -> None:
    text = "年度    立案（件）   罚款（万元）\n2022    286    100.5\n2023年    342    120.5"
    found = read_figures(text, (), report_id="r", year=2024)
    assert [(f.measure, f.year) for f in found] == [
        ("立案", 2022),
        ("罚款", 2022),
        ("立案", 2023),
        ("罚款", 2023),
    ]


def test_the_total_of_a_row_owns_its_parts() -> None:
    text = "项目    自然人    法人    总计\n予以公开    117    12    129"
    *parts, total = read_figures(text, (), report_id="r", year=2024)
    assert [part.part_of for part in parts] == [total.id, total.id]
    assert total.measure == "予以公开"


def test_numbers_that_no_heading_tells_apart_are_left_out() -> None:
    assert entries("指标\n受理案件    120    136") == []


def test_a_contents_list_and_a_telephone_are_no_table() -> None:
    assert entries("一、总体情况 ........ 3\n联系电话    67881234") == []
