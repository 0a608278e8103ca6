"""Answers in OpenAI's form: a talk's messages in, one message out, whole or in pieces."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

from assistant.contract import turn_json
from assistant.doors.shapes import MODEL, ChatAsked, ChatMessage
from assistant.models import Turn

SOURCES = {"zh": "出处", "en": "Sources"}
_PIECE = re.compile(r"[^。；\n]*(?:[。；]|\n+|$)")
# A client shows the text as Markdown: a report's words may neither fetch a picture nor be HTML.
_REACHES_OUT = str.maketrans({"<": "&lt;", "!": "\\!", "`": "\\`"})


def questions_of(asked: ChatAsked) -> tuple[str, ...]:
    """Return what the user said, in order; blank messages and those of others are passed over."""
    said = (_text(message) for message in asked.messages if message.role == "user")
    return tuple(text for text in said if text)


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, list):
        return "\n".join(part.text for part in message.content if part.type == "text").strip()
    return (message.content or "").strip()


def spoken(turn: Turn) -> str:
    """Return an answer as one message: words, remarks, choices, and the sources it stands on."""
    answer = turn.answer
    lines = [_harmless(answer.text)]
    lines += [f"\n> {_harmless(warning)}" for warning in answer.warnings]
    lines += [f"- {_harmless(choice.label)}" for choice in answer.choices]
    if answer.citations:
        lines.append(f"\n{SOURCES[turn.question.language]}:")
    for c in answer.citations:
        place = " › ".join((c.title, *c.section))
        lines.append(f"[{c.number}] {_harmless(place)}: “{_harmless(' '.join(c.quote.split()))}”")
    return "\n".join(lines)


def _harmless(text: str) -> str:
    return text.translate(_REACHES_OUT)


def whole(turn: Turn, asked: ChatAsked) -> dict[str, Any]:
    """Return an answer as a chat completion; ``report_assistant`` holds its figures and citations."""
    text = spoken(turn)
    message = {"role": "assistant", "content": text}
    return {
        **_head("chat.completion"),
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _usage(asked, text),
        "report_assistant": turn_json(turn),
    }


def streamed(turn: Turn, asked: ChatAsked) -> Iterator[bytes]:
    """Yield an answer as server-sent events; the last piece before the end holds the citations.

    The answer was checked whole before its first word goes out.
    """
    head, text = _head("chat.completion.chunk"), spoken(turn)
    yield _event({**head, "choices": [_delta({"role": "assistant", "content": ""})]})
    for piece in _PIECE.findall(text):
        if piece:
            yield _event({**head, "choices": [_delta({"content": piece})]})
    last = [{**_delta({}), "finish_reason": "stop"}]
    yield _event({**head, "choices": last, "report_assistant": turn_json(turn)})
    if asked.stream_options and asked.stream_options.include_usage:
        yield _event({**head, "choices": [], "usage": _usage(asked, text)})
    yield b"data: [DONE]\n\n"


def models() -> dict[str, Any]:
    """Return the list of the one model there is."""
    return {"object": "list", "data": [model()]}


def model() -> dict[str, Any]:
    """Return the one model there is."""
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "local"}


def _head(kind: str) -> dict[str, Any]:
    id_ = f"chatcmpl-{secrets.token_hex(12)}"
    return {"id": id_, "object": kind, "created": int(time.time()), "model": MODEL}


def _delta(delta: dict[str, str]) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": None}


def _usage(asked: ChatAsked, text: str) -> dict[str, int]:
    read = sum(len(_text(message)) for message in asked.messages)
    return {"prompt_tokens": read, "completion_tokens": len(text), "total_tokens": read + len(text)}


def _event(told: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode()
