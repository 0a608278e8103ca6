"""Which place has most, what three years add up to, and what asks for a list."""

from __future__ import annotations

import pytest

from assistant import Assistant
from corpus.report import read_bytes
from index import Index
from tests.assistant.conftest import over_years, values

OFFICE = "澜川市信访局"
TEXTS = {
    2021: "办理提案 11 件。新增调解室 6 个。",
    2022: "办理提案 12 件。新增调解室 9 个。",
    2023: "办理提案 14 件。受理来信 90 件（市本级 40 件、东山县 30 件、西河县 20 件）。其中涉及诉讼 15 件（东山县公安局 12 件、西河县公安局 3 件）。",
}


@pytest.fixture(scope="module")
def office() -> Assistant:
    """An assistant over three reports of one office."""
    return over_years(OFFICE, TEXTS)


def test_which_county_has_most_is_answered_by_counties_alone(office: Assistant) -> None:
    turn = office.ask("2023年哪个县的来信最多")
    assert values(turn) == [30, 20]


def test_three_years_in_all_are_added(office: Assistant) -> None:
    assert "37 件" in office.ask("三年提案总共多少件").answer.text.replace("**", "")


def test_what_is_new_is_no_question_for_a_growth(office: Assistant) -> None:
    assert values(office.ask("2022年新增多少调解室")) == [9]


def test_all_of_a_years_figures_are_a_list(office: Assistant) -> None:
    assert office.ask(f"list all {OFFICE} 2021 figures").answer.reason == "ledger"


def test_a_lone_character_of_a_word_is_not_the_word() -> None:
    body = "沛水县人民政府2023年度工作报告\n\n一、工作情况\n\n城镇新增就业 5.2 万人。新增高新技术企业 60 家。\n"
    index = Index.in_memory("hash")
    index.add(read_bytes(body.encode(), "jobs.txt"))
    assert values(Assistant(index).ask("2023年新增多少就业")) == [52000]
