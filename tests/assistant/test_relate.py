"""Comparisons: both operands cited, the sum right, the reader warned."""

from __future__ import annotations

from tests.assistant.conftest import Talk, values


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
