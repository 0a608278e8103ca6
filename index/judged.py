"""What people said of single figures, laid over the figures that were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.models import Figure, Report
from corpus.sentences import sentence_at
from index.models import FigureNote


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where a figure stands, in words that outlive re-reading: sentence, surface, which of them."""

    sentence: str
    surface: str
    nth: int


def place_of(report: Report, figure: Figure) -> FigurePlace:
    """Return where ``figure`` stands in its report, as a note names it."""
    sentence = sentence_at(report.text, figure.span.start)
    before = report.text[sentence.start : figure.span.start]
    return FigurePlace(sentence.of(report.text), figure.surface, before.count(figure.surface))


def judged(report: Report, notes: Iterable[FigureNote]) -> Mapping[str, FigureNote]:
    """Return which note was made on which figure, by the figure's id; the last one said holds."""
    said = {FigurePlace(note.sentence, note.surface, note.nth): note for note in notes}
    places = ((figure.id, place_of(report, figure)) for figure in report.figures)
    return {figure_id: said[place] for figure_id, place in places if place in said}


def as_judged(figures: Iterable[Figure], notes: Mapping[str, FigureNote]) -> tuple[Figure, ...]:
    """Return the figures without those that were rejected, the others with what was corrected.

    A corrected figure stays as printed where it stands: only its value and its unit change.
    """
    gone = {figure_id for figure_id, note in notes.items() if note.verdict == "rejected"}
    return tuple(_as_noted(f, notes.get(f.id), gone) for f in figures if f.id not in gone)


def _as_noted(figure: Figure, note: FigureNote | None, gone: set[str]) -> Figure:
    if figure.part_of in gone:
        figure = replace(figure, part_of=None)
    if note is None or note.verdict != "corrected":
        return figure
    if note.value is not None:
        figure = replace(figure, value=note.value, upper=None)
    return figure if note.unit is None else replace(figure, unit=note.unit)
