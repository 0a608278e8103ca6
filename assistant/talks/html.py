"""The list of kept conversations as HTML; titles are what readers typed and are escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.escape import safe
from assistant.models import Language
from assistant.talks.models import FORMATS, TalkCard
from assistant.talks.wording_page import label


def talks_html(cards: Sequence[TalkCard], language: Language, *, searched: bool) -> str:
    """Return the conversations, each with what can be done with it."""
    if not cards:
        key = "none_found" if searched else "none_kept"
        return f'<p class="none" role="status" lang="{language}">{label(language, key)}</p>'
    rows = "".join(_row(card, language) for card in cards)
    return f'<ul class="talks" lang="{language}">{rows}</ul>'


def _row(card: TalkCard, language: Language) -> str:
    title = safe(card.title or label(language, "untitled"))
    when = label(language, "when", at=_day(card.changed), count=card.turns)
    files = "".join(
        f'<a class="act" href="talks/{card.id}.{kind}?lang={language}" download '
        f'aria-label="{label(language, "save_as", kind=kind.upper())}">{kind.upper()}</a>'
        for kind in FORMATS
    )
    return (
        f'<li data-talk="{card.id}"><a class="title" href="?talk={card.id}">{title}</a>'
        f'<form class="name" hidden><input type="text" maxlength="60" value="{title}" '
        f'aria-label="{label(language, "new_name")}">'
        f'<button type="submit" class="act">{label(language, "keep_name")}</button></form>'
        f'<span class="when">{safe(when)}</span><span class="acts">{files}'
        f'<button type="button" class="act" value="rename">{label(language, "rename")}</button>'
        f'<button type="button" class="act" value="delete" data-sure="{label(language, "sure")}">'
        f"{label(language, 'delete')}</button></span></li>"
    )


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
