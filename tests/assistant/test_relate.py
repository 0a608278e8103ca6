"""Comparisons: both operands cited, the sum right, the reader warned."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.models import Answer
from corpus.report import read_report
from index import Index
from tests.assistant.conftest import Talk, values

MINI = {
    "2022": "东渚市司法局2022年度行政执法工作报告\n\n一、工作情况\n行政诉讼败诉0件，开展执法检查120次，"
    "其中夜间检查30次、日间检查90次。办理行政复议案件40件。处罚金额约50万元。\n\n二、2023年工作计划\n"
    "力争开展执法检查150次以上。\n\n东渚市司法局\n2023年1月10日\n",
    "2023": "东渚市司法局2023年度行政执法工作报告\n\n一、工作情况\n行政诉讼败诉2件，开展执法检查132次，"
    "同比增长25%。办理行政复议案件52件，同比增长30%。处罚金额60万元。\n\n东渚市司法局\n2024年1月12日\n",
}


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("mini")
    index = Index.in_memory("hash")
    for year, text in MINI.items():
        (folder / f"东渚市司法局{year}.txt").write_text(text, encoding="utf-8")
        index.add(read_report(folder / f"东渚市司法局{year}.txt"))
    return Assistant(index)


def ask(mini: Assistant, question: str) -> Answer:
    return mini.ask(question).answer


def test_a_comparison_cites_both_years_and_shows_the_sum(talk: Talk) -> None:
    answer = talk("渝北辟谣2024年比2022年多多少").answer
    assert {c.year for c in answer.citations} == {2022, 2024}
    assert answer.derived[0].value == 401
    assert "422 − 21" in answer.text


def test_an_approximate_operand_is_never_made_exact(talk: Talk) -> None:
    answer = talk("渝北落地查人2024年比2022年少多少").answer
    assert "1704" not in answer.text
    assert "1700 余人次" in answer.text
    assert any("1900余人次" in w.replace(" ", "") for w in answer.warnings)


def test_what_is_not_the_same_thing_is_said(talk: Talk) -> None:
    answer = talk("渝北2022年和2024年专项行动相比变化多少").answer
    assert answer.derived[0].value == -2
    assert any("清朗" in w and "范围不同" in w for w in answer.warnings)


def test_a_missing_year_is_named_and_the_other_given(talk: Talk) -> None:
    turn = talk("渝北辟谣2023年比2022年多多少")
    assert (turn.answer.outcome, turn.answer.reason) == ("not_found", "one_side")
    assert values(turn) == [21]
    assert "2023" in turn.answer.text


def test_the_year_with_most_is_found(talk: Talk) -> None:
    answer = talk("渝北哪一年辟谣最多").answer
    assert "2024年" in answer.text.splitlines()[0]
    assert answer.figures[0].figure.value == 422


def test_the_largest_part_is_found(talk: Talk) -> None:
    answer = talk("渝北2022年取得执法资格中哪个最多").answer
    assert answer.figures[-1].figure.value in (2, 9)


def test_a_sum_is_cited_and_shown(talk: Talk) -> None:
    answer = talk("渝北2022年和2024年辟谣加起来多少次").answer
    assert answer.derived[0].surface == "443 次"


def test_a_share_of_its_total(talk: Talk) -> None:
    answer = talk("渝北2022年国家网信办执法证占取得执法资格的比例是多少").answer
    assert answer.derived[0].surface == "18.2%"


def test_a_chart_keeps_a_gap_for_a_year_that_nobody_states(talk: Talk) -> None:
    chart = talk("渝北辟谣历年变化趋势").answer.chart
    assert chart is not None
    assert chart.labels == ("2022", "2023", "2024")
    assert chart.series[0].values == (21, None, 422)


def test_a_chart_is_drawn_of_the_last_comparison(talk: Talk) -> None:
    assert talk("渝北2024年比2022年辟谣多多少", "画个图").answer.chart is not None


def test_a_stated_change_that_does_not_follow_is_told(mini: Assistant) -> None:
    answer = ask(mini, "执法检查次数2023年比2022年增加多少")
    assert "25%" in answer.text
    assert "10%" in answer.text
    assert any("25%" in w and "10%" in w and "不一致" in w for w in answer.warnings)


def test_a_stated_change_that_follows_is_not_warned_of(mini: Assistant) -> None:
    answer = ask(mini, "行政复议案件2023年比2022年增加多少")
    assert "报告自己写明" in answer.text
    assert answer.warnings == ()


def test_a_result_is_set_against_its_target(mini: Assistant) -> None:
    answer = ask(mini, "2023年执法检查完成目标了吗")
    assert [f.figure.value for f in answer.figures] == [150, 132]
    assert answer.derived[0].value == -18
    assert "没有达到目标" in answer.text
    assert any("计划" in w for w in answer.warnings)


def test_there_is_no_rate_of_change_from_zero(mini: Assistant) -> None:
    answer = ask(mini, "行政诉讼败诉2023年比2022年多几件")
    assert [d.label for d in answer.derived] == ["difference"]
    assert "基数为零" in answer.text


def test_an_approximate_amount_gives_a_rough_change(mini: Assistant) -> None:
    answer = ask(mini, "处罚金额2023年比2022年多多少")
    assert "约增加" in answer.text
    assert any("概数" in w for w in answer.warnings)


def test_the_parts_of_a_total_are_put_in_order(mini: Assistant) -> None:
    answer = ask(mini, "2022年执法检查中哪类最多")
    assert [f.figure.value for f in answer.figures][:2] == [90, 30]


def test_each_side_is_taken_of_its_own_year(talk: Talk) -> None:
    answer = talk("渝北2024年查删有害信息比2022年处置有害信息多多少").answer
    assert [(f.figure.year, f.figure.value) for f in answer.figures] == [(2022, 2055), (2024, 9172)]
    assert answer.derived[0].value == 7117


def test_the_thing_spoken_of_is_compared_with_the_other(talk: Talk) -> None:
    answer = talk("渝北2022年上报有害信息比处置有害信息多几条").answer
    assert answer.derived[0].value == 1071
    assert "比处置有害信息多" in answer.text


def test_a_figure_is_never_compared_with_itself(talk: Talk) -> None:
    answer = talk("渝北重庆市行政执法证2024年比2022年多几人").answer
    assert [f.figure.value for f in answer.figures] == [9, 11]


def test_two_measures_are_added_when_the_question_adds_them(talk: Talk) -> None:
    assert (
        talk("渝北2022年排查网络平台和实地检查网络主体一共多少个").answer.derived[0].value == 12301
    )


def test_the_kinds_that_one_sentence_counts_are_put_in_order(tmp_path: Path) -> None:
    path = tmp_path / "临川市交通运输局2022.txt"
    path.write_text(
        "临川市交通运输局2022年度行政执法工作报告\n\n一、工作情况\n安全生产案件60件、道路运输案件150件、"
        "水路运输案件90件。\n\n临川市交通运输局\n2023年1月10日\n",
        encoding="utf-8",
    )
    index = Index.in_memory("hash")
    index.add(read_report(path))
    answer = Assistant(index).ask("各领域案件哪类最多的前两名").answer
    assert [f.figure.value for f in answer.figures][:2] == [150, 90]
