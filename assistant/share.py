"""Answers about parts of a whole: a stated rate, or the share that one figure has of another."""

from __future__ import annotations

from dataclasses import replace

from assistant import compute
from assistant.find import Finder
from assistant.models import Answer, Derived, Question
from assistant.refuse import refuse
from assistant.state import state
from assistant.write import Draft
from corpus.models import Figure


def share(draft: Draft, question: Question, finder: Finder) -> Answer:
    """Return a stated rate, or the share that a part has of its whole."""
    layers = finder.candidates(question, question.scope)
    rates = [x for x in layers if x.figure.kind == "share"]
    stated = finder.find(
        replace(finder.topic(question.topic, question), counter="", rate=True), rates
    )
    if stated.cells:
        return state(draft, question, (stated,))
    topic = replace(finder.topic(question.topic, question), rate=False, units=())
    parts = finder.find(topic, [x for x in layers if x.figure.kind == "result"])
    if not parts.cells:
        return refuse(draft, question, (parts,))
    written: list[Derived] = []
    for cell in parts.cells:
        for figure in cell.figures:
            whole = _whole_of(draft, figure)
            slots = draft.slots(figure)
            draft.add("figure", **slots)
            derived = compute.ratio(figure, whole) if whole else None
            if whole and derived:
                draft.add("figure", **draft.slots(whole))
                about = draft.say("about") if compute.approximate((figure, whole)) else ""
                draft.add(
                    "ratio",
                    part=draft.measure(figure),
                    whole=draft.measure(whole),
                    about=about,
                    surface=derived.surface,
                    formula=draft.say("formula", formula=derived.formula),
                )
                written.append(derived)
    draft.derived.extend(written)
    return draft.answer("answered", "computed" if written else "stated")


def _whole_of(draft: Draft, part: Figure) -> Figure | None:
    """Return the total that ``part`` belongs to: as linked, else the larger one before it in its sentence."""
    report = draft.gatherer.report(part.report_id)
    if part.part_of:
        return next((f for f in report.figures if f.id == part.part_of), None)
    sentence = draft.gatherer.sentence(report, part.span.start)
    before = [
        f
        for f in report.figures
        if sentence.start <= f.span.start < part.span.start
        and f.unit == part.unit
        and f.kind == part.kind
        and f.value is not None
        and part.value is not None
        and f.value >= part.value
    ]
    return before[-1] if before else None
