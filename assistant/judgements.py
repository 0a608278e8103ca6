"""Where a person corrected a figure of an answer, the answer says so: by whom, when and why."""

from __future__ import annotations

from dataclasses import replace

from assistant.compute import plain
from assistant.gather import Gatherer
from assistant.models import Answer, CitedFigure, Language
from assistant.printed import printed
from assistant.wording import say
from index.models import FigureNote


def noted(answer: Answer, gatherer: Gatherer, language: Language) -> Answer:
    """Return ``answer`` with a warning for each of its figures whose number a person corrected."""
    notes = gatherer.judged()
    told = [
        _told(cited, notes[cited.figure.id], language)
        for cited in answer.figures
        if cited.figure.id in notes and notes[cited.figure.id].verdict == "corrected"
    ]
    if not told:
        return answer
    warnings = tuple(dict.fromkeys((*told, *answer.warnings)))
    footnotes = tuple(dict.fromkeys((*told, *answer.chart.footnotes))) if answer.chart else ()
    chart = answer.chart and replace(answer.chart, footnotes=footnotes)
    return replace(answer, warnings=warnings, chart=chart)


def _told(cited: CitedFigure, note: FigureNote, language: Language) -> str:
    figure = cited.figure
    value = "" if figure.value is None else plain(figure.value)
    slots = {"who": note.who, "day": note.at[:10], "why": " ".join(note.why.split())}
    said = {
        key: say(language, f"judged_{key}", **{key: slot}) if slot else ""
        for key, slot in slots.items()
    }
    return say(
        language,
        "warn_judged",
        measure=figure.measure,
        surface=printed(figure),
        mark=f"[{cited.citation}]",
        value=f"{value} {figure.unit}".strip(),
        **said,
    )
