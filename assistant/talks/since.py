"""What became since of the sources and figures of an answer that was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.compute import plain
from assistant.models import Citation, Language, Turn
from assistant.printed import printed
from assistant.talks.models import Standing
from assistant.talks.wording_page import label
from corpus.models import Figure, Report
from index import IndexFault
from index.models import FigureNote

What = Literal["corrected", "rejected", "restored"]


class Shelf(Protocol):
    """The part of the index that kept conversations need: the reports as they are now."""

    def report(self, report_id: str) -> Report:
        """Return one report, its figures as people judged them."""
        ...

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of figures, by the figure's id."""
        ...


@dataclass(frozen=True, slots=True)
class Since:
    """A figure of an answer that counts otherwise now: the source it stands in, and what was done.

    ``figure`` is as it was answered, ``now`` as it counts since (None where it was rejected).
    """

    citation: int
    figure: Figure
    what: What
    now: Figure | None
    note: FigureNote | None


def standing(shelf: Shelf, citation: Citation) -> Standing:
    """Check a citation against the report as it is now."""
    try:
        report = shelf.report(citation.report_id)
    except IndexFault:
        return "gone"
    if citation.span.of(report.text) != citation.quote:
        return "changed"
    same = (report.office, report.year) == (citation.office, citation.year)
    return "stands" if same else "relabelled"


def judged_since(shelf: Shelf, turn: Turn) -> tuple[Since, ...]:
    """Return the figures of an answer that people corrected, rejected or restored since."""
    notes = shelf.judged()
    found = (_since(shelf, number, figure, notes) for number, figure in _figures(turn))
    return tuple(item for item in found if item is not None)


def _figures(turn: Turn) -> Iterator[tuple[int, Figure]]:
    """Yield what an answer stands on: its figures, and those that others were computed from."""
    answer, seen = turn.answer, set()
    for cited in answer.figures:
        seen.add(cited.figure.id)
        yield cited.citation, cited.figure
    for figure in (figure for derived in answer.derived for figure in derived.inputs):
        places = (c for c in answer.citations if c.report_id == figure.report_id)
        cited_by = next((c.number for c in places if c.span.covers(figure.span)), None)
        if figure.id not in seen and cited_by is not None:
            seen.add(figure.id)
            yield cited_by, figure


def _since(
    shelf: Shelf, number: int, figure: Figure, notes: Mapping[str, FigureNote]
) -> Since | None:
    note = notes.get(figure.id)
    if note is not None and note.verdict == "rejected":
        return Since(number, figure, "rejected", None, note)
    try:
        figures = shelf.report(figure.report_id).figures
    except IndexFault:
        return None
    now = next((known for known in figures if known.id == figure.id), None)
    if now is None or _counts(now) == _counts(figure):
        return None
    corrected = note is not None and note.verdict == "corrected"
    return Since(number, figure, "corrected" if corrected else "restored", now, note)


def _counts(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.upper, figure.unit


def said(since: Since, language: Language, number: int) -> str:
    """Return in words what was done to a figure; ``number`` is that of its source where it is read."""
    figure, now, note = since.figure, since.now, since.note
    value = f"{plain(now.value)} {now.unit}".strip() if now and now.value is not None else ""
    told = (note.who, note.at[:10], " ".join(note.why.split())) if note else ()
    by = label(language, "by", told=label(language, "comma").join(part for part in told if part))
    return label(
        language,
        f"figure_{since.what}",
        number=number,
        figure=f"{figure.measure} {printed(figure)}",
        value=value,
        by=by if any(told) else "",
    )
