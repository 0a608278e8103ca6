"""What stands around the chat, as HTML: the head of the page, its empty state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chips import office_name
from assistant.escape import safe
from assistant.models import Language
from assistant.people.models import Visitor
from assistant.people.wording_page import label as people_label
from assistant.wording_page import label
from index.models import ReportCard

SHOWN_OFFICES = 8
INTERFACE = (
    *("input", "send", "stop", "chat", "copied", "title", "thanks", "thanks_good"),
    *("log_in", "logged_out", "note", "trouble", "lost"),
)
"""Labels the browser needs by itself: names of Gradio's own controls, which have none."""


def language_of(asked: str | None, kept: str | None, accepted: str | None) -> Language:
    """Return the page's language: as the link asks, as was chosen before, as the browser prefers."""
    for wish in (asked, kept):
        if wish in ("zh", "en"):
            return "zh" if wish == "zh" else "en"
    names = re.findall(r"[A-Za-z]+(?:-\w+)*", accepted or "zh")
    known = [n.lower()[:2] for n in names if n.lower()[:2] in ("zh", "en")]
    return "en" if known[:1] == ["en"] or (accepted and not known) else "zh"


def header_html(language: Language, visitor: Visitor | None = None) -> str:
    """Return the head of the page: its name, a new chat, the switch of language, who is logged in."""
    names = " ".join(f'data-{key}="{label(language, key)}"' for key in INTERFACE)
    other = "en" if language == "zh" else "zh"
    return (
        f'<header class="top" lang="{language}" data-language="{language}" {names}>'
        f'<div class="name"><span class="seal" aria-hidden="true"></span><div>'
        f"<h1>{label(language, 'title')}</h1><p>{label(language, 'tagline')}</p></div></div>"
        f'<div class="acts"><button type="button" class="act" value="new">{label(language, "new_chat")}</button>'
        f'<button type="button" class="act" value="{other}" lang="{other}" '
        f'aria-label="{label(language, "switch_label")}">{label(language, "switch")}</button>'
        f"{_who(visitor, language) if visitor is not None and visitor.name else ''}</div></header>"
    )


def _who(visitor: Visitor, language: Language) -> str:
    """Return the visitor's name, under which lie their account and the way out.

    Who was named by a proxy is logged out there, not here.
    """
    links = ["account", *(["users"] if visitor.may("manage") else [])]
    ways = [f'<a class="act" href="{name}">{people_label(language, name)}</a>' for name in links]
    if visitor.way == "session":
        leave = people_label(language, "log_out")
        ways.append(
            f'<form method="post" action="logout"><button type="submit" class="act">{leave}</button></form>'
        )
    return (
        f'<details class="who"><summary class="act" title="{safe(visitor.name)}">'
        f'<span class="spoken">{label(language, "logged_in")} </span><span class="id">{safe(visitor.name)}</span>'
        f"</summary><div>{''.join(ways)}</div></details>"
    )


def welcome_html(
    cards: Sequence[ReportCard], examples: Sequence[str], language: Language, store: str
) -> str:
    """Return what an empty chat shows: what is loaded and what can be asked."""
    if not cards:
        command = f"python -m index build <PATH> --store {store}"
        return (
            f'<div class="welcome" lang="{language}"><h2>{label(language, "empty")}</h2>'
            f"<p>{label(language, 'empty_how')}</p><p><code>{safe(command)}</code></p></div>"
        )
    buttons = "".join(
        f'<button type="button" class="ask" value="{safe(text)}">{safe(text)}</button>'
        for text in examples
    )
    offered = f'<div class="head">{label(language, "try")}</div><div class="asks">{buttons}</div>'
    count = label(language, "loaded_one" if len(cards) == 1 else "loaded", count=len(cards))
    return (
        f'<div class="welcome" lang="{language}"><h2>{label(language, "welcome")}</h2>'
        f"<p>{label(language, 'lead')}</p>{offered if buttons else ''}"
        f'<div class="head">{count}</div><ul class="holdings">{_holdings(cards, language)}</ul></div>'
    )


def _holdings(cards: Sequence[ReportCard], language: Language) -> str:
    years: dict[str, list[int]] = {}
    for card in cards:
        years.setdefault(card.office, []).extend([card.year] if card.year else [])
    ordered = sorted(years, key=lambda office: (-len(years[office]), office))
    lines = [
        f"<li><span>{safe(office_name(office, language))}</span>"
        f"<span>{' '.join(f'<b>{year}</b>' for year in sorted(years[office]))}</span></li>"
        for office in ordered[:SHOWN_OFFICES]
    ]
    rest = len(ordered) - SHOWN_OFFICES
    if rest > 0:
        lines.append(f"<li>{label(language, 'more_offices', count=rest)}</li>")
    return "".join(lines)
