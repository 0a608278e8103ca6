"""Figures that stand near what is asked and are another thing; and what is asked in other words."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.contract import turn_json
from corpus.report import read_bytes
from index import Index
from tests.assistant.conftest import values

REPORTS = {
    "甲川市应急管理局2023年度执法情况报告": (
        "全市开展检查900次，立案80起，罚款300万元。矿山：检查300次，立案30起，罚款90万元；工贸：检查600次，"
        "立案50起，罚款210万元。\n\n处罚金额排名前二的是：乙川市60万元、丙川市40万元。\n\n全年发生生产安全事故12起、死亡9人，"
        "同比分别下降8%和11%。评查案卷60份，合格率98%。抽检药品，立案3起，罚没款2万元。答复政府信息公开申请37件。"
        "组织税费收入87亿元，其中税收收入61亿元、非税收入26亿元。收到投诉200件，其中属实50件，占25%。行政强制无。"
    ),
    "丁川县城市管理局2023年度执法情况报告": "处罚金额130万元。新购执法车2辆。拆除违法建设297处，面积5万平方米。",
}


@pytest.fixture(scope="module")
def offices() -> Assistant:
    """An assistant over one report of each of two offices."""
    index = Index.in_memory("hash")
    for title, text in REPORTS.items():
        body = f"{title}\n\n一、工作情况\n\n{text}\n"
        index.add(read_bytes(body.encode(), f"{title}.txt"))
    return Assistant(index)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("甲川市应急局工贸罚款多少", [2100000]),
        ("甲川市应急局危化品罚款多少", []),
        ("甲川市应急局案卷优秀率多少", []),
        ("甲川市应急局公开执法信息多少条", []),
        ("甲川市应急局税费收入多少", [8700000000]),
        ("甲川市生产安全事故死亡人数多少", [9]),
        ("丁川县城管局罚款多少", [1300000]),
        ("丁川县城管局买了几辆执法车", [2]),
        ("丁川县2023年拆了多少违建，多大面积？", [297, 50000]),
    ],
)
def test_only_the_figure_that_is_asked_for_is_shown(
    offices: Assistant, question: str, wanted: list[float]
) -> None:
    turn = offices.ask(question)
    shown = values(turn) if turn.answer.outcome == "answered" else []
    assert set(wanted) <= set(shown) if wanted else shown == []


def test_an_office_as_a_whole_stands_for_it_among_offices(offices: Assistant) -> None:
    turn = offices.ask("甲川市应急局和丁川县城管局谁的罚款多")
    assert set(values(turn)) == {3000000, 1300000}


@pytest.mark.parametrize(
    ("question", "first"),
    [("甲川市应急局哪个行业罚款最多", "工贸罚款"), ("甲川市哪个市处罚金额最高", "乙川市处罚金额")],
)
def test_fields_and_places_of_one_report_are_ordered(
    offices: Assistant, question: str, first: str
) -> None:
    text = offices.ask(question).answer.text
    assert first in text.splitlines()[0]


def test_a_share_told_behind_its_part_is_stated(offices: Assistant) -> None:
    assert 25 in values(offices.ask("甲川市应急局投诉属实的有多少件，占多少"))


def test_a_stated_fall_is_of_the_deaths_and_not_of_the_accidents(offices: Assistant) -> None:
    assert 11 in values(offices.ask("甲川市2023年生产安全事故死亡人数，降了多少"))


def test_none_may_be_said_behind_what_there_is_none_of(offices: Assistant) -> None:
    assert offices.ask("甲川市2023年行政强制多少件").answer.reason == "states_zero"


def test_an_office_that_says_nothing_is_named(offices: Assistant) -> None:
    text = offices.ask("甲川市应急局和丁川县城管局2023年拆除违建多少处").answer.text
    assert "297" in text
    assert "没有写明" in text


def test_a_count_without_a_unit_is_given_the_one_it_is_asked_in() -> None:
    table = (
        "戊川市2023年政府信息公开工作年度报告\n\n一、行政复议情况\n\n"
        "项目      结果维持  结果纠正\n行政复议    309      17\n"
    )
    index = Index.in_memory("hash")
    index.add(read_bytes(table.encode(), "年报.txt"))
    figures = turn_json(Assistant(index).ask("戊川市2023年行政复议纠正几件"))["figures"]
    assert [(f["value"], f["unit"]) for f in figures] == [(17, "件")]


MORE = (
    "全年立案472件（其中上半年218件）。受理投诉310件、举报184件，举报核查率97%。发现隐患27处，完成整改26处。"
    "办理一般程序案件51件、简易程序案件39件，罚款分别为18万元和2万元。案件中噪声扰民案件8件。"
    "移送拘留11件。新增停车泊位18个，其中路内泊位4个。\n\n己川县共检查20次。"
)


@pytest.fixture(scope="module")
def told_apart() -> Assistant:
    """An assistant over one report that states things beside one another."""
    index = Index.in_memory("hash")
    body = f"庚川市城市管理局2024年度执法情况报告\n\n一、工作情况\n\n{MORE}\n"
    index.add(read_bytes(body.encode(), "庚川.txt"))
    return Assistant(index)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("庚川市城管局2024年立案多少件", [472]),
        ("庚川市城管局2024年上半年立案多少件", [218]),
        ("庚川市城管局2024年下半年立案多少件", []),
        ("How many cases did 庚川市城管局 file in the first half of 2024?", [218]),
        ("庚川市城管局受理举报多少件", [184]),
        ("庚川市城管局投诉和举报各收到多少", [310, 184]),
        ("庚川市城管局隐患发现多少处整改多少处", [27, 26]),
        ("庚川市城管局简易程序案件罚款多少", [20000]),
        ("庚川市城管局噪声案件罚款多少", []),
        ("庚川市城管局举报办结率多少", []),
        ("庚川市己川县移送拘留多少件", []),
        ("庚川市城管局2024年新建停车场多少个", []),
        ("庚川市辛川县农贸市场检查多少次", []),
    ],
)
def test_what_is_told_side_by_side_is_not_mixed_up(
    told_apart: Assistant, question: str, shown: list[float]
) -> None:
    turn = told_apart.ask(question)
    assert (values(turn) if turn.answer.outcome == "answered" else []) == shown
