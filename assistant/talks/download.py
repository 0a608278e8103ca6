"""A conversation as a file on the page's own address: ``/talks/ID.docx``, ``.md`` and ``.pdf``."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote

from assistant.asgi import App, Message, Receive, Send, path_of
from assistant.models import Language
from assistant.people.errors import UnknownTalk
from assistant.people.models import visitor_of
from assistant.talks.models import FORMATS, Export, Format
from assistant.talks.talks import Talks

_ASKED = re.compile(rf"/talks/([A-Za-z0-9_-]{{1,80}})\.({'|'.join(FORMATS)})", re.ASCII)
AT_ONCE = 2
Note = Callable[[Any, str, str], object]
"""Is told of what was done: the request, the act, what it was done to."""


class TalkFiles:
    """An ASGI layer that gives a visitor his own conversations as files, and nobody else's."""

    def __init__(self, app: App, talks: Talks, note: Note = lambda *_: None) -> None:
        self.app = app
        self._talks = talks
        self._note = note
        self._few = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Send the file, or pass the request on."""
        asked = _ASKED.fullmatch(path_of(scope))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not asked:
            await self.app(scope, receive, send)
            return
        told = parse_qs(bytes(scope.get("query_string", b"")).decode("ascii", "replace"))
        language: Language = "en" if told.get("lang") == ["en"] else "zh"
        async with self._few:
            found = await asyncio.to_thread(self._file, scope, asked[1], asked[2], language)
        await _send(send, found, body=scope["method"] == "GET")

    def _file(self, scope: Message, talk: str, kind: str, language: Language) -> Export | None:
        format_: Format = next(known for known in FORMATS if known == kind)
        try:
            found = self._talks.export(visitor_of(scope).name, talk, format_, language)
        except UnknownTalk:
            return None
        self._note(scope, "exported", found.name)
        return found


async def _send(send: Send, found: Export | None, *, body: bool) -> None:
    content = found.body if found else b"there is no such conversation"
    headers = [
        (b"content-type", (found.media_type if found else "text/plain").encode()),
        (b"content-length", str(len(content)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"private, no-store"),
    ]
    if found:
        name = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
        headers.append((b"content-disposition", name.encode("ascii")))
    status = 200 if found else 404
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content if body else b""})
