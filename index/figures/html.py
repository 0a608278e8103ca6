"""Contradictions and verdicts on figures as HTML; whatever a report or a person says is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.models import Figure
from index.ledger import Row
from index.models import Contradiction, FigureNote
from index.shown import escape, office_name
from index.wording_page import Language, label

BEFORE, AFTER = 90, 110
"""Of a long sentence, so many characters are shown before and after the figure."""
MOST = 50
"""So many contradictions are listed at once."""


def quoted(row: Row) -> str:
    """Return the sentence with its figure marked; a long one only around the figure."""
    start, end = row.at, min(row.at + len(row.figure.surface), len(row.sentence))
    first, last = max(start - BEFORE, 0), min(end + AFTER, len(row.sentence))
    before, figure, after = (
        row.sentence[first:start],
        row.sentence[start:end],
        row.sentence[end:last],
    )
    return (
        f"{'…' if first else ''}{escape(before)}<b>{escape(figure)}</b>{escape(after)}"
        f"{'…' if last < len(row.sentence) else ''}"
    )


def number(value: Decimal | None, unit: str) -> str:
    """Return a value with its unit, as a person reads it.

    >>> number(Decimal("12000.50"), "元")
    '12,000.5 元'
    """
    if value is None:
        return unit
    text = f"{value:,f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {unit}".strip()


def mark_html(row: Row, language: Language) -> str:
    """Return what a person said of the row's figure, with who and when; "" where nobody did."""
    if row.note is None:
        return ""
    told = verdict_html(row.figure, row.note, language)
    return f'<small class="verdict {row.note.verdict}">{told}</small>'


def verdict_html(figure: Figure, note: FigureNote, language: Language) -> str:
    """Return what was said of a figure, whose value is the one that holds: what, who, when, why."""
    value = number(figure.value, figure.unit)
    corrected = note.verdict == "corrected"
    said = label(language, "corrected_to", value=value) if corrected else None
    parts = (said or label(language, note.verdict), note.who, note.at[:10], note.why)
    return " · ".join(f"<span>{escape(part)}</span>" for part in parts if part)


def odds_html(
    found: Sequence[tuple[Contradiction, Sequence[Row]]], every: int, language: Language
) -> str:
    """Return contradictions, each with its figures, their sentences and links to them.

    ``found`` are the first of ``every``.
    """
    if not every:
        return f'<p class="none" role="status" lang="{language}">{label(language, "odds_none")}</p>'
    items = "".join(_odd(odd, rows, language) for odd, rows in found)
    more = label(language, "odds_more", shown=len(found)) if len(found) < every else ""
    return (
        f'<section class="odds" lang="{language}"><h2>{label(language, "odds", count=every)}</h2>'
        f"<p>{label(language, 'odds_hint')} {more}</p><ul>{items}</ul></section>"
    )


def _odd(odd: Contradiction, rows: Sequence[Row], language: Language) -> str:
    office = office_name(odd.office, language)
    place = " · ".join(filter(None, (office, str(odd.year or ""), odd.measure)))
    total = "" if odd.sum is None else number(odd.sum, odd.figures[0].unit)
    kind = label(language, f"odds_{odd.kind}", sum=total)
    sides = "".join(_side(row, language) for row in rows)
    return f"<li><h3>{escape(place)}<small>{escape(kind)}</small></h3><ul>{sides}</ul></li>"


def _side(row: Row, language: Language) -> str:
    figure = row.figure
    place = f"0:{figure.report_id}:{figure.span.start}-{figure.span.end}"
    return (
        f'<li><a class="cite plainlink" href="#cite-{escape(place)}" '
        f'title="{label(language, "open")}">{escape(figure.surface)}</a>{mark_html(row, language)}'
        f'<span class="quoted" lang="zh">{quoted(row)}</span>'
        f'<small lang="zh">{escape(row.title)}</small></li>'
    )


def figure_html(row: Row, read_as: str, language: Language, said: str = "") -> str:
    """Return the head of the form for a verdict: the figure, its sentence, what was said of it."""
    office = office_name(row.office, language)
    place = " · ".join(filter(None, (office, str(row.year or ""), row.figure.measure)))
    close = label(language, "close")
    told = f'<p class="said" role="status">{escape(said)}</p>' if said else ""
    past = f"<p>{mark_html(row, language)}</p>" if row.note else ""
    return (
        f'<div class="judged-one" data-id="{escape(row.figure.id)}" lang="{language}">'
        f'<div class="bar"><h2 tabindex="-1">{label(language, "judge_head")}</h2>'
        f'<button type="button" class="shut icon" aria-label="{close}" title="{close}">×</button></div>'
        f"{told}<p>{escape(place)}</p>"
        f'<p class="printed"><b lang="zh">{escape(row.figure.surface)}</b> '
        f"<span>{escape(label(language, 'read_as', value=read_as))}</span></p>{past}"
        f'<blockquote lang="zh">{quoted(row)}</blockquote>'
        f'<p class="hint">{label(language, "judge_hint")}</p></div>'
    )
