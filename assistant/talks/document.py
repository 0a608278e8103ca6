"""A kept conversation as a document: paragraphs of text with numbered notes, before any format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.models import Answer, Citation, Language, Turn
from assistant.talks.models import Kept, Standing, TalkCard
from assistant.talks.since import Since, said
from assistant.talks.wording_page import label
from index.originals import file_name


class Check(Protocol):
    """Says what became since of the sources and figures of a kept answer."""

    def standing(self, citation: Citation) -> Standing:
        """Check a citation against the report as it is now."""
        ...

    def judged_since(self, turn: Turn) -> tuple[Since, ...]:
        """Return the figures that people corrected or rejected since."""
        ...


MARK = re.compile(r"\[(\d{1,3})\]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the numbers of the notes that stand after it."""

    text: str
    notes: tuple[int, ...] = ()


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: where a figure stands, as sentences."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question with its answer: lines of text, a table (its first row the heads), remarks."""

    asked: str
    lines: tuple[Line, ...]
    table: tuple[tuple[Line, ...], ...]
    remarks: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A conversation to be written in some format."""

    title: str
    made: str
    entries: tuple[Entry, ...]
    language: Language


def document(
    card: TalkCard, kept: Sequence[Kept], check: Check, language: Language, at: str
) -> Document:
    """Return the document of a conversation; its notes are numbered through, from 1."""
    entries: list[Entry] = []
    first = 1
    for one in kept:
        entry = _entry(one, first, check, language)
        entries.append(entry)
        first += len(entry.notes)
    title = shown(card.title) or label(language, "untitled")
    return Document(title, label(language, "exported", at=at), tuple(entries), language)


def shown(text: str) -> str:
    """Return ``text`` without characters that no document may hold or that turn its order round."""
    return _UNSEEN.sub("", text)


def _entry(kept: Kept, first: int, check: Check, language: Language) -> Entry:
    answer = kept.said.turn.answer
    numbers = {c.number: first + place for place, c in enumerate(answer.citations)}
    lines = [_pieces(text, numbers) for text in shown(answer.text).split("\n") if text.strip()]
    table = _table(answer, numbers)
    marked = {n for row in (lines, *table) for line in row for piece in line for n in piece.notes}
    rest = tuple(_unmarked(answer, numbers, marked))
    if rest:
        lines.append((Piece(label(language, "figures")), *rest))
    later: dict[int, list[str]] = {c.number: [] for c in answer.citations}
    for since in check.judged_since(kept.said.turn):
        later[since.citation].append(said(since, language, numbers[since.citation]))
    notes = tuple(
        Note(
            numbers[c.number],
            _told(c, kept, (*_fate(c, check, language), *later[c.number]), language),
        )
        for c in answer.citations
    )
    told = (*answer.warnings, *(words for number in later for words in later[number]))
    remarks = tuple(label(language, "note") + shown(warning) for warning in told)
    return Entry(shown(kept.said.typed), tuple(lines), table, remarks, notes)


def _pieces(text: str, numbers: dict[int, int]) -> Line:
    """Return a line cut at its marks; a mark that names no citation stays text."""
    pieces: list[Piece] = []
    plain = re.sub(r"^- ", "• ", text.replace("**", ""))
    for number, part in enumerate(MARK.split(plain)):
        known = numbers.get(int(part)) if number % 2 else None
        if known is None:
            pieces.append(Piece(f"[{part}]" if number % 2 else part))
        elif pieces:
            last = pieces.pop()
            pieces.append(Piece(last.text, (*last.notes, known)))
    return tuple(piece for piece in pieces if piece.text or piece.notes)


def _table(answer: Answer, numbers: dict[int, int]) -> tuple[tuple[Line, ...], ...]:
    if answer.table is None:
        return ()
    rows = (answer.table.columns, *answer.table.rows)
    return tuple(tuple(_pieces(shown(cell), numbers) for cell in row) for row in rows)


def _unmarked(answer: Answer, numbers: dict[int, int], marked: set[int]) -> Iterator[Piece]:
    """Yield the citations that neither text nor table marks, with the figures that stand in them."""
    for citation in answer.citations:
        if numbers[citation.number] not in marked:
            surfaces = [
                f"{f.figure.measure} {f.figure.surface}"
                for f in answer.figures
                if f.citation == citation.number
            ]
            said = shown("、".join(surfaces) or citation.title)
            yield Piece(said + " ", (numbers[citation.number],))


def _fate(citation: Citation, check: Check, language: Language) -> tuple[str, ...]:
    standing = check.standing(citation)
    return () if standing == "stands" else (label(language, standing),)


def _told(citation: Citation, kept: Kept, since: Sequence[str], language: Language) -> str:
    """Return a note: figures, report, section, page, quotation, file, digest, what became of it."""
    figures = "、".join(
        f"{f.figure.measure} {f.figure.surface}"
        for f in kept.said.turn.answer.figures
        if f.citation == citation.number
    )
    year = citation.year or label(language, "unknown_year")
    name = label(language, "report", title=citation.title, office=citation.office, year=year)
    digest = kept.files.get(citation.report_id, "")
    parts = (
        label(language, "states", figures=figures) if figures else "",
        "，".join(
            part
            for part in (
                name,
                " › ".join(citation.section),
                label(language, "page", page=citation.page) if citation.page else "",
            )
            if part
        ),
        "。",
        label(language, "quote", quote=" ".join(citation.quote.split())),
        "。",
        label(language, "file", source=file_name(citation.source)),
        f"（SHA-256 {digest}）" if digest else "",
        "。" if since else "",
        *since,
    )
    return shown("".join(parts))
