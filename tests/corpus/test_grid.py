"""A table has one text form, and cleaning leaves it as it is."""

from __future__ import annotations

import pytest

from corpus.clean import clean
from corpus.models import RawDocument
from corpus.readers.grid import ABOVE, grid_lines

ROWS = [
    ["部门", None, "立案（件）", None, "罚款（万元）"],
    [None, None, "一般", "重大", None],
    ["城管局", "一大队", "12", "", "4.5"],
    [None, "二大队", "8", "1", "2"],
    ["合计", None, "20", "1", "6.5"],
]


def cleaned(lines: list[str]) -> list[str]:
    return clean(RawDocument(("\n".join(lines),))).text.split("\n")


def test_a_row_is_a_line_of_cells_between_bars() -> None:
    assert grid_lines([["项目", "数量"], ["许可", "12"]]) == ["| 项目 | 数量 |", "| 许可 | 12 |"]


def test_cells_that_a_merged_cell_covers_are_told_from_empty_ones() -> None:
    assert grid_lines(ROWS) == [
        "| 部门 || 立案（件） || 罚款（万元） |",
        "| 〃 || 一般 | 重大 | 〃 |",
        "| 城管局 | 一大队 | 12 |  | 4.5 |",
        "| 〃 | 二大队 | 8 | 1 | 2 |",
        "| 合计 || 20 | 1 | 6.5 |",
    ]


def test_a_block_of_merged_cells_is_covered_from_above_and_from_beside() -> None:
    assert grid_lines([["甲", None, "乙"], [None, None, "丙"]]) == ["| 甲 || 乙 |", "| 〃 || 丙 |"]


def test_a_reader_that_knows_what_covers_a_cell_says_so() -> None:
    assert grid_lines([["项目", "数量"], ["许可", "12"], ["处罚", ABOVE]])[-1] == "| 处罚 | 〃 |"


@pytest.mark.parametrize(
    "cell, printed",
    [
        ("行政处\n罚", "行政处罚"),
        ("open\ndata", "open data"),
        ("12\n15", "12 15"),
        ("甲|乙", "甲｜乙"),
        (" 公  安 \u3000局", "公 安 局"),
    ],
)
def test_a_cell_is_one_line_and_two_numbers_stay_two(cell: str, printed: str) -> None:
    assert grid_lines([["项目", "数量"], [cell, "3"]])[1] == f"| {printed} | 3 |"


def test_rows_that_hold_nothing_are_left_out() -> None:
    assert grid_lines([["项目", "数量"], ["", ""], [None, None], ["许可", "12"]]) == [
        "| 项目 | 数量 |",
        "| 许可 | 12 |",
    ]


def test_a_frame_around_prose_is_written_as_prose() -> None:
    assert grid_lines([["一、总体情况\n今年开展辟谣422次。"]]) == [
        "一、总体情况",
        "今年开展辟谣422次。",
    ]


def test_prose_set_in_columns_is_written_as_prose() -> None:
    told = "今年查处案件12件。" * 12
    assert grid_lines([["主要做法", told], ["存在问题", "力量不足。"]]) == [
        "主要做法",
        told,
        "存在问题",
        "力量不足。",
    ]


def test_cleaning_leaves_the_rows_of_a_table_as_they_are() -> None:
    zeros = [["其他", "", "", ""], ["首页", "微信", "微博", "登录"], ["合计", "", "", ""]] * 4
    lines = grid_lines([*ROWS, *zeros])
    prose = "下表列出各部门全年办理案件的情况，数据截至年底。"
    once = cleaned([prose, *lines, prose])
    assert once == [prose, *lines, prose]
    assert cleaned(once) == once
