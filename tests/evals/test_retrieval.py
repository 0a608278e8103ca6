"""Search is judged by the evidence it brings up, not by ids of passages."""

from __future__ import annotations

import pytest

from evals.models import Case, Quote
from evals.retrieval import Found, retrieval_scores

CASE = Case(
    "q", "2024年和2022年辟谣几次？", "figure", "answered",
    quotes=(Quote("辟谣422次", "2024.txt"), Quote("辟谣21次", "2022.txt")),
)  # fmt: skip


def scores(*hits: Found) -> dict[str, float]:
    return {s.measure: s.value for s in retrieval_scores(CASE, hits)}


def test_evidence_is_found_however_it_was_cut_and_wrapped() -> None:
    got = scores(Found("另有，开展辟谣 422\n次，约谈", "2024.txt"), Found("辟谣21次", "2022.txt"))
    assert (got["recall@1"], got["recall@3"], got["MRR@10"]) == (0.5, 1.0, 1.0)


def test_the_right_words_in_another_report_are_not_the_evidence() -> None:
    got = scores(Found("辟谣422次", "2019.txt"))
    assert (got["recall@10"], got["wrong scope@5"], got["reports@5"]) == (0.0, 1.0, 0.0)


def test_a_hit_that_repeats_the_evidence_counts_once() -> None:
    got = scores(*[Found("辟谣422次", "2024.txt")] * 5)
    assert got["recall@5"] == 0.5


def test_a_question_without_hits_counts_zero() -> None:
    assert scores()["nDCG@10"] == 0.0


def test_the_reason_names_the_rank() -> None:
    (first, *_) = retrieval_scores(CASE, [Found("别的", "x.txt"), Found("辟谣21次", "2022.txt")])
    assert "“辟谣21次” rank 2" in first.reason
    assert "“辟谣422次” not in 2 hits" in first.reason


@pytest.mark.parametrize("depth", [1, 10])
def test_only_the_first_ten_hits_count(depth: int) -> None:
    hits = [Found("别的", "x.txt")] * 10 + [Found("辟谣21次", "2022.txt")]
    assert scores(*hits)[f"recall@{depth}"] == 0.0
