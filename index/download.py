"""Files on the page's own address: ``/figures.xlsx?office=…``, ``/compare.csv?…``, ``/originals/REPORT``."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, urlencode

from corpus.models import Report
from index.errors import IndexFault
from index.export import to_csv, to_xlsx
from index.figures.compare.cells import Picked, compare
from index.figures.compare.export import to_csv as compared_csv
from index.figures.compare.export import to_xlsx as compared_xlsx
from index.figures.compare.notes import Comparing, notes
from index.figures.coverage.covered import Latest
from index.ledger import Shelf, Wanted, rows, select
from index.originals import file_name
from index.wording_page import Language

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

Query = dict[str, list[str]]

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
AT_ONCE = 2
_ORIGINAL = re.compile(r"/originals/([A-Za-z0-9_-]{1,80})", re.ASCII)


def link(kind: str, wanted: Wanted, language: Language) -> str:
    """Return the address of a download, from the page's own.

    >>> link("csv", Wanted(years=(2024,)), "en")
    'figures.csv?year=2024&lang=en'
    """
    asked = [("office", o) for o in wanted.offices] + [("year", str(y)) for y in wanted.years]
    asked += [("indicator", name) for name in wanted.indicators]
    asked += [("section", name) for name in wanted.sections]
    asked += [
        (k, v)
        for k, v in (("kind", wanted.kind), ("words", wanted.words), ("order", wanted.order))
        if v
    ]
    return f"figures.{kind}?{urlencode([*asked, ('lang', language)])}"


class Originals(Protocol):
    """Gives the files that reports were read from."""

    def bytes_of(self, report: Report) -> bytes | None:
        """Return a report's file; None where it is gone or has changed."""
        ...


class OriginalFiles:
    """An ASGI layer that gives out the file of a report: ``/originals/REPORT``, always to be saved.

    The report's id is all that is taken from the request; which file that means, the store says.
    """

    def __init__(self, app: App, shelf: Shelf, originals: Originals) -> None:
        self.app = app
        self._shelf = shelf
        self._originals = originals
        self._few = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Send the file, or pass the request on."""
        root, path = str(scope.get("root_path", "")), str(scope.get("path", ""))
        asked = _ORIGINAL.fullmatch(path.removeprefix(root.rstrip("/")))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not asked:
            await self.app(scope, receive, send)
            return
        async with self._few:
            found = await asyncio.to_thread(self._file, asked[1])
        status, name, body = (200, *found) if found else (404, "", b"there is no such file now")
        headers = [
            (b"content-type", b"application/octet-stream" if found else b"text/plain"),
            (b"content-length", str(len(body)).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"cache-control", b"private, no-store"),
        ]
        if found:
            headers.append((b"content-disposition", _attachment(name)))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        body = body if scope["method"] == "GET" else b""
        await send({"type": "http.response.body", "body": body})

    def _file(self, report_id: str) -> tuple[str, bytes] | None:
        try:
            report = self._shelf.report(report_id)
            data = self._originals.bytes_of(report)
        except (IndexFault, OSError):
            return None
        return None if data is None else (file_name(report.source), data)


def original_link(report_id: str) -> str:
    """Return the address of a report's file, from the page's own."""
    return f"originals/{quote(report_id, safe='')}"


def _attachment(name: str) -> bytes:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}".encode()


class Downloads:
    """An ASGI layer that writes the asked figures, or a comparison of them, as a file.

    It reads the store and nothing else. ``naming`` says how the sources of reports are named to who
    sent a request; ``comparing`` what has to be minded in a comparison.
    """

    def __init__(
        self,
        app: App,
        shelf: Shelf,
        naming: Callable[[Message], Callable[[str], str]] = lambda _: file_name,
        comparing: Comparing | None = None,
    ) -> None:
        self.app = app
        self._shelf = shelf
        self._naming = naming
        self._comparing = comparing
        self._latest = Latest(shelf)
        self._few = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Send a file, or pass the request on."""
        root, path = str(scope.get("root_path", "")), str(scope.get("path", ""))
        name, _, kind = path.removeprefix(root.rstrip("/")).rpartition(".")
        makers = {"/figures": self._figures, "/compare": self._comparison}
        known = scope["type"] == "http" and scope["method"] == "GET" and kind in TYPES
        if not known or name not in makers:
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        async with self._few:
            body = await asyncio.to_thread(makers[name], kind, query, self._naming(scope))
        headers = [
            (b"content-type", TYPES[kind].encode()),
            (b"content-disposition", f'attachment; filename="{name[1:]}.{kind}"'.encode()),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _figures(self, kind: str, query: Query, name: Callable[[str], str]) -> bytes:
        one = {key: values[0] for key, values in query.items()}
        wanted = Wanted.read(
            query.get("office"), query.get("year"), one.get("kind"), one.get("words"),
            one.get("order"), query.get("indicator"), query.get("section"),
        )  # fmt: skip
        found = rows(self._shelf, select(self._shelf, wanted, rejected=True))
        told = (replace(row, source=name(row.source)) for row in found)
        return (to_csv if kind == "csv" else to_xlsx)(told, _language(query))

    def _comparison(self, kind: str, query: Query, name: Callable[[str], str]) -> bytes:
        picked = Picked.read(
            query.get("office"), query.get("year"), query.get("indicator"), "turned" in query
        )
        made = compare(self._shelf, self._latest.covered(), picked)
        language = _language(query)
        if kind == "csv":
            return compared_csv(self._shelf, made, language, name)
        said = notes(self._comparing, made, language) if self._comparing else ()
        return compared_xlsx(self._shelf, made, language, name, said)


def _language(query: Query) -> Language:
    return "en" if query.get("lang") == ["en"] else "zh"
