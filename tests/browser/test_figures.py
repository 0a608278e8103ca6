"""The ledger of figures as a reader uses it: filter, source, language, verdicts, and the files."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.test_access import violations
from tests.browser.test_chat import ask
from tests.serving import sample_assistant, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def figures(chat: Page) -> Page:
    """The open tab, with every figure shown."""
    chat.get_by_role("tab", name="指标").click()
    expect(chat.locator(".ledger .bar b")).to_have_text("共 66 个数字")
    return chat


def look_for(page: Page, words: str, count: int) -> None:
    page.locator("#words textarea, #words input").fill(words)
    expect(page.locator(".figures tbody tr")).to_have_count(count)


def test_a_figure_opens_its_sentence_in_the_source_panel(figures: Page) -> None:
    look_for(figures, "辟谣", 2)
    figures.locator(".figures a.cite", has_text="422").click()
    expect(figures.locator(".panel mark#quote")).to_have_text("422次")
    expect(figures.locator(".panel mark#quote")).to_be_in_viewport()
    expect(figures.locator(".figures tbody tr")).to_have_count(2)


def test_a_cell_of_the_coverage_shows_that_year(figures: Page) -> None:
    figures.get_by_role("tab", name="收录").click()
    figures.locator(".pick[data-year='2024']").click()
    expect(figures.locator(".figures tbody tr")).to_have_count(15)
    expect(figures.locator("#years")).to_contain_text("2024")
    expect(figures.locator("#offices")).to_contain_text("渝北")


def test_offices_years_and_kinds_are_chosen_from_lists(figures: Page) -> None:
    figures.locator("#years input").click()
    figures.get_by_role("option", name="2022").click()
    expect(figures.locator(".figures tbody tr")).to_have_count(50)
    figures.locator("#kind input").click()
    figures.get_by_role("option", name="占比").click()
    expect(figures.locator(".figures tbody tr")).not_to_have_count(50)


def test_nothing_that_fits_is_said(figures: Page) -> None:
    figures.locator("#words textarea, #words input").fill("潜水艇")
    expect(figures.locator("#figures .none")).to_contain_text("没有符合条件的数字")


def test_the_other_language_keeps_what_was_filtered(figures: Page) -> None:
    look_for(figures, "辟谣", 2)
    figures.get_by_role("button", name="Switch to English").click()
    expect(figures.locator(".ledger .bar b")).to_have_text("2 figures")
    expect(figures.get_by_label("Indicator or what is counted")).to_have_value("辟谣")
    expect(figures.get_by_role("tab", name="Figures")).to_be_visible()


def downloaded(page: Page, name: str) -> Download:
    with page.expect_download() as begun:
        page.get_by_role("link", name=name).click()
    return begun.value


def test_the_shown_figures_are_exported_as_a_workbook(figures: Page) -> None:
    look_for(figures, "辟谣", 2)
    file = downloaded(figures, "XLSX")
    assert file.suggested_filename == "figures.xlsx"
    head, *rows = openpyxl.load_workbook(BytesIO(file.path().read_bytes())).active.iter_rows(
        values_only=True
    )
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["数值"] for row in told] == [21, 422]
    assert "422次" in told[1]["引文"]
    assert told[1]["章节"]
    assert told[1]["文件"]


def test_the_shown_figures_are_exported_as_csv(figures: Page) -> None:
    look_for(figures, "辟谣", 2)
    text = downloaded(figures, "CSV").path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 3


def test_a_head_of_the_table_sorts_it_and_the_file(figures: Page) -> None:
    look_for(figures, "辟谣", 2)
    figures.locator(".figures th button.sort", has_text="数字").click()
    expect(figures.locator(".figures th[aria-sort=ascending]")).to_have_count(1)
    expect(figures.locator(".figures td.figure a").first).to_have_text("21次")
    figures.locator(".figures th button.sort", has_text="数字").click()
    expect(figures.locator(".figures td.figure a").first).to_have_text("422次")
    expect(figures.locator(".figures th[aria-sort=descending]")).to_have_count(1)
    assert "422" in downloaded(figures, "CSV").path().read_text(encoding="utf-8-sig").split("\n")[1]


HOSTILE = "<img src=x onerror=alert(1)>以台账为准"


@pytest.fixture
def own(page: Page, samples: Path) -> Iterator[Page]:
    """The open tab of a page of its own, where figures may be judged."""
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: errors.append(str(fault)))
    page.on("dialog", lambda d: errors.append(d.message))
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    with serving(sample_assistant(samples)) as address:
        page.goto(address)
        page.locator(".welcome button.ask").first.wait_for()
        page.get_by_role("tab", name="指标").click()
        expect(page.locator(".ledger .bar b")).to_have_text("共 66 个数字")
        yield page
    assert errors == []


def test_a_corrected_figure_is_marked_in_the_ledger_and_in_the_answer(own: Page) -> None:
    look_for(own, "辟谣", 2)
    own.get_by_role("button", name="422次").click()
    own.get_by_label("更正数值或单位").check()
    own.get_by_label("正确的数值").fill("四百二十三")
    own.get_by_role("button", name="保存").click()
    expect(own.locator("#judge .said")).to_have_text("请写明理由。")
    own.get_by_label("理由").fill(HOSTILE)
    own.get_by_role("button", name="保存").click()
    expect(own.locator("#judge .said")).to_have_text("已保存。")
    assert violations(own) == []
    own.keyboard.press("Escape")
    expect(own.locator("#judge")).to_be_hidden()
    told = own.locator(".figures small.verdict")
    expect(told).to_contain_text("人工更正：423 次")
    expect(told).to_contain_text(HOSTILE)
    own.get_by_role("tab", name="问答").click()
    ask(own, "2024年辟谣多少次？")
    expect(own.locator(".answer .notes")).to_contain_text("人工更正")
    expect(own.locator(".answer .notes")).to_contain_text(HOSTILE)


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_a_phone_shows_the_figures_without_sideways_scrolling(figures: Page) -> None:
    assert figures.evaluate("document.documentElement.scrollWidth") == 390
    assert figures.evaluate("document.querySelector('#figures').scrollWidth") <= 390
