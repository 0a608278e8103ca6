"""Where a sentence begins and ends, so that a quotation is never half of one."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_at, sentence_spans


def split(text: str) -> list[str]:
    """The sentences of ``text``."""
    return [span.of(text) for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "查删9172条；约谈3家，移送5件。办结率100%！",
            ["查删9172条；约谈3家，移送5件。", "办结率100%！"],
        ),
        ("一、总体情况\n开展辟谣422次", ["一、总体情况", "开展辟谣422次"]),
        ("制作“你扛得住吗？”，阅读超20万。", ["制作“你扛得住吗？”，阅读超20万。"]),
        ("他说：“都办完了。”随后散会。", ["他说：“都办完了。”", "随后散会。"]),
        ("共3件（含并案2件。另1件中止）。完。", ["共3件（含并案2件。另1件中止）。", "完。"]),
        ("已完成。（数据截至12月。）下一段", ["已完成。", "（数据截至12月。）", "下一段"]),
        ("“第一句。第二句。”", ["“第一句。第二句。”"]),
        ("“没有下引号。第二句。", ["“没有下引号。", "第二句。"]),
        ("部门   检查\n公安   12\n", ["部门   检查", "公安   12"]),
        ("PM2.5 fell to 14.2. Next year is open.", ["PM2.5 fell to 14.2.", "Next year is open."]),
        ("", []),
    ],
)
def test_a_sentence_is_whole(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_the_sentence_around_a_place() -> None:
    text = "开展辟谣422次。约谈3家。"
    assert sentence_at(text, text.index("422")).of(text) == "开展辟谣422次。"
    assert sentence_at(text, len(text)).of(text) == "约谈3家。"
    assert sentence_at("", 0).of("") == ""


@given(st.text(alphabet="。！？；，（）“”《》\n 　甲1.Aa’", max_size=60))
def test_sentences_cover_every_character_but_blanks(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert not any("\n" in span.of(text) for span in spans)


def test_a_huge_line_is_split_in_linear_time() -> None:
    started = time.process_time()
    assert len(sentence_spans("（" * 100_000 + "查处9件。" * 50_000)) == 50_000
    assert time.process_time() - started < 5


def test_no_sentence_of_a_list_of_headings_spans_two_lines() -> None:
    assert split("1.甲\n2.乙") == ["1.甲", "2.乙"]
    assert not re.search("\n", "".join(split("一\n\n二")))
