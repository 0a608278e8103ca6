"""What differs between two years of one office: figures both state, then what only one states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import compute
from assistant.actions import ACTIONS, actions_in, related
from assistant.change import percent_points
from assistant.compare import alike, comparability, core
from assistant.models import Answer, Question, Table
from assistant.overview import groups_of
from assistant.sides import Side, mind
from assistant.units import PERCENT, countable
from assistant.write import Draft
from corpus.models import Figure, Report
from index.models import Scope

ASKED = re.compile(
    r"不同|区别|差异|不一样|变化|相比|对比|比较|what(?:'s| is| has)? (?:changed|different)|differ|compare|changed"
)
SHOWN = 16
ONLY = 8
ALIKE = 0.5
"""How much of a name must return in the other year's, where both bear one indicator."""
NOTES = 12


def differences(draft: Draft, question: Question) -> Answer | None:
    """Return how two years of one office differ, None where the question is not about that."""
    if not ASKED.search(question.text.lower()):
        return None
    cards = draft.gatherer.cards_of(Scope(question.scope.offices))
    years = question.scope.years or tuple(sorted({c.year for c in cards if c.year}))
    chosen = sorted((c for c in cards if c.year in years), key=lambda c: c.year or 0)
    if len({c.office for c in chosen}) != 1 or len(chosen) < 2:
        return None
    before, after = (draft.gatherer.report(c.id) for c in (chosen[0], chosen[-1]))
    pairs = paired(before, after)
    draft.add("diff_head", office=draft.office(chosen[0].office), a=before.year, b=after.year)
    _write_pairs(draft, pairs, chosen[0].office)
    taken = {f.id for pair in pairs for f in pair}
    for report in (before, after):
        _write_only(draft, report, taken)
    return draft.answer("answered", "differences")


def paired(before: Report, after: Report) -> list[tuple[Figure, Figure]]:
    """Return the results that both reports state, each once, the most nearly alike together."""
    left, right = _results(before), _results(after)
    fitting = [
        (comparability(a, b).cost - alike(a, b), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if _one_thing(a, b)
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for _, i, j in sorted(fitting):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, left[i], right[j]))
    return [(a, b) for _, a, b in sorted(pairs, key=lambda p: p[0])]


def _results(report: Report) -> list[Figure]:
    return [
        f
        for f in report.figures
        if f.kind in ("result", "share") and f.year == report.year and f.value is not None
    ]


def _one_thing(a: Figure, b: Figure) -> bool:
    """Say whether two figures of two years may stand in one row."""
    if a.kind != b.kind or not countable((a.unit, b.unit)):
        return False
    if a.indicator and a.indicator == b.indicator:
        return alike(a, b) >= ALIKE
    bare_a, bare_b = _without_act(a.measure), _without_act(b.measure)
    acts = related(actions_in(a.measure), actions_in(b.measure))
    if acts and bare_a == bare_b:
        return True  # 处置 and 查删 of the same thing, set side by side with a warning
    return core(a.measure) == core(b.measure) and not (a.indicator and b.indicator)


def _without_act(measure: str) -> str:
    return re.sub("|".join(ACTIONS), "", core(measure))


def _write_pairs(draft: Draft, pairs: Sequence[tuple[Figure, Figure]], office: str) -> None:
    rows: list[tuple[str, ...]] = []
    for a, b in pairs:
        before = len(draft.warnings)
        sides = (Side(office, a), Side(office, b))
        mind(draft, sides)
        noted = len(draft.warnings) > before or bool(comparability(a, b).reasons)
        change = _change(draft, a, b)
        one, two = draft.slots(a), draft.slots(b)
        if len(rows) < SHOWN:
            flag = draft.say("diff_flag") if noted else ""
            draft.add(
                "diff_line", measure=two["measure"], a=one["surface"], ma=one["mark"],
                b=two["surface"], mb=two["mark"], change=change, flag=flag,
                ya=a.year, yb=b.year,
            )  # fmt: skip
        note = draft.say("diff_noted") if noted else ""
        rows.append(
            (b.measure, one["surface"] + one["mark"], two["surface"] + two["mark"], change, note)
        )
    del draft.warnings[NOTES:]  # the table marks every row that is not quite the same
    if len(rows) > SHOWN:
        draft.add("points_more", count=len(rows) - SHOWN)
    if not rows:
        draft.add("diff_none")
        return
    years = (str(pairs[0][0].year), str(pairs[0][1].year))
    heads = (draft.say("col_measure"), *years, draft.say("col_change"), draft.say("col_note"))
    draft.table = Table(heads, tuple(rows))


def _change(draft: Draft, a: Figure, b: Figure) -> str:
    """Return the words for the change from ``a`` to ``b``, kept as computed."""
    change = compute.difference(a, b)
    if change is None or change.label == "within":
        return draft.say("diff_about_same")
    if not change.value:
        return draft.say("diff_same")
    about = draft.say("about") if compute.approximate((a, b)) else ""
    if a.unit in PERCENT:
        change = percent_points(change)
    draft.derived.append(change)
    sign = "+" if change.value > 0 else "−"
    return f"{about}{sign}{change.surface}"


def _write_only(draft: Draft, report: Report, taken: set[str]) -> None:
    """Write down the figures that only this year's report states, and the headings of its parts."""
    alone = [f for f in _results(report) if f.id not in taken and not f.part_of]
    shown = [draft.say("also_one", **draft.slots(f)) for f in alone[:ONLY]]
    if shown:
        draft.add("diff_only", year=report.year)
        draft.lines += [f"- {words}" for words in shown]
    if len(alone) > ONLY:
        draft.add("points_more", count=len(alone) - ONLY)
    headed = [g for g in groups_of(report, "report") if g.heading][:6]
    if headed:
        marks = [f"{g.heading}{draft.cite(report, g.points[0])}" for g in headed]
        draft.add("diff_parts", year=report.year, parts=draft.say("semicolon").join(marks))
