"""Bytes become text in whatever encoding they come, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import (
    CorpusError,
    DamagedFile,
    EmptyFile,
    NotText,
    UnreadableFile,
    UnsupportedFormat,
)
from corpus.readers import read_file, read_raw, read_raw_bytes

SIMPLE = "松沣县网信办2023年行政执法工作报告。全年开展辟谣 63 次，办结率100%。"
TRADITIONAL = "本局二零二三年度行政執法工作情況報告。開展網絡監管工作，處理案件。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"]
)
def test_a_report_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert read_raw_bytes(SIMPLE.encode(encoding), "a.txt").pages == (SIMPLE,)


def test_big5_is_recognised_by_its_traditional_characters() -> None:
    raw = read_raw_bytes(TRADITIONAL.encode("big5"), "a.txt")
    assert raw.pages == (TRADITIONAL,)
    assert "BIG5" in raw.notes[0]


def test_two_broken_bytes_do_not_cost_the_text() -> None:
    raw = read_raw_bytes((SIMPLE * 9).encode() + b"\xe5\xff", "a.txt")
    assert raw.pages[0].startswith(SIMPLE)
    assert "could not be read" in raw.notes[0]


def test_form_feeds_make_pages() -> None:
    raw = read_raw_bytes("第一页的话。\f第二页的话。\f".encode(), "a.txt")
    assert raw.paged
    assert raw.pages[:2] == ("第一页的话。", "第二页的话。")


def test_a_stray_form_feed_makes_no_pages() -> None:
    raw = read_raw_bytes("\f全文在此。\n".encode(), "a.txt")
    assert (raw.paged, raw.pages) == (False, ("\n全文在此。\n",))


@pytest.mark.parametrize(
    ("data", "name", "error", "told"),
    [
        (b"", "a.txt", EmptyFile, "empty"),
        ("　\n \ufeff".encode(), "a.txt", EmptyFile, "blanks"),
        (b"{\\rtf1 ...", "a.txt", UnsupportedFormat, "RTF"),
        (b"PK\x03\x04rest", "a.docx", DamagedFile, "unpacked"),
        (b"GIF89a\x01\x00", "a.txt", UnsupportedFormat, "GIF"),
        (b"words", "a.xyz", UnsupportedFormat, ".xyz"),
        (bytes(range(256)) * 9, "a.txt", NotText, "not text"),
    ],
)
def test_what_cannot_be_read_is_said(
    data: bytes, name: str, error: type[CorpusError], told: str
) -> None:
    with pytest.raises(error, match=told) as caught:
        read_raw_bytes(data, name)
    assert caught.value.instead


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableFile, match=str(path)):
            read_file(path)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(SIMPLE, encoding="gb18030")
    assert read_raw(path).pages == (SIMPLE,)
