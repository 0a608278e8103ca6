"""Answers that set figures side by side: change, order, sum, share. Every operand is cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant import compute
from assistant.compare import Comparability, comparability
from assistant.find import Cell, Finder, nearby
from assistant.match import Layers, bare
from assistant.models import Answer, Chart, Derived, Question, Series, Table
from assistant.refuse import refuse
from assistant.state import state
from assistant.write import Draft
from corpus.models import Figure
from index.models import Scope


@dataclass(frozen=True, slots=True)
class Side:
    """One operand: the figure and the office that states it."""

    office: str
    figure: Figure


def relate(draft: Draft, question: Question, finder: Finder) -> Answer:
    """Return the answer to a question that compares, orders, adds or divides figures."""
    layers = finder.candidates(question, question.scope)
    steady = [x for x in layers if x.figure.kind != "change"]
    topics = finder.pieces(question) if question.intent == "compare" else ()
    whole = finder.find(finder.topic(question.topic, question), steady, drop=0.4, loose=True)
    found = [whole]
    paired = "|" in question.topic  # "受理比审结多几件" sets two things of one report side by side
    if len(topics) > 1 and (paired or not whole.cells):
        found = nearby([f for t in topics if (f := finder.find(t, steady)).cells]) or [whole]
    stated = _stated_changes(
        draft, question, finder, [x for x in layers if x.figure.kind == "change"]
    )
    if not any(f.cells for f in found):
        if stated:
            return draft.answer("answered", "stated_change")
        return refuse(draft, question, found)
    sides = (
        tuple(Side(c.office, c.figures[0]) for f in found for c in f.cells[-1:])
        if paired and len(found) == 2
        else _sides(question, [c for f in found for c in f.cells])
    )
    if question.intent == "rank" and len(sides) == 1:
        sides = _parts(draft, sides[0]) or sides
    if len(sides) < 2:
        return _one_side(draft, question, sides, stated)
    return _WAYS[question.intent](draft, question, sides)


def _stated_changes(
    draft: Draft, question: Question, finder: Finder, layers: Sequence[Layers]
) -> bool:
    """Write down the changes that the reports state themselves; say whether there are any."""
    if question.intent != "compare" or not layers:
        return False
    named = question.scope.years
    if len(named) == 2 and named[1] == named[0] + 1:  # "than the year before" is of the later year
        layers = [x for x in layers if x.figure.year == named[1]]
    topic = replace(finder.topic(question.topic, question), change=True, counter="")
    found = finder.find(topic, layers)
    for cell in found.cells:
        for figure in cell.figures:
            draft.add("stated_change", **draft.slots(figure))
    return bool(found.cells)


def _sides(question: Question, cells: Sequence[Cell]) -> tuple[Side, ...]:
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


def _parts(draft: Draft, side: Side) -> tuple[Side, ...]:
    """Return the parts of a total as operands; empty where the report does not break it down."""
    report = draft.gatherer.report(side.figure.report_id)
    parts = [f for f in report.figures if f.part_of == side.figure.id]
    return tuple(Side(side.office, f) for f in parts) if len(parts) > 1 else ()


def _place(question: Question, office: str) -> int:
    offices = question.scope.offices
    return offices.index(office) if office in offices else len(offices)


def _one_side(draft: Draft, question: Question, sides: Sequence[Side], stated: bool) -> Answer:
    """State the operand there is, and say which report the other would stand in."""
    for side in sides:
        draft.add("figure", **draft.slots(side.figure))
    missing = [y for y in question.scope.years if y not in {s.figure.year for s in sides}]
    for year in missing:
        cards = draft.gatherer.cards_of(Scope(question.scope.offices, (year,)))
        office = draft.joined(draft.office(o) for o in question.scope.offices)
        why = (
            draft.say("not_stated", office=office, years=year, topic=" ".join(question.measures))
            if cards
            else draft.say("no_year", office=office, years=year)
        )
        draft.add("one_side", year=year, why=why)
    if stated or not missing:
        return draft.answer("answered", "stated_change" if stated else "stated")
    return draft.answer("not_found", "one_side")


def _label(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    several = len({s.office for s in sides}) > 1
    key = "operand_office" if several else "operand"
    return draft.say(
        key,
        year=side.figure.year or "",
        office=draft.office(side.office),
        measure=draft.measure(side.figure),
    )


def _short(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    if len({s.office for s in sides}) > 1:
        return draft.office(side.office)
    years = {s.figure.year for s in sides}
    return str(side.figure.year) if len(years) > 1 else draft.measure(side.figure)


def _operands(draft: Draft, sides: Sequence[Side]) -> None:
    for side in sides:
        slots = draft.slots(side.figure)
        draft.lines.append(
            f"- {_label(draft, side, sides)}"
            + ("：" if draft.language == "zh" else ": ")
            + f"**{slots['surface']}**{slots['gloss']}{slots['mark']}"
        )


def compare(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return the change from the first operand to the last, with the rate and what to mind."""
    _data(draft, sides)
    _mind(draft, sides)
    _operands(draft, sides)
    _change(draft, sides[0], sides[-1], sides)
    if len(sides) > 2:
        _trend(draft, sides)
    return draft.answer("answered", "computed")


def _change(draft: Draft, first: Side, last: Side, sides: Sequence[Side]) -> None:
    before, after = first.figure, last.figure
    kind = _difference_kind(before, after)
    change = compute.difference(before, after)
    if kind == "none" or change is None:
        draft.add("cannot_compare")
        return
    if change.value == 0 and before.value == after.value:
        draft.add("same")
        return
    about = draft.say("about") if compute.approximate((before, after)) else ""
    over_time = len({s.office for s in sides}) == 1 and before.year != after.year
    words = []
    up = change.value > 0
    if kind == "points":
        surface = compute.plain(abs(change.value))
        draft.derived.append(replace(change, unit="个百分点", surface=f"{surface} 个百分点"))
        words.append(draft.say("points_up" if up else "points_down", about=about, surface=surface))
    else:
        draft.derived.append(change)
        key = ("up" if up else "down") if over_time else ("more" if up else "fewer")
        words.append(
            draft.say(
                key,
                about=about,
                surface=change.surface,
                first=_short(draft, first, sides),
                second=_short(draft, last, sides),
            )
        )
        words[-1] += draft.say("formula", formula=change.formula) if not about else ""
        rate = compute.growth(before, after)
        if rate is not None:
            draft.derived.append(rate)
            if over_time:
                words.append(
                    draft.say("rate_up" if up else "rate_down", about=about, surface=rate.surface)
                )
        times = compute.multiple(before, after)
        if times is not None and times.value >= Decimal("1.5"):
            draft.derived.append(times)
            words.append(draft.say("times", about=about, surface=times.surface))
    line = draft.say("comma").join(words)
    if over_time:
        line = (
            f"{_short(draft, first, sides)}→{_short(draft, last, sides)}"
            + draft.say("comma")
            + line
        )
    draft.lines.append(line + draft.say("stop"))


def _difference_kind(before: Figure, after: Figure) -> str:
    """Return how two figures may be subtracted: "amount", "points" for percentages, or "none"."""
    from assistant.compare import same_unit

    if before.unit in ("%", "％", "‰") and after.unit == before.unit:
        return "points"
    if same_unit(before.unit, after.unit) or not before.unit or not after.unit:
        return "amount"
    reasons = comparability(before, after).reasons
    return (
        "amount"
        if reasons and "unit" not in reasons
        else "none"
        if _far(before.unit, after.unit)
        else "amount"
    )


def _far(a: str, b: str) -> bool:
    """Say whether two units count different things (件 and 人), not one thing two ways (件, 件次)."""
    return not (a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a))


def _trend(draft: Draft, sides: Sequence[Side]) -> None:
    values = [s.figure.value for s in sides if s.figure.value is not None]
    steps = [b - a for a, b in pairwise(values)]
    key = (
        "trend_up"
        if all(s > 0 for s in steps)
        else "trend_down"
        if all(s < 0 for s in steps)
        else "trend_mixed"
    )
    draft.add("trend", trend=draft.say(key))


def _mind(draft: Draft, sides: Sequence[Side]) -> None:
    """Warn of every reason why neighbouring operands are not quite the same thing."""
    for a, b in pairwise(sides):
        one, two = a.figure, b.figure
        offices = (a.office, b.office)
        found: Comparability = comparability(one, two, offices)
        for reason in found.reasons:
            if reason == "office" and one.year == two.year:
                continue
            draft.warn(
                f"warn_{reason}",
                a=_short(draft, a, sides),
                b=_short(draft, b, sides),
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


def series(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return the figures year by year, the overall change, and a chart."""
    return compare(draft, question, sides)


def rank(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return which year or office has the most (or least), and the order."""
    known = [s for s in sides if s.figure.value is not None]
    if not known:
        return _one_side(draft, question, sides, False)
    if len({s.figure.unit for s in known}) > 1:
        draft.add("cannot_compare")
    least = question.direction == "least"
    ordered = sorted(known, key=lambda s: s.figure.value or Decimal(0), reverse=not least)
    top = ordered[0]
    slots = draft.slots(top.figure)
    who = _who(draft, top, sides)
    draft.add(
        "least" if least else "most", **{**slots, "what": draft.measure(top.figure), "who": who}
    )
    draft.add("order")
    _operands(draft, ordered)
    _data(draft, sides)
    _mind(draft, sides)
    return draft.answer("answered", "computed")


def _who(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    offices, years = {s.office for s in sides}, {s.figure.year for s in sides}
    year = f"{side.figure.year}年" if draft.language == "zh" else str(side.figure.year)
    words = ([draft.office(side.office)] if len(offices) > 1 else []) + (
        [year] if len(years) > 1 else []
    )
    return " ".join(words) or draft.measure(side.figure)


def added(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    """Return the sum, or the mean where that is asked."""
    figures = [s.figure for s in sides]
    mean = re.search(r"平均|年均|average|mean", question.text.lower())
    derived = compute.average(figures) if mean else compute.total(figures)
    _data(draft, sides)
    _mind(draft, sides)
    _operands(draft, sides)
    if derived is None:
        draft.add("cannot_compare")
    else:
        draft.derived.append(derived)
        about = draft.say("about") if compute.approximate(figures) else ""
        draft.add(
            "average" if mean else "sum",
            about=about,
            surface=derived.surface,
            formula=draft.say("formula", formula=derived.formula),
        )
    return draft.answer("answered", "computed")


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


def _data(draft: Draft, sides: Sequence[Side]) -> None:
    """Keep the operands as chart and table; a year that nobody states is a gap."""
    offices = tuple(dict.fromkeys(s.office for s in sides))
    years = sorted({s.figure.year for s in sides if s.figure.year})
    full = list(range(years[0], years[-1] + 1)) if years and len(years) > 1 else years
    value: Callable[[str, int], Decimal | None] = lambda office, year: next(  # noqa: E731
        (s.figure.value for s in sides if s.office == office and s.figure.year == year), None
    )
    unit = sides[0].figure.unit
    draft.chart = Chart(
        title=draft.measure(sides[-1].figure),
        labels=tuple(str(y) for y in full),
        series=tuple(
            Series(draft.office(o), unit, tuple(value(o, y) for y in full)) for o in offices
        ),
    )
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


def _chart(draft: Draft, question: Question, sides: Sequence[Side]) -> Answer:
    return compare(draft, question, sides)


_WAYS: dict[str, Callable[[Draft, Question, Sequence[Side]], Answer]] = {
    "compare": compare, "series": series, "rank": rank, "sum": added, "chart": _chart,
}  # fmt: skip

__all__ = ["Side", "bare", "relate", "share"]
