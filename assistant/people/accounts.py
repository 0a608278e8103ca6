"""Two pages behind the guard: one's own account, and for administrators all users and the log."""

from __future__ import annotations

import asyncio
from html import escape

from assistant.asgi import (
    App,
    BodyTooLong,
    Message,
    Receive,
    Send,
    answer,
    body_of,
    cookies_of,
    refuse,
    root_of,
)
from assistant.models import Language
from assistant.people.accounts_html import account_html, users_html
from assistant.people.acts import ACTS, TOLD, Said, Sent
from assistant.people.address import is_https
from assistant.people.errors import PeopleFault
from assistant.people.forms import (
    FORM_COOKIE,
    MOST_BYTES,
    cookie,
    language_for,
    page,
    read_form,
    repeats_token,
    token_of,
)
from assistant.people.login import SESSION
from assistant.people.models import Visitor, visitor_of
from assistant.people.people import MustWait, People
from assistant.people.sessions import digest
from assistant.people.terms import Terms
from assistant.people.wording_page import label


class Accounts:
    """Answers at ``/account`` and ``/users`` and passes everything else on."""

    def __init__(self, app: App, people: People, terms: Terms) -> None:
        self.app = app
        self._people = people
        self._terms = terms

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Show a page, do what its form asks, or pass the request on."""
        path, visitor = str(scope.get("path", "")), visitor_of(scope)
        ours = path in ("/account", "/users") or path in ACTS
        if scope["type"] != "http" or not ours:
            await self.app(scope, receive, send)
        elif not visitor.name or visitor.way == "key":
            # A program's key must not make further keys that outlive it.
            await refuse(send, 403, "not_by_key", "log in by name and password to see this page")
        elif path in ACTS and scope["method"] == "POST":
            await self._act(scope, receive, send, visitor)
        elif scope["method"] in ("GET", "HEAD") and path not in ACTS:
            await self._show(scope, send, visitor, path)
        else:
            await refuse(send, 405, "wrong_method", "send the form of the page")

    async def _act(self, scope: Message, receive: Receive, send: Send, visitor: Visitor) -> None:
        path = str(scope["path"])
        shown = f"/{path.split('/')[1]}"
        try:
            form = read_form(await body_of(receive, MOST_BYTES))
        except (BodyTooLong, ValueError) as fault:
            await refuse(send, 413, "too_long", str(fault))
            return
        if not repeats_token(scope, form):
            await self._show(scope, send, visitor, shown, bad=("stale", ""), status=400)
            return
        sent = Sent(visitor, form, digest(cookies_of(scope).get(SESSION, "")))
        try:
            good = await asyncio.to_thread(ACTS[path], self._people, sent)
        except MustWait as fault:
            await self._show(
                scope, send, visitor, shown, bad=("wait", str(fault.seconds)), status=429
            )
        except PeopleFault as fault:
            key = TOLD.get(type(fault))
            if key is None:
                raise
            await self._show(scope, send, visitor, shown, bad=(key, ""), status=400)
        else:
            bad = good if good[0] == "wrong" else None
            status = 400 if bad else 200
            await self._show(scope, send, visitor, shown, None if bad else good, bad, status)

    async def _show(
        self,
        scope: Message,
        send: Send,
        visitor: Visitor,
        path: str,
        good: Said | None = None,
        bad: Said | None = None,
        status: int = 200,
    ) -> None:
        language, token, root = language_for(scope), token_of(scope), root_of(scope)
        told = _said("bad", "alert", bad, language) + _said("good", "status", good, language)
        body, heading = await asyncio.to_thread(self._body, visitor, path, token, root, language)
        kept = cookie(FORM_COOKIE, token, root, 86_400, https=is_https(scope, self._terms.proxies))
        html = page(language, heading, told + body, wide=True)
        await answer(send, status, html, "text/html; charset=utf-8", [kept])

    def _body(
        self, visitor: Visitor, path: str, token: str, root: str, language: Language
    ) -> tuple[str, str]:
        if path == "/users":
            users, lines = self._people.users.all(), self._people.log.last(100)
            return users_html(users, lines, token, root, language), label(language, "users")
        keys = self._people.keys.all(visitor.name)
        return account_html(visitor, keys, token, root, language), label(language, "account")


def _said(kind: str, role: str, said: Said | None, language: Language) -> str:
    if said is None:
        return ""
    text = label(language, said[0], secret=said[1], seconds=said[1])
    return f'<p class="{kind}" role="{role}">{escape(text)}</p>'
