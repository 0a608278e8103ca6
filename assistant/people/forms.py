"""The small pages for people: plain HTML without scripts, and the tokens that their forms carry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from assistant.asgi import Header, Message, cookies_of, header_of
from assistant.models import Language
from assistant.people.wording_page import label
from assistant.welcome import language_of

FORM_COOKIE = "report-form"
"""The cookie whose value a form must repeat; a page of another site can not read it."""
MOST_BYTES = 8_000


def language_for(scope: Message) -> Language:
    """Return the language of a page: as its address asks, as was chosen, as the browser prefers."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    asked = (query.get("lang") or [""])[0]
    return language_of(
        asked, cookies_of(scope).get("language"), header_of(scope, "accept-language")
    )


def page(language: Language, heading: str, body: str, *, wide: bool = False) -> bytes:
    """Return a whole page; ``body`` is HTML, ``heading`` is text."""
    css = Path(__file__).with_name("login.css").read_text(encoding="utf-8")
    tongue = "zh-CN" if language == "zh" else "en"
    return (
        f'<!doctype html><html lang="{tongue}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(heading)} · {label(language, "title")}</title><link rel="icon" href="data:,">'
        f"<style>{css}</style></head><body>"
        f"<main{' class=wide' if wide else ''}>"
        f'<p class="product">{label(language, "title")}</p>'
        f"<h1>{escape(heading)}</h1>{body}</main></body></html>"
    ).encode()


def token_of(scope: Message) -> str:
    """Return the token that forms of this browser carry; a new one where it has none."""
    kept = cookies_of(scope).get(FORM_COOKIE, "")
    return kept if len(kept) == 43 and kept.isascii() else secrets.token_urlsafe(32)


def hidden(token: str) -> str:
    """Return the field in which a form repeats the token."""
    return f'<input type="hidden" name="token" value="{escape(token)}">'


def repeats_token(scope: Message, form: Mapping[str, str]) -> bool:
    """Say whether a form was made by a page that we sent to this browser."""
    kept = cookies_of(scope).get(FORM_COOKIE, "")
    return bool(kept) and secrets.compare_digest(kept.encode(), form.get("token", "").encode())


def read_form(body: bytes) -> dict[str, str]:
    """Return the fields of a form; of two with one name the first."""
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    return {name: values[0] for name, values in fields.items()}


def cookie(name: str, value: str, root: str, seconds: int, *, https: bool) -> Header:
    """Return the header that sets a cookie which only the server reads."""
    safe = "; Secure" if https else ""
    line = f"{name}={value}; Path={root or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax{safe}"
    return b"set-cookie", line.encode()
