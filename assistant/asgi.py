"""What every layer before the page needs of ASGI: its types, headers, bodies and short answers."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]


class BodyTooLong(ValueError):
    """A request says more than the address takes."""


def headers_of(scope: Message, name: str) -> tuple[str, ...]:
    """Return every value that a request gives for a header; ``name`` is in lower case."""
    wanted = name.encode()
    return tuple(v.decode("latin-1") for k, v in scope.get("headers", ()) if k.lower() == wanted)


def header_of(scope: Message, name: str) -> str:
    """Return a header's value; "" where there is none, or more than one."""
    found = headers_of(scope, name)
    return found[0] if len(found) == 1 else ""


def cookies_of(scope: Message) -> dict[str, str]:
    """Return the cookies of a request; of two with one name the first, as browsers order them."""
    found: dict[str, str] = {}
    for line in headers_of(scope, "cookie"):
        for part in line.split(";"):
            name, _, value = part.strip().partition("=")
            found.setdefault(name, value)
    return found


def root_of(scope: Message) -> str:
    """Return the sub-path that a proxy serves the page at, "" or "/reports"."""
    return str(scope.get("root_path", "")).rstrip("/")


def path_of(scope: Message) -> str:
    """Return the path of a request without the sub-path, whether or not the proxy left it on.

    >>> path_of({"path": "/reports/login", "root_path": "/reports"})
    '/login'
    """
    path, root = str(scope.get("path", "")), root_of(scope)
    return path[len(root) :] if root and path.startswith(root + "/") else path


async def body_of(receive: Receive, most: int) -> bytes:
    """Return a request's body, or raise ``BodyTooLong`` as soon as it is longer than ``most``."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            raise BodyTooLong(f"the request is longer than {most} bytes")
        if not message.get("more_body") or message["type"] == "http.disconnect":
            return body


def again(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives the body that was read, and then what comes after it."""
    given = False

    async def next_message() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message


async def answer(
    send: Send, status: int, body: bytes, kind: str, headers: Iterable[Header] = ()
) -> None:
    """Send a whole answer, which nobody on the way may keep."""
    told = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})


async def refuse(
    send: Send, status: int, code: str, why: str, headers: Iterable[Header] = ()
) -> None:
    """Send a refusal as JSON, in the shape that OpenAI's clients read as well."""
    body = json.dumps({"error": {"message": why, "type": kind_of(status), "code": code}})
    await answer(send, status, body.encode(), "application/json", headers)


def kind_of(status: int) -> str:
    """Return the kind of an error by its status, as OpenAI's clients know them."""
    known = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
    return known.get(status, "invalid_request_error" if status < 500 else "server_error")
