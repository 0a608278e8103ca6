"""Changes that the reports state themselves, and whether they agree with what can be computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant import compute
from assistant.compare import alike
from assistant.find import Finder
from assistant.match import Layers
from assistant.models import Question
from assistant.printed import printed
from assistant.sides import Side
from assistant.topic import Topic
from assistant.units import PERCENT, same_unit
from assistant.write import Draft
from corpus.models import Figure

_FALL = re.compile(r"下降|减少|降低|降幅|回落|压减|缩减|减|降")
_RISE = re.compile(r"增|升|涨|提高|扩大|多")
SLACK = Decimal("0.15")
"""What rounding may part a stated rate from a computed one, in percentage points."""


def changes_for(
    question: Question, finder: Finder, layers: Sequence[Layers], sides: Sequence[Side]
) -> tuple[Figure, ...]:
    """Return the changes that the reports state of the operands, or of what is asked without any.

    A report's change is against the year before; so the first year of those compared has none.
    """
    if question.intent != "compare" or any(s.figure.kind == "change" for s in sides):
        return ()
    years = {s.figure.year for s in sides} | set(question.scope.years)
    changes = [x for x in layers if x.figure.kind == "change"]
    if len(years) > 1:
        changes = [x for x in changes if x.figure.year and x.figure.year - 1 in years]
    found = finder.find(_about_change(finder, question), changes)
    figures = [f for c in found.cells for f in c.figures]
    stated = [f for s in sides for f in (s.figure, *s.also)]
    return tuple(f for f in figures if not sides or any(_of(f, s) for s in stated))


def led_to(side: Side, changes: Sequence[Figure]) -> Side:
    """Return the operand that the changes are of, where another answers the question as well."""
    every = (side.figure, *side.also)
    own = next((f for f in every if any(_of(c, f) for c in changes)), side.figure)
    return replace(side, figure=own, also=tuple(f for f in every if f.id != own.id))


def _about_change(finder: Finder, question: Question) -> Topic:
    return replace(finder.topic(question.topic, question), change=True, counter="", units=())


def _of(change: Figure, figure: Figure) -> bool:
    if change.indicator and figure.indicator:
        return change.indicator == figure.indicator
    return change.report_id == figure.report_id and alike(change, figure) >= 0.99


def compare_stated(draft: Draft, changes: Sequence[Figure], sides: Sequence[Side]) -> None:
    """Warn where a stated change and the one computed of the operands differ beyond rounding."""
    by_year = {(s.office, s.figure.year): s.figure for s in sides}
    for change in changes:
        office = draft.gatherer.office_of(change.report_id)
        after = by_year.get((office, change.year))
        before = by_year.get((office, (change.year or 0) - 1))
        if after and before:
            _set_off(draft, change, before, after)


def _set_off(draft: Draft, change: Figure, before: Figure, after: Figure) -> None:
    """Warn where one stated change does not follow from the two operands."""
    value = _signed(change)
    if value is None or not same_unit(before.unit, after.unit):
        return
    if change.unit in PERCENT:
        computed = compute.growth(before, after)
        slack = _slack(change, before, after)
    elif same_unit(change.unit, after.unit):
        computed = compute.difference(before, after)
        slack = Decimal(0) if not compute.approximate((change, before, after)) else abs(value) / 10
    else:
        return
    if computed is None or abs(computed.value - value) <= slack:
        return
    up = computed.value > 0
    sign = draft.say("rise" if up else "fall") if computed.value else ""
    draft.warn(
        "warn_stated",
        year=change.year,
        measure=change.measure,
        surface=printed(change),
        computed=f"{sign}{computed.surface}",
    )


def _slack(change: Figure, before: Figure, after: Figure) -> Decimal:
    """Return how far a rate may be off by the rounding of what it was computed from."""
    whole = change.value is not None and change.value == int(change.value)
    slack = Decimal("0.55") if whole else SLACK
    return slack + (Decimal(2) if compute.approximate((change, before, after)) else Decimal(0))


def _signed(change: Figure) -> Decimal | None:
    """Return a stated change with its sign, None where the words do not tell it."""
    words = change.measure + change.surface
    if change.value is None:
        return None
    if _FALL.search(words) and not _RISE.search(words):
        return -change.value
    return change.value if _RISE.search(words) else None
