"""The operands of a comparison: which figures stand side by side, how they are named and warned of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from assistant.actions import actions_in, related
from assistant.compare import Reason, alike, comparability, core
from assistant.find import Cell
from assistant.models import Chart, Question, Series, Table
from assistant.printed import printed
from assistant.write import Draft
from corpus.models import Figure
from corpus.phrases import bare_verb


@dataclass(frozen=True, slots=True)
class Side:
    """One operand: the figure, the office that states it, and others that answer as well."""

    office: str
    figure: Figure
    also: tuple[Figure, ...] = ()


NEAR = 0.1
"""How much less of the topic a figure may cover and still stand beside the best one unasked."""
AKIN = 0.6
"""How much of the shorter of two names must stand in the longer for the same thing."""


def sides_of(question: Question, cells: Sequence[Cell]) -> tuple[Side, ...]:
    """Return one operand a cell: of several that answer, those that compare best with the others.

    A cell whose figure is another thing than the rest is no operand; nor is a figure met twice.
    """
    if not cells:
        return ()
    ordered = sorted(cells, key=lambda c: (c.year or 0, _place(question, c.office)))
    anchor = min(ordered, key=lambda c: (-round(_coverage(c), 1), len(c.figures)))
    others = [f for c in ordered if c is not anchor for f in c.figures]
    pick = min(
        anchor.figures, key=lambda f: min((comparability(f, o).cost for o in others), default=0)
    )
    sides: dict[str, Side] = {}
    for cell in ordered:
        best = pick if cell is anchor else min(cell.figures, key=_cost_beside(pick))
        best = _whole(best, cell.figures)
        if cell is anchor or _coverage(cell) >= _coverage(anchor) - NEAR or _akin(pick, best):
            also = tuple(f for f in cell.figures if f.id != best.id)
            sides.setdefault(best.id, Side(cell.office, best, also))
    return tuple(sides.values())


def _whole(figure: Figure, others: Sequence[Figure]) -> Figure:
    """Return the greatest of the figures that bear one name: the others are told of a part of it.

    罚没款 53.2万元 of one field stands beside 罚没款 804.36万元 of the office; a bare 立案 beside
    立案查处案件.
    """
    same = [
        f
        for f in others
        if (f.unit, f.kind, f.year, f.period)
        == (figure.unit, figure.kind, figure.year, figure.period)
        and (core(f.measure) == core(figure.measure) or _bare_of(figure, f))
    ]
    return max(same, key=lambda f: f.value or 0, default=figure)


def _bare_of(figure: Figure, other: Figure) -> bool:
    """Say whether one only names the act whose thing the other names."""
    bare = bare_verb(figure.measure) and figure.measure in other.measure
    bare = bare or figure.measure.endswith(other.measure)
    return bare and figure.indicator is not None and figure.indicator == other.indicator


def _coverage(cell: Cell) -> float:
    return max(m.coverage for m in cell.matches)


def _cost_beside(pick: Figure) -> Callable[[Figure], float]:
    return lambda figure: comparability(pick, figure).cost


def _akin(pick: Figure, other: Figure) -> bool:
    """Say whether a figure whose words were asked for less well is still of the same thing."""
    if pick.indicator and other.indicator:
        one, two = actions_in(pick.measure), actions_in(other.measure)
        return pick.indicator == other.indicator or related(one, two)
    return alike(pick, other) >= AKIN


def parts_of(draft: Draft, side: Side) -> tuple[Side, ...]:
    """Return the parts of a total as operands; empty where the report does not break it down."""
    report = draft.gatherer.report(side.figure.report_id)
    parts = [f for f in report.figures if f.part_of == side.figure.id]
    named = [f for f in parts if f.measure.startswith(side.figure.measure + "（")]
    parts = named if len(named) > 1 else parts  # one way of breaking it down, not two at once
    return tuple(Side(side.office, f) for f in parts) if len(parts) > 1 else ()


def siblings_of(draft: Draft, side: Side) -> tuple[Side, ...]:
    """Return the kinds of a thing that one sentence counts beside one another (甲案件…、乙案件…)."""
    own = side.figure
    report = draft.gatherer.report(own.report_id)
    sentence = draft.gatherer.sentence(report, own.span.start)
    beside = [
        f
        for f in report.figures
        if sentence.covers(f.span)
        and (f.unit, f.kind, f.part_of) == (own.unit, own.kind, own.part_of)
        and f.measure[-2:] == own.measure[-2:]
    ]
    return tuple(Side(side.office, f) for f in beside) if len(beside) > 1 else ()


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
    """Return what tells an operand from the others: its office, its year, its part or measure."""
    offices, years = {s.office for s in sides}, {s.figure.year for s in sides}
    words = [draft.office(side.office)] if len(offices) > 1 else []
    words += [str(side.figure.year)] if len(years) > 1 else []
    if words:
        return " ".join(words)
    inner = re.search(r"（([^（）]+)）$", side.figure.measure)
    same_head = len({s.figure.measure.partition("（")[0] for s in sides}) == 1
    return inner[1] if inner and same_head else draft.measure(side.figure)


def operands(draft: Draft, sides: Sequence[Side]) -> None:
    """Write down every operand on a line of its own, cited."""
    for side in sides:
        slots = draft.slots(side.figure)
        draft.lines.append(
            f"- {label(draft, side, sides)}{_as_target(draft, side.figure)}"
            + ("：" if draft.language == "zh" else ": ")
            + f"**{slots['surface']}**{slots['gloss']}{slots['mark']}"
        )


def _as_target(draft: Draft, figure: Figure) -> str:
    """Return the words that tell a target from a result, "" for a result."""
    return draft.say("as_target") if figure.kind == "target" else ""


PLAIN: frozenset[Reason] = frozenset({"unit", "precision", "period", "kind"})
"""What is worth a warning where different measures were asked to be set off."""


def mind(draft: Draft, sides: Sequence[Side], only: frozenset[Reason] | None = None) -> None:
    """Warn of every reason why neighbouring operands are not quite the same thing."""
    for a, b in pairwise(sides):
        found = comparability(a.figure, b.figure, (a.office, b.office))
        for reason in found.reasons:
            if (only is None or reason in only) and not (
                reason == "office" and a.figure.year == b.figure.year
            ):
                _warn(draft, reason, a, b, sides)


def _warn(draft: Draft, reason: Reason, a: Side, b: Side, sides: Sequence[Side]) -> None:
    one, two = a.figure, b.figure
    draft.warn(
        f"warn_{reason}",
        a=short(draft, a, sides),
        b=short(draft, b, sides),
        ma=one.measure,
        mb=two.measure,
        ua=one.unit,
        ub=two.unit,
        sa=printed(one),
        sb=printed(two),
        pa=one.period,
        pb=two.period,
        oa=draft.office(a.office),
        ob=draft.office(b.office),
    )


def note_others(draft: Draft, sides: Sequence[Side]) -> None:
    """List the figures that answer as well as the operands and were not taken."""
    taken = {s.figure.id for s in sides}
    for side in sides:
        others = [f for f in side.also if f.id not in taken and f.kind == side.figure.kind]
        if draft.language == "en" and side.figure.indicator:  # one English name for several
            others += _of_one_name(draft, side.figure, {*taken, *(f.id for f in others)})
        shown = [draft.say("also_one", **draft.slots(f)) for f in others[:3] if f.value is not None]
        if shown:
            draft.add(
                "also", who=short(draft, side, sides), others=draft.say("semicolon").join(shown)
            )


def _of_one_name(draft: Draft, figure: Figure, taken: Set[str]) -> list[Figure]:
    """Return the figures of a report that bear the same English name and another printed one."""
    return [
        f
        for f in draft.gatherer.report(figure.report_id).figures
        if f.indicator == figure.indicator
        and (f.year, f.unit, f.kind) == (figure.year, figure.unit, figure.kind)
        and f.id not in taken
        and not f.part_of
        and alike(f, figure) < AKIN
    ]


def keep_data(draft: Draft, *groups: Sequence[Side]) -> None:
    """Keep the operands as chart and table; a year that nobody states is a gap."""
    sides = [s for g in groups for s in g]
    years = sorted({s.figure.year for s in sides if s.figure.year})
    if len(years) > 1:
        labels = tuple(str(y) for y in range(years[0], years[-1] + 1))
        lines = tuple(line for g in groups for line in _lines(draft, g, labels, len(groups) > 1))
    else:
        labels = tuple(short(draft, s, sides) for s in sides)
        name = str(years[0]) if years else ""
        lines = tuple(
            Series(
                name, unit, tuple(s.figure.value if s.figure.unit == unit else None for s in sides)
            )
            for unit in dict.fromkeys(s.figure.unit for s in sides)
        )
    counted = (
        {s.figure.unit: draft.measure(s.figure) + _as_target(draft, s.figure) for s in g}
        for g in groups
    )
    title = draft.joined(dict.fromkeys(name for names in counted for name in names.values()))
    draft.chart = Chart(title, labels, lines, tuple(draft.warnings))
    heads = ("col_year", "col_office", "col_measure", "col_value", "col_source")
    draft.table = Table(tuple(draft.say(k) for k in heads), tuple(_row(draft, s) for s in sides))


def _lines(
    draft: Draft, group: Sequence[Side], labels: Sequence[str], several: bool
) -> tuple[Series, ...]:
    """Return a line of values for each office and unit, named by the measure among several groups."""
    stated = {(s.office, s.figure.unit, str(s.figure.year)): s.figure.value for s in group}
    counted = {s.figure.unit: draft.measure(s.figure) for s in group}
    return tuple(
        Series(
            counted[unit] if several or len(counted) > 1 else draft.office(office),
            unit,
            tuple(stated.get((office, unit, year)) for year in labels),
        )
        for office, unit in dict.fromkeys((s.office, s.figure.unit) for s in group)
    )


def _row(draft: Draft, side: Side) -> tuple[str, ...]:
    figure = side.figure
    surface = printed(figure)
    mark = draft.cite_figure(figure)
    measure = figure.measure + _as_target(draft, figure)
    return (str(figure.year or ""), draft.office(side.office), measure, surface, mark)
