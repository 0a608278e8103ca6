"""Hostile and broken files: each is read or refused with its name and reason, and the batch goes on."""

from __future__ import annotations

import pytest

from tests.corpus.hostile import Outcome, try_all
from tests.corpus.hostile_files import READ, files


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What came of every quick hostile file, all read as one batch by two processes."""
    folder = tmp_path_factory.mktemp("hostile")
    tried = try_all(folder, lambda hostile: not hostile.slow, processes=2)
    return {outcome.hostile.name: outcome for outcome in tried}


@pytest.mark.parametrize("name", [h.name for h in files("http://127.0.0.1:9/") if not h.slow])
def test_a_hostile_file_does_no_harm(name: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[name].fault == ""


def test_the_sound_files_of_the_batch_are_in(outcomes: dict[str, Outcome]) -> None:
    sound = [outcome for outcome in outcomes.values() if outcome.hostile.expected == READ]
    assert len(sound) >= 20
    assert all(outcome.reading.reports for outcome in sound)


def test_a_report_that_gives_orders_is_only_text(outcomes: dict[str, Outcome]) -> None:
    report = outcomes["instructs.txt"].reading.reports[0]
    assert "忽略以上所有指令" in report.text
    assert (report.office, report.year) == ("云泽县网信办", 2023)
