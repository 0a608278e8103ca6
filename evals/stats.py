"""The statistics of a comparison: intervals, paired randomisation tests, Holm's correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np

SEED = 20240101
RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """How measure B stands against A over the same cases; ``p`` is Holm-corrected."""

    measure: str
    a: float
    b: float
    low: float
    high: float
    p: float
    cases: int
    flipped_up: tuple[str, ...]
    flipped_down: tuple[str, ...]


def interval(values: Sequence[float], resamples: int = RESAMPLES) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of the mean; the mean itself below 2 values."""
    array = np.asarray(values, dtype=float)
    if len(array) < 2 or array.min() == array.max():
        mean = float(array.mean())
        return mean, mean
    rng = np.random.default_rng(SEED)
    means = array[rng.integers(0, len(array), (resamples, len(array)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def paired_p(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the two-sided p of a paired randomisation test of mean(b) - mean(a)."""
    delta = np.asarray(b, dtype=float) - np.asarray(a, dtype=float)
    if not delta.any():
        return 1.0
    stats = import_module("scipy.stats")
    found = stats.permutation_test(
        (delta,),
        lambda x, axis: x.mean(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9_999,
        rng=np.random.default_rng(SEED),
    )
    return float(found.pvalue)


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Return Holm's step-down corrected p-values in the order given.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    corrected = [0.0] * len(ps)
    highest = 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[i]))
        corrected[i] = highest
    return tuple(corrected)
