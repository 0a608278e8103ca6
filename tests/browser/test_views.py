"""The views of the tab of figures as a reader uses them: coverage, comparison, filters, a phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from assistant import Assistant
from corpus import read_bytes
from index import Index
from tests.browser.conftest import local
from tests.browser.test_access import violations
from tests.browser.test_figures import downloaded
from tests.index.test_compare import GREEN, REPORTS
from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def place(chromium: str) -> Iterator[str]:
    """The address of a page over two offices, one of which left out a year."""
    index = Index.in_memory("hash")
    for title, body in REPORTS.items():
        index.add(read_bytes(f"{title}\n\n一、总体情况\n{body}\n".encode(), f"{title}.txt"))
    with serving(Assistant(index)) as address:
        yield address


@pytest.fixture
def tab(page: Page, place: str) -> Iterator[Page]:
    """The open tab; a test fails where the console shows an error or another host is asked."""
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: errors.append(str(fault)))
    page.on("request", lambda r: None if local(r.url, place) else errors.append(r.url))
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    page.goto(place)
    page.locator(".welcome button.ask").first.wait_for()
    page.get_by_role("tab", name="指标", exact=True).click()
    page.locator(".ledger .bar").wait_for()
    yield page
    assert errors == []


def view(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def choose(page: Page, where: str, name: str) -> None:
    page.locator(f"#{where} input").fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.locator(f"#{where} input").blur()


def test_the_coverage_tells_its_kinds_of_no_apart_and_leads_to_the_ledger(tab: Page) -> None:
    view(tab, "收录")
    choose(tab, "covered-indicator", "行政诉讼")
    expect(tab.locator(".matrix h2")).to_have_text("“行政诉讼”：各单位各年度")
    row = tab.locator(".matrix tr", has_text="青禾")
    expect(row.locator(".mark.zero")).to_have_count(2)
    expect(row.locator(".mark.missing")).to_have_count(1)
    expect(tab.locator(".matrix tr", has_text="白石").locator(".mark.silent")).to_have_count(1)
    assert violations(tab) == []
    row.get_by_role("link", name="写明为零或没有").click()
    expect(tab.locator(".panel mark#quote")).to_have_text("未发生行政诉讼案件")
    tab.keyboard.press("Escape")
    row.get_by_role("button", name="写明为零或没有").click()
    expect(tab.locator(".figures tbody tr")).to_have_count(1)
    expect(tab.locator(".figures td.figure")).to_contain_text("0件")
    expect(tab.locator("#indicators")).to_contain_text("行政诉讼")


def test_a_comparison_shows_its_chart_its_gaps_and_what_to_mind(tab: Page) -> None:
    view(tab, "比较")
    tab.locator("button.choose", has_text="辟谣").click()
    row = tab.locator(".compared tbody tr", has_text="青禾")
    expect(row.locator("td").first).to_contain_text("12次")
    expect(row.locator("td").nth(1).locator(".mark.missing")).to_be_visible()
    expect(row.locator("td").nth(2)).to_contain_text("约30次")
    expect(row.locator("td").nth(2)).to_contain_text("31次")
    expect(tab.locator(".compared .notes")).to_contain_text("不同的数，全部列出，图中不画")
    expect(tab.locator("#charts .js-plotly-plot")).to_be_visible()
    expect(tab.locator("#charts .xtick text")).to_have_text(["2030", "2031", "2032"])
    expect(tab.locator("#charts .bartext, #charts .textpoint")).to_have_text(["5", "12"])
    expect(tab.locator("#charts .annotation-text")).to_have_text("—")
    assert violations(tab) == []
    row.get_by_role("link", name="12次").click()
    expect(tab.locator(".panel mark#quote")).to_have_text("12次")


def test_rows_and_columns_change_places_and_the_table_is_exported(tab: Page) -> None:
    view(tab, "比较")
    choose(tab, "picked-indicators", "辟谣")
    choose(tab, "picked-offices", GREEN)
    tab.get_by_role("button", name="行列互换").click()
    expect(tab.locator(".compared th[scope=row]")).to_have_text(["2030", "2031", "2032"])
    expect(tab.get_by_role("button", name="行列互换")).to_be_focused()
    book = openpyxl.load_workbook(io.BytesIO(downloaded(tab, "XLSX").path().read_bytes()))
    assert [row[0] for row in book.worksheets[0].iter_rows(values_only=True)][1:] == [
        "2030", "2031", "2032",
    ]  # fmt: skip
    text = downloaded(tab, "CSV").path().read_text(encoding="utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    told = [dict(zip(head, line, strict=True)) for line in lines]
    assert {line["没有数的原因"] for line in told if not line["数字"]} == {
        "没有载入该单位该年度的报告"
    }
    assert all(line["引文"] for line in told if line["数字"])


def test_an_indicator_and_a_section_narrow_the_ledger_and_its_file(tab: Page) -> None:
    choose(tab, "indicators", "辟谣")
    expect(tab.locator(".figures td.measure")).to_have_count(6)
    choose(tab, "sections", "2033年打算")
    expect(tab.locator(".figures td.figure a")).to_have_text("50次")
    book = openpyxl.load_workbook(io.BytesIO(downloaded(tab, "XLSX").path().read_bytes()))
    head, *rows = book.active.iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["数值"], row["章节"]) for row in told] == [(50, "二、2033年打算")]
    tab.get_by_role("button", name="清除条件").click()
    expect(tab.locator(".figures td.measure")).not_to_have_count(1)


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_a_phone_sorts_by_a_list_that_the_keyboard_reaches(tab: Page) -> None:
    expect(tab.locator(".figures thead")).to_be_hidden()
    order = tab.get_by_label("排序")
    order.focus()
    order.select_option("数字 ↓")
    expect(tab.locator(".figures td.figure a").first).to_have_text("50次")
    expect(tab.get_by_label("排序")).to_be_focused()
    expect(tab.get_by_label("排序")).to_have_value("-figure")
    view(tab, "收录")
    expect(tab.locator(".matrix")).to_be_visible()
    assert tab.evaluate("document.querySelector('#figures').scrollWidth") <= 390
    view(tab, "比较")
    tab.locator("button.choose", has_text="辟谣").click()
    expect(tab.locator("#charts .js-plotly-plot")).to_be_visible()
    assert tab.evaluate("document.querySelector('#figures').scrollWidth") <= 390
