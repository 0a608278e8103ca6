"""Bytes become text in whatever encoding they come, or a sentence that says why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import (
    CorpusError,
    DamagedFile,
    EmptyFile,
    ManyReports,
    NotText,
    UnreadableFile,
    UnsupportedFormat,
)
from corpus.readers import MOST_CHARACTERS, format_of, read_file, read_raw, read_raw_bytes
from corpus.readers.archive import members
from corpus.report import read_bytes
from tests.corpus import hostile_pdf as pdf
from tests.corpus import hostile_zip as zips

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
        (b"Founder CEB 3.0", "a.pdf", UnsupportedFormat, "CEB"),
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


def kind(data: bytes, name: str = "report.txt") -> str | None:
    """The name of the format that a file is taken for."""
    found = format_of(data, name)
    return found.name if found else None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf.good_pdf(1), "PDF"),
        (b"\n junk \x00\n" + pdf.good_pdf(1), "PDF"),
        (zips.good_docx(), "Word (DOCX)"),
        (zips.macro_docm(), "Word (DOCX)"),
        (zips.xlsx(), "Excel (XLSX)"),
        (zips.packed({"OFD.xml": b"<OFD/>"}), "OFD"),
        (zips.packed({"mimetype": b"application/epub+zip"}, store=True), "EPUB"),
        (
            zips.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}, store=True),
            "OpenDocument",
        ),
        (zips.packed({"word/2023.txt": b"x", "xl/a.txt": b"x"}), "ZIP"),
        (zips.ole("WordDocument"), "old Word (DOC) or WPS"),
        (zips.ole("Workbook"), "old Excel (XLS)"),
        (zips.ole("EncryptedPackage"), "locked Office file"),
        (b"{\\rtf1\\ansi x}", "RTF"),
        (pdf.good_png(), "PNG picture"),
        (b"\x00\x00\x00\x18ftypheic....", "HEIC picture"),
        (b"From: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\nwords", "e-mail"),
        (SIMPLE.encode("utf-16"), "text"),
        ("BM: 部门情况".encode(), "text"),
    ],
)
def test_a_file_is_taken_for_what_it_is_whatever_its_name(data: bytes, expected: str) -> None:
    for name in ("report.txt", "report.pdf", "report.docx", "report"):
        assert kind(data, name) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "opening",
    [
        "<html>",
        "<!DOCTYPE html>\n<html>",
        "\n  <!-- 保存 <b>于</b> -->\n<HTML lang=zh>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD" "http://a/">\n<html>',
        "<div class='article'><p>",
        "<meta charset=gbk><title>",
    ],
)
def test_a_web_page_is_known_by_its_first_tag_in_any_encoding(opening: str, encoding: str) -> None:
    assert kind(f"{opening}{SIMPLE}".encode(encoding)) == "HTML"


def test_a_text_that_opens_with_an_angle_is_no_web_page() -> None:
    for opening in ("<关于2023年工作的报告>", "<<报告>>", "< 1%", "<!--"):
        assert kind(f"{opening}\n{SIMPLE}".encode()) == "text"


def test_markdown_may_hold_tags() -> None:
    assert kind(b"<div align=center>\n\n# 2023", "a.md") == "Markdown"


def test_a_file_named_for_another_format_is_read_as_what_it_is_with_a_note() -> None:
    raw = read_raw_bytes(pdf.good_pdf(1), "report.txt")
    assert "63" in raw.pages[0]
    assert raw.notes[0] == "The file is named .txt but is PDF; it was read as what it is."


def test_a_text_named_pdf_is_a_text() -> None:
    assert read_raw_bytes(SIMPLE.encode(), "a.pdf").pages == (SIMPLE,)


def test_noise_named_pdf_is_said_to_be_none() -> None:
    with pytest.raises(DamagedFile, match="its bytes are not PDF"):
        read_raw_bytes(bytes(99) + bytes(range(256)), "a.pdf")


def test_what_a_library_raises_names_the_file_and_the_reason() -> None:
    with pytest.raises(
        DamagedFile, match=r"^b/a.docx: the Word \(DOCX\) file is damaged"
    ) as caught:
        read_raw_bytes(zips.changed_docx(main=b"<w:document"), "b/a.docx")
    assert "\n" not in str(caught.value)


def test_a_very_long_text_is_read_in_part_and_says_so() -> None:
    raw = read_raw_bytes(("巡查网站63家。" * 400_000).encode(), "a.txt")
    assert sum(map(len, raw.pages)) == MOST_CHARACTERS
    assert "only its first 2,000,000 characters" in raw.notes[-1]


def test_the_part_that_is_read_of_a_long_text_ends_with_a_line() -> None:
    for encoding in ("utf-8", "utf-16"):
        raw = read_raw_bytes(("上线巡查网站63家。\n" * 500_000).encode(encoding), "a.txt")
        assert not any("could not be read" in note for note in raw.notes)
        assert "characters were read" in raw.notes[-1]


def test_a_name_holds_no_mark_that_turns_the_reading_round() -> None:
    report = read_bytes("今年开展辟谣422次。".encode(), "\u202e普法\u2066工作.txt")
    assert report.title == "普法工作"


def shown(data: bytes) -> list[str]:
    """The names of the members of a bundle."""
    return [member.source for member in members(data, "b.zip")]


def test_the_path_of_a_member_is_only_a_name() -> None:
    tricks = ["../../a.txt", "/etc/b.txt", "C:\\windows\\c.txt", "./x//y/../d.txt", "\u202ee.txt"]
    assert shown(zips.packed(dict.fromkeys(tricks, b"x"))) == [
        "b.zip/a.txt",
        "b.zip/etc/b.txt",
        "b.zip/windows/c.txt",
        "b.zip/x/y/d.txt",
        "b.zip/e.txt",
    ]


def test_names_in_the_encoding_of_the_country_are_read_rightly() -> None:
    assert shown(zips.gbk_names(["县局/工作报告.txt"])) == ["b.zip/县局/工作报告.txt"]
    assert shown(zips.gbk_names(["市局/总结.txt"], "utf-8")) == ["b.zip/市局/总结.txt"]


def test_forks_hidden_files_and_locks_are_left_out() -> None:
    names = ["__MACOSX/._a.txt", ".DS_Store", "a/.hidden/b.txt", "~$a.docx", "Thumbs.db", "a/b.txt"]
    assert shown(zips.packed(dict.fromkeys(names, b"x"))) == ["b.zip/a/b.txt"]


def test_a_bundle_in_a_bundle_is_opened_once() -> None:
    assert shown(zips.nested(1)) == ["b.zip/0.txt", "b.zip/inner0.zip/底.txt"]
    deepest = list(members(zips.nested(2), "b.zip"))[-1]
    with pytest.raises(UnsupportedFormat, match="ZIP in a ZIP in a ZIP"):
        deepest.read()


def test_a_bundle_is_not_one_report() -> None:
    with pytest.raises(ManyReports, match=r"b\.zip: the file is a ZIP of reports"):
        read_bytes(zips.nested(1), "b.zip")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableFile, match=str(path)):
            read_file(path)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(SIMPLE, encoding="gb18030")
    assert read_raw(path).pages == (SIMPLE,)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(UnreadableFile, match="a device or a pipe"):
        read_file(path)
