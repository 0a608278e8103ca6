"""Settings are read once, at the edge, and a wrong one says what and how instead."""

from __future__ import annotations

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
