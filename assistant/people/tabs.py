"""What the interface keeps for a browser's tab belongs to who opened it, and to nobody else.

Gradio knows a tab by a name that the browser made up (its session hash), a question on its way by
an id, a file on its way by another. Whoever sent one of them first owns it; others are refused.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs

from assistant.asgi import (
    App,
    BodyTooLong,
    Message,
    Receive,
    Send,
    again,
    body_of,
    path_of,
    refuse,
)
from assistant.people.models import visitor_of

START = "/gradio_api/"
CLOSED = re.compile(
    r"/gradio_api/(component_server|deep_link|process_recording|proxy=|stream/|run/|api/|vibe|undo-vibe)"
)
"""Addresses of the interface that no page of ours needs; a tab's state is behind some of them."""
JOINS = re.compile(r"/gradio_api/(queue/join|call/.+)")
"""Where a question is sent; the answer holds its id."""
NAMED = re.compile(r"/gradio_api/(?:heartbeat|call(?:/v2)?/[^/]+)/([^/]+)/?")
"""An address that ends in the name of a tab, or in a question's id."""
KEYS = ("session_hash", "event_id", "upload_id")
MOST_BYTES = 1_000_000
MOST_NAMES = 4_096
LONGEST = 200


class Owners:
    """Remembers who used a name first, ``most`` names for each; a user's oldest are forgotten."""

    def __init__(self, most: int = MOST_NAMES) -> None:
        self._most = most
        self._owner: dict[str, str] = {}
        self._names: dict[str, OrderedDict[str, None]] = {}
        self._turn = threading.Lock()

    def claim(self, user: str, names: Iterable[str]) -> bool:
        """Say whether all the names are the user's, who gets those that are nobody's."""
        wanted = tuple(dict.fromkeys(names))
        with self._turn:
            if any(self._owner.get(name, user) != user for name in wanted):
                return False
            mine = self._names.setdefault(user, OrderedDict())
            for name in wanted:
                self._owner[name] = user
                mine[name] = None
                mine.move_to_end(name)
            while len(mine) > self._most:
                del self._owner[mine.popitem(last=False)[0]]
            return True


class OwnTabs:
    """An ASGI layer, behind the guard, that keeps every visitor to their own tabs and questions."""

    def __init__(self, app: App, owners: Owners | None = None) -> None:
        self.app = app
        self._owners = owners or Owners()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on if what it names is its sender's own, or refuse it."""
        path = path_of(scope) if scope["type"] == "http" else ""
        if not path.startswith(START):
            await self.app(scope, receive, send)
        elif CLOSED.match(path):
            await refuse(send, 404, "no_such_address", "there is nothing here")
        elif scope["method"] != "POST" or path.startswith(START + "upload"):
            await self._own(scope, receive, send, _in_address(scope, path))
        else:
            await self._read(scope, receive, send, path)

    async def _read(self, scope: Message, receive: Receive, send: Send, path: str) -> None:
        """Look into the body for names before it is passed on."""
        try:
            body = await body_of(receive, MOST_BYTES)
            said = json.loads(body or b"{}")
        except BodyTooLong as fault:
            await refuse(send, 413, "too_long", str(fault), [(b"connection", b"close")])
            return
        except (ValueError, RecursionError):
            await refuse(send, 400, "wrong_request", "the request's body cannot be read as JSON")
            return
        named = (*_in_address(scope, path), *_in_body(said))
        told = self._noting(scope, send) if JOINS.fullmatch(path) else send
        await self._own(scope, again(body, receive), told, named)

    async def _own(
        self, scope: Message, receive: Receive, send: Send, named: tuple[str, ...]
    ) -> None:
        if any(len(name) > LONGEST for name in named):
            await refuse(send, 400, "wrong_request", f"a name is longer than {LONGEST} characters")
        elif not self._owners.claim(visitor_of(scope).name, named):
            why = "this tab was opened by another user; load the page again"
            await refuse(send, 403, "not_your_tab", why, [(b"x-refused", b"not_your_tab")])
        else:
            await self.app(scope, receive, send)

    def _noting(self, scope: Message, send: Send) -> Send:
        """Return a ``send`` that notes whose question it is before its id is told."""
        told = b""

        async def noting(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.body" and len(told) < MOST_BYTES:
                told += message.get("body", b"")
                if not message.get("more_body"):
                    self._owners.claim(visitor_of(scope).name, _in_answer(told))
            await send(message)

        return noting


def _in_address(scope: Message, path: str) -> tuple[str, ...]:
    """Return the names of tabs, questions and files in a request's address."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    ends = NAMED.fullmatch(path)
    return (
        *(ends.groups() if ends else ()),
        *(name for key in KEYS for name in query.get(key, ())),
    )


def _in_body(said: Any) -> Iterator[str]:
    """Yield the names in a body that was read."""
    found = said if isinstance(said, dict) else {}
    yield from (name for key in KEYS if isinstance(name := found.get(key), str) and name)


def _in_answer(body: bytes) -> tuple[str, ...]:
    try:
        return tuple(_in_body(json.loads(body)))
    except ValueError:
        return ()
