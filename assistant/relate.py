"""Answers that set figures side by side: change, order, sum. Every operand is cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant import compute
from assistant.change import say_change, say_trend
from assistant.fastest import fastest
from assistant.find import Finder, Found
from assistant.match import Layers
from assistant.models import Answer, Question
from assistant.operands import Operands, operands_of
from assistant.peers import peers
from assistant.refuse import refuse, said_back
from assistant.sides import (
    PLAIN,
    Side,
    keep_data,
    mind,
    note_others,
    operands,
    parts_of,
    short,
    siblings_of,
)
from assistant.stated import changes_for, compare_stated, led_to
from assistant.units import countable
from assistant.write import Draft
from assistant.years import years_in
from corpus.models import Figure
from index.models import Scope

_TOP = re.compile(
    r"前\s*([一二两三四五六七八九十\d]+)|最[多少高低大小快慢]的?\s*([一二两三四五六七八九十\d]+)\s*(?:个|项|类|种|年|家|名|位)"
    r"|\btop\s+(\d+|two|three|four|five|ten)|\b(two|three|four|five)\s+(?:most|largest|highest|least|smallest|lowest)"
)
_ADDED = re.compile(r"一共|总共|合计|共计|总计|加起来|in total\b|altogether|combined|together")
_COURSE = re.compile(
    r"逐年|历年|各年|每年|趋势|走势|\btrend|each year|every year|year by year|over the years"
)
_KINDS = re.compile(r"类|哪种|领域|方面|\b(?:kind|type|category|area|field)s?\b")
_MEAN = re.compile(r"平均|年均|\baverage\b|\bmean\b")
_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10,
}  # fmt: skip


def relate(draft: Draft, question: Question, finder: Finder) -> Answer:
    """Return the answer to a question that compares, orders, adds or draws figures."""
    layers = finder.candidates(question, question.scope)
    beside = _beside(question, finder, layers) if question.intent == "rank" else ()
    if beside:
        return rank(draft, question, Operands((beside,), (), paired=True))
    found = operands_of(question, finder, layers)
    sides = found.sides
    changes = changes_for(question, finder, layers, sides)
    if changes and len(sides) == 1:
        sides = (led_to(sides[0], changes),)
    for figure in changes:
        draft.add("stated_change", **draft.slots(figure))
    if not sides:
        if changes:
            return draft.answer("answered", "stated_change")
        return refuse(draft, question, found.found)
    compare_stated(draft, changes, sides)
    if len(sides) == 1 and question.intent in ("rank", "sum", "chart"):
        parts = parts_of(draft, sides[0])
        if not parts and _KINDS.search(question.text.lower()):
            parts = siblings_of(draft, sides[0])
        if parts and question.intent != "sum":
            found = Operands((parts,), (), paired=True)
    if len(found.sides) < 2:
        return _one_side(draft, question, sides, bool(changes))
    if question.intent == "rank" and (told := fastest(draft, question, sides)) is not None:
        return told
    mean = question.intent == "series" and _MEAN.search(question.text.lower())
    return (added if mean else _WAYS[question.intent])(draft, question, found)


def _beside(question: Question, finder: Finder, layers: Sequence[Layers]) -> tuple[Side, ...]:
    """Return what one report counts beside one another and a question orders: parts, places, fields."""
    within = tuple(x for x in layers if x.figure.part_of in question.within)
    if len(within) > 1:
        return tuple(Side(x.office, x.figure) for x in within)
    one = len({x.office for x in layers}) == 1
    return peers(question, finder, layers) if one else ()


def adds(question: Question, found: Sequence[Found]) -> bool:
    """Say whether a question for figures wants those of several years, offices or measures added up."""
    low = question.text.lower()
    years = {(c.office, c.year) for f in found for c in f.cells}
    over_years = len(question.scope.years) > 1 and len(years) > 1
    if over_years and re.search(r"累计|共(?!计划|同|享|建)", low):
        return True
    printed = "".join(f.measure for x in found for c in x.cells for f in c.figures)
    if over_years and _MEAN.search(low) and "均" not in printed:
        return True
    measures = [f for f in found if f.cells]
    several = len(measures) > 1 and not re.search(r"分别|各", low)
    offices = len(question.scope.offices) > 1 and len({office for office, _ in years}) > 1
    return bool(_ADDED.search(low)) and (over_years or offices or several)


def _one_side(draft: Draft, question: Question, sides: Sequence[Side], stated: bool) -> Answer:
    """State the operand there is, and say which report the other would stand in."""
    if stated:  # the report tells the change itself; only the value it leads to belongs to it
        for side in sides[-1:]:
            if side.figure.year == max(question.scope.years, default=side.figure.year):
                draft.add("figure", **draft.slots(side.figure))
        return draft.answer("answered", "stated_change")
    for side in sides:
        draft.add("figure", **draft.slots(side.figure))
    gaps = _gaps(question, sides)
    for office, year in gaps:
        several = len(question.scope.offices) + len(question.unknown_offices) > 1
        name = draft.office(office) if several else ""
        key = "one_side_office" if name else "one_side"
        draft.add(key, year=year or "", office=name, why=_why(draft, question, office, year))
    return draft.answer("not_found", "one_side") if gaps else draft.answer("answered", "stated")


def _gaps(question: Question, sides: Sequence[Side]) -> list[tuple[str, int | None]]:
    """Return the offices and years asked for, or between those stated, that have no operand."""
    scope = question.scope
    stated = {(s.office, s.figure.year) for s in sides}
    between = sorted({s.figure.year for s in sides if s.figure.year})
    years: list[int | None] = list(scope.years)
    if any(s.figure.kind == "target" for s in sides):  # of another year than the report it is in
        years = [y for y in years if y in years_in(question.text).years]
    if between and (
        question.intent in ("series", "chart") or _COURSE.search(question.text.lower())
    ):
        years = sorted({*filter(None, years), *range(between[0], between[-1] + 1)})
    offices = scope.offices or tuple(dict.fromkeys(s.office for s in sides))[:1]
    unknown = [(name, years[0] if len(years) == 1 else None) for name in question.unknown_offices]
    if unknown:
        return unknown
    if len(scope.offices) < 2 and len({s.office for s in sides}) > 1:
        return []
    return [
        (o, y) for o in offices for y in sorted(years, key=lambda y: y or 0) if (o, y) not in stated
    ]


def _why(draft: Draft, question: Question, office: str, year: int | None) -> str:
    """Say which kind of "no" an operand that is not there is."""
    years = (year,) if year else ()
    offices = (office,) if office else ()
    known = draft.gatherer.cards_of(Scope(offices, years))
    key = "not_stated" if known else "no_year"
    where = draft.where(offices, years)
    return draft.say(key, where=where, topic=said_back(question))


def _say_gaps(draft: Draft, question: Question, sides: Sequence[Side]) -> None:
    for office, year in _gaps(question, sides):
        known = draft.gatherer.cards_of(Scope((office,), (year,) if year else ()))
        words = [draft.office(office)] if len(question.scope.offices) > 1 else []
        words += [draft.say("year_named", year=year)] if year else []
        draft.add("gap_not_stated" if known else "gap_no_report", who=" ".join(words))


def compare(draft: Draft, question: Question, found: Operands) -> Answer:
    """Return the change from the first operand to the last, with the rate and what to mind."""
    of_one_year = len(question.scope.years) < 2 or _one_year(found.sides)
    if of_one_year and len(found.groups) > 1 and all(len(g) == 1 for g in found.groups):
        found = Operands((found.sides,), found.found, paired=True)
    for group in found.groups:
        mind(draft, group, PLAIN if found.paired and _one_year(group) else None)
    keep_data(draft, *found.groups)
    apart = len(found.found) > 1 and not found.paired
    for group in found.groups:
        _compare_group(draft, question, group)
        if apart:
            _say_gaps(draft, question, group)
    if not apart:
        _say_gaps(draft, question, found.sides)
    for item in found.found if apart else ():
        if not item.cells:
            where = draft.where(question.scope.offices, question.scope.years)
            draft.add("not_stated", where=where, topic=item.topic.words)
    for group in found.groups:
        note_others(draft, group)
    return draft.answer("answered", "computed")


def _one_year(sides: Sequence[Side]) -> bool:
    return len({s.figure.year for s in sides}) == 1


def _compare_group(draft: Draft, question: Question, sides: Sequence[Side]) -> None:
    """Write down the operands of one measure and how they differ: over years, or between offices."""
    operands(draft, sides)
    if len(sides) < 2:
        return
    by_office: dict[str, list[Side]] = {}
    for side in sides:
        by_office.setdefault(side.office, []).append(side)
    runs = [run for run in by_office.values() if len({s.figure.year for s in run}) > 1]
    if len(by_office) > 1 and runs:  # several offices over several years: each by itself
        for run in runs:
            draft.add("run", office=draft.office(run[0].office))
            say_change(draft, run[0], run[-1], run, question.text)
        return
    if len(by_office) == 2 and len(sides) == 2:  # "A比B多": A is what is spoken of
        sides = tuple(reversed(sides))
    pairs = list(pairwise(sides)) if 2 < len(sides) <= 5 and not _one_year(sides) else []
    for first, last in [*pairs, (sides[0], sides[-1])]:
        say_change(draft, first, last, sides, question.text)
    if len(sides) > 2 and len(by_office) == 1 and not _one_year(sides):
        say_trend(draft, sides)


def rank(draft: Draft, question: Question, found: Operands) -> Answer:
    """Return which year, office or part has the most (or least), and the order."""
    sides = found.sides
    known = [s for s in sides if s.figure.value is not None]
    if len(known) < 2:
        return _one_side(draft, question, known, False)
    if not countable(s.figure.unit for s in known):
        draft.add("cannot_compare")
    least = question.direction == "least"
    ordered = sorted(known, key=lambda s: s.figure.value or Decimal(0), reverse=not least)
    kept = ordered[: _top_of(question.text)]
    first = [s for s in ordered if s.figure.value == ordered[0].figure.value]
    what = _what(draft, sides)
    slots = {**draft.slots(ordered[0].figure), "what": what}
    slots["who"] = draft.joined(_who(draft, s, sides) for s in first)
    draft.add("least" if least else "most", **slots)
    draft.add("order" if len(kept) == len(ordered) else "order_top")
    operands(draft, kept)
    _say_gaps(draft, question, sides)
    mind(draft, sides, PLAIN if _one_year(sides) and _one_office(sides) else None)
    keep_data(draft, sides)
    return draft.answer("answered", "computed")


def _top_of(text: str) -> int | None:
    """Return how many are asked for (前三), None for all."""
    m = _TOP.search(text.lower())
    word = next((g for g in m.groups() if g), "") if m else ""
    number = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    return number if number > 1 else None


def _one_office(sides: Sequence[Side]) -> bool:
    return len({s.office for s in sides}) == 1


def _what(draft: Draft, sides: Sequence[Side]) -> str:
    """Return what is ordered: the measure; the head that parts share; nothing for mixed ones."""
    heads = {s.figure.measure.partition("（")[0] for s in sides}
    if _one_year(sides) and _one_office(sides):
        return heads.pop() if len(heads) == 1 else draft.say("among")
    return draft.measure(sides[0].figure)


def _who(draft: Draft, side: Side, sides: Sequence[Side]) -> str:
    years = {s.figure.year for s in sides}
    words = [] if _one_office(sides) else [draft.office(side.office)]
    if len(years) > 1:
        words.append(draft.say("year_named", year=side.figure.year))
    return " ".join(words) or short(draft, side, sides)


def added(draft: Draft, question: Question, found: Operands) -> Answer:
    """Return the sum, or the mean where that is asked."""
    mean = _MEAN.search(question.text.lower())
    several = len(found.groups) > 1 and all(len(g) > 1 for g in found.groups)
    for group in found.groups:
        mind(draft, group)
    if not several:
        mind(draft, found.sides, PLAIN)
    keep_data(draft, *(found.groups if several else (found.sides,)))
    for group in found.groups if several else (found.sides,):
        operands(draft, group)
        _add(draft, [s.figure for s in group], bool(mean))
    _say_gaps(draft, question, found.sides)
    return draft.answer("answered", "computed")


def _add(draft: Draft, figures: Sequence[Figure], mean: bool) -> None:
    derived = compute.average(figures) if mean else compute.total(figures)
    if derived is None or (any(f.unit in ("%", "％", "‰") for f in figures) and not mean):
        draft.add("cannot_add")
        return
    draft.derived.append(derived)
    draft.add(
        "average" if mean else "sum",
        about=draft.say("about") if compute.approximate(figures) else "",
        surface=derived.surface,
        formula=draft.say("formula", formula=derived.formula),
    )


_WAYS: dict[str, Callable[[Draft, Question, Operands], Answer]] = {
    "compare": compare, "series": compare, "rank": rank, "sum": added, "chart": compare,
}  # fmt: skip
