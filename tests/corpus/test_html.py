"""Web pages give their report with its tables, and nothing of the site around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus.errors import EmptyFile
from corpus.readers.html import read_html, read_mhtml
from corpus.report import read_bytes
from tests.corpus.rendered import REPORTS, ledger, real_report, same_text
from tests.corpus.sites import MAKES, modern

TITLE = "云泽县司法局2024年度行政执法工作报告"
LINES = [
    "一、总体情况",
    "2024年，我局坚持严格规范公正文明执法，全年查处案件128件，罚款36.5万元，同比增长12.4%。",
    "二、主要做法",
    "一是健全制度。修订执法规程9项，开展培训14场，培训执法人员1200余人次。",
    "二是强化监督。评查案卷316卷，发现问题57个，均已整改到位。",
    "云泽县司法局",
    "2025年1月15日",
]
Make = Callable[[str, Sequence[str]], str]


def text(markup: str | bytes) -> str:
    return read_html(markup.encode() if isinstance(markup, str) else markup).pages[0]


def page(body: str) -> str:
    """Return a page with a report long enough to be told from the site, and ``body`` in it."""
    told = "".join(f"<p>{line}</p>" for line in LINES[:5])
    return f"<html><body><div class=content><h1>{TITLE}</h1>{told}{body}</div></body></html>"


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.__name__)
def test_the_report_is_read_whole_and_nothing_of_the_site(make: Make) -> None:
    lines = read_bytes(make(TITLE, LINES).encode(), "page.html").text.split("\n")
    assert lines == [TITLE, *LINES]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("make", MAKES[:2], ids=lambda make: make.__name__)
def test_a_real_report_as_a_page_gives_the_text_and_the_ledger_of_the_text_file(
    shared: Path, name: str, make: Make
) -> None:
    file = real_report(shared, name)
    lines = file.text.split("\n")
    headed = lines[0] == file.title
    markup = make(file.title, lines[1:] if headed else lines)
    read = read_bytes(markup.encode(), f"{Path(name).stem}.html")
    assert headed or read.text.startswith(file.title)
    assert [f[:8] for f in ledger(read)] == [f[:8] for f in ledger(file)]
    assert (read.office, read.year) == (file.office, file.year)
    assert not headed or same_text(read, file)


@pytest.mark.parametrize("told", ["gb2312", "gbk", "GB18030"])
def test_a_page_that_calls_its_encoding_gb2312_is_read_with_all_its_characters(told: str) -> None:
    markup = modern(TITLE, [*LINES, "镕、囍、〇、㎡都在其中。"]).replace("utf-8", told)
    assert "镕、囍、〇、㎡" in text(markup.encode("gb18030"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5", "gb18030"])
def test_the_bytes_count_more_than_what_the_page_says_of_them(encoding: str) -> None:
    markup = f"<html><head><meta charset=iso-8859-5x></head><body><p>{'開展專項檢查的報告。' * 30}</p></body>"
    assert "開展專項檢查" in text(markup.encode(encoding))


def test_a_utf8_page_that_says_gbk_is_read_as_utf8() -> None:
    assert LINES[1] in text(modern(TITLE, LINES).replace('"utf-8"', '"gbk"'))


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">查处999件。</p>',
        '<div style="visibility:hidden"><p>查处999件。</p></div>',
        "<p hidden>查处999件。</p>",
        "<style>.tip, .ad {display:none}</style><p class='big tip'>查处999件。</p>",
        "<!-- 查处999件。 -->",
        "<script>var a = '查处999件。';</script>",
        "<template><p>查处999件。</p></template><noscript>查处999件。</noscript>",
        "<iframe src='http://example.invalid/'>查处999件。</iframe>",
        "<select><option>查处999件。</option></select><textarea>查处999件。</textarea>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden: str) -> None:
    assert "999" not in text(page(hidden))


def test_merged_cells_of_a_table_keep_their_places() -> None:
    table = (
        "<table><caption>表1 办案情况（单位：件）</caption>"
        "<tr><th rowspan=2>部门</th><th colspan=2>立案</th></tr><tr><th>一般</th><th>重大</th></tr>"
        "<tr><td>公安局</td><td>12</td><td></td></tr></table>"
    )
    assert text(page(table)).split("\n")[-4:] == [
        "表1 办案情况（单位：件）",
        "| 部门 | 立案 ||",
        "| 〃 | 一般 | 重大 |",
        "| 公安局 | 12 |  |",
    ]


def test_a_table_after_the_prose_is_not_lost_with_the_site() -> None:
    markup = modern(TITLE, LINES).replace(
        '</div><div class="related"',
        '<table><tr><td>立案（件）</td><td>77</td></tr></table></div><div class="related"',
    )
    assert "| 立案（件） | 77 |" in text(markup)


def test_a_page_of_a_few_words_is_read_whole() -> None:
    assert "今年查处案件12件" in text("<html><body><p>今年查处案件12件。</p></body></html>")


def test_title_and_day_of_publication_are_the_pages_own() -> None:
    read = read_html(modern(TITLE, LINES).encode())
    assert (read.title, read.published) == (TITLE, "2025-01-20")


def test_items_of_a_numbered_list_keep_their_numbers() -> None:
    assert "2. 结案9件。" in text(page("<ol><li>立案12件。</li><li>结案9件。</li></ol>"))


def test_a_page_saved_with_all_its_parts_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "report"
    message.make_related()
    part = EmailMessage()
    part.set_content(modern(TITLE, LINES), subtype="html")
    message.attach(part)
    assert LINES[1] in read_bytes(b"Date: Mon, 20 Jan 2025\n" + message.as_bytes(), "2024.mht").text


def test_a_saved_page_without_html_says_what_to_do() -> None:
    with pytest.raises(EmptyFile, match="no HTML"):
        read_mhtml(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx")


def test_items_and_headings_stand_behind_their_numbers_and_signs_of_notes_go() -> None:
    page = """<ol><li>
      <h1>总体情况</h1></li></ol><p>立案查处312件<a href="#n1"><sup>1</sup></a>，罚款4.5万元。</p>
      <ol start="2"><li><p>存在问题</p></li></ol><p id="n1"><a href="#a1">[1]</a>含结转41件。</p>"""
    assert read_html(f"<html><body>{page}</body></html>".encode()).pages[0].split("\n") == [
        "1. 总体情况",
        "立案查处312件，罚款4.5万元。",
        "2. 存在问题",
        "含结转41件。",
    ]
