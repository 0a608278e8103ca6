"""A talk as leaders hold it: short words after an answer, and nothing said that no report says."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.models import Turn
from corpus.report import read_bytes
from index import Index
from tests.assistant.conftest import Talk, values

REPORTS = {
    2021: "办理提案96件，实现地区生产总值700亿元，财政收入40亿元。\n二、明年计划\n2022年，地区生产总值增长7%。",
    2022: "办理提案136件，实现地区生产总值770亿元，财政收入41亿元。\n社会消费品零售总额等指标增速居前，未发生重大安全事故。",
    2023: "办理提案121件，实现地区生产总值800亿元，财政收入45亿元，服务业增加值增长7.4%。\n二、明年计划\n2024年，地区生产总值增长6%。",
}


@pytest.fixture(scope="module")
def county() -> Assistant:
    """An assistant that has read three years of one invented county."""
    index = Index.in_memory("hash")
    for year, text in REPORTS.items():
        whole = f"宁溪县人民政府{year}年度法治政府建设情况报告\n\n一、工作情况\n{text}\n"
        index.add(read_bytes(whole.encode(), f"宁溪县{year}.txt"))
    return Assistant(index)


def said(assistant: Assistant, *questions: str) -> Turn:
    turns: tuple[Turn, ...] = ()
    for question in questions:
        turns = (*turns, assistant.ask(question, turns))
    return turns[-1]


def test_the_year_that_grew_fastest_is_told_by_growth_not_by_size(county: Assistant) -> None:
    answer = said(county, "宁溪县财政收入哪年增长最快").answer
    assert "2023 年：**9.8%**" in answer.text


def test_the_mean_of_what_was_listed(county: Assistant) -> None:
    answer = said(county, "宁溪县历年财政收入", "三年平均呢").answer
    assert [d.surface for d in answer.derived] == ["42 亿元"]


@pytest.mark.parametrize("asked", ["by how much?", "and the growth rate?", "the percentage?"])
def test_how_far_apart_is_asked_after_an_order(county: Assistant, asked: str) -> None:
    answer = said(county, "宁溪县2021年和2022年财政收入相比", asked).answer
    assert "1 亿元" in [d.surface for d in answer.derived]


def test_other_years_of_the_same_measure(county: Assistant) -> None:
    turn = said(county, "宁溪县2022年办理提案多少件", "还有别的年份吗")
    assert sorted(values(turn)) == [96, 121, 136]


def test_a_target_that_was_told_is_asked_after_in_two_words(county: Assistant) -> None:
    answer = said(county, "宁溪县2024年地区生产总值目标是多少", "完成了吗").answer
    assert answer.text.endswith("报告没有写明对应的完成数，不能判断是否达到目标。")


def test_value_added_is_a_thing_and_not_a_rise(county: Assistant) -> None:
    assert values(said(county, "宁溪县2023年服务业增加值增长多少")) == [7.4]


def test_a_sum_of_something_else_is_no_answer(county: Assistant) -> None:
    assert said(county, "宁溪县2023年工业增加值增长多少").answer.outcome == "not_found"


def test_retail_sales_deny_nothing(county: Assistant) -> None:
    answer = said(county, "宁溪县2022年增速").answer
    assert answer.reason != "states_zero"


def test_what_did_not_happen_is_still_said(county: Assistant) -> None:
    assert said(county, "宁溪县2022年重大安全事故几起").answer.reason == "states_zero"


def test_a_choice_where_none_was_offered_is_said_so(talk: Talk) -> None:
    answer = talk("渝北2024年辟谣多少次", "第二个").answer
    assert (answer.outcome, answer.reason) == ("ambiguous", "no_choice")


def test_the_plans_of_a_year_to_come_are_all_told(talk: Talk) -> None:
    whole = talk("渝北2024年的报告明年有什么打算").answer
    assert len(talk("渝北2025年要做什么").answer.citations) == len(whole.citations)


def test_a_refusal_names_the_thing_without_the_asking(talk: Talk) -> None:
    assert "“罚款”" in talk("渝北2024年罚款多少钱").answer.text
