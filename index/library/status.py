"""The state of the store in a few words: what is kept, whether its files are whole, what is watched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.library.wording_failures import reason
from index.library.wording_page import Language, label
from index.models import ReportCard
from index.originals import file_name
from index.watched import Event, Watched

SHOWN = 5


def status_html(
    cards: Sequence[ReportCard],
    faults: Sequence[str],
    watch: Watched | None,
    language: Language,
    *,
    may: bool,
    know: bool = True,
) -> str:
    """Return the state as a line of facts, with the watched folder's last events folded below.

    Who need not ``know`` where things lie on the server is told of no folder but its name.
    """
    counted = [card for card in cards if not card.copy_of]
    figures = sum(card.figures for card in counted)
    key = "kept_one" if len(counted) == 1 else "kept"
    facts = [f"<span>{label(language, key, reports=len(counted), figures=figures)}</span>"]
    aside = len(cards) - len(counted)
    facts += [f"<span>{label(language, 'aside', count=aside)}</span>"] if aside else []
    if faults:
        told = label(language, "faults" if know else "unsound", faults="; ".join(faults))
        facts.append(f'<span class="bad" role="alert">{escape(told)}</span>')
    else:
        facts.append(f'<span class="good">{label(language, "healthy")}</span>')
    mine = "" if may else f'<p class="soft">{label(language, "read_only")}</p>'
    line = f'<p class="facts">{"".join(facts)}</p>'
    return f'<div class="state" lang="{language}">{line}{mine}{_watch(watch, language, know=know)}</div>'


def _watch(watch: Watched | None, language: Language, *, know: bool) -> str:
    if watch is None:
        return ""
    key = "watch_on" if watch.alive else "watch_off"
    folder = watch.folder if know else file_name(watch.folder)
    head = f"<span>{escape(label(language, key, folder=folder))}</span>"
    if not watch.events:
        return f'<p class="facts watch">{head}</p>'
    items = "".join(
        f"<li><time>{escape(event.at[:16].replace('T', ' '))}</time> "
        f"<span>{escape(_what(event.what, language))}</span> {escape(file_name(event.source))}"
        f"{f' — {escape(_why(event, language))}' if event.why else ''}</li>"
        for event in watch.events[:SHOWN]
    )
    return (
        f'<details class="watch"><summary>{head}</summary>'
        f"<p>{label(language, 'watch_events')}</p><ul>{items}</ul></details>"
    )


def _why(event: Event, language: Language) -> str:
    return reason(event.why, event.source, language) if event.what == "failed" else event.why


def _what(what: str, language: Language) -> str:
    known = ("added", "replaced", "unchanged", "failed", "gone", "pruned", "busy")
    return label(language, what) if what in known else what
