"""The gate: quality can not fall unnoticed, and noise does not stop a commit."""

from __future__ import annotations

import pytest

from evals.gate import falls, measure_quick, read_baseline

NOISE = {"set": {"right": 0.02, "wrong figure": 0.02}}


@pytest.mark.slow
def test_nothing_that_is_guarded_has_fallen_below_the_baseline() -> None:
    values, noise = measure_quick()
    assert [str(fall) for fall in falls(values, noise, read_baseline())] == []


def test_a_fall_beyond_the_noise_is_named() -> None:
    (fall,) = falls({"set": {"right": 0.90}}, NOISE, {"set": {"right": 0.95}})
    assert str(fall) == "set: right was 0.9500, is 0.9000 (noise 0.0200)"


def test_one_flipped_case_is_noise() -> None:
    assert list(falls({"set": {"right": 0.94}}, NOISE, {"set": {"right": 0.95}})) == []


def test_more_wrong_figures_are_a_fall_and_fewer_are_not() -> None:
    assert list(falls({"set": {"wrong figure": 0.10}}, NOISE, {"set": {"wrong figure": 0.01}}))
    assert not list(falls({"set": {"wrong figure": 0.0}}, NOISE, {"set": {"wrong figure": 0.05}}))


def test_a_measure_that_vanished_is_a_fall() -> None:
    assert list(falls({}, {}, {"set": {"right": 0.9}}))
