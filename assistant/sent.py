"""What a browser sends with an event of the page; it may be anything."""

from __future__ import annotations

from typing import Any

from assistant.chips import SLOTS
from assistant.models import Turn


def sent(event: object, name: str) -> Any:
    """Return what the browser sent with an event under ``name``; None where there is nothing."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None


def left_out(event: object, turn: Turn) -> tuple[str, ...]:
    """Return the slots that the reader has taken away from a question: this one and those before."""
    slot = sent(event, "without")
    return (*turn.question.left_out, slot) if slot in SLOTS else ()
