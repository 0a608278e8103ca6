"""A difference is called real only when chance would rarely make it."""

from __future__ import annotations

import pytest

from evals.compare import differences
from evals.stats import holm, interval, paired_p


def test_equal_runs_do_not_differ() -> None:
    assert paired_p([0.0, 1.0, 1.0], [0.0, 1.0, 1.0]) == 1.0


def test_ten_wins_and_no_loss_are_no_chance() -> None:
    assert paired_p([0.0] * 10, [1.0] * 10) == pytest.approx(2 / 1024, abs=0.002)


def test_one_win_is_noise() -> None:
    assert paired_p([0.0] + [1.0] * 9, [1.0] * 10) == 1.0


def test_testing_many_measures_makes_each_harder_to_believe() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))


def test_the_interval_holds_the_mean() -> None:
    low, high = interval([0.0, 1.0, 1.0, 1.0])
    assert low <= 0.75 <= high


def test_a_comparison_names_the_cases_that_flipped() -> None:
    a = {"right": {"x": 1.0, "y": 0.0, "only here": 1.0}}
    (found,) = differences(a, {"right": {"x": 0.0, "y": 1.0}})
    assert (found.flipped_up, found.flipped_down, found.cases) == (("y",), ("x",), 2)
