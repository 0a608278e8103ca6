"""A whole report out of a file, with spans that point where they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import read_bytes, read_report
from corpus.models import Report

TEXT = (
    "松沣县网信办关于2023年行政执法情况的报告\n一、总体情况\n全年开展辟谣63次，查删有害信息5127条。\n"
    "二、2024年工作打算\n力争开展辟谣80次。\n松沣县网信办\n2024年1月5日"
)


@pytest.fixture(scope="module")
def report() -> Report:
    return read_bytes(TEXT.encode(), "松沣县.txt")


def test_a_report_knows_itself(report: Report) -> None:
    assert (report.office, report.year, report.published) == ("松沣县网信办", 2023, "2024-01-05")
    assert report.source == "松沣县.txt"
    assert [s.heading for s in report.sections] == ["一、总体情况", "二、2024年工作打算"]


def test_every_figure_stands_where_it_says(report: Report) -> None:
    assert [f.surface for f in report.figures] == ["63次", "5127条", "80次"]
    assert all(f.span.of(report.text) == f.surface for f in report.figures)


def test_the_same_text_is_the_same_report_under_any_name_and_encoding(report: Report) -> None:
    other = read_bytes(TEXT.replace("\n", "\r\n\r\n").encode("gb18030"), "别名.txt")
    assert other.id == report.id
    assert other.sha256 != report.sha256
    assert other.source == "别名.txt"


def test_two_files_without_text_are_two_reports() -> None:
    menu = "首页 机构职能 领导成员 政策解读 通知公告 规划计划 统计数据 财政资金 政府采购".split()
    one, other = (read_bytes("\n".join(menu * n).encode(), "a.txt") for n in (2, 3))
    assert one.text == other.text == ""
    assert one.id != other.id


def test_spans_of_all_reports_point_into_their_text(shared: Path, samples: Path) -> None:
    for path in [*(shared / "reports").glob("*.txt"), *samples.glob("*.txt")]:
        found = read_report(path)
        for figure in found.figures:
            assert figure.span.of(found.text) == figure.surface
        for section in found.sections:
            assert section.heading in section.span.of(found.text)
