"""A PDF reads as the text it was made of: the same sentences and figures, on the pages they stand on.

Chromium prints two of the real reports and reportlab sets three; with ``EVERY_PRINT=1`` in the
environment each of them is printed in every layout (some minutes).
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from corpus.errors import DamagedFile, LockedFile, OverLimit
from corpus.models import Figure, RawDocument, Report
from corpus.readers.pdf import read_pdf
from corpus.report import read_bytes, read_report
from corpus.sentences import sentence_at
from tests.corpus.hostile_pdf import no_pages
from tests.render import (
    CHROMIUM,
    Printed,
    Put,
    column,
    placed_pdf,
    print_html,
    print_pdf,
    typeset_pdf,
)
from tests.render import page_of as html_of

HEAD = "年度报告汇编"
REPORTS = (
    "2024年河北省政府工作报告", "yubei-2022", "yubei-2024", "宿迁市2023年政府信息公开工作年度报告",
    "深圳市光明区人民政府关于2021年度法治政府建设情况的报告", "盐田区2022年政府工作报告", "盐田区2023年政府工作报告",
    "盐田区2024年政府工作报告",
)  # fmt: skip
LAYOUTS = {
    "as offices print": "",
    "no indentation": "p{text-indent:0;text-align:left}",
    "space between paragraphs": "p{text-indent:0;margin:0 0 .8em}",
    "two columns": "body{column-count:2;column-gap:9mm;font-size:10.5pt} h1{column-span:all}",
    "landscape": 'body{font:12pt/1.5 "Noto Sans CJK SC"} @page{size:A4 landscape}',
    "small and ragged": "@page{size:A5;margin:15mm} body{font-size:10.5pt;text-align:left}",
}
SET = ("yubei-2022", REPORTS[4], REPORTS[7])
PRINTED = ("yubei-2024", REPORTS[3])
EVERY = os.environ.get("EVERY_PRINT") == "1"


def bare(text: str) -> str:
    """A text without its blanks."""
    return re.sub(r"\s", "", text)


def ledger(report: Report) -> list[tuple[object, ...]]:
    """The figures of a report with the sentences they stand in."""
    return [(*_said(figure), bare(_sentence(report, figure))) for figure in report.figures]


def _said(f: Figure) -> tuple[object, ...]:
    return f.value, f.upper, f.unit, f.qualifier, f.kind, bare(f.measure), f.indicator, f.year


def _sentence(report: Report, figure: Figure) -> str:
    return sentence_at(report.text, figure.span.start).of(report.text)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium, which a laptop may lack and CI may not."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium: apt-get install chromium fonts-noto-cjk")
        pytest.skip("Chromium is not installed: apt-get install chromium fonts-noto-cjk")
    return CHROMIUM


@cache
def original(path: Path) -> Report:
    """The report as its text file says it."""
    return read_report(path)


def holds(plain: Report, printed: Printed, name: str) -> None:
    """Hold a printed report to the text, the figures, the identity and the pages of the plain one."""
    found = read_bytes(printed.data, f"{name}.pdf")
    assert bare(found.text) == bare(plain.text)
    assert ledger(found) == ledger(plain)
    assert HEAD not in found.text
    for noun in ("title", "office", "year", "published"):
        assert getattr(found, noun) == getattr(plain, noun)
    assert pages_of_lines(found, plain) == list(printed.pages)


def pages_of_lines(found: Report, plain: Report) -> list[int | None]:
    """The page in ``found`` on which each line of ``plain`` begins, blanks aside."""
    places = [place for place, char in enumerate(found.text) if not char.isspace()]
    starts, at = [], 0
    for line in plain.text.split("\n"):
        starts.append(places[at])
        at += len(bare(line))
    return [found.page_at(start) for start in starts]


def lines_of(shared: Path, name: str) -> tuple[Report, list[str]]:
    """A real report and its lines."""
    plain = original(shared / "reports" / f"{name}.txt")
    return plain, plain.text.split("\n")


@pytest.mark.parametrize("name", REPORTS if EVERY else SET)
def test_a_report_set_by_a_program_reads_as_its_text_file(name: str, shared: Path) -> None:
    plain, lines = lines_of(shared, name)
    holds(plain, typeset_pdf(lines, head=HEAD), name)


@pytest.mark.parametrize("name", REPORTS if EVERY else PRINTED)
@pytest.mark.parametrize("layout", LAYOUTS if EVERY else ["as offices print"])
def test_a_report_printed_by_a_browser_reads_as_its_text_file(
    name: str, layout: str, shared: Path, chromium: str
) -> None:
    plain, lines = lines_of(shared, name)
    if name.startswith("宿迁") and layout != "as offices print":
        pytest.skip("its drawn tables need the width of a page")
    holds(plain, print_pdf(lines, head=HEAD, style=LAYOUTS[layout]), name)


SENTENCE = "全年巡查网络信息1200余万条，查删有害信息9172条，约谈属地平台27家，移送线索546条，网络生态持续向好，"


def page(number: int, lines: list[str], *more: Put) -> list[Put]:
    """A page with a running head, these lines, and its number."""
    indented = [(line.lstrip("　"), 28 * line.startswith("　　")) for line in lines]
    body = [Put(80 + shift, 100 + 26 * n, line) for n, (line, shift) in enumerate(indented)]
    head = Put(230, 40, f"松沣县网信办 {HEAD}", 9)
    return [head, *body, *more, Put(290, 810, f"- {number} -", 10)]


PROSE = "各单位严格落实网络安全责任制，健全协同联动机制，加强对属地网站平台的日常监管，"
WHOLE = PROSE * 5 + "办结率99.6%。"


def two_pages(*more: Put) -> RawDocument:
    """One long sentence over two pages, with ``more`` on the first of them."""
    lines = column("　　" + WHOLE, 30)
    return read_pdf(placed_pdf([page(1, lines[:4], *more), page(2, [*lines[4:], "　　完。"])]))


def text_of(raw: RawDocument) -> str:
    """The text of all pages as one."""
    return bare("".join(raw.pages)).replace("\u2060", "")


def test_a_sentence_over_two_pages_is_whole_and_heads_and_numbers_are_gone() -> None:
    assert text_of(two_pages()) == WHOLE + "完。"


def test_a_footnote_stands_in_no_sentence_and_its_mark_in_no_number() -> None:
    mark = Put(80 + 14 * 30, 120, "①", 7)
    raw = two_pages(mark, Put(80, 750, "① 平台指在本县备案的网站，共99家。", 9))
    assert raw.pages[0].startswith("① 平台指在本县备案的网站，共99家。\n")
    assert text_of(raw).endswith(WHOLE + "完。")


def test_a_figure_at_the_edge_of_every_page_is_no_running_head() -> None:
    pages = [page(n, ["　　" + SENTENCE[:20]], Put(80, 780, f"检查{n * 7}次。")) for n in (1, 2, 3)]
    text = text_of(read_pdf(placed_pdf(pages)))
    assert all(f"检查{number}次。" in text for number in (7, 14, 21))
    assert HEAD not in text


def test_the_heads_of_chapters_go_and_the_numbers_of_annexes_stay() -> None:
    pages = []
    for number, chapter in enumerate(("总体情况", "总体情况", "主要问题", "下一步打算"), start=1):
        top = [Put(80, 90, f"附件{number}"), Put(80, 116, f"　　检查{number * 7}次。")]
        pages.append([Put(230, 40, chapter, 9), *top, Put(290, 810, str(number), 10)])
    raw = read_pdf(placed_pdf(pages))
    assert raw.pages == tuple(f"附件{n}\n检查{n * 7}次。" for n in (1, 2, 3, 4))


def test_a_heading_set_wide_is_one_word_and_cells_are_not() -> None:
    wide = [Put(80 + 40 * n, 100, sign, 20) for n, sign in enumerate("松沣县人民政府文件")]
    cells = [Put(80 + 60 * n, 200, sign) for n, sign in enumerate("甲12乙34")]
    first, second = read_pdf(placed_pdf([[*wide, *cells]])).pages[0].split("\n")
    assert first == "松沣县人民政府文件"
    assert second.split() == list("甲12乙34")


def test_a_raised_unit_stays() -> None:
    raw = read_pdf(placed_pdf([[Put(80, 100, "绿地面积12km"), Put(163, 95, "2", 7)]]))
    assert raw.pages == ("绿地面积12km²",)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_shown_on_its_side_reads_the_same(turned: int) -> None:
    lines = [[Put(80, 100 + 26 * n, SENTENCE[:30]) for n in range(4)]]
    assert read_pdf(placed_pdf(lines, turned=turned)).pages == read_pdf(placed_pdf(lines)).pages


RED_HEAD = """
<style>@page{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-right{content:"— " counter(page) " —"}}
body{font:16pt/28pt "Noto Serif CJK SC";margin:0;text-align:justify} p{margin:0;text-indent:2em}
.r{color:red;text-align:center;font-size:36pt;line-height:1.4} h1{font-size:22pt;text-align:center}
.n{text-align:center;border-bottom:2px solid red;text-indent:0} .s{text-align:right;padding-right:4em}</style>
<div class=r>松沣县互联网信息办公室文件</div><p class=n>松沣网信办发〔2024〕3号</p>
<h1>松沣县互联网信息办公室<br>关于2023年度行政执法工作情况的报告</h1><p>县人民政府：</p><p>一、总体情况</p>
<p>{}</p><p>特此报告。</p><p class=s>松沣县互联网信息办公室</p><p class=s>2024年1月18日</p>
<p>抄送：县委办公室。</p><p>松沣县互联网信息办公室　　　　2024年1月18日印发</p>"""


def test_a_red_head_and_a_signature_say_who_and_when_and_are_in_no_sentence(chromium: str) -> None:
    report = read_bytes(print_html(RED_HEAD.replace("{}", SENTENCE * 6 + "共12件。")), "a.pdf")
    assert report.title == "松沣县互联网信息办公室关于2023年度行政执法工作情况的报告"
    assert (report.year, report.published) == (2023, "2024-01-18")
    assert {bare(_sentence(report, f)) for f in report.figures} == {SENTENCE * 6 + "共12件。"}


TABLE = """<p>单位：件</p><table><thead><tr><th rowspan=2>单位</th><th colspan=2>立案</th><th rowspan=2>罚款（万元）</th></tr>
<tr><th>一般</th><th>重大</th></tr></thead><tbody>{}<tr><td>合计</td><td colspan=2>8325</td><td></td></tr></tbody></table>
<p>查处案件数量较上年增长12.5%。</p>"""


def test_a_ruled_table_goes_over_pages_with_its_headings_once(chromium: str) -> None:
    rows = "".join(
        f"<tr><td>第{n}街道</td><td>{n * 3}</td><td>{n}</td><td>{n}.5</td></tr>"
        for n in range(1, 50)
    )
    raw = read_pdf(print_html(html_of(["执法情况表"]) + TABLE.format(rows)))
    lines = "\n".join(raw.pages).split("\n")
    assert len(raw.pages) == 2
    assert [line for line in lines if "一般" in line] == ["| 〃 | 一般 | 重大 | 〃 |"]
    assert [line for line in lines if line.startswith("| 第")] == [
        f"| 第{n}街道 | {n * 3} | {n} | {n}.5 |" for n in range(1, 50)
    ]
    assert lines[-2:] == ["| 合计 | 8325 ||  |", "查处案件数量较上年增长12.5%。"]


def test_a_password_is_asked_for_and_an_owners_one_is_not_needed() -> None:
    lines = [[Put(80, 100, SENTENCE)]]
    with pytest.raises(LockedFile, match="password"):
        read_pdf(placed_pdf(lines, password="secret"))
    assert read_pdf(placed_pdf(lines, owner="secret")).pages == (SENTENCE,)


def test_a_file_without_pages_asks_for_no_password_after_one_that_did() -> None:
    with pytest.raises(LockedFile):
        read_pdf(placed_pdf([[Put(80, 100, SENTENCE)]], password="secret"))
    with pytest.raises(DamagedFile, match="no pages"):
        read_pdf(no_pages())


def test_a_file_of_more_pages_than_a_report_ever_has_is_turned_away() -> None:
    with pytest.raises(OverLimit, match="2,001 pages"):
        read_pdf(placed_pdf([[]] * 2001))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_broken_file_is_named_as_one(share: float) -> None:
    whole = placed_pdf([[Put(80, 100, SENTENCE)]])
    with pytest.raises(DamagedFile, match="damaged"):
        read_pdf(b"%PDF-1.7\n" + whole[9 : int(len(whole) * share)])
