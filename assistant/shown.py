"""What the page shows and whom it asks: a conversation, the reports, the source of a citation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from assistant.models import Language, Turn
from assistant.panel import Reference, missing_html, panel_html, place_of
from assistant.talks.models import Said
from corpus.models import Report
from index import IndexFault
from index.models import FigureNote, ReportCard


class Shelf(Protocol):
    """The part of the index that the page shows."""

    def cards(self) -> tuple[ReportCard, ...]:
        """Return what is loaded."""
        ...

    def report(self, report_id: str) -> Report:
        """Return one report."""
        ...

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of figures, by the figure's id."""
        ...


class Answers(Protocol):
    """What the page asks; the assistant is one."""

    @property
    def index(self) -> Shelf:
        """The reports."""
        ...

    def ask(self, text: str, turns: tuple[Turn, ...] = (), without: Collection[str] = ()) -> Turn:
        """Return the turn that answers ``text``; slots in ``without`` are not taken from ``turns``."""
        ...

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions that can be asked."""
        ...


Talk = tuple[Said, ...]


def turns_of(talk: Talk) -> tuple[Turn, ...]:
    """Return the turns of a conversation."""
    return tuple(said.turn for said in talk)


def source(answers: Answers, link: object, talk: Talk, language: Language) -> str:
    """Return the source panel for a link; the link comes from the reader's side and may be anything."""
    wanted = Reference.read(link)
    if wanted is None:
        return missing_html(language)
    try:
        report = answers.index.report(wanted.report_id)
        notes = answers.index.judged()
    except IndexFault:
        return missing_html(language)
    return panel_html(report, wanted, place_of(wanted, turns_of(talk)), language, notes)
