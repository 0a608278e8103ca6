"""Answers about parts of a whole: a stated rate, or the share that one figure has of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import compute
from assistant.find import Cell, Finder, Found
from assistant.match import Layers
from assistant.models import Answer, Derived, Question
from assistant.refuse import refuse
from assistant.state import state
from assistant.units import countable
from assistant.write import Draft
from corpus.models import Figure

_RATE = re.compile(r"([一-龥]{2})率")


def share(draft: Draft, question: Question, finder: Finder) -> Answer:
    """Return a stated rate, or the share that a part has of its whole."""
    layers = finder.candidates(question, question.scope)
    rates = [x for x in layers if x.figure.kind == "share"]
    stated = finder.find(
        replace(finder.topic(question.topic, question), counter="", rate=True), rates
    )
    named = [p for p in question.topic.split("|") if p.strip()]  # "A占B" asks for A of B
    if len(named) == 2:
        stated = _of_this_part(finder, question, named[0], stated)
    if stated.cells:
        return state(draft, question, (stated,))
    results = [x for x in layers if x.figure.kind == "result"]
    parts = _found(finder, question, named[0] if named else "", results)
    if not parts.cells:
        return refuse(draft, question, (parts,))
    wholes = _found(finder, question, named[1], results) if len(named) == 2 else None
    written: list[Derived] = []
    for cell in parts.cells:
        for figure in cell.figures[:1] if wholes else cell.figures:
            whole = _named_whole(figure, cell, wholes) if wholes else _whole_of(draft, figure)
            if wholes and whole is None:  # 信访总数 may be printed as the total of the part
                linked = _whole_of(draft, figure)
                whole = linked if linked and _fits(finder, wholes, linked) else None
            told = _told_share(draft, figure)
            if told and not wholes:
                draft.add("figure", **draft.slots(figure))
                draft.add("figure", **draft.slots(told))
                continue
            derived = compute.ratio(figure, whole) if whole else None
            if derived or not written:
                draft.add("figure", **draft.slots(figure))
            if whole and derived:
                _say_ratio(draft, figure, whole, derived)
                written.append(derived)
    if wholes and not written:
        where = draft.where(question.scope.offices, question.scope.years)
        draft.add("not_stated", where=where, topic=named[1].strip())
    draft.derived.extend(written)
    return draft.answer("answered", "computed" if written else "stated")


def _of_this_part(finder: Finder, question: Question, part: str, stated: Found) -> Found:
    """Return the stated rates that are of the part asked for, none that only is of the whole."""
    topic = replace(finder.topic(part, question), counter="", units=(), rate=True)
    layers = [m.layers for c in stated.cells for m in c.matches]
    own = [x for x in layers if not (named := _RATE.findall(x.measure)) or named[-1] in part]
    return finder.find(topic, own)


def _found(finder: Finder, question: Question, words: str, results: Sequence[Layers]) -> Found:
    topic = replace(finder.topic(words, question), rate=False, units=(), counter="")
    return finder.find(topic, results)


def _told_share(draft: Draft, part: Figure) -> Figure | None:
    """Return the share that the report tells right behind a part: 属实287件，占21.8%."""
    report = draft.gatherer.report(part.report_id)
    later = [f for f in report.figures if f.span.start > part.span.start]
    after = min(later, key=lambda f: f.span.start, default=None)
    if after is None or after.kind != "share":
        return None
    between = report.text[part.span.end : after.span.start]
    return after if re.fullmatch(r"\s*[，,（(]?\s*占[^，。；]{0,14}", between) else None


def _fits(finder: Finder, wholes: Found, whole: Figure) -> bool:
    """Say whether the total a part is linked to is the whole that the question names."""
    layers = finder.gatherer.layers_by_id((whole.id,))
    return bool(finder.find(wholes.topic, layers).cells)


def _say_ratio(draft: Draft, part: Figure, whole: Figure, derived: Derived) -> None:
    draft.add("figure", **draft.slots(whole))
    draft.add(
        "ratio",
        part=draft.measure(part),
        whole=draft.measure(whole),
        about=draft.say("about") if compute.approximate((part, whole)) else "",
        surface=derived.surface,
        formula=draft.say("formula", formula=derived.formula),
    )


def _named_whole(part: Figure, cell: Cell, wholes: Found) -> Figure | None:
    """Return the total that the question names: of the same office and year, and no smaller."""
    fitting = [
        f
        for c in wholes.cells
        if (c.office, c.year) == (cell.office, cell.year)
        for f in c.figures
        if f.id != part.id
        and countable((f.unit, part.unit))
        and (f.value or 0) >= (part.value or 0)
    ]
    linked = [f for f in fitting if f.id == part.part_of]
    near = [f for f in fitting if f.report_id == part.report_id and not f.part_of]
    return next(iter([*linked, *near, *fitting]), None)


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
        and not f.part_of
        and f.kind == part.kind
        and f.value is not None
        and part.value is not None
        and f.value >= part.value
    ]
    return before[-1] if before else None
