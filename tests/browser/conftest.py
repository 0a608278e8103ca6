"""A real Chromium from the system; a laptop without one skips these tests, CI may not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant import Assistant
from tests.serving import Patient, Rewording, sample_assistant, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The browser's program."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium: apt-get install chromium fonts-noto-cjk")
        pytest.skip("Chromium is not installed: apt-get install chromium fonts-noto-cjk")
    return CHROMIUM


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    return {"executable_path": chromium, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    return {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def patient(samples: Path) -> Patient:
    """The assistant behind the page."""
    return Patient(sample_assistant(samples))


@pytest.fixture(scope="session")
def address(chromium: str, patient: Patient) -> Iterator[str]:
    with serving(patient) as address:
        yield address


@pytest.fixture(scope="session")
def worded(patient: Patient) -> Iterator[str]:
    """The address of a page whose answers a model words."""
    with serving(Assistant(patient.assistant.index, Rewording())) as address:
        yield address


@pytest.fixture
def chat(page: Page, address: str) -> Iterator[Page]:
    """The open page; a test fails where the browser's console shows an error."""
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: errors.append(str(fault)))
    page.on("request", lambda r: None if local(r.url, address) else errors.append(r.url))
    page.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    page.goto(address)
    page.locator(".welcome button.ask").first.wait_for()
    yield page
    assert errors == []


def local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
