"""Every page is open to everybody: no violation of WCAG 2.1 A or AA, on any screen, in any light."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_chat import ask

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
TABS = ("问答", "对话记录", "报告库", "指标", "评测")
SCREENS = {"desk": (1280, 800), "phone": (390, 800)}


def violations(page: Page) -> list[str]:
    """Return what axe-core objects to, each with the first thing it stands at."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_shuts_anybody_out(chat: Page, screen: str, light: str) -> None:
    width, height = SCREENS[screen]
    chat.set_viewport_size({"width": width, "height": height})
    chat.emulate_media(color_scheme="dark" if light == "dark" else "light")
    chat.reload()
    chat.locator(".welcome button.ask").first.wait_for()
    ask(chat, "2022年和2024年辟谣次数对比")
    ask(chat, "落地查人呢")
    objected = {}
    for tab in TABS:
        tabs = chat.get_by_role("tab", name=tab, exact=True)
        if not tabs.is_visible():
            chat.locator(".overflow-menu button").first.click()
            tabs = chat.locator(".overflow-dropdown button", has_text=tab)
        tabs.click()
        chat.wait_for_timeout(700)
        objected[tab] = violations(chat)
        wide = chat.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{tab} scrolls sideways by {wide}"
    assert objected == {tab: [] for tab in TABS}


def test_the_open_source_shuts_nobody_out(chat: Page) -> None:
    ask(chat, "2024年辟谣多少次？")
    chat.locator(".answer .text a.cite").click()
    expect(chat.locator(".panel mark#quote")).to_be_in_viewport()
    assert violations(chat) == []
