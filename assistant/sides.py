"""The operands of a comparison: which figures stand side by side, how they are named and warned of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.compare import comparability
from assistant.find import Cell
from assistant.models import Chart, Question, Series, Table
from assistant.write import Draft
from corpus.models import Figure


@dataclass(frozen=True, slots=True)
class Side:
    """One operand: the figure and the office that states it."""

    office: str
    figure: Figure


def sides_of(question: Question, cells: Sequence[Cell]) -> tuple[Side, ...]:
    """Return one operand a cell: of several that answer, those that compare best with the others."""
    if not cells:
        return ()
    ordered = sorted(cells, key=lambda c: (c.year or 0, _place(question, c.office)))
    anchor = min(ordered, key=lambda c: len(c.figures))
    pick = anchor.figures[0]
    if len(anchor.figures) > 1:
        others = [f for c in ordered if c is not anchor for f in c.figures]
        pick = min(
            anchor.figures, key=lambda f: min((comparability(f, o).cost for o in others), default=0)
        )
    sides = []
    for cell in ordered:
        figure = (
            pick if cell is anchor else min(cell.figures, key=lambda f: comparability(pick, f).cost)
        )
        sides.append(Side(cell.office, figure))
    if (
        len({c.year for c in ordered}) == 1
        and len({c.office for c in ordered}) == 1
        and len(ordered) > 1
    ):
        return tuple(sides)
    return tuple({(s.office, s.figure.year, s.figure.measure): s for s in sides}.values())


def parts_of(draft: Draft, side: Side) -> tuple[Side, ...]:
    """Return the parts of a total as operands; empty where the report does not break it down."""
    report = draft.gatherer.report(side.figure.report_id)
    parts = [f for f in report.figures if f.part_of == side.figure.id]
    return tuple(Side(side.office, f) for f in parts) if len(parts) > 1 else ()


def _place(question: Question, office: str) -> int:
    offices = question.scope.offices
    return offices.index(office) if office in offices else len(offices)


def label(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    """Return how an operand is named in full: year, office where there are several, measure."""
    several = len({s.office for s in sides}) > 1
    key = "operand_office" if several else "operand"
    return draft.say(
        key,
        year=side.figure.year or "",
        office=draft.office(side.office),
        measure=draft.measure(side.figure),
    )


def short(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    """Return what tells an operand from the others: its office, its year or its measure."""
    if len({s.office for s in sides}) > 1:
        return draft.office(side.office)
    years = {s.figure.year for s in sides}
    return str(side.figure.year) if len(years) > 1 else draft.measure(side.figure)


def operands(draft: Draft, sides: Sequence[Side]) -> None:
    """Write down every operand on a line of its own, cited."""
    for side in sides:
        slots = draft.slots(side.figure)
        draft.lines.append(
            f"- {label(draft, side, sides)}"
            + ("：" if draft.language == "zh" else ": ")
            + f"**{slots['surface']}**{slots['gloss']}{slots['mark']}"
        )


def mind(draft: Draft, sides: Sequence[Side]) -> None:
    """Warn of every reason why neighbouring operands are not quite the same thing."""
    for a, b in pairwise(sides):
        one, two = a.figure, b.figure
        offices = (a.office, b.office)
        found = comparability(one, two, offices)
        for reason in found.reasons:
            if reason == "office" and one.year == two.year:
                continue
            draft.warn(
                f"warn_{reason}",
                a=short(draft, a, sides),
                b=short(draft, b, sides),
                ma=one.measure,
                mb=two.measure,
                ua=one.unit,
                ub=two.unit,
                sa=one.surface,
                sb=two.surface,
                pa=one.period,
                pb=two.period,
                oa=draft.office(a.office),
                ob=draft.office(b.office),
            )


def keep_data(draft: Draft, sides: Sequence[Side]) -> None:
    """Keep the operands as chart and table; a year that nobody states is a gap."""
    unit = sides[0].figure.unit
    years = sorted({s.figure.year for s in sides if s.figure.year})
    if len(years) > 1:
        labels = tuple(str(y) for y in range(years[0], years[-1] + 1))
        stated = {(s.office, str(s.figure.year)): s.figure.value for s in sides}
        lines = tuple(
            Series(draft.office(o), unit, tuple(stated.get((o, y)) for y in labels))
            for o in dict.fromkeys(s.office for s in sides)
        )
    else:
        labels = tuple(short(draft, s, sides) for s in sides)
        lines = (
            Series(str(years[0]) if years else "", unit, tuple(s.figure.value for s in sides)),
        )
    draft.chart = Chart(draft.measure(sides[-1].figure), labels, lines, tuple(draft.warnings))
    draft.table = Table(
        columns=tuple(
            draft.say(k)
            for k in ("col_year", "col_office", "col_measure", "col_value", "col_source")
        ),
        rows=tuple(
            (
                str(s.figure.year or ""),
                draft.office(s.office),
                s.figure.measure,
                " ".join(s.figure.surface.split()),
                draft.cite_figure(s.figure),
            )
            for s in sides
        ),
    )
