"""Whatever stands in a report, a name or a question is shown as text: it never runs, never fetches."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from assistant import Assistant
from assistant.models import Answer, Question, Turn
from corpus import read_bytes
from evals.feedback import draft_from_turn, read_drafts
from evals.html import html
from evals.models import Case, CaseResult, Score, Scorecard
from index import Index
from tests.browser.conftest import local
from tests.browser.test_chat import ask
from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NASTY = (
    "<img src=http://evil.example/a onerror=alert(1)><script>alert(2)</script>"
    "![x](http://evil.example/b) [y](javascript:alert(3)) <form action=http://evil.example/c>"
    "{{7*7}} ${alert(4)} **z** `q` $$w$$ <iframe srcdoc='<script>alert(5)</script>'>"
)
TITLE = "临岚市<img src=x onerror=alert(6)>教育局2030年度<script>alert(7)</script>工作报告"
REPORT = f"""{TITLE}

一、检查{NASTY}
全年检查学校食堂 97 家{NASTY}，发现隐患 33 处。
=HYPERLINK("http://evil.example/d") 开展培训 41 场，\u202e整改问题 28 个\u202c。
"""
NAME = "\"><img src=x onerror=alert(9)>'&#x27;{{7*7}}${alert(10)}\u202e-2030.txt"
OFFICE = "临岚市<img src=x onerror=alert(8)>${alert(11)}\u202e教育局"
ALIVE = (
    "img, iframe, script, object, embed, [onerror], [onload], [srcdoc], "
    "a[href^='javascript'], a[href^='http:'], form[action^='http:']"
)


@pytest.fixture(scope="module")
def poisoned(chromium: str) -> Iterator[str]:
    """The address of a page over a report that means harm, and one that does not."""
    index = Index.in_memory("hash")
    index.add(read_bytes(REPORT.encode(), NAME))
    index.add(
        read_bytes(
            REPORT.replace(NASTY, "").replace("2030", "2031").replace("97", "88").encode(), "b.txt"
        )
    )
    other = read_bytes(REPORT.replace("2030", "2032").encode(), "c.txt")
    index.add(replace(other, office=OFFICE))
    with serving(Assistant(index)) as address:
        yield address


@pytest.fixture
def window(page: Page, poisoned: str) -> Iterator[Page]:
    """The open page; a test fails where anything ran, asked another host, or broke."""
    wrong: list[str] = []
    page.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.on("request", lambda r: None if local(r.url, poisoned) else wrong.append(r.url))
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    page.goto(poisoned)
    page.locator(".welcome button.ask").first.wait_for()
    yield page
    assert wrong == []


def is_dead(page: Page, place: str) -> bool:
    """Say whether nothing at ``place`` could run or fetch."""
    return page.locator(place).locator(ALIVE).count() == 0


def test_a_question_and_an_answer_are_text_and_so_is_the_source(window: Page) -> None:
    assert is_dead(window, ".welcome")
    ask(window, NASTY)
    expect(window.locator(".asked")).to_have_text(NASTY)
    ask(window, "2030年检查学校食堂多少家？")
    expect(window.locator(".answer").last).to_contain_text("97")
    window.locator(".answer .text a.cite").last.click()
    expect(window.locator(".panel h3")).to_have_text(TITLE)
    expect(window.locator(".panel .report")).to_contain_text("${alert(4)}")
    expect(window.locator(".panel .about")).to_contain_text("onerror=alert(9)")
    assert is_dead(window, "#chat")
    assert is_dead(window, ".panel")


def test_a_number_is_never_shown_backwards(window: Page) -> None:
    ask(window, "2030年整改问题多少个？")
    assert "\u202e" not in window.locator("#chat").inner_text()
    window.locator(".answer .text a.cite").last.click()
    expect(window.locator(".panel mark#quote")).to_contain_text("28")
    assert "\u202e" not in window.locator(".panel").inner_text()


def test_reports_and_their_corrections_are_text(window: Page) -> None:
    window.get_by_role("tab", name="报告库").click()
    expect(window.locator("#shelf")).to_contain_text("<script>alert(7)</script>")
    expect(window.locator("#shelf")).to_contain_text("onerror=alert(9)")
    window.locator("#shelf tr", has_text="alert(9)").get_by_role("button").click()
    window.locator("#set-title textarea").fill(f"更正{NASTY}"[:200])
    window.locator("#set-why textarea").fill(NASTY)
    window.get_by_role("button", name="保存更正").click()
    expect(window.locator("#shelf")).to_contain_text("更正<img src=http://evil.example")
    assert is_dead(window, "#shelf")
    assert is_dead(window, "#drawer")


def test_figures_are_text_in_every_view(window: Page) -> None:
    window.get_by_role("tab", name="指标").click()
    expect(window.locator("#ledger")).to_contain_text("${alert(4)}")
    assert "\u202e" not in window.locator("#figures").inner_text()
    window.locator("#sections input").fill("检查")
    expect(window.get_by_role("option", name="<img src=http").first).to_be_visible()
    window.keyboard.press("Escape")
    window.get_by_role("tab", name="收录").click()
    expect(window.locator(".matrix")).to_contain_text("<img src=x onerror=alert(8)>")
    window.get_by_role("tab", name="比较").click()
    window.locator("button.choose").first.click()
    expect(window.locator(".compared")).to_contain_text("<img src=x onerror=alert(8)>")
    expect(window.locator("#charts .js-plotly-plot, .compared .mark").first).to_be_visible()
    window.get_by_role("tab", name="矛盾").click()
    expect(window.locator("#odds")).not_to_be_empty()
    assert "\u202e" not in window.locator("#figures").inner_text()
    assert is_dead(window, "#figures")


def test_an_exported_ledger_holds_no_formula(window: Page, poisoned: str) -> None:
    told = window.request.get(f"{poisoned}figures.csv").body().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(window.request.get(f"{poisoned}figures.xlsx").body()))
    kinds = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert "f" not in kinds
    assert "\u202e" not in told


def test_a_kept_conversation_and_its_files_are_text(window: Page, tmp_path: Path) -> None:
    ask(window, f"2030年检查学校食堂多少家？{NASTY}"[:300])
    window.get_by_role("tab", name="对话记录").click()
    window.locator("button[value=rename]").first.click()
    window.locator(".talks input").first.fill(NASTY[:60])
    window.keyboard.press("Enter")
    expect(window.locator(".talks a.title").first).to_have_text(NASTY[:60])
    assert is_dead(window, ".talks")
    with window.expect_download() as arriving:
        window.get_by_role("link", name="存为 DOCX").first.click()
    arriving.value.save_as(tmp_path / "talk.docx")
    parts = zipfile.ZipFile(tmp_path / "talk.docx")
    links = [parts.read(n).decode() for n in parts.namelist() if n.endswith(".rels")]
    assert not [link for link in links if 'TargetMode="External"' in link]
    assert "&lt;img src=http://evil.example" in parts.read("word/document.xml").decode()


def test_a_hostile_case_is_text_in_the_page_of_scores(window: Page) -> None:
    failed = Score("1", "right", 0.0, NASTY)
    result = CaseResult(Case(NASTY, NASTY, "figure", "answered"), NASTY, (failed,))
    window.set_content(html(Scorecard(NASTY, ((NASTY, NASTY),), (), (result,))))
    expect(window.locator("body")).to_contain_text("${alert(4)}")
    assert is_dead(window, "body")


def test_what_a_reader_judged_is_text_in_the_drafts(tmp_path: Path) -> None:
    asked = Turn(Question(NASTY, "zh", "figure"), Answer(NASTY, "answered"))
    (draft,) = read_drafts(draft_from_turn((asked,), NASTY, tmp_path))
    assert (draft["question"], draft["note"]) == (NASTY, NASTY)
