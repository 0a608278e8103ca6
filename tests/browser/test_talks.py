"""Kept conversations in the page: found again, named, gone on with, given away, deleted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_chat import RUMORS, ask
from tests.browser.test_hostile import ALIVE, NASTY

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def listed(chat: Page) -> Page:
    """The list of conversations, with one of a single question on top."""
    ask(chat, RUMORS)
    chat.get_by_role("tab", name="对话记录").click()
    chat.locator(".talks li").first.wait_for()
    return chat


def test_a_conversation_is_kept_and_gone_on_with(listed: Page) -> None:
    listed.locator(".talks a.title").first.click()
    expect(listed.locator(".answer")).to_contain_text("422")
    ask(listed, "那2022年呢")
    expect(listed.locator(".answer").last).to_contain_text("21")


def test_a_conversation_takes_any_name_as_plain_text(listed: Page) -> None:
    listed.locator("button[value=rename]").first.click()
    listed.locator(".talks input").first.fill("<img src=x onerror=alert(1)>周报")
    listed.keyboard.press("Enter")
    expect(listed.locator(".talks a.title").first).to_have_text("<img src=x onerror=alert(1)>周报")


def test_a_conversation_is_given_away_as_a_document(listed: Page, tmp_path: Path) -> None:
    with listed.expect_download() as arriving:
        listed.get_by_role("link", name="存为 DOCX").first.click()
    arriving.value.save_as(tmp_path / "talk.docx")
    told = "\n".join(p.text for p in docx.Document(str(tmp_path / "talk.docx")).paragraphs)
    assert "422" in told
    notes = zipfile.ZipFile(tmp_path / "talk.docx").read("word/footnotes.xml").decode()
    assert "原文：" in notes


def test_a_conversation_is_deleted_only_when_that_is_meant(listed: Page) -> None:
    before = listed.locator(".talks li").count()
    listed.locator("button[value=delete]").first.click()
    expect(listed.locator(".talks li")).to_have_count(before)
    listed.get_by_role("button", name="确定删除？").click()
    expect(listed.locator(".talks li")).to_have_count(before - 1)


def test_a_link_opens_the_answer_it_names(listed: Page) -> None:
    link = listed.locator(".talks a.title").first.get_attribute("href")
    listed.goto(f"{listed.url.split('?')[0]}{link}&turn=1")
    expect(listed.locator("#chat .asked").first).to_be_in_viewport()


def test_a_link_to_a_hostile_question_shows_it_as_text(chat: Page) -> None:
    asked = f"2024年辟谣多少次？{NASTY}"[:400]
    ask(chat, asked)
    chat.get_by_role("tab", name="对话记录").click()
    link = chat.locator(".talks a.title").first.get_attribute("href")
    chat.goto(f"{chat.url.split('?')[0]}{link}&turn=1")
    expect(chat.locator("#chat .asked").first).to_have_text(asked)
    assert chat.locator("#chat").locator(ALIVE).count() == 0


def test_what_was_carried_is_taken_away_with_one_click(chat: Page) -> None:
    ask(chat, "渝北2024年辟谣多少次？")
    ask(chat, "举报呢")
    chat.locator("#chat button.chip", has_text="年度").click()
    expect(chat.locator(".answer").last).to_contain_text("2022年")
    expect(chat.locator("#chat .asked")).to_have_count(2)


def test_a_judgement_is_thanked_for_where_the_buttons_were(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.get_by_role("button", name="有用").click()
    expect(chat.locator(".thumbs [role=status]")).to_have_text("谢谢。")


def test_a_question_is_changed_and_asked_again(chat: Page) -> None:
    ask(chat, RUMORS)
    chat.get_by_role("button", name="修改问题").click()
    expect(chat.locator("#box textarea")).to_have_value(RUMORS)


def test_a_chart_is_saved_as_numbers_and_as_a_picture(chat: Page, tmp_path: Path) -> None:
    ask(chat, "2022年和2024年辟谣次数对比")
    expect(chat.locator("#chat .js-plotly-plot .bars .bartext")).to_have_text(["21", "422"])
    chat.get_by_text("图表数据").click()
    for name, begins in (("存为 CSV", b"\xef\xbb\xbf"), ("存为图片", b"\x89PNG")):
        with chat.expect_download() as arriving:
            chat.get_by_role("button", name=name).click()
        arriving.value.save_as(tmp_path / "chart")
        assert (tmp_path / "chart").read_bytes().startswith(begins)
