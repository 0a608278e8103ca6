"""A thumbs-down becomes a draft, and a draft counts only once a person said what is right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.models import Turn
from evals.__main__ import app
from evals.cases import load_cases
from evals.errors import EvalsError, InvalidCases
from evals.feedback import accept, draft_from_turn, read_drafts


@pytest.fixture
def drafts(turn: Turn, tmp_path: Path) -> Path:
    first = replace(turn, question=replace(turn.question, text="2024年约谈多少家？"))
    return draft_from_turn((first, turn), "应为 421 次", tmp_path / "store")


def test_a_draft_holds_the_whole_turn_and_the_reason(drafts: Path) -> None:
    (row,) = read_drafts(drafts)
    assert (row["question"], row["history"]) == ("那辟谣呢？", ["2024年约谈多少家？"])
    assert row["note"] == "应为 421 次"
    assert "辟谣 422 次" in row["turn"]["text"]
    assert row["turn"]["citations"][0]["source"] == "qinghe-2024.txt"


def test_a_draft_never_counts(drafts: Path) -> None:
    assert load_cases([drafts]) == ()


def test_an_accepted_draft_is_a_case_and_no_draft_any_more(drafts: Path, tmp_path: Path) -> None:
    (row,) = read_drafts(drafts)
    accept(drafts, row["id"], tmp_path / "mine.jsonl", {"figures": [{"value": "421"}]})
    (case,) = load_cases([tmp_path / "mine.jsonl"])
    assert (case.question, case.figures[0].value) == ("那辟谣呢？", 421)
    assert read_drafts(drafts) == []


def test_a_draft_that_says_nothing_is_right_is_not_accepted(drafts: Path, tmp_path: Path) -> None:
    (row,) = read_drafts(drafts)
    with pytest.raises(EvalsError, match="nothing is expected"):
        accept(drafts, row["id"], tmp_path / "mine.jsonl", {})
    assert len(read_drafts(drafts)) == 1


def test_a_wrong_expectation_is_refused_before_anything_moves(drafts: Path, tmp_path: Path) -> None:
    (row,) = read_drafts(drafts)
    with pytest.raises(InvalidCases, match="'viele' is not a number"):
        accept(drafts, row["id"], tmp_path / "mine.jsonl", {"figures": [{"value": "viele"}]})
    assert len(read_drafts(drafts)) == 1


def test_two_thumbs_are_two_drafts(turn: Turn, drafts: Path, tmp_path: Path) -> None:
    draft_from_turn((turn,), "", tmp_path / "store")
    assert len({row["id"] for row in read_drafts(drafts)}) == 2


def test_the_command_lists_what_waits_and_accepts_it(drafts: Path, tmp_path: Path) -> None:
    listed = CliRunner().invoke(app, ["accept", str(tmp_path / "store"), "--json"])
    id_ = json.loads(listed.stdout)["id"]
    words = ["accept", str(drafts), id_, "--into", str(tmp_path / "c.jsonl"), "--no", "not_stated"]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert load_cases([tmp_path / "c.jsonl"])[0].no == "not_stated"
