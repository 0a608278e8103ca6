"""A figure is said as it is printed; a bare number of a table with the unit of its heading."""

from __future__ import annotations

import pytest

from assistant.printed import printed
from corpus.figures import read_figures


@pytest.mark.parametrize(
    "text, said",
    [
        ("部门    罚没款（万元）\n公安局    70.76", "70.76万元"),
        ("| 部门 | 立案（件） |\n| 公安局 | 1,208 |", "1,208件"),
        ("| 指标 | 同比增长（%） |\n| 立案 | -3.5 |", "-3.5%"),
        ("| 指标 | 办结率 |\n| 立案 | 98.5% |", "98.5%"),
        ("| 项目 | 数量 |\n| 立案 | 12件 |", "12件"),
        ("| 项目 | 数量 |\n| 立案 | 12 |", "12"),
        ("全年发布信息1200 余万条。", "1200 余万条"),
    ],
)
def test_a_figure_is_said_with_its_unit(text: str, said: str) -> None:
    (figure,) = read_figures(text, (), report_id="r", year=2024)
    assert printed(figure) == said
