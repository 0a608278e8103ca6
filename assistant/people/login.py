"""The log-in page: a form, what it answers, and the cookie that stands for a log-in afterwards."""

from __future__ import annotations

import asyncio
import re
from html import escape
from urllib.parse import parse_qs, quote

from assistant.asgi import (
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
from assistant.people.address import address_of, is_https
from assistant.people.forms import (
    FORM_COOKIE,
    MOST_BYTES,
    cookie,
    hidden,
    language_for,
    page,
    read_form,
    repeats_token,
    token_of,
)
from assistant.people.models import Visitor
from assistant.people.people import MustWait, People
from assistant.people.sessions import LIFE
from assistant.people.terms import Terms
from assistant.people.wording_page import label

PATH, OUT = "/login", "/logout"
SESSION = "report-session"
AT_ONCE = 2
"""Passwords that are checked at the same time; each check takes 64 MB and much of a core."""
_INSIDE = re.compile(r"/(?![/\\])[\x21-\x7e]{0,500}")


class Login:
    """Answers at ``PATH`` and ``OUT``."""

    def __init__(self, people: People, terms: Terms) -> None:
        self._people = people
        self._terms = terms
        self._few = asyncio.Semaphore(AT_ONCE)

    async def show(self, scope: Message, send: Send, status: int = 200, bad: str = "") -> None:
        """Send the form."""
        language, token, root = language_for(scope), token_of(scope), root_of(scope)
        body = _form(language, token, root, _wanted(scope), bad)
        kept = cookie(FORM_COOKIE, token, root, 86_400, https=is_https(scope, self._terms.proxies))
        await answer(send, status, page(language, label(language, "log_in"), body), _HTML, [kept])

    async def enter(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a form that was sent: begin a session, or say what was wrong."""
        language, root = language_for(scope), root_of(scope)
        try:
            form = read_form(await body_of(receive, MOST_BYTES))
        except (BodyTooLong, ValueError) as fault:
            await refuse(send, 413, "too_long", str(fault))
            return
        if not repeats_token(scope, form):
            await self.show(scope, send, 400, label(language, "stale"))
            return
        address = address_of(scope, self._terms.proxies)
        name, password = form.get("name", ""), form.get("password", "")
        try:
            async with self._few:
                entered = await asyncio.to_thread(self._people.enter, name, password, address)
        except MustWait as fault:
            await self.show(scope, send, 429, label(language, "wait", seconds=fault.seconds))
            return
        if entered is None:
            known = await asyncio.to_thread(self._people.users.find, name)
            # A name that nobody has may be a password that slipped into the wrong field.
            self._note(Visitor(address=address), "refused", known.name if known else "")
            await self.show(scope, send, 401, label(language, "wrong"))
            return
        user, secret = entered
        self._note(Visitor(user.name, user.role, address, "session"), "entered", "")
        secure = is_https(scope, self._terms.proxies)
        kept = cookie(SESSION, secret, root, int(LIFE), https=secure)
        place = form.get("next", "")
        goal = root + (place if _INSIDE.fullmatch(place) else "/")
        await answer(send, 303, b"", _HTML, [kept, (b"location", goal.encode())])

    async def leave(self, scope: Message, send: Send, visitor: Visitor) -> None:
        """End the session and lead back to the form."""
        await asyncio.to_thread(self._people.sessions.end, cookies_of(scope).get(SESSION, ""))
        self._note(visitor, "left", "")
        root = root_of(scope)
        gone = cookie(SESSION, "", root, 0, https=is_https(scope, self._terms.proxies))
        await answer(send, 303, b"", _HTML, [gone, (b"location", f"{root}{PATH}".encode())])

    def _note(self, visitor: Visitor, action: str, what: str) -> None:
        self._people.log.note(visitor, action, what)


_HTML = "text/html; charset=utf-8"


def address_for(scope: Message, path: str) -> str:
    """Return the address of the form that leads back to ``path`` afterwards."""
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = f"{path}?{query}" if query else path
    goal = f"?next={quote(wanted, safe='')}" if wanted != "/" and _INSIDE.fullmatch(wanted) else ""
    return f"{root_of(scope)}{PATH}{goal}"


def _wanted(scope: Message) -> str:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    place = (query.get("next") or [""])[0]
    return place if _INSIDE.fullmatch(place) else ""


def _form(language: Language, token: str, root: str, wanted: str, bad: str) -> str:
    other = "en" if language == "zh" else "zh"
    back = f"&amp;next={escape(quote(wanted, safe=''))}" if wanted else ""
    goal = f"?lang={language}{back}"
    told = f'<p class="bad" role="alert">{escape(bad)}</p>' if bad else ""
    return (
        f'<form class="card" method="post" action="{escape(root)}{PATH}{goal}">{told}'
        f'{hidden(token)}<input type="hidden" name="next" value="{escape(wanted)}">'
        f'<label>{label(language, "name")}<input name="name" autocomplete="username" '
        'autocapitalize="none" spellcheck="false" maxlength="64" required autofocus></label>'
        f'<label>{label(language, "password")}<input name="password" type="password" '
        'autocomplete="current-password" maxlength="200" required></label>'
        f'<button type="submit">{label(language, "log_in")}</button></form>'
        f'<p class="help">{label(language, "help")}</p>'
        f'<p><a href="{escape(root)}{PATH}?lang={other}{back}" lang="{other}" '
        f'hreflang="{other}">{label(language, "switch")}</a></p>'
    )
