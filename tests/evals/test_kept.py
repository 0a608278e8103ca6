"""What was measured once is not measured again, even where the run that measured it was killed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.models import Turn
from evals.kept import Results, results_of
from evals.models import Case
from evals.run import run_cases
from evals.sanity import OneReport
from evals.shelf import Shelf


class Answers:
    """Answers with one turn and counts; is cut off at the question ``dies_at``."""

    def __init__(self, turn: Turn, dies_at: int = 99) -> None:
        self.turn, self.dies_at, self.asked = turn, dies_at, 0

    def __call__(self, _text: str, _turns: tuple[Turn, ...]) -> Turn:
        self.asked += 1
        if self.asked == self.dies_at:
            raise KeyboardInterrupt
        return self.turn


@pytest.fixture
def three(case: Case) -> list[Case]:
    return [replace(case, id=str(n), question=f"第{n}问", history=()) for n in range(3)]


def test_a_run_that_was_killed_goes_on_where_it_stopped(
    three: list[Case], turn: Turn, library: OneReport, tmp_path: Path
) -> None:
    shelf, killed, again = Shelf([library.only]), Answers(turn, dies_at=3), Answers(turn)
    with pytest.raises(KeyboardInterrupt):
        run_cases(three, "r", ask=killed, shelf=shelf, kept=Results(tmp_path / "r.jsonl"))
    card = run_cases(three, "r", ask=again, shelf=shelf, kept=Results(tmp_path / "r.jsonl"))
    assert (again.asked, len(card.results)) == (1, 3)


def test_what_is_kept_is_what_was_measured(
    three: list[Case], turn: Turn, library: OneReport, tmp_path: Path
) -> None:
    shelf, file = Shelf([library.only]), tmp_path / "r.jsonl"
    first = run_cases(three, "r", ask=Answers(turn), shelf=shelf, kept=Results(file))
    again = run_cases(three, "r", ask=Answers(turn), shelf=shelf, kept=Results(file))
    assert again == first


def test_a_case_that_changed_is_measured_again(
    three: list[Case], turn: Turn, library: OneReport, tmp_path: Path
) -> None:
    shelf, file, again = Shelf([library.only]), tmp_path / "r.jsonl", Answers(turn)
    run_cases(three, "r", ask=Answers(turn), shelf=shelf, kept=Results(file))
    changed = [replace(three[0], says=("别的",)), replace(three[1], origin="moved:7"), three[2]]
    run_cases(changed, "r", ask=again, shelf=shelf, kept=Results(file))
    assert again.asked == 1


def test_a_line_that_was_cut_short_is_as_good_as_none(
    three: list[Case], turn: Turn, library: OneReport, tmp_path: Path
) -> None:
    shelf, file, again = Shelf([library.only]), tmp_path / "r.jsonl", Answers(turn)
    run_cases(three, "r", ask=Answers(turn), shelf=shelf, kept=Results(file))
    file.write_text(file.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    run_cases(three, "r", ask=again, shelf=shelf, kept=Results(file))
    assert again.asked == 1


def test_other_figures_or_another_configuration_share_nothing(
    three: list[Case], turn: Turn, library: OneReport, tmp_path: Path
) -> None:
    report = library.only
    kept = results_of([report], "hybrid", folder=tmp_path)
    run_cases(three, "r", ask=Answers(turn), shelf=Shelf([report]), kept=kept)
    unread = replace(report, figures=())
    assert results_of([report], "hybrid", folder=tmp_path).get(three[0]) is not None
    assert results_of([unread], "hybrid", folder=tmp_path).get(three[0]) is None
    assert results_of([report], "dense", folder=tmp_path).get(three[0]) is None
