"""The chat as a reader uses it: asking, opening a source, the other language, a phone, two tabs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.serving import Patient

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUMORS = "2024年辟谣多少次？"
COMPARE = "2022年和2024年辟谣次数对比"


def ask(page: Page, text: str) -> None:
    """Type a question, send it, and wait until its answer is whole."""
    done = page.locator(".tail").count()
    page.locator("#box textarea").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".tail")).to_have_count(done + 1)


def test_an_answer_opens_the_sentence_it_stands_in(chat: Page) -> None:
    ask(chat, RUMORS)
    expect(chat.locator(".answer").last).to_contain_text("422")
    chat.locator(".answer .text a.cite").click()
    expect(chat.locator(".panel mark#quote")).to_contain_text("422")
    expect(chat.locator(".panel mark#quote")).to_be_in_viewport()
    expect(chat.locator(".panel .about")).to_contain_text("渝北区网信办")


def test_the_panel_steps_through_the_sources_and_closes_with_escape(chat: Page) -> None:
    ask(chat, COMPARE)
    chat.locator(".answer .text a.cite").first.click()
    expect(chat.locator(".panel h2")).to_have_text("出处 1/2")
    chat.get_by_role("button", name="下一处").click()
    expect(chat.locator(".panel h2")).to_have_text("出处 2/2")
    chat.keyboard.press("Escape")
    expect(chat.locator(".panel")).to_have_count(0)


def test_a_source_is_reached_with_the_keyboard_alone(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.locator(".answer .text a.cite").focus()
    chat.keyboard.press("Enter")
    expect(chat.locator(".panel h2")).to_be_focused()
    chat.keyboard.press("Escape")
    expect(chat.locator(".answer .text a.cite")).to_be_focused()
    chat.keyboard.press("Enter")
    expect(chat.locator(".panel mark#quote")).to_be_in_viewport()


def test_a_comparison_shows_a_table_and_a_chart(chat: Page) -> None:
    ask(chat, COMPARE)
    expect(chat.locator(".answer table").first).to_contain_text("422")
    expect(chat.locator("#chat .js-plotly-plot .bars .bartext")).to_have_text(["21", "422"])
    expect(chat.locator(".tail .foot .good")).to_contain_text(re.compile(r"(\d+)/\1$"))


WATCH = """window.tops = []; (function look() {
  const rows = document.querySelectorAll('#chat .user-row');
  if (rows.length == 2) window.tops.push(Math.round(rows[1].getBoundingClientRect().top));
  requestAnimationFrame(look);
})()"""


def test_a_question_stands_still_while_its_answer_comes(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.evaluate(WATCH)
    ask(chat, COMPARE)
    chat.locator(".js-plotly-plot .bartext").first.wait_for()
    assert len(set(chat.evaluate("window.tops"))) == 1


def test_an_example_is_asked_with_a_click(chat: Page) -> None:
    example = chat.locator(".welcome button.ask").first
    text = example.inner_text()
    example.click()
    expect(chat.locator(".asked")).to_have_text(text)
    expect(chat.locator(".tail")).to_have_count(1)


def test_asking_again_replaces_the_last_answer(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.locator("button.act[value=again]").click()
    expect(chat.locator(".tail")).to_have_count(1)
    expect(chat.locator(".asked")).to_have_text(RUMORS)


def test_a_copied_answer_carries_its_quotation(chat: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(chat, RUMORS)
    chat.locator("button.act[value=copy]").click()
    expect(chat.locator("button.act[value=copy]")).to_have_text("已复制")
    copied = chat.evaluate("navigator.clipboard.readText()")
    assert copied.count("422") == 2
    assert "<" not in copied


def test_a_stopped_question_returns_to_the_input(chat: Page, patient: Patient) -> None:
    chat.locator("#box textarea").fill("慢慢说：2024年辟谣多少次？")
    chat.keyboard.press("Enter")
    chat.locator("#box .stop-button").click()
    expect(chat.locator("#box textarea")).to_have_value("慢慢说：2024年辟谣多少次？")
    expect(chat.locator(".asked")).to_have_count(0)
    patient.go.set()


def test_the_switch_changes_the_language_and_keeps_the_talk(
    chat: Page, context: BrowserContext, address: str
) -> None:
    ask(chat, RUMORS)
    chat.get_by_role("button", name="Switch to English").click()
    expect(chat.get_by_role("tab", name="Reports")).to_be_visible()
    expect(chat.locator("html")).to_have_attribute("lang", "en")
    expect(chat.locator(".asked")).to_have_text(RUMORS)
    later = context.new_page()
    later.goto(address)
    expect(later.locator(".welcome h2")).to_have_text("Ask the yearly enforcement reports")


def test_a_new_chat_forgets_the_talk(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.locator("button.act[value=new]").click()
    expect(chat.locator(".welcome h2")).to_be_visible()
    ask(chat, "2022年呢？")
    expect(chat.locator(".slots", has_text="沿用")).to_have_count(0)


def test_two_chats_do_not_mix(chat: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    other.goto(address)
    other.locator(".welcome button.ask").first.wait_for()
    ask(chat, RUMORS)
    ask(other, "2022年受理举报多少件？")
    ask(chat, "2022年呢？")
    expect(chat.locator(".answer").last).to_contain_text("辟谣")
    expect(other.locator(".asked")).to_have_count(1)


def test_a_link_to_a_source_opens_it(chat: Page, address: str) -> None:
    ask(chat, RUMORS)
    link = chat.locator(".answer .text a.cite").get_attribute("href") or ""
    chat.goto(f"{address}?cite={link.removeprefix('#cite-1:')}")
    expect(chat.locator(".panel mark#quote")).to_contain_text("422")
    expect(chat.locator(".panel mark#quote")).to_be_in_viewport()


def test_the_list_of_reports_opens_a_report(chat: Page) -> None:
    chat.get_by_role("tab", name="报告库").click()
    expect(chat.locator(".reports tbody tr")).to_have_count(2)
    chat.locator(".reports a.cite").first.click()
    expect(chat.locator(".panel .report")).to_be_visible()


def test_what_a_reader_types_is_shown_as_typed(chat: Page) -> None:
    typed = "<img src=x onerror=alert(1)> **辟谣** [1](http://x) $$a$$"
    ask(chat, typed)
    expect(chat.locator(".asked")).to_have_text(typed)
    expect(chat.locator("#chat img")).to_have_count(0)


def test_every_control_has_a_name(chat: Page) -> None:
    ask(chat, COMPARE)
    chat.locator(".answer .text a.cite").first.click()
    expect(chat.locator(".panel")).to_be_visible()
    nameless = chat.evaluate(
        """[...document.querySelectorAll('button, a, textarea')].filter(e => e.offsetParent
        && !(e.ariaLabel || e.title || e.textContent.trim())).map(e => e.outerHTML)"""
    )
    assert nameless == []


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_a_phone_shows_everything_without_sideways_scrolling(chat: Page) -> None:
    ask(chat, COMPARE)
    assert chat.evaluate("document.documentElement.scrollWidth") == 390
    chat.locator(".answer .text a.cite").first.click()
    box = chat.locator(".panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["height"]) == (0, 390, 844)


@pytest.mark.browser_context_args(color_scheme="dark")
def test_at_night_the_chart_has_no_white_ground(chat: Page) -> None:
    ask(chat, COMPARE)
    chat.locator(".js-plotly-plot .main-svg").first.wait_for()
    ground = "getComputedStyle(document.querySelector('.js-plotly-plot .main-svg')).backgroundColor"
    assert chat.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert chat.evaluate("document.body.classList.contains('dark')")


def test_what_narrows_an_answer_is_taken_away_with_a_click(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.get_by_role("button", name="去掉年度，重新回答").click()
    expect(chat.locator(".slots")).to_contain_text("不限年度")
    expect(chat.locator(".answer")).to_contain_text("21")
    expect(chat.locator(".asked")).to_have_text(RUMORS)


def test_a_question_that_cannot_be_answered_comes_back_with_a_word(chat: Page) -> None:
    chat.locator("#box textarea").fill("坏：2024年辟谣多少次？")
    chat.keyboard.press("Enter")
    expect(chat.locator(".toast-wrap")).to_contain_text("可以再问一次")
    expect(chat.locator(".toast-wrap")).not_to_contain_text("Warning")
    expect(chat.locator("#box textarea")).to_have_value("坏：2024年辟谣多少次？")


def test_the_reasons_of_a_thumbs_down_close_with_escape(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.locator(".why summary").focus()
    chat.keyboard.press("Enter")
    expect(chat.get_by_role("button", name="数字不对")).to_be_visible()
    chat.keyboard.press("Escape")
    expect(chat.get_by_role("button", name="数字不对")).to_be_hidden()
    expect(chat.locator(".why summary")).to_be_focused()


def test_a_models_wording_and_the_plain_one_are_one_key_apart(
    page: Page, worded: str, context: BrowserContext
) -> None:
    page.goto(worded)
    page.locator(".welcome button.ask").first.wait_for()
    ask(page, RUMORS)
    switch = page.get_by_role("button", name="模型措辞")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".answer")).to_contain_text("据报告所载")
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".answer .drafted")).to_be_visible()
    expect(page.locator(".answer .worded")).to_be_hidden()
    ask(page, "2022年呢？")
    expect(page.locator(".answer .worded").last).to_be_hidden()


def test_there_is_no_switch_without_a_model(chat: Page) -> None:
    ask(chat, RUMORS)
    expect(chat.locator(".wording, .drafted")).to_have_count(0)
