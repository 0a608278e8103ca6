"""The ASGI layer in which the doors for programs stand before the page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.asgi import App, BodyTooLong, Message, Receive, Send, again, body_of, refuse
from assistant.doors.metrics import Metrics
from assistant.people.people import People

if TYPE_CHECKING:
    from assistant.assistant import Assistant

STARTS = ("/api/", "/v1/")
WHOLE = ("/health", "/metrics", "/api", "/v1")
MOST_BYTES = 65_536


class Doors:
    """Answers programs at ``STARTS`` and ``WHOLE`` and passes everything else on."""

    def __init__(self, app: App, assistant: Assistant, people: People, metrics: Metrics) -> None:
        self.app = app
        self._parts = (assistant, people, metrics)
        self._api: App | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request to a door, or pass it on; the doors are made at the first one."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not (path.startswith(STARTS) or path in WHOLE):
            await self.app(scope, receive, send)
            return
        try:
            body = await body_of(receive, MOST_BYTES)
        except BodyTooLong as fault:
            await refuse(send, 413, "too_long", str(fault), [(b"connection", b"close")])
            return
        if self._api is None:
            self._api = await asyncio.to_thread(self._made)
        await self._api(dict(scope), again(body, receive), send)

    def _made(self) -> App:
        from assistant.doors.api import api

        made: App = api(*self._parts)
        return made
