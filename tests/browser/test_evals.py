"""The tab of measurements: a shipped set of questions is scored on the loaded reports."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def evals(chat: Page) -> Page:
    """The open tab."""
    chat.get_by_role("tab", name="评测").click()
    expect(chat.locator("#evals-lead")).to_be_visible()
    return chat


def choose(page: Page, name: str) -> None:
    page.get_by_label("题集").click()
    page.get_by_role("option", name=name, exact=True).click()
    page.get_by_role("button", name="开始评测").click()


def test_the_scorecard_of_a_set_is_shown_in_a_frame_that_runs_nothing(evals: Page) -> None:
    choose(evals, "samples")
    frame = evals.locator("#scorecard iframe")
    expect(frame).to_have_attribute("sandbox", "", timeout=60_000)
    expect(evals.frame_locator("#scorecard iframe").locator("h1")).to_have_text("samples")


def test_a_set_about_other_reports_says_so(evals: Page) -> None:
    choose(evals, "lookalike")
    expect(evals.locator("#scorecard .none")).to_contain_text("none of")
