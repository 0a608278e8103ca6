"""Overviews are structured, cited, and say what they leave out."""

from __future__ import annotations

import re

from tests.assistant.conftest import Talk


def test_an_overview_has_headings_and_cited_points(talk: Talk) -> None:
    answer = talk("渝北2024年做了哪些工作").answer
    lines = answer.text.splitlines()
    assert sum(line.startswith("**") for line in lines) >= 2
    quoted = [line for line in lines if line.startswith("- “")]
    assert quoted
    assert all(re.search(r"\[\d+\]$", line) for line in quoted)


def test_a_summary_tells_problems_and_plans_too(talk: Talk) -> None:
    text = talk("青禾区市场监管局2024年总结一下").answer.text
    assert "**存在的问题**" in text
    assert "**下一步打算**" in text


def test_what_two_years_state_stands_side_by_side(talk: Talk) -> None:
    answer = talk("渝北2022年和2024年有什么不同").answer
    assert answer.reason == "differences"
    assert answer.table is not None
    rows = {row[0]: row for row in answer.table.rows}
    row = next(row for measure, row in rows.items() if "辟谣" in measure)
    assert ("21" in row[1], "422" in row[2], "401" in row[3]) == (True, True, True)
    assert any("清朗" in w for w in answer.warnings)


def test_what_only_one_year_states_is_listed_by_year(talk: Talk) -> None:
    text = talk("渝北两年有什么不同").answer.text
    assert "只有2022年的报告写明的" in text
    assert "只有2024年的报告写明的" in text


def test_every_difference_is_computed_from_cited_figures(talk: Talk) -> None:
    answer = talk("渝北两年有什么不同").answer
    cited = {f.figure.id for f in answer.figures}
    assert answer.derived
    assert all(f.id in cited for d in answer.derived for f in d.inputs)


def test_the_ledger_tells_plans_from_results(talk: Talk) -> None:
    table = talk("给我渝北2022年的全部数据").answer.table
    assert table is not None
    assert len(table.rows) > 40
    assert {"完成数", "计划目标"} <= {row[3] for row in table.rows}


def test_english_readers_get_the_differences_too(talk: Talk) -> None:
    answer = talk("What changed in Yubei between 2022 and 2024?").answer
    assert answer.reason == "differences"
    assert "Stated only in the report for 2022" in answer.text
