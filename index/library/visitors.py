"""What the tab of reports asks of the visitor who sent a request (Gradio's)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Says = Callable[[Any], bool]


def nobody(request: Any) -> bool:
    """Let nobody do anything."""
    return False


@dataclass(frozen=True, slots=True)
class Visitors:
    """Who may change what is kept, who may know where it lies on the server, and their names.

    ``note`` is told of every change: the request, what was done ("uploaded"), and what to.
    """

    may_change: Says = nobody
    may_know: Says = nobody
    name: Callable[[Any], str] = lambda _: ""
    note: Callable[[Any, str, str], object] = lambda *_: None
