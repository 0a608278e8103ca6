"""Reading is judged figure by figure, at its place, in all its fields."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from evals.ledger import Stated, ledger_score
from evals.sanity import OneReport

STATED = Stated(
    "qinghe-2024.txt", Decimal(422), None, "次", "exact", "result", 2024, "开展辟谣422次"
)


def test_a_figure_read_as_stated_is_right(library: OneReport) -> None:
    score = ledger_score(library.only, [STATED])
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


def test_a_wrong_unit_is_both_missed_and_spurious(library: OneReport) -> None:
    score = ledger_score(library.only, [replace(STATED, unit="件")])
    assert (score.right, len(score.missed), len(score.spurious)) == (0, 1, 1)
    assert "unit 次 for 件" in score.missed[0]


def test_the_right_number_at_another_place_is_not_the_figure(library: OneReport) -> None:
    elsewhere = replace(STATED, evidence="约谈平台 27 家")
    assert ledger_score(library.only, [elsewhere]).right == 0


def test_an_optional_number_counts_neither_way(library: OneReport) -> None:
    score = ledger_score(library.only, [replace(STATED, optional=True)])
    assert (score.stated, score.found) == (0, 0)
