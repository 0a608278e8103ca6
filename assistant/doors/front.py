"""The outermost layer: each request gets an id, one path whatever the proxy left on, and a line."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from datetime import UTC, datetime
from typing import Any

from assistant.asgi import App, Message, Receive, Send, header_of, path_of
from assistant.doors.metrics import Metrics
from assistant.people.models import visitor_of

ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
log = logging.getLogger("requests")


class Front:
    """Names, counts and logs every request; a line tells who and where, never the query."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on under its id, and write down how it ended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = header_of(scope, "x-request-id")
        id_ = given if ID.fullmatch(given) else secrets.token_hex(8)
        inner = {**scope, "path": path_of(scope), "state": {**scope.get("state", {}), "id": id_}}
        begun, status = time.perf_counter(), 500

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", id_.encode())]
            await send(message)

        try:
            await self.app(inner, receive, named)
        finally:
            took = time.perf_counter() - begun
            self._metrics.request(inner["path"], status, took)
            _tell(inner, id_, status, took)


def _tell(scope: Message, id_: str, status: int, took: float) -> None:
    visitor = visitor_of(scope)
    told = {
        "id": id_, "who": visitor.name, "address": visitor.address, "method": scope["method"],
        "path": scope["path"], "status": status, "ms": round(took * 1000, 1),
    }  # fmt: skip
    log.info("request", extra={"told": told})


class JsonLines(logging.Formatter):
    """Writes each record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def request_id(request: Any) -> str:
    """Return the id of a request (Gradio's, Starlette's), "" where it has none."""
    return str(getattr(getattr(request, "state", None), "id", ""))
