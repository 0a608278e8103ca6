"""Answers that state figures as the reports state them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.compute import plain
from assistant.find import Cell, Found
from assistant.match import bare
from assistant.models import Answer, Choice, Question
from assistant.write import Draft
from corpus.models import Figure
from index.models import Scope

_MANY_CELLS = 12
_MOST_CHOICES = 8


def state(draft: Draft, question: Question, found: Sequence[Found]) -> Answer:
    """Return the answer that states every figure found, by office and year."""
    cells = [c for f in found for c in f.cells]
    offices = {c.office for c in cells}
    if len(cells) > _MANY_CELLS and len(offices) > 1 and not question.scope.offices:
        return _which_office(draft, question, cells)
    if any(len(c.figures) > _MANY_CELLS for c in cells):
        return _which_measure(draft, cells)
    for item in found:
        _state_one(draft, question, item.cells)
        if not item.cells:
            _unstated(draft, question, item)
    if cells:
        _silent_offices(draft, question, found)
    _warnings(draft, question, cells)
    figures = [f for c in cells for f in c.figures]
    return draft.answer("answered", "stated" if len(figures) == 1 else "several")


def _state_one(draft: Draft, question: Question, cells: Sequence[Cell]) -> None:
    if not cells:
        return
    if len(cells) == 1:
        _cell(draft, question, cells[0])
        return
    one_office = len({c.office for c in cells}) == 1
    draft.add("by_year" if one_office else "by_office", office=draft.office(cells[0].office))
    for cell in sorted(cells, key=lambda c: (c.office, c.year or 0)):
        key = "head_year" if one_office else "head_both"
        head = draft.say(key, year=cell.year or "", office=draft.office(cell.office))
        for figure in cell.figures:
            _line(draft, head, figure)
    if one_office:
        _silent_years(draft, question, cells)


def _line(draft: Draft, head: str, figure: Figure) -> None:
    """Write down one of several figures; a target is said to be one."""
    slots = draft.slots(figure)
    if figure.kind == "target":
        slots["measure"] += draft.say("as_target")
    draft.add("line", head=head, **slots)


def _silent_years(draft: Draft, question: Question, cells: Sequence[Cell]) -> None:
    """Say which loaded reports of the office do not state what those of other years do."""
    if any(f.kind == "target" for c in cells for f in c.figures):
        return  # a target is of another year than its report
    stated = {c.year for c in cells}
    scope = Scope((cells[0].office,), question.scope.years)
    for year in sorted({c.year for c in draft.gatherer.cards_of(scope) if c.year} - stated):
        draft.add("gap_not_stated", who=draft.say("year_named", year=year))


def _unstated(draft: Draft, question: Question, item: Found) -> None:
    """Say of one of several things asked that the reports do not state it."""
    where = draft.where(question.scope.offices, question.scope.years)
    draft.add("not_stated", where=where, topic=item.topic.words)


def _silent_offices(draft: Draft, question: Question, found: Sequence[Found]) -> None:
    """Say of an office that the question names beside others that it does not state what is asked."""
    stated = {c.office for f in found for c in f.cells}
    for office in question.scope.offices if len(question.scope.offices) > 1 else ():
        if office not in stated and len(found) == 1:
            cards = draft.gatherer.cards_of(Scope((office,), question.scope.years))
            where = draft.where((office,), question.scope.years)
            key = "not_stated" if cards else "no_year"
            draft.add(key, where=where, topic=found[0].topic.words)


def _cell(draft: Draft, question: Question, cell: Cell) -> None:
    figures = cell.figures
    if len(figures) > 1:
        twice = len({(bare(f.measure), f.unit, f.period) for f in figures}) == 1
        draft.add(
            "stated_twice" if twice else "several",
            year=cell.year or "",
            office=draft.office(cell.office),
            count=len(figures),
        )
        for figure in figures:
            _line(draft, "", figure)
        return
    figure = figures[0]
    slots = draft.slots(figure)
    if figure.kind == "target":
        draft.add("plan_figure", **slots)
    elif figure.year is None:
        draft.add("figure_undated", **slots)
    elif figure.period and figure.period not in (
        str(figure.year),
        f"{figure.year}年",
        f"{figure.year}年度",
    ):
        draft.add("figure_period", **slots)
    else:
        draft.add("figure", **slots)
    also = [
        m.figure
        for m in cell.matches
        if m.figure.id != figure.id and m.figure.value == figure.value
    ]
    for other in also:
        draft.cite_figure(other)
    _parts(draft, figure)


def _parts(draft: Draft, figure: Figure) -> None:
    """State the parts of a total on one line, where the report breaks it down shortly."""
    parts = [f for f in draft.gatherer.report(figure.report_id).figures if f.part_of == figure.id]
    if not 1 < len(parts) <= 6:
        return
    words = []
    for part in parts:
        slots = draft.slots(part)
        words.append(f"{part.measure} {slots['surface']}{slots['mark']}")
    draft.add("parts", parts=draft.say("semicolon").join(words))


def _warnings(draft: Draft, question: Question, cells: Sequence[Cell]) -> None:
    for cell in cells:
        for m in cell.matches:
            report = draft.gatherer.report(m.figure.report_id)
            if (
                report.year
                and m.figure.year
                and report.year != m.figure.year
                and m.figure.kind != "target"
            ):
                draft.warn("warn_other_report", year=m.figure.year, source_year=report.year)
        same: dict[tuple[str, str, str, str], Figure] = {}
        for f in cell.figures:
            other = same.setdefault((bare(f.measure), f.kind, f.unit, f.period), f)
            if other.value != f.value:
                draft.warn("warn_conflict", measure=f.measure)


def _which_office(draft: Draft, question: Question, cells: Sequence[Cell]) -> Answer:
    draft.add("which_office")
    by_office: dict[str, list[Cell]] = {}
    for cell in cells:
        by_office.setdefault(cell.office, []).append(cell)
    for office in sorted(by_office)[:8]:
        draft.choices.append(
            Choice(draft.office(office), f"{draft.office(office)} {question.text}")
        )
    return draft.answer("ambiguous", "several_offices")


def _which_measure(draft: Draft, cells: Sequence[Cell]) -> Answer:
    """Ask which of the many figures is meant that a few words fit equally: 自然人 in a table."""
    draft.add("which_measure")
    for cell in cells:
        for figure in cell.figures:
            asked = draft.say(
                "ask_figure",
                year=cell.year or "",
                office=draft.office(cell.office),
                measure=figure.measure,
            )
            draft.choices.append(Choice(draft.measure(figure), asked))
    draft.choices = draft.choices[:_MOST_CHOICES]
    return draft.answer("ambiguous", "several_measures")


def state_number(draft: Draft, number: Decimal, figures: Sequence[Figure]) -> Answer:
    """Return what the reports count with ``number``: "422是什么" is asked of a printed figure."""
    draft.add("number_is", number=plain(number))
    for figure in figures[:_MANY_CELLS]:
        slots = draft.slots(figure)
        head = draft.say("head_both", year=slots["year"], office=slots["office"])
        draft.add("line", head=head, **slots)
    return draft.answer("answered", "number")
