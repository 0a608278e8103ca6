"""The shown figures as a file: ``/figures.xlsx?office=…&year=…`` on the page's own address."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from index.export import to_csv, to_xlsx
from index.ledger import Shelf, Wanted, rows, select
from index.wording_page import Language

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

FORMATS = {
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
AT_ONCE = 2


def link(kind: str, wanted: Wanted, language: Language) -> str:
    """Return the address of a download, from the page's own.

    >>> link("csv", Wanted(years=(2024,)), "en")
    'figures.csv?year=2024&lang=en'
    """
    asked = [("office", o) for o in wanted.offices] + [("year", str(y)) for y in wanted.years]
    asked += [(k, v) for k, v in (("kind", wanted.kind), ("words", wanted.words)) if v]
    return f"figures.{kind}?{urlencode([*asked, ('lang', language)])}"


class Downloads:
    """An ASGI layer that writes the asked figures as a file; it reads the store and nothing else."""

    def __init__(self, app: App, shelf: Shelf) -> None:
        self.app = app
        self._shelf = shelf
        self._few = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Send a file, or pass the request on."""
        name, _, kind = str(scope.get("path", "")).rpartition(".")
        asked = scope["type"] == "http" and scope["method"] == "GET" and name == "/figures"
        if not asked or kind not in FORMATS:
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        async with self._few:
            body = await asyncio.to_thread(self._file, kind, query)
        headers = [
            (b"content-type", FORMATS[kind][1].encode()),
            (b"content-disposition", f'attachment; filename="figures.{kind}"'.encode()),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _file(self, kind: str, query: dict[str, list[str]]) -> bytes:
        one = {key: values[0] for key, values in query.items()}
        wanted = Wanted.read(
            query.get("office"), query.get("year"), one.get("kind"), one.get("words")
        )
        language: Language = "en" if one.get("lang") == "en" else "zh"
        found = rows(self._shelf, select(self._shelf, wanted))
        return FORMATS[kind][0](found, language)
