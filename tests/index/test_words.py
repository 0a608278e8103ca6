"""The lexical half sees words and character pairs of a text in one form."""

from __future__ import annotations

import time

from index.words import cut, cut_query, has_chinese, normal


def test_width_case_and_blanks_do_not_matter() -> None:
    assert cut("查 删 ＡＰＰ４２２次") == cut("查删app 422次")


def test_traditional_characters_find_simplified_ones() -> None:
    assert cut("舉報闢謠") == cut("举报辟谣")


def test_grouped_digits_are_one_number() -> None:
    assert normal("1,200 条") == normal("1200 条")
    assert normal("2 000 条") == "2000 条"


def test_words_and_pairs_are_both_kept() -> None:
    tokens = cut("网络谣言")
    assert "谣言" in tokens.words
    assert tokens.grams == ("网络", "络谣", "谣言")


def test_a_question_asks_for_each_token_once_and_not_for_how_many() -> None:
    tokens = cut_query("辟谣多少次", "辟谣")
    assert tokens.grams.count("辟谣") == 1
    assert "多少" not in tokens.words


def test_a_question_without_chinese_is_known() -> None:
    assert has_chinese("2024年辟谣") and not has_chinese("How many rumours in 2024?")


def test_endless_input_is_cut_off_quickly() -> None:
    began = time.perf_counter()
    cut("7" * 5_000_000)
    cut("网" * 5_000_000)
    assert time.perf_counter() - began < 5
