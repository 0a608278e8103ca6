"""Logging in as people do: form, page, account, users, in both languages, accessible throughout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.people.database import Database
from assistant.people.models import ROLES
from assistant.people.passwords import Hasher
from assistant.people.people import People
from assistant.people.terms import Terms
from tests.serving import sample_assistant, serving

pytestmark = pytest.mark.browser
GOOD = "a long enough password"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture(scope="module")
def people() -> People:
    """One user of each role, named after it."""
    made = People.of(Database.in_memory(), hasher=Hasher(quick=True))
    for role in reversed(ROLES):
        made.users.add(role, role, GOOD)
    return made


@pytest.fixture(scope="module")
def guarded(chromium: str, samples: Path, people: People) -> Iterator[str]:
    """The address of a page that only users reach."""
    with serving(sample_assistant(samples), people=people, terms=Terms(None)) as address:
        yield address


@pytest.fixture
def door(page: Page, guarded: str) -> Iterator[Page]:
    """The form before the page; a test fails where the browser calls anywhere else or complains."""
    wrong: list[str] = []
    page.on(
        "request",
        lambda r: None if r.url.startswith((guarded, "data:", "blob:")) else wrong.append(r.url),
    )
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.set_default_timeout(20_000)
    page.goto(guarded)
    yield page
    assert wrong == []


def log_in(page: Page, name: str, password: str = GOOD) -> None:
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")


def faults(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2.1 A and AA."""
    found = Axe().run(page, options=RULES)
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_is_accessible_in_both_languages_by_day_and_night(
    door: Page, guarded: str, language: str, scheme: str
) -> None:
    door.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    door.goto(f"{guarded}login?lang={language}")
    assert faults(door) == []
    log_in(door, "reader", "a wrong password")
    expect(door.get_by_role("alert")).to_be_visible()
    assert faults(door) == []
    assert door.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_form_fits_a_phone(door: Page) -> None:
    door.set_viewport_size({"width": 390, "height": 844})
    assert door.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(door.locator("input[name=name]")).to_be_focused()


def test_a_reader_logs_in_asks_and_logs_out(door: Page, guarded: str, people: People) -> None:
    log_in(door, "reader")
    door.locator(".welcome button.ask").first.wait_for()
    box = door.locator("#box textarea")
    box.fill("2024年辟谣多少次？")
    box.press("Enter")
    expect(door.locator("#chat .answer").first).to_contain_text("422")
    door.goto(f"{guarded}account")
    door.locator("form[action='/logout'] button").click()
    expect(door.locator("input[name=password]")).to_be_visible()
    door.goto(guarded)
    expect(door.locator("input[name=password]")).to_be_visible()


def test_an_administrator_adds_a_user_who_then_enters(
    door: Page, guarded: str, browser: Browser, people: People
) -> None:
    log_in(door, "administrator")
    door.locator(".welcome button.ask").first.wait_for()
    door.goto(f"{guarded}users")
    assert faults(door) == []
    door.locator("form[action='/users/add'] input[name=name]").fill("mei")
    door.locator("form[action='/users/add'] input[name=new]").fill(GOOD)
    door.locator("form[action='/users/add'] button").click()
    expect(door.get_by_role("status")).to_be_visible()
    with browser.new_context() as other:
        page = other.new_page()
        page.goto(f"{guarded}account")
        log_in(page, "mei")
        expect(page.locator("main")).to_contain_text("mei")
        assert faults(page) == []
        refused = page.goto(f"{guarded}users")
        assert refused is not None
        assert refused.status == 403
    expect(door.locator("main")).to_contain_text("administrator")


def test_the_head_of_the_page_names_who_is_logged_in_and_lets_them_leave(door: Page) -> None:
    log_in(door, "reader")
    door.locator(".welcome button.ask").first.wait_for()
    door.locator("header .who summary", has_text="reader").click()
    expect(door.get_by_role("link", name="我的账号")).to_be_visible()
    expect(door.get_by_role("link", name="用户管理")).to_have_count(0)
    assert faults(door) == []
    door.get_by_role("button", name="退出登录").click()
    expect(door.locator("input[name=password]")).to_be_visible()


def test_the_head_fits_a_phone_with_a_name_in_it(door: Page) -> None:
    door.set_viewport_size({"width": 390, "height": 844})
    log_in(door, "administrator")
    door.locator("header .who summary").click()
    expect(door.get_by_role("link", name="用户管理")).to_be_in_viewport()
    assert door.evaluate("document.documentElement.scrollWidth") == 390


def test_a_page_left_open_past_its_session_leads_to_the_form_and_back(
    door: Page, people: People
) -> None:
    log_in(door, "editor")
    door.locator(".welcome button.ask").first.wait_for()
    people.sessions.end(next(c["value"] for c in door.context.cookies() if "session" in c["name"]))
    door.locator("#box textarea").fill("2024年辟谣多少次？")
    door.keyboard.press("Enter")
    expect(door.get_by_role("alert").filter(has_text="登录已失效")).to_be_visible()
    door.get_by_role("link", name="重新登录").click()
    log_in(door, "editor")
    expect(door.locator("header .who .id")).to_have_text("editor")


def test_a_page_left_open_past_anothers_log_in_is_not_theirs(door: Page, guarded: str) -> None:
    log_in(door, "editor")
    door.locator(".welcome button.ask").first.wait_for()
    second = door.context.new_page()
    second.goto(f"{guarded}login")
    log_in(second, "reader")
    second.locator("header .who .id", has_text="reader").wait_for()
    door.locator("#box textarea").fill("2024年辟谣多少次？")
    door.keyboard.press("Enter")
    expect(door.get_by_role("alert").filter(has_text="登录已失效")).to_be_visible()
    expect(door.locator("#chat .answer")).to_have_count(0)


def test_where_nobody_logs_in_the_head_names_nobody(page: Page, samples: Path) -> None:
    with serving(sample_assistant(samples)) as address:
        page.goto(address)
        page.locator(".welcome button.ask").first.wait_for(timeout=60_000)
        expect(page.locator("header.top details")).to_have_count(0)
        page.close()
