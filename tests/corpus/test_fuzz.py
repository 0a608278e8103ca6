"""Broken files and wild texts: nothing is raised but errors of ours, and the laws hold of what is read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.report import read_bytes
from tests.corpus.fuzz import KINDS, WORDS, attempt, hold


def held(text: str, name: str) -> None:
    """Read a text and hold what is read to the laws, or take an error of ours."""
    try:
        hold(read_bytes(text.encode("utf-8", "replace"), name))
    except CorpusError as error:
        assert error.where == name


# Numbers whose input once broke something; each stays.
FOUND = (("zip", 100056),)
QUICK = settings(max_examples=40, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(("kind", "seed"), FOUND)
def test_what_once_failed_holds(kind: str, seed: int) -> None:
    attempt(kind, seed)


# Recognising characters takes its time: pictures are left to the command.
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"picture"}))
def test_a_broken_file_is_read_or_refused(kind: str) -> None:
    for seed in range(12):
        attempt(kind, seed)


@QUICK
@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
@example("一是一、二是")
@example("一是增效，二是提质，三是")
def test_report_words_in_any_order_keep_the_laws(text: str) -> None:
    held(f"甲{text}", "a.txt")


@QUICK
@given(st.text(max_size=300))
def test_any_text_at_all_keeps_the_laws(text: str) -> None:
    held(f"今年{text}", f"{text[:20]}.txt")


def test_items_in_one_clause_are_told_apart() -> None:
    report = read_bytes("甲县网信办2023年工作报告\n一是增效，二是提质。".encode(), "a.txt")
    assert [section.heading for section in report.sections] == ["一是增效", "二是提质"]
