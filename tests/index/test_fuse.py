"""Fusion prefers what several rankings found."""

from __future__ import annotations

from index.fuse import Ranked, fuse


def test_what_both_halves_found_comes_first() -> None:
    found = fuse({"dense": [Ranked(1, 0.9), Ranked(2, 0.8)], "words": [Ranked(2, 7), Ranked(3, 5)]})
    assert [item.row for item in found] == [2, 3, 1]
    assert set(found[0].found_by) == {"dense", "words"}


def test_a_clear_match_counts_for_more_than_a_bare_first_place() -> None:
    clear = [Ranked(1, 9.0), Ranked(2, 1.0)]
    close = [Ranked(2, 0.81), Ranked(1, 0.80), Ranked(3, 0.70)]
    assert fuse({"words": clear, "dense": close})[0].row == 1


def test_a_score_of_zero_is_no_finding() -> None:
    assert fuse({"words": [Ranked(1, 0.0)]}) == ()


def test_weights_decide_between_two_first_places() -> None:
    rankings = {"dense": [Ranked(1, 1)], "words": [Ranked(2, 1)]}
    assert fuse(rankings, {"dense": 1, "words": 2})[0].row == 2
    assert fuse(rankings, {"dense": 2, "words": 1})[0].row == 1
