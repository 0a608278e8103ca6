"""Settings are read once, at the edge, and a wrong one says what and how instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import settings


def test_without_a_model_none_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.MODEL, raising=False)
    assert settings.model_settings() is None


def test_a_model_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.MODEL, "openai:qwen")
    monkeypatch.setenv(settings.MODEL_URL, "http://127.0.0.1:9/v1")
    monkeypatch.setenv(settings.MODEL_SECONDS, "7.5")
    found = settings.model_settings()
    assert found is not None
    assert (found.name, found.base_url, found.seconds) == (
        "openai:qwen",
        "http://127.0.0.1:9/v1",
        7.5,
    )


def test_a_time_that_is_no_time_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.MODEL, "openai:qwen")
    monkeypatch.setenv(settings.MODEL_SECONDS, "soon")
    with pytest.raises(ValueError, match="give seconds"):
        settings.model_settings()


def test_the_store_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.STORE, "/somewhere/store")
    assert str(settings.default_store()) == "/somewhere/store"


def test_every_setting_stands_in_the_readme(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    names = {
        value for value in vars(settings).values() if str(value).startswith("REPORT_ASSISTANT")
    }
    assert len(names) >= 15
    assert {name for name in names if f"`{name}`" not in readme} == set()


def test_no_other_file_reads_the_environment_for_a_setting(repository: Path) -> None:
    files = [*repository.glob("*/**/*.py"), repository / "app.py"]
    ours = [
        f
        for f in files
        if f.parts[len(repository.parts)] in ("corpus", "index", "assistant", "evals", "app.py")
    ]
    naming = [
        f.name for f in ours if 'environ.get("REPORT_ASSISTANT' in f.read_text(encoding="utf-8")
    ]
    assert naming == []


@pytest.mark.parametrize(
    ("name", "value", "instead"),
    [
        (settings.PORT, "web", "a number from 1 to 65535"),
        (settings.ROOT_PATH, "reports", "one such as /reports"),
        (settings.ROOT_PATH, "/a/../b", "one such as /reports"),
        (settings.PROXIES, "proxy.example", "no address"),
        (settings.PROXY_ROLE, "king", "one of reader"),
        (settings.PROXY_HEADER, "X-Remote-User", settings.PROXIES),
        (settings.SESSION_HOURS, "soon", "give hours"),
    ],
)
def test_a_server_setting_that_is_wrong_says_what_instead(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, instead: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=instead):
        settings.server_settings()


def test_server_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.PROXIES, "127.0.0.1, 10.0.0.0/8")
    monkeypatch.setenv(settings.PROXY_HEADER, "X-Remote-User")
    monkeypatch.setenv(settings.ROOT_PATH, "/reports/")
    found = settings.server_settings()
    assert (found.proxies, found.proxy_header, found.root_path, found.port) == (
        ("127.0.0.1", "10.0.0.0/8"), "x-remote-user", "/reports", 7860,
    )  # fmt: skip
