"""What an answer is judged by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.models import Answer, Turn
from evals.answers import answer_scores
from evals.models import Case, ExpectedFigure
from evals.sanity import OneReport, check_instrument


def scores(case: Case, turn: Turn, library: OneReport) -> dict[str, float]:
    return {s.measure: s.value for s in answer_scores(case, turn, library)}


def test_the_instrument_tells_perfect_answers_from_spoilt_ones() -> None:
    check_instrument()


def test_every_score_says_why(case: Case, turn: Turn, library: OneReport) -> None:
    assert all(s.reason for s in answer_scores(case, turn, library))


def test_a_refusal_is_no_wrong_figure(case: Case, turn: Turn, library: OneReport) -> None:
    refusal = replace(turn, answer=Answer("没有。", "not_found", "not_stated"))
    got = scores(case, refusal, library)
    assert (got["wrong figure"], got["over-refusal"], got["right"]) == (0.0, 1.0, 0.0)


def test_one_of_two_figures_is_half_of_the_figures_and_wrong(
    case: Case, turn: Turn, library: OneReport
) -> None:
    both = replace(case, figures=(*case.figures, ExpectedFigure(Decimal(27), unit="家")))
    got = scores(both, turn, library)
    assert (got["figure"], got["figure value"], got["right"]) == (0.5, 0.5, 0.0)


def test_an_answer_where_the_reports_say_nothing_is_a_wrong_figure(
    case: Case, turn: Turn, library: OneReport
) -> None:
    silent = Case("q", case.question, "unanswerable", "not_found", no="not_stated")
    got = scores(silent, turn, library)
    assert (got["wrong figure"], got["kind of no"], got["right"]) == (1.0, 0.0, 0.0)


def test_a_year_without_a_report_is_told_from_a_thing_not_stated(
    case: Case, turn: Turn, library: OneReport
) -> None:
    silent = Case("q", case.question, "unanswerable", "not_found", no="no_report")
    refusal = replace(turn, answer=Answer("没有。", "not_found", "no_year"))
    assert scores(silent, refusal, library)["kind of no"] == 1.0
    refusal = replace(turn, answer=Answer("没有。", "not_found", "not_stated"))
    assert scores(silent, refusal, library)["kind of no"] == 0.0


def test_a_number_counts_when_it_is_shown_as_printed_or_in_base_units(
    case: Case, turn: Turn, library: OneReport
) -> None:
    listed = replace(case, figures=(), numbers=((Decimal(422),), (Decimal("0.0422"), Decimal(401))))
    assert scores(listed, turn, library)["numbers"] == 1.0


def test_the_number_of_a_citation_is_not_a_figure(
    case: Case, turn: Turn, library: OneReport
) -> None:
    listed = replace(case, figures=(), numbers=((Decimal(1),),))
    assert scores(listed, turn, library)["numbers"] == 0.0
