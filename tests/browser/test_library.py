"""The tab of reports as staff use it: take in, ask, correct, choose among copies, remove."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.people.terms import Terms
from tests.browser.conftest import local
from tests.index.test_copies import misread, text_of
from tests.serving import sample_assistant, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = """<meta charset=utf-8><h1 style="text-align:center">临岚市澄溪区互联网信息办公室<br>
关于2031年度行政执法情况的报告</h1><h2>一、执法情况</h2><p>全年开展辟谣 318 次，约谈网站 12 家。</p>
<div style="page-break-before:always"></div><h2>二、宣传培训</h2><p>举办普法讲座 27 场。</p>"""
HOSTILE = """临岚市<img src=x onerror=alert(1)>教育局2030年度<script>alert(2)</script>工作报告

一、检查
检查学校食堂 97 家，{{7*7}} ${alert(3)} 发现隐患 33 处。
"""


@pytest.fixture
def pdf(browser: Browser, tmp_path: Path) -> Path:
    """A report of two pages, printed."""
    page, file = browser.new_page(), tmp_path / "澄溪区（2031）.pdf"
    page.set_content(PAGES)
    page.pdf(path=file, format="A4")
    page.close()
    return file


@pytest.fixture
def own(samples: Path) -> Iterator[str]:
    """The address of a page with reports of its own, to be changed."""
    with serving(sample_assistant(samples)) as address:
        yield address


@pytest.fixture
def library(page: Page, own: str) -> Iterator[Page]:
    """The open tab; a test fails where the browser's console shows an error."""
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: errors.append(str(fault)))
    page.on("request", lambda r: None if local(r.url, own) else errors.append(r.url))
    page.on("dialog", lambda d: errors.append(d.message))
    open_tab(page, own)
    yield page
    assert errors == []


def open_tab(page: Page, address: str, name: str = "报告库") -> None:
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.goto(address)
    page.locator(".welcome button.ask").first.wait_for()
    page.get_by_role("tab", name=name).click()
    expect(page.locator("#shelf tbody tr")).to_have_count(2)


def send(page: Page, *files: Path) -> None:
    page.locator("#drop input[type=file]").set_input_files(files)
    expect(page.locator("#jobs .bar b")).to_have_text("读取完成")


def manage(page: Page, words: str) -> None:
    page.locator("#shelf tr", has_text=words).get_by_role("button").click()
    expect(page.locator("#drawer .one")).to_be_visible()


def test_a_printed_report_is_taken_in_and_cited_with_its_page(library: Page, pdf: Path) -> None:
    send(library, pdf)
    job = library.locator("#jobs li")
    expect(job).to_contain_text("已收录")
    expect(job.locator(".facts")).to_have_text("临岚市澄溪区网信办 · 2031 · 数字 3 · PDF · 2 页")
    expect(library.locator("#shelf tbody tr")).to_have_count(3)
    library.get_by_role("tab", name="问答").click()
    library.locator("#box textarea").fill("澄溪区2031年普法讲座多少场？")
    library.keyboard.press("Enter")
    expect(library.locator(".answer .text").last).to_contain_text("27 场")
    expect(library.locator(".sources li").last).to_contain_text("第 2 页")


def test_a_year_is_corrected_and_taken_back(library: Page) -> None:
    manage(library, "2022年度")
    library.get_by_label("年度").last.fill("1")
    library.get_by_role("button", name="保存更正").click()
    expect(library.locator("#drawer .said")).to_contain_text("1949")
    library.get_by_label("年度").last.fill("2021")
    library.get_by_role("button", name="保存更正").click()
    row = library.locator("#shelf tr", has_text="2022年度")
    expect(row.locator("td.year")).to_have_text("2021")
    expect(row).to_contain_text("已更正")
    library.get_by_role("button", name="恢复为原文所写").click()
    expect(row.locator("td.year")).to_have_text("2022")


def test_a_report_is_removed_after_asking(library: Page) -> None:
    manage(library, "2022年度")
    library.get_by_role("button", name="移除报告…").click()
    library.get_by_role("button", name="取消").click()
    expect(library.get_by_role("button", name="确定移除")).to_be_hidden()
    library.get_by_role("button", name="移除报告…").click()
    library.get_by_role("button", name="确定移除").click()
    expect(library.locator("#shelf tbody tr")).to_have_count(1)
    expect(library.locator("#drawer")).to_be_hidden()


def test_a_person_chooses_which_copy_counts(library: Page, tmp_path: Path) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    first.write_text(text_of(), encoding="utf-8")
    second.write_text(misread(text_of()), encoding="utf-8")
    send(library, first, second)
    expect(library.locator("#jobs")).to_contain_text("以那一份为准，本份不计入")
    expect(library.locator("#shelf tr", has_text="乙.txt")).to_contain_text("副本，不计入")
    manage(library, "乙.txt")
    library.get_by_role("button", name="改为计入本份").click()
    expect(library.locator("#shelf tr", has_text="甲.txt")).to_contain_text("副本，不计入")
    expect(library.locator("#shelf tr", has_text="乙.txt")).not_to_contain_text("副本，不计入")


def test_hostile_titles_and_broken_files_are_shown_as_text(library: Page, tmp_path: Path) -> None:
    hostile, broken = tmp_path / "a&#x27;;b=${1}.txt", tmp_path / "broken.pdf"
    hostile.write_text(HOSTILE, encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7 broken")
    send(library, hostile, broken)
    expect(library.locator("#jobs .failed b")).to_have_text("broken.pdf")
    expect(library.locator("#jobs")).to_contain_text("<script>")
    manage(library, "教育局")
    expect(library.locator("#drawer h2")).to_contain_text("<script>alert(2)</script>")
    assert library.locator("#library img, #drawer img, #library script").count() == 0


def test_the_keyboard_opens_and_closes_a_report(library: Page) -> None:
    button = library.locator("#shelf button.manage").first
    button.focus()
    library.keyboard.press("Enter")
    expect(library.locator("#drawer h2")).to_be_focused()
    library.keyboard.press("Escape")
    expect(library.locator("#drawer")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_search_and_the_other_language(library: Page) -> None:
    library.get_by_label("查找报告").fill("2024")
    expect(library.locator("#shelf tbody tr")).to_have_count(1)
    library.get_by_role("button", name="Switch to English").click()
    expect(library.get_by_role("tab", name="Reports")).to_be_visible()
    expect(library.locator("#shelf .count")).to_have_text("1 report")
    expect(library.locator("#drop > label")).to_contain_text("Add reports")


def test_the_original_is_saved_under_its_name(library: Page, pdf: Path) -> None:
    send(library, pdf)
    manage(library, "澄溪区（2031）.pdf")
    with library.expect_download() as begun:
        library.get_by_role("link", name="下载原件").click()
    assert begun.value.suggested_filename == pdf.name
    assert begun.value.path().read_bytes() == pdf.read_bytes()


def test_a_reader_finds_nothing_to_change(page: Page, samples: Path) -> None:
    with serving(sample_assistant(samples), terms=Terms(open_role="reader")) as address:
        open_tab(page, address)
        expect(page.locator("#drop")).to_be_hidden()
        expect(page.locator("#library-state")).to_contain_text("编辑权限")
        page.locator("#shelf button.manage").first.click()
        expect(page.locator("#drawer h2")).to_be_visible()
        expect(page.get_by_role("button", name="保存更正")).to_be_hidden()
        page.close()


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_a_phone_shows_all_without_sideways_scrolling(library: Page, pdf: Path) -> None:
    send(library, pdf)
    assert library.evaluate("document.documentElement.scrollWidth") == 390
    manage(library, "澄溪区（2031）.pdf")
    assert library.evaluate("document.querySelector('#drawer').scrollWidth") <= 390
