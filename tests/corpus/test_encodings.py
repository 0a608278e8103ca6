"""Text that another program garbled, or saved in two encodings at once, is read as it was meant."""

from __future__ import annotations

import pytest

from corpus.readers.text import decode

TEXT = (
    "云泽县司法局2024年度工作报告\n全年查处案件128件，开展专项检查316次，群众满意率达98.5%。\n" * 3
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_once_read_as_latin_letters_is_restored(encoding: str) -> None:
    garbled = TEXT.encode(encoding).decode("latin-1").encode("utf-8")
    assert decode(garbled) == (
        TEXT,
        ("The file's characters had been garbled by another program and were restored.",),
    )


def test_lines_in_two_encodings_are_each_read_in_their_own() -> None:
    text, notes = decode(TEXT.encode("utf-8") + "联系人：张三\n".encode("gb18030"))
    assert (text, len(notes)) == (TEXT + "联系人：张三\n", 1)


def test_a_text_in_a_western_language_is_left_as_it_is() -> None:
    text = "Résumé français : déjà vu, à côté, où, être, garçon, Noël, naïf, façade.\n" * 5
    assert decode(text.encode("utf-8")) == (text, ())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("text", ["行政处罚", "查处案件12件。", "罚款3.5万元", "Report 2024 年"])
def test_a_few_words_are_read_in_any_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0].lstrip("\ufeff") == text
