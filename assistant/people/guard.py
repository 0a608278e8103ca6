"""The guard: an ASGI layer that lets nobody past without knowing who it is and what they may do.

It stands before everything: pages, the interface's own routes, files, MCP, REST. Who was let in is
in the request (``assistant.people.models.visitor_of``).
"""

from __future__ import annotations

from assistant.asgi import (
    App,
    Message,
    Receive,
    Send,
    answer,
    cookies_of,
    header_of,
    headers_of,
    path_of,
    refuse,
)
from assistant.people import login
from assistant.people.address import address_of, is_among, is_foreign, names_us, peer_of
from assistant.people.login import SESSION, Login, address_for
from assistant.people.models import Ability, Visitor
from assistant.people.people import People
from assistant.people.terms import Terms

OPEN = frozenset({"/health", "/gradio_api/startup-events"})
"""Addresses that tell nothing of reports and people: whether the server lives, and has begun."""
NEEDS: tuple[tuple[str, Ability], ...] = (
    ("/gradio_api/upload", "change"),
    ("/users", "manage"),
    ("/", "read"),
)
"""What a visitor must be allowed for each address, the first that fits."""
PROGRAMS = ("/api/", "/v1/", "/mcp", "/metrics", "/gradio_api/", "/users/")
"""Addresses whose refusals are read by programs; elsewhere the way leads to the log-in."""


class Guard:
    """Lets in who may come in, sends others to log in, and refuses pages of other sites."""

    def __init__(self, app: App, people: People, terms: Terms) -> None:
        self.app = app
        self._people = people
        self._terms = terms
        self._login = Login(people, terms)
        self._closed = terms.open_role is None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on with its visitor, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._guard(scope, receive, send)

    async def _guard(self, scope: Message, receive: Receive, send: Send) -> None:
        path = path_of(scope)
        if path in OPEN:
            await self._pass(scope, receive, send, Visitor())
            return
        key = _bearer(scope)
        visitor = self._by_key(scope, key) if key else self._visitor(scope)
        address = address_of(scope, self._terms.proxies)
        scope.setdefault("state", {})["visitor"] = visitor or Visitor(address=address)
        by_key = visitor is not None and visitor.way == "key"
        if not by_key and is_foreign(scope, self._terms.proxies):
            await refuse(send, 403, "foreign_page", "pages of other sites may not call this server")
        elif path in (login.PATH, login.OUT):
            await self._at_login(scope, receive, send, visitor)
        elif visitor is None:
            await self._turn_away(scope, send, path, key)
        elif visitor.way == "open" and not names_us(scope, self._terms.hosts):
            why = "this server is not known by that name; REPORT_ASSISTANT_HOSTS can name it"
            await refuse(send, 403, "unknown_host", why)
        elif not visitor.may(_needed(path)):
            await refuse(send, 403, "not_allowed", f"a {visitor.role} may not do this")
        else:
            await self._pass(scope, receive, send, visitor)

    async def _pass(self, scope: Message, receive: Receive, send: Send, visitor: Visitor) -> None:
        scope.setdefault("state", {})["visitor"] = visitor
        await self.app(scope, receive, send)

    def _visitor(self, scope: Message) -> Visitor | None:
        """Return who sent a request without a key; None where they must log in first."""
        address = address_of(scope, self._terms.proxies)
        secret = cookies_of(scope).get(SESSION, "")
        session = self._people.sessions.find(secret) if secret else None
        if session is not None:
            return Visitor(session.user.name, session.user.role, address, "session")
        named = self._by_proxy(scope, address)
        if named is not None:
            return named
        # Once somebody is known it stays closed, even when the last of them goes.
        self._closed = self._closed or self._people.users.any()
        if self._closed or self._terms.open_role is None:
            return None
        return Visitor("", self._terms.open_role, address, "open")

    def _by_proxy(self, scope: Message, address: str) -> Visitor | None:
        if not self._terms.header or not is_among(peer_of(scope), self._terms.proxies):
            return None
        name = header_of(scope, self._terms.header).strip().lower()
        user = self._people.users.find(name) if name else None
        if user is not None:
            return Visitor(user.name, user.role, address, "proxy")
        role = self._terms.proxy_role
        return Visitor(name[:64], role, address, "proxy") if name and role else None

    def _by_key(self, scope: Message, key: str) -> Visitor | None:
        user = self._people.keys.find(key)
        address = address_of(scope, self._terms.proxies)
        if user is None:  # where nobody logs in a key may say anything, as clients insist on one
            seen = self._visitor(scope)
            return seen if seen is not None and seen.way == "open" else None
        return Visitor(user.name, user.role, address, "key")

    async def _at_login(
        self, scope: Message, receive: Receive, send: Send, visitor: Visitor | None
    ) -> None:
        asked = (path_of(scope), scope["method"])
        if asked in ((login.PATH, "GET"), (login.PATH, "HEAD")):
            await self._login.show(scope, send)
        elif asked == (login.PATH, "POST"):
            await self._login.enter(scope, receive, send)
        elif asked == (login.OUT, "POST"):
            await self._login.leave(scope, send, visitor or Visitor())
        else:
            await refuse(send, 405, "wrong_method", "send the form of the page")

    async def _turn_away(self, scope: Message, send: Send, path: str, key: str) -> None:
        if path.startswith(PROGRAMS) or scope["method"] not in ("GET", "HEAD") or key:
            why = (
                "this key is not known" if key else "log in, or send a key: Authorization: Bearer …"
            )
            told = [(b"www-authenticate", b"Bearer")]
            await refuse(send, 401, "unknown_key" if key else "log_in_first", why, told)
            return
        goal = address_for(scope, path)
        await answer(send, 303, b"", "text/plain", [(b"location", goal.encode("latin-1"))])


def _bearer(scope: Message) -> str:
    """Return the key that a program sent, "" where there is none."""
    said = headers_of(scope, "authorization")
    kind, _, key = said[0].partition(" ") if len(said) == 1 else ("", "", "")
    return key.strip() if kind.lower() == "bearer" else ""


def _needed(path: str) -> Ability:
    return next(ability for start, ability in NEEDS if path.startswith(start) or start == "/")
