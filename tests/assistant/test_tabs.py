"""A tab, a question on its way and a file on its way belong to who began them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from assistant.asgi import Message, Receive, Send, answer
from assistant.people.models import Visitor
from assistant.people.tabs import MOST_BYTES, Owners, OwnTabs

JOIN = "/gradio_api/queue/join"


async def page(scope: Message, receive: Receive, send: Send) -> None:
    """Stand for the interface: take a question and tell its id."""
    await answer(send, 200, json.dumps({"event_id": "question-of-ada"}).encode(), "text/plain")


class Visits:
    """Sends requests of several users to one page."""

    def __init__(self) -> None:
        self.layer = OwnTabs(page)

    def __call__(self, user: str, path: str, method: str = "GET", **more: Any) -> int:
        async def named(scope: Message, receive: Receive, send: Send) -> None:
            scope["state"] = {"visitor": Visitor(user)}
            await self.layer(scope, receive, send)

        async def call() -> int:
            transport = httpx.ASGITransport(named)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return (await client.request(method, path, **more)).status_code

        return asyncio.run(call())


@pytest.fixture
def visit() -> Visits:
    """A page on which ada has opened the tab t, asked, and begun to send a file."""
    visit = Visits()
    assert visit("ada", JOIN, "POST", json={"session_hash": "t", "data": []}) == 200
    assert visit("ada", "/gradio_api/upload?upload_id=u", "POST", content=b"--x") == 200
    return visit


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (JOIN, {"session_hash": "t"}),
        ("/gradio_api/call/ask", {"session_hash": "t", "data": []}),
        ("/gradio_api/call/v2/ask", {"session_hash": "t"}),
        ("/gradio_api/cancel", {"session_hash": "t", "fn_index": 1, "event_id": "x"}),
        ("/gradio_api/cancel", {"session_hash": "own", "event_id": "question-of-ada"}),
        (JOIN, {"session_hash": "own", "event_id": "question-of-ada"}),
        ("/gradio_api/queue/data?session_hash=t", None),
        ("/gradio_api/queue/data?session_hash=%74", None),
        ("/gradio_api/queue/data?session_hash=own&session_hash=t", None),
        ("/gradio_api/queue/data?session_hash=question-of-ada", None),
        ("/gradio_api/heartbeat/t", None),
        ("/gradio_api/call/ask/question-of-ada", None),
        ("/gradio_api/call/v2/ask/question-of-ada", None),
        ("/gradio_api/call/ask/t", None),
        ("/gradio_api/upload_progress?upload_id=u", None),
    ],
)
def test_what_ada_began_is_hers_alone(visit: Visits, path: str, body: Any) -> None:
    method = "GET" if body is None else "POST"
    assert visit("rae", path, method, json=body) == 403
    assert visit("ada", path.replace("own", "t"), method, json=body and {**body, "session_hash": "t"}) == 200  # fmt: skip


def test_a_refused_request_gives_nobody_a_name(visit: Visits) -> None:
    assert visit("rae", JOIN, "POST", json={"session_hash": "t", "event_id": "new"}) == 403
    assert visit("ada", "/gradio_api/call/ask/new") == 200


def test_who_opens_very_many_tabs_loses_their_own_alone() -> None:
    owners = Owners(most=3)
    assert owners.claim("ada", ["a"])
    assert owners.claim("rae", [f"r{n}" for n in range(50)])
    assert not owners.claim("rae", ["a"])
    assert owners.claim("ada", ["r0"])
    assert not owners.claim("ada", ["r49"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 400),
        (b"{", 400),
        (b"\xff", 400),
        (b" " * (MOST_BYTES + 1), 413),
        (json.dumps({"session_hash": "x" * 201}).encode(), 400),
        (b'{"session_hash": 7, "event_id": null}', 200),
        (b"[]", 200),
    ],
)
def test_a_body_that_no_page_of_ours_sends_does_no_harm(
    visit: Visits, body: bytes, status: int
) -> None:
    assert visit("rae", JOIN, "POST", content=body) == status


@pytest.mark.parametrize(
    "path", ["component_server", "deep_link", "run/predict", "api/predict", "stream/x", "proxy=x"]
)
def test_what_no_page_of_ours_needs_is_closed(visit: Visits, path: str) -> None:
    assert visit("ada", f"/gradio_api/{path}", "POST", json={"session_hash": "t"}) == 404
