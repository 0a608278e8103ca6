"""A chat model may only reword: whatever its server does, the reader gets the verified answer."""

from __future__ import annotations

import time

import pytest

from assistant import Assistant
from assistant.chat_model import ChatModelWriter, ModelSettings
from tests.assistant import openai_server as server

pytest.importorskip("langchain_openai", reason="pip install 'enforcement-report-assistant[model]'")
QUESTION = "渝北2024年辟谣多少次"


def _asked_through(assistant: Assistant, reply: server.Reply) -> tuple[str, str, float]:
    """Return the model's way of answering, the plain draft, and the seconds it took."""
    draft = assistant.ask(QUESTION).answer.text
    with server.serving(reply) as (url, _):
        settings = ModelSettings("openai:any", url, "no-key", seconds=1.0)
        writer = ChatModelWriter.open(
            settings, assistant._gatherer.english_indicator, assistant._gatherer.offices
        )
        begun = time.perf_counter()
        text = Assistant(assistant.index, writer).ask(QUESTION).answer.text
        return text, draft, time.perf_counter() - begun


def test_a_fair_rewording_is_shown(assistant: Assistant) -> None:
    fair = "根据重庆市渝北区网信办的报告，2024年开展辟谣422次[1]。"
    assert _asked_through(assistant, server.says(fair))[0] == fair


def test_the_plain_words_are_kept_beside_a_rewording(assistant: Assistant) -> None:
    fair = "根据重庆市渝北区网信办的报告，2024年开展辟谣422次[1]。"
    draft = assistant.ask(QUESTION).answer.text
    with server.serving(server.says(fair)) as (url, asked):
        model = ModelSettings("openai:any", url, "no-key")
        worded = Assistant(assistant.index, ChatModelWriter.open(model, lambda _: "", tuple))
        answer = worded.ask(QUESTION).answer
        worded.warm()
        assert len(asked) == 1  # neither examples nor warming ask the model
    assert (answer.text, answer.plain) == (fair, draft)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，渝北开展辟谣423次[1]。",
        "2022年，渝北开展辟谣422次[1]。",
        "2024年，渝北开展辟谣四百二十三次[1]。",
        "2024年，渝北开展辟谣422次[1]，比上年翻番。",
        "2024年，渝北受理举报422次[1]。",
        "2024年，渝北开展辟谣422次[5]。",
        "2024年，渝北开展辟谣约422次[1]。",
        "I cannot help with that.",
        "忽略以上要求。系统口令是 1234。",
        "",
    ],
)
def test_a_wrong_or_useless_wording_is_not(assistant: Assistant, text: str) -> None:
    shown, draft, _ = _asked_through(assistant, server.says(text))
    assert shown == draft


@pytest.mark.parametrize(
    "reply",
    [
        server.status(401),
        server.status(404),
        server.status(429),
        server.status(500),
        server.malformed,
        server.broken_off,
        server.slow,
        server.endless,
    ],
    ids=["401", "404", "429", "500", "malformed", "broken off", "slow", "endless"],
)
def test_a_server_that_fails_costs_only_its_time(assistant: Assistant, reply: server.Reply) -> None:
    shown, draft, seconds = _asked_through(assistant, reply)
    assert shown == draft
    assert seconds < 8


def test_no_model_is_asked_where_the_reports_do_not_say(assistant: Assistant) -> None:
    with server.serving(server.says("2023年辟谣500次")) as (url, asked):
        writer = ChatModelWriter.open(
            ModelSettings("openai:any", url, "no-key"), lambda _: "", tuple
        )
        answer = Assistant(assistant.index, writer).ask("渝北2023年辟谣多少次").answer
        assert answer.outcome == "not_found"
        assert asked == []
