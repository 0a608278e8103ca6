"""What a reader gets for a question, over the samples."""

from __future__ import annotations

import pytest

from tests.assistant.conftest import Talk, values


@pytest.mark.parametrize(
    ("question", "value", "surface"),
    [
        ("渝北2024年辟谣多少次？", 422, "422次"),
        ("渝北网信办24年开展辟谣几次", 422, "422次"),
        ("渝北二〇二四年闢謠多少次", 422, "422次"),
        ("how many rumor rebuttals did Yubei make in 2024", 422, "422次"),
        ("渝北2022年落地查人多少人次", 1900, "1900余人次"),
        ("渝北2022年巡查了多少网络信息", 12000000, "1200余万条"),
        ("渝北2022年约谈了多少个网络平台", 27, "27个"),
        ("渝北2022年网络安全检查搞了几轮", 5, "5轮"),
        ("渝北2022年取得执法资格多少人", 11, "11人"),
    ],
)
def test_a_figure_is_answered_as_printed(
    talk: Talk, question: str, value: float, surface: str
) -> None:
    turn = talk(question)
    assert turn.answer.outcome == "answered"
    assert values(turn)[0] == value
    assert surface in turn.answer.text.replace(" ", "")
    assert surface in turn.answer.citations[0].quote.replace(" ", "")


def test_several_figures_that_fit_are_all_listed(talk: Talk) -> None:
    turn = talk("渝北2022年不规范表述多少条")
    assert sorted(values(turn)) == [55, 116, 197]


def test_a_question_without_a_year_is_answered_by_year(talk: Talk) -> None:
    turn = talk("渝北辟谣多少次")
    assert values(turn) == [21, 422]
    assert "2022" in turn.answer.text
    assert "2024" in turn.answer.text


def test_a_total_comes_with_its_parts(talk: Talk) -> None:
    assert values(talk("渝北2022年取得执法资格多少人")) == [11, 2, 9]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("渝北2023年辟谣多少次", "no_year"),
        ("龙华区2024年辟谣多少次", "no_office"),
        ("渝北2024年拆除违建多少平方米", "not_stated"),
        ("渝北2024年约谈网络平台多少个", "not_stated"),
        ("渝北2024年下架小程序多少个", "not_stated"),
        ("渝北2023年网评队伍实际多少人", "plan_only"),
        ("How much did Yubei fine in 2024?", "not_stated"),
    ],
)
def test_the_three_kinds_of_no_are_told_apart(talk: Talk, question: str, reason: str) -> None:
    turn = talk(question)
    assert (turn.answer.outcome, turn.answer.reason) == ("not_found", reason)
    assert turn.answer.figures == ()


def test_what_did_not_happen_is_quoted(talk: Talk) -> None:
    turn = talk("渝北2022年发生了几起重大网络安全事件")
    assert (turn.answer.outcome, turn.answer.reason) == ("answered", "states_zero")
    assert "没有发生重大网络安全事件" in turn.answer.citations[0].quote


def test_a_refusal_says_what_is_loaded(talk: Talk) -> None:
    answer = talk("渝北2023年辟谣多少次").answer
    assert "2022" in answer.text
    assert "2024" in answer.text
    assert "422" not in answer.text


def test_problems_are_quoted_point_by_point(talk: Talk) -> None:
    answer = talk("渝北2022年存在哪些问题").answer
    assert [c.quote[:2] for c in answer.citations] == ["一是", "二是", "三是"]


def test_a_plan_stands_in_the_report_of_the_year_before(talk: Talk) -> None:
    answer = talk("渝北2023年有什么打算").answer
    assert {c.year for c in answer.citations} == {2022}


def test_small_talk_and_other_matters_are_out_of_scope(talk: Talk) -> None:
    assert talk("你好").answer.outcome == "out_of_scope"
    assert talk("今天天气怎么样").answer.outcome == "out_of_scope"


def test_the_loaded_reports_are_listed(talk: Talk) -> None:
    assert "重庆市渝北区网信办" in talk("你有哪些报告").answer.text


def test_an_english_answer_keeps_the_chinese_number_and_explains_it(talk: Talk) -> None:
    text = talk("How many pieces of online information did Yubei patrol in 2022?").answer.text
    assert "1200余万条" in text.replace(" ", "")
    assert "over 12,000,000" in text


def test_hostile_text_is_only_text(talk: Talk) -> None:
    for text in (
        "",
        "   ",
        "？？？",
        "<script>alert(1)</script>",
        "2024" * 400,
        "\x00\u202e辟谣",
        "'; DROP TABLE reports;--",
    ):
        assert talk(text).answer.outcome in ("ambiguous", "not_found", "out_of_scope", "answered")
