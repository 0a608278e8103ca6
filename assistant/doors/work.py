"""What the doors do, as plain functions over an assistant: dicts in the shapes of ``shapes.py``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.contract import number
from assistant.models import Turn
from assistant.sources import Naming
from assistant.tools import MOST_CHARACTERS
from corpus.offices import load_offices
from index.expand import lead_of
from index.ledger import Row, Wanted, rows, select
from index.models import ReportCard, Scope

if TYPE_CHECKING:
    from assistant.assistant import Assistant

MOST_REMEMBERED = 8
"""Earlier questions that are asked again for what a new one takes from them."""


def asked(assistant: Assistant, question: str, earlier: Sequence[str] = ()) -> Turn:
    """Return the turn of a question; earlier ones are asked again, so nothing is kept between."""
    fit = [text for text in earlier if 0 < len(text.strip()) <= MOST_CHARACTERS]
    turns: tuple[Turn, ...] = ()
    for text in fit[-MOST_REMEMBERED:]:
        turns = (*turns, assistant.ask(text, turns))
    return assistant.ask(question, turns)


def searched(
    assistant: Assistant,
    query: str,
    k: int,
    years: Sequence[int],
    offices: Sequence[str],
    name: Naming = str,
) -> dict[str, Any]:
    """Return the passages that fit a query, as the command ``index search`` finds them."""
    index = assistant.index
    known = tuple(dict.fromkeys(card.office for card in index.cards()))
    scope = Scope(_meant(offices, known), tuple(years))
    lead = lead_of(query, known)
    hits = index.search(query, scope, k, expansion=lead.names, prefer=lead.prefer)
    found = []
    for rank, hit in enumerate(hits, start=1):
        piece, card = hit.passage, index.card(hit.passage.report_id)
        found.append({
            "rank": rank, "score": round(hit.score, 6), "found_by": list(hit.found_by),
            "report_id": card.id, "source": name(card.source), "title": card.title, "office": card.office,
            "year": piece.year if piece.year in scope.years else card.year,
            "section": list(piece.section), "page": index.report(card.id).page_at(piece.span.start),
            "text": piece.text, "start": piece.span.start, "end": piece.span.end,
        })  # fmt: skip
    return {"hits": found}


def listed(
    assistant: Assistant, wanted: Wanted, offset: int, limit: int, name: Naming = str
) -> dict[str, Any]:
    """Return one stretch of the ledger's figures that fit."""
    figures = select(assistant.index, wanted)
    shown = rows(assistant.index, figures[offset : offset + limit])
    return {"total": len(figures), "figures": [_row(row, name) for row in islice(shown, limit)]}


def _row(row: Row, name: Naming) -> dict[str, Any]:
    f = row.figure
    return {
        "id": f.id, "report_id": f.report_id, "measure": f.measure, "indicator": f.indicator,
        "value": number(f.value), "upper": number(f.upper), "unit": f.unit, "qualifier": f.qualifier,
        "kind": f.kind, "year": row.year, "period": f.period, "surface": f.surface,
        "office": row.office, "title": row.title, "source": name(row.source), "section": list(row.section),
        "page": row.page, "sentence": row.sentence, "start": f.span.start, "end": f.span.end,
        "verdict": row.note.verdict if row.note else "",
    }  # fmt: skip


def loaded(assistant: Assistant, name: Naming = str) -> dict[str, Any]:
    """Return what is loaded."""
    return {"reports": [_card(card, name) for card in assistant.index.cards()]}


def one_report(assistant: Assistant, report_id: str, name: Naming = str) -> dict[str, Any]:
    """Return the card of one report, or raise ``UnknownReport``."""
    return _card(assistant.index.card(report_id), name)


def _card(card: ReportCard, name: Naming) -> dict[str, Any]:
    source = name(card.source)
    notes = tuple(note.replace(card.source, source) for note in card.notes)
    return asdict(replace(card, source=source, notes=notes))


def _meant(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the loaded offices that are meant; an unknown name finds nothing."""
    table = load_offices()
    meant: dict[str, None] = {}
    for name in names:
        canonical = table.canonical(name)
        here = [canonical] if canonical in known else list(table.named(name, known).matched)
        meant.update(dict.fromkeys(here or [canonical]))
    return tuple(meant)
