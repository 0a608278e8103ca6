"""Word files from before 2007, WPS and RTF files are read with their tables, or named clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import DamagedFile, LockedFile
from corpus.readers.old_word import read_old_word
from corpus.readers.rtf import read_rtf
from corpus.report import read_bytes
from tests.corpus.old_files import doc

TITLE = "云泽县司法局2024年度行政执法工作报告"
WRITTEN = Path(__file__).parent / "written" / "libreoffice"
WHOLE = """云泽县司法局2024年度行政执法工作报告
一、总体情况
2024年，全县开展执法检查1284次，立案查处312件，罚没款56.7万元。
注：含上年结转案件41件。
（一）执法监督
评查案卷95份    合格率98.9%。
纠正问题17个。
二、各部门办案情况
表1 各部门办案情况（单位：件）
| 部门 | 2024年 || 合计 |
| 〃 | 立案 | 结案 | 〃 |
| 公安局 | 120 | 113 | 233 |
| 城管局 | 64 |  | 64 |
三、存在问题
1. 执法人员不足，空缺23人。
2. 培训不够，仅开展4期。
云泽县司法局
2025年1月16日"""
TABLE = [["部门", "立案（件）", "结案（件）"], ["公安局", "12", ""], ["城管局", "0", "7"]]
PROSE = [f"第{place}批专项检查查处案件{place + 20}件。" for place in range(1, 16)]


def test_paragraphs_and_tables_of_an_old_word_file_are_read_in_their_order() -> None:
    assert read_old_word(doc([TITLE, *PROSE, TABLE, "特此报告。"])).pages[0].split("\n") == [
        TITLE,
        *PROSE,
        "| 部门 | 立案（件） | 结案（件） |",
        "| 公安局 | 12 |  |",
        "| 城管局 | 0 | 7 |",
        "特此报告。",
    ]


@pytest.mark.parametrize("name", ["2024.doc", "2024.wps", "2024.bin"])
def test_what_the_file_is_counts_and_not_its_name(name: str) -> None:
    report = read_bytes(doc([TITLE, "今年查处案件12件。"]), name)
    assert (report.year, [figure.surface for figure in report.figures]) == (2024, ["12件"])


def test_a_file_that_asks_for_a_password_says_so() -> None:
    with pytest.raises(LockedFile, match="password"):
        read_old_word(doc([TITLE], locked=True))


def test_a_file_whose_text_is_cut_off_says_what_to_do() -> None:
    with pytest.raises(DamagedFile, match="DOCX or PDF"):
        read_old_word(doc([TITLE, *PROSE])[:1024])


def hexed(text: str) -> str:
    return "".join(
        c if c.isascii() else "".join(f"\\'{b:02x}" for b in c.encode("gbk")) for c in text
    )


def test_an_rtf_file_gives_its_text_and_its_tables() -> None:
    rows = "".join(
        r"\trowd\cellx1\cellx2 " + "".join(hexed(cell) + r"\cell " for cell in row) + r"\row "
        for row in TABLE
    )
    fonts = r"{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
    rtf = rf"{{\rtf1\ansi\ansicpg936\deff0{fonts}\f0 {hexed(TITLE)}\par {rows}\pard {hexed(PROSE[0])}\par}}"
    assert read_rtf(rtf.encode()).pages[0].strip().split("\n") == [
        TITLE,
        "| 部门 | 立案（件） | 结案（件） |",
        "| 公安局 | 12 |  |",
        "| 城管局 | 0 | 7 |",
        PROSE[0],
    ]


@pytest.mark.parametrize("kind", [".doc", ".rtf"])
def test_a_file_that_an_office_program_wrote_is_read_with_all_it_says(kind: str) -> None:
    report = read_bytes(WRITTEN.with_suffix(kind).read_bytes(), f"2024{kind}")
    assert report.text == WHOLE
    assert [
        f"{f.measure} {f.surface}" for f in report.figures if f.measure.startswith("公安局")
    ] == [
        "公安局立案 120",
        "公安局结案 113",
        "公安局 233",
    ]
