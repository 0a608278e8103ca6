"""Checks every law of the house in a store: nothing is changed, everything that is wrong is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.models import Page, Report, Section
from index.database import address_of, records_file
from index.errors import IndexFault, RecordsUnusable, StoreMissing
from index.exact import Matrix
from index.guard import look, was_there
from index.marks import copy_of
from index.models import Passage, Scope
from index.passages import indexed_text
from index.records import Records
from index.rows import VectorRow
from index.vectors import Generations, made_of
from index.words import cut

_UNIT = 1e-3  # how far from 1 the length of a vector may be
_SAME = 1e-3  # how far from 1 the likeness of a vector and itself
PROBES = 300  # passages that are looked for by their words and their vectors


@dataclass(frozen=True, slots=True)
class Verified:
    """What a store holds and what is wrong with it; no faults is the good answer."""

    reports: int
    passages: int
    figures: int
    faults: tuple[str, ...]


def verify(folder: Path, address: str = "") -> Verified:
    """Check the store in ``folder``; raise ``StoreMissing`` where there is none."""
    address = address_of(folder, address)
    file = records_file(folder, address)
    if not address and not folder.is_dir():
        raise StoreMissing(str(folder))
    faults = [f"records: {said}" for said in (look(file) if file else ())]
    if file and copy_of(file).exists():
        faults += [f"second copy: {said}" for said in look(copy_of(file))]
    try:
        records = Records(folder, address, create=False)
    except RecordsUnusable as problem:
        return Verified(0, 0, 0, (*faults, str(problem)))
    except StoreMissing:
        if not faults or not was_there(file):
            raise
        return Verified(0, 0, 0, tuple(faults))
    try:
        cards = records.cards(aside=True)
        faults += [] if file else records.faults()
        faults += laws(records)
        faults += _generation_faults(folder, records)
        held = sum(card.passages for card in cards), sum(card.figures for card in cards)
        return Verified(len(cards), *held, tuple(faults))
    except (IndexFault, ValueError, TypeError) as problem:
        return Verified(0, 0, 0, (*faults, f"records: {problem}"))
    finally:
        records.close()


def laws(records: Records) -> Iterator[str]:
    """Yield what in the records breaks a law of the house."""
    vectors = {item.row: item for item in records.vectors(aside=True)}
    dimensions = int(records.setting("dimensions") or 0)
    found: dict[int, Passage] = {}
    for card in records.cards(aside=True):
        report = records.report_as_read(card.id)
        kept = records.numbered_passages(card.id)
        found.update(kept)
        for fault in (*_of_text(report), *_of_passages(records, report, kept)):
            yield f"report {card.id} ({card.source}): {fault}"
    for row, passage in found.items():
        fault = _of_vector(vectors.get(row), dimensions)
        if fault:
            yield f"report {passage.report_id}: passage {passage.id} {fault}"
    yield from _probes(records, {row: found[row] for row in records.live_rows() if row in found})


def _of_text(report: Report) -> Iterator[str]:
    """Yield which spans do not cover what they say they do."""
    size = len(report.text)
    for figure in report.figures:
        if figure.span.of(report.text) != figure.surface:
            yield f"figure {figure.id} does not stand where it says"
    parts: tuple[Page | Section, ...] = (*report.pages, *report.sections)
    for part in parts:
        if not 0 <= part.span.start <= part.span.end <= size:
            yield f"{type(part).__name__.lower()} at {part.span.start} lies outside the text"
    ids = {figure.id for figure in report.figures}
    if len(ids) < len(report.figures):
        yield "two figures have one id"
    for figure in report.figures:
        if figure.part_of is not None and figure.part_of not in ids:
            yield f"figure {figure.id} is part of one that is not there"


def _of_passages(records: Records, report: Report, kept: dict[int, Passage]) -> Iterator[str]:
    for row, passage in kept.items():
        if passage.span.of(report.text) != passage.text:
            yield f"passage {passage.id} does not stand where it says"
        if not records.holds_words(row, cut(indexed_text(passage, report))):
            yield f"passage {passage.id} is not kept by its own words"


def _of_vector(item: VectorRow | None, dimensions: int) -> str:
    if item is None:
        return "has no vector"
    if len(item.embedding) != 4 * dimensions:
        return f"has a vector of {len(item.embedding) // 4} dimensions, not {dimensions}"
    vector = np.frombuffer(item.embedding, dtype="<f4")
    if not np.isfinite(vector).all():
        return "has a vector that is no number"
    if vector.any() and abs(float(np.linalg.norm(vector)) - 1) > _UNIT:
        return "has a vector that is not of unit length"
    return ""


def _probes(records: Records, live: dict[int, Passage]) -> Iterator[str]:
    """Look for passages, evenly over the store, by their own words and their own vectors."""
    dimensions = int(records.setting("dimensions") or 0)
    if not live or not dimensions:
        return
    try:
        matrix = Matrix.empty(dimensions).caught_up(records)
    except ValueError:
        return  # vectors of a wrong size were told already
    if len(matrix) != len(live):
        yield f"{len(live)} passages are searched, and {len(matrix)} vectors"
    for row in sorted(live)[:: max(1, len(live) // PROBES)]:
        at = int(np.searchsorted(matrix.rows, row))
        if at < len(matrix) and matrix.rows[at] == row and matrix.vectors[at].any():
            nearest = matrix.nearest(matrix.vectors[at], 1)
            if not nearest or nearest[0].score < 1 - _SAME:
                yield f"passage {live[row].id} is not found by its own vector"
        tokens = cut(live[row].text)
        if tokens and row not in {
            item.row for item in records.matching(tokens, Scope(), len(live))
        }:
            yield f"passage {live[row].id} is not found by its own words"


def _generation_faults(folder: Path, records: Records) -> Iterator[str]:
    encoder, dimensions = records.setting("encoder") or "", int(records.setting("dimensions") or 0)
    if not dimensions or not (folder / "generations").is_dir():
        return
    mine = made_of(records.setting("id") or "", encoder, dimensions)
    if Generations(folder, mine, "", records.url).damaged():
        yield "the Chroma generation in use is damaged; search does without it"
