"""The abilities over MCP: on the page's own address, or on the standard streams of a command."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from assistant.asgi import App, Message, Receive, Send
from assistant.people.models import Visitor, visitor_of
from assistant.sources import Naming, naming
from assistant.tools import Abilities, TextTooLong
from index import IndexFault
from index.errors import UnknownReport

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from assistant.assistant import Assistant

Note = Callable[[Visitor, str, str], None]
"""Writes down who did what: a visitor, the act, what it was done to."""

PATH = "/mcp"
MOST_BYTES = 64_000
NAME = "enforcement-report-assistant"
INSTRUCTIONS = (
    "Figures and passages of yearly enforcement reports, each with its office, year, section and "
    "the quoted sentence. Give figures as they are printed, and keep the citation with them. "
    "Questions may be Chinese or English; the reports are Chinese."
)

AWAY = "the store cannot be read now; the server's log says why"
"""What a caller is told of a fault whose words may name the server's folders."""

_CALLER: ContextVar[Visitor | None] = ContextVar("caller", default=None)
"""Who calls a tool: the library hands a tool its arguments only."""


def _naming() -> Naming:
    """Return how sources are named to who calls a tool; a command's caller knows all."""
    caller = _CALLER.get()
    return str if caller is None else naming(caller)


def server(assistant: Assistant, note: Note | None = None) -> MCPServer[Any]:
    """Return an MCP server whose tools are the abilities of ``assistant``; none of them writes."""
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    made: MCPServer[Any] = MCPServer(
        NAME, instructions=INSTRUCTIONS, log_level="WARNING", subscriptions=False
    )
    for function in Abilities(assistant, _naming).all():
        made.add_tool(
            _told(function, note),
            annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
            structured_output=False,
        )
    return made


def _told(function: Callable[..., str], note: Note | None) -> Callable[..., str]:
    """Return ``function`` with its refusals told to the client; other faults stay in the log.

    ``note`` hears who called it, and with which words.
    """
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(function)
    def call(*args: Any, **named: Any) -> str:
        caller = _CALLER.get()
        if note is not None and caller is not None:
            note(caller, "asked", " ".join(str(value) for value in (*args, *named.values())))
        try:
            return function(*args, **named)
        except (TextTooLong, UnknownReport) as fault:
            raise ToolError(str(fault)) from fault
        except IndexFault as fault:
            known = caller is None or caller.may("manage")
            raise ToolError(str(fault) if known else AWAY) from fault

    return call


def serve_streams(assistant: Assistant) -> None:
    """Serve the tools on standard input and output until the client closes them."""
    server(assistant).run("stdio")


class McpDoor:
    """An ASGI layer that answers at ``PATH`` and passes everything else on.

    It takes JSON only, no files and no paths. A request that a browser sent, which names its
    origin, is refused, so that no web page can reach the reports through a reader's machine.
    The MCP library is loaded at the first request, and each request stands alone.
    """

    def __init__(self, app: App, assistant: Assistant, note: Note | None = None) -> None:
        self.app = app
        self._assistant = assistant
        self._note = note
        self._server: MCPServer[Any] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request to the door, or pass it on."""
        if scope["type"] != "http" or str(scope.get("path", "")).rstrip("/") != PATH:
            await self.app(scope, receive, send)
        elif scope["method"] != "POST":
            await _refuse(send, 405, "this address speaks MCP: send JSON with POST")
        elif any(name.lower() == b"origin" for name, _ in scope["headers"]):
            await _refuse(send, 403, "web pages may not call this address")
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        if self._server is None:
            self._server = server(self._assistant, self._note)
        self._server.streamable_http_app(
            json_response=True, stateless_http=True, max_request_body_size=MOST_BYTES
        )
        _CALLER.set(visitor_of(scope))
        manager = self._server.session_manager
        async with manager.run():
            await manager.handle_request(scope, receive, send)


async def _refuse(send: Send, status: int, why: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"allow", b"POST")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})
