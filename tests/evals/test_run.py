"""A run sums up honestly and stops where it can not be trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.models import Turn
from evals.errors import BrokenMeasure
from evals.html import html
from evals.models import Case, CaseResult, Score, Scorecard
from evals.report import as_json, changes, markdown
from evals.run import refuse_broken, run_cases, summarise
from evals.sanity import OneReport
from evals.shelf import Shelf


def card(values: list[float], measure: str = "right") -> Scorecard:
    results = tuple(
        CaseResult(
            Case(str(i), f"q{i}", "figure", "answered"), "", (Score(str(i), measure, v, "why"),)
        )
        for i, v in enumerate(values)
    )
    return Scorecard("run", (), tuple(summarise(results)), results)


def test_a_history_is_asked_before_the_question(case: Case, turn: Turn, library: OneReport) -> None:
    asked: list[tuple[str, int]] = []

    def ask(text: str, turns: tuple[Turn, ...]) -> Turn:
        asked.append((text, len(turns)))
        return turn

    follow_up = replace(case, history=("先问", "再问"))
    again = replace(follow_up, id="again", question="又问")
    run_cases([follow_up, again], "r", ask=ask, shelf=Shelf([library.only]))
    assert asked == [("先问", 0), ("再问", 1), (case.question, 2), ("又问", 2)]


def test_a_score_that_is_not_a_number_stops_the_run() -> None:
    with pytest.raises(BrokenMeasure, match="right of case 1 is nan"):
        refuse_broken(card([1.0, float("nan")]))


def test_a_measure_that_is_zero_throughout_stops_the_run() -> None:
    with pytest.raises(BrokenMeasure, match="0 over all 5 cases"):
        refuse_broken(card([0.0] * 5))


def test_no_wrong_figure_at_all_is_good_news() -> None:
    refuse_broken(card([0.0] * 5, "wrong figure"))


def test_the_page_shows_the_failed_case_and_marks_its_evidence(
    case: Case, turn: Turn, library: OneReport
) -> None:
    broken = replace(turn, answer=replace(turn.answer, figures=(), text="<b>没有</b>"))
    scored = run_cases([case], "r", ask=lambda _t, _h: broken, shelf=Shelf([library.only]))
    page = html(scored)
    assert "<mark>开展辟谣 422 次</mark>" in page
    assert "&lt;b&gt;没有&lt;/b&gt;" in page
    assert "http" not in page


def test_what_changed_since_the_last_run_is_said() -> None:
    said = list(changes(card([1.0, 1.0]), as_json(card([1.0, 0.0]))))
    assert said == ["right: 0.500 → 1.000 (better)", "1 now right: q1"]


def test_the_markdown_lists_the_failures() -> None:
    assert "## 1 of 2 cases failed" in markdown(card([1.0, 0.0]))


def test_twins_in_two_languages_are_compared() -> None:
    results = [
        CaseResult(
            Case(i, "q", "figure", "answered", pair=pair), "", (Score(i, "right", v, "why"),)
        )
        for i, pair, v in [("a", "p", 1.0), ("b", "p", 0.0), ("c", "q", 1.0), ("d", "q", 1.0)]
    ]
    (parity,) = [s for s in summarise(results) if s.measure == "parity"]
    assert (parity.value, parity.cases) == (0.5, 2)
