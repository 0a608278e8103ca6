"""The tab of reports as staff use it: take in, ask, correct, choose among copies, remove.

One page serves all of these tests; each leaves the list as it found it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from assistant.people.terms import Terms
from index import Index
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
READER = {"x-remote-user": "li"}
"""Names a visitor who may read and no more; without it everybody may all."""


@pytest.fixture(scope="module")
def assistant(samples: Path) -> Assistant:
    """The assistant over reports of its own, to be changed."""
    return sample_assistant(samples)


@pytest.fixture(scope="module")
def own(assistant: Assistant, chromium: str) -> Iterator[str]:
    terms = Terms(proxies=("127.0.0.1",), header="x-remote-user", proxy_role="reader")
    with serving(assistant, terms=terms) as address:
        yield address


@pytest.fixture(scope="module")
def window(browser: Browser, own: str) -> Iterator[Page]:
    """The open tab; the first test after a fault in the browser's console fails."""
    with browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda fault: errors.append(str(fault)))
        page.on("request", lambda r: None if local(r.url, own) else errors.append(r.url))
        page.on("dialog", lambda d: (errors.append(d.message), d.dismiss()))
        open_tab(page, own)
        yield page
        assert errors == []


@pytest.fixture
def library(window: Page, assistant: Assistant) -> Iterator[Page]:
    """The tab with the two samples in it, and nothing else after a test."""
    expect(window.locator("#shelf tbody tr")).to_have_count(2)
    before = {card.id for card in assistant.index.cards(aside=True)}
    yield window
    window.keyboard.press("Escape")
    tidy(assistant.index, before)
    show(window, "报告库")
    search(window, "没有这样的报告", 0)
    search(window, "", 2)


def tidy(index: Index, before: set[str]) -> None:
    """Remove what a test took in."""
    for card in index.cards(aside=True):
        if card.id not in before:
            index.remove(card.id)


def show(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def search(page: Page, words: str, count: int) -> None:
    page.locator("#find").get_by_role("textbox").fill(words)
    expect(page.locator("#shelf tbody tr")).to_have_count(count)


def open_tab(page: Page, address: str) -> None:
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.goto(address)
    page.locator(".welcome button.ask").first.wait_for()
    show(page, "报告库")
    expect(page.locator("#shelf tbody tr")).to_have_count(2)


def send(page: Page, *files: Path) -> None:
    page.locator("#drop input[type=file]").set_input_files(files)
    expect(page.locator("#jobs .jobs > ul > li")).to_have_count(len(files))
    expect(page.locator("#jobs .bar b")).to_contain_text("读取完成")


def manage(page: Page, words: str) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    page.locator("#shelf tr", has_text=words).get_by_role("button").click()
    expect(page.locator("#drawer .one")).to_be_visible()


def five(browser: Browser, folder: Path) -> list[Path]:
    """Write a printed report of two pages, a Word file, a hostile text and two that are no reports."""
    names = ("澄溪区（2031）.pdf", "澄溪区.docx", "a&#x27;;b=${1}.txt", "损坏.pdf", "加密.zip")
    pdf, word, hostile, broken, odd = (folder / name for name in names)
    page = browser.new_page()
    page.set_content(PAGES)
    page.pdf(path=pdf, format="A4")
    page.close()
    made = docx.Document()
    made.add_heading("临岚市澄溪区互联网信息办公室关于2032年度行政执法情况的报告", 0)
    made.add_paragraph("全年开展辟谣 329 次。")
    made.save(str(word))
    hostile.write_text(HOSTILE, encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7 broken")
    odd.write_bytes(b"PK\x03\x04 broken")
    return [pdf, word, hostile, broken, odd]


def test_five_files_at_once_are_taken_in_each_with_what_was_understood_of_it(
    library: Page, browser: Browser, tmp_path: Path
) -> None:
    files = five(browser, tmp_path)
    send(library, *files)
    jobs = library.locator("#jobs")
    expect(jobs.locator(".facts").first).to_have_text(
        "临岚市澄溪区网信办 · 2031 · 数字 3 · PDF · 2 页"
    )
    expect(jobs.locator(".failed b")).to_have_text(["损坏.pdf", "加密.zip"])
    expect(jobs.locator(".failed p")).to_contain_text(["文件已损坏，打不开", "压缩包解不开"])
    expect(jobs).to_contain_text("<script>")
    expect(library.locator("#shelf tbody tr")).to_have_count(5)

    manage(library, "教育局")
    expect(library.locator("#drawer h2")).to_contain_text("<script>alert(2)</script>")
    assert library.locator("#library img, #drawer img, #library script").count() == 0

    manage(library, files[0].name)
    with library.expect_download() as begun:
        library.get_by_role("link", name="下载原件").click()
    assert begun.value.suggested_filename == files[0].name
    assert begun.value.path().read_bytes() == files[0].read_bytes()

    library.set_viewport_size({"width": 390, "height": 844})
    assert library.evaluate("document.documentElement.scrollWidth") == 390
    assert library.evaluate("document.querySelector('#drawer').scrollWidth") <= 390
    library.set_viewport_size({"width": 1280, "height": 800})

    library.keyboard.press("Escape")
    show(library, "问答")
    library.locator("#box textarea").fill("澄溪区2031年普法讲座多少场？")
    library.keyboard.press("Enter")
    expect(library.locator(".answer .text").last).to_contain_text("27 场")
    expect(library.locator(".sources li").last).to_contain_text("第 2 页")


def test_a_year_is_corrected_and_taken_back(library: Page) -> None:
    manage(library, "2022年度")
    year = library.locator("#set-year").get_by_role("textbox")
    year.fill("1")
    library.get_by_role("button", name="保存更正").click()
    expect(library.locator("#drawer .said")).to_contain_text("1949")
    year.fill("2021")
    library.get_by_role("button", name="保存更正").click()
    row = library.locator("#shelf tr", has_text="2022年度")
    expect(row.locator("td.year")).to_have_text("2021")
    expect(row).to_contain_text("已更正")
    library.get_by_role("button", name="恢复为原文所写").click()
    expect(row.locator("td.year")).to_have_text("2022")


def test_a_report_is_removed_after_asking(library: Page, tmp_path: Path) -> None:
    report = tmp_path / "丙.txt"
    report.write_text(text_of(), encoding="utf-8")
    send(library, report)
    manage(library, "丙.txt")
    library.get_by_role("button", name="移除报告…").click()
    library.get_by_role("button", name="取消").click()
    expect(library.get_by_role("button", name="确定移除")).to_be_hidden()
    library.get_by_role("button", name="移除报告…").click()
    library.get_by_role("button", name="确定移除").click()
    expect(library.locator("#shelf tbody tr")).to_have_count(2)
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


def test_the_keyboard_opens_and_closes_a_report(library: Page) -> None:
    button = library.locator("#shelf button.manage").first
    button.focus()
    library.keyboard.press("Enter")
    expect(library.locator("#drawer h2")).to_be_focused()
    library.keyboard.press("Escape")
    expect(library.locator("#drawer")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_search_and_the_other_language(library: Page) -> None:
    search(library, "2024", 1)
    library.get_by_role("button", name="Switch to English").click()
    expect(library.get_by_role("tab", name="Reports")).to_be_visible()
    expect(library.locator("#shelf .count")).to_have_text("1 report")
    expect(library.locator("#drop > label")).to_contain_text("Add reports")
    library.get_by_role("button", name="切换为中文").click()
    expect(library.get_by_role("tab", name="报告库")).to_be_visible()


def test_a_reader_finds_nothing_to_change(browser: Browser, library: Page, own: str) -> None:
    with browser.new_context(locale="zh-CN", extra_http_headers=READER) as context:
        page = context.new_page()
        open_tab(page, own)
        expect(page.locator("#drop")).to_be_hidden()
        expect(page.locator("#library-state")).to_contain_text("编辑权限")
        page.locator("#shelf button.manage").first.click()
        expect(page.locator("#drawer h2")).to_be_visible()
        expect(page.get_by_role("button", name="保存更正")).to_be_hidden()
