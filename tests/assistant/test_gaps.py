"""What an answer says of what is not there: years, amounts, texts, one of several things."""

from __future__ import annotations

import pytest

from assistant import Assistant
from corpus.report import read_bytes
from index import Index
from tests.assistant.conftest import over_years

OFFICE = "澜川市发展和改革局"
TEXTS = {
    2021: "全年实现地区生产总值 312.6 亿元。组织培训 14 场。",
    2022: "全年实现地区生产总值 330.2 亿元。组织培训 18 场。",
    2023: "预计全年地区生产总值同比增长 4.8%左右。发放手册 900 本。2024年城镇新增就业目标 6 万人。城镇新增就业 5.2 万人。",
}


@pytest.fixture(scope="module")
def office() -> Assistant:
    """An assistant over three reports of one office and a file that holds no text."""
    assistant = over_years(OFFICE, TEXTS)
    menu = "\n".join(["首页", "新闻中心", "政务公开", "网站地图", "联系我们"] * 8)
    assistant.index.add(read_bytes(menu.encode(), "泓江县水利局2023年度执法情况报告.txt"))
    return assistant


def test_a_year_whose_report_is_silent_stands_in_the_list_of_years(office: Assistant) -> None:
    text = office.ask("地区生产总值各是多少").answer.text
    assert "312.6" in text
    assert "2023年：没有数据" in text


@pytest.mark.parametrize("question", ["2023年GDP是多少？", "2023年地区生产总值多少亿元"])
def test_an_amount_of_which_only_the_growth_is_stated_is_refused_and_says_so(
    office: Assistant, question: str
) -> None:
    answer = office.ask(question).answer
    assert (answer.outcome, answer.figures) == ("not_found", ())
    assert "只写明了增减" in answer.text
    assert "增长" in office.ask(answer.suggestions[0]).answer.text


def test_a_refusal_says_the_words_back_as_they_were_typed(office: Assistant) -> None:
    assert "“GDP”" in office.ask("2023年GDP是多少？").answer.text
    assert "“发放了传单”" not in office.ask("2022年发放了多少传单？").answer.text
    assert "“发放传单”" in office.ask("2022年发放了多少传单？").answer.text


def test_one_of_two_things_compared_that_no_report_states_is_named(office: Assistant) -> None:
    text = office.ask("Compare trainings and patents between 2021 and 2022").answer.text
    assert "18" in text
    assert "“patents” is not stated" in text


def test_what_one_year_alone_states_of_two_things_is_a_gap_of_that_thing(office: Assistant) -> None:
    lines = office.ask("对比2022年和2023年的培训场数和手册本数").answer.text.splitlines()
    assert sum("没有数据" in line for line in lines) == 2


def test_a_bare_target_in_a_talk_is_that_of_what_was_asked(office: Assistant) -> None:
    first = office.ask("2023年城镇新增就业多少万人")
    turn = office.ask("那2024年的目标呢", (first,))
    assert [float(f.figure.value or 0) for f in turn.answer.figures] == [60000]
    assert turn.answer.figures[0].figure.kind == "target"


def test_a_file_without_text_is_not_said_to_leave_something_unstated(office: Assistant) -> None:
    answer = office.ask("泓江县水利局2023年罚款多少万元").answer
    assert answer.reason == "no_text"


def test_targets_in_a_list_are_said_to_be_targets(office: Assistant) -> None:
    text = office.ask("2024年新增就业和培训的目标").answer.text
    assert "计划目标" in text


def test_against_a_year_alone_is_a_comparison_of_what_the_talk_was_about(office: Assistant) -> None:
    first = office.ask("2022年组织培训多少场")
    assert "28.6%" in office.ask("比2021年呢", (first,)).answer.text


def test_a_word_that_fits_more_figures_than_a_list_may_hold_is_asked_back(
    office: Assistant,
) -> None:
    towns = "、".join(
        f"{name}乡 {number} 件" for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯", 3)
    )
    body = f"沛水县信访局2023年度工作报告\n\n一、受理情况\n\n受理群众来信：{towns}。\n"
    index = Index.in_memory("hash")
    index.add(read_bytes(body.encode(), "petitions.txt"))
    answer = Assistant(index).ask("2023年来信多少件").answer
    assert answer.outcome in ("ambiguous", "answered")
    assert not answer.text.startswith("答案未通过")


def test_a_course_of_targets_is_one_of_targets_in_text_table_and_chart() -> None:
    index = Index.in_memory("hash")
    for year in (2021, 2022, 2023):
        body = f"{OFFICE}{year}年度工作报告\n\n一、工作情况\n\n发放手册 90 本。\n\n二、{year + 1}年工作计划\n\n计划全年培训干部 {year % 100}0 人次。\n"
        index.add(read_bytes(body.encode(), f"plan-{year}.txt"))
    answer = Assistant(index).ask("逐年培训干部计划人次").answer
    lines = [line for line in answer.text.splitlines() if "人次" in line and line.startswith("-")]
    assert lines
    assert all("计划目标" in line for line in lines)
    assert "没有数据" not in answer.text
    assert answer.chart is None or "计划目标" in answer.chart.title
