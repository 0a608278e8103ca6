"""Questions about invented reports, with their answers: figures, the kinds of "no", follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from evals.models import Case, ExpectedFigure, Quote
from evals.synth import synth_report
from evals.synth_models import GoldFigure, SynthReport, indicators_of, seeded

_ASK = (
    "{y}年{o}{m}多少{u}？",
    "{o}{y}年{m}有多少？",
    "请问{o}在{y}年一共{m}多少{u}",
    "{y}年度{o}的{m}是多少？",
    "{s}年{o}{m}几{u}？",
)
_ASK_EN = (
    "How many {e} did the {o} report in {y}?",
    "In {y}, what was the number of {e} for {o}?",
)
_ELSEWHERE = ("岚屏区网信办", "玥桥县市场监管局", "溯阳市城管局")
Maker = Callable[[Random, SynthReport], Iterator[Case]]


def synth_cases(
    reports: Sequence[SynthReport], per_report: int = 2, seed: int = 1
) -> Iterator[Case]:
    """Yield about ``per_report`` questions for each report and a follow-up for some pairs of years."""
    for report in reports:
        rng = seeded(seed, report.source, "questions")
        made: dict[str, Case] = {}
        for maker in rng.choices(_MAKERS, weights=_WEIGHTS, k=per_report):
            made.update((case.id, case) for case in maker(rng, report))
        yield from made.values()
    for before, after in pairwise(reports):
        if before.office == after.office and before.year + 1 == after.year:
            rng = seeded(seed, after.source, "pairs")
            if rng.random() < 0.25:
                yield from _pairs(rng, before, after)


def _figure(rng: Random, report: SynthReport) -> Iterator[Case]:
    gold = rng.choice(_results(report))
    pattern = rng.choice(_ASK)
    question = pattern.format(
        y=report.year,
        s=f"{report.year % 100:02d}",
        o=report.office.short,
        m=gold.measure,
        u=gold.unit,
    )
    yield _figure_case(report, gold, question, f"f-{gold.indicator}-{pattern[:3]}")


def _english(rng: Random, report: SynthReport) -> Iterator[Case]:
    names: dict[str, Any] = {i["id"]: i for i in indicators_of(report.office)}
    gold = rng.choice(_results(report))
    question = rng.choice(_ASK_EN).format(
        y=report.year, o=report.office.english, e=names[gold.indicator]["en"]
    )
    yield _figure_case(report, gold, question, f"en-{gold.indicator}", language="en")


def _renamed(rng: Random, report: SynthReport) -> Iterator[Case]:
    """Ask by the usual name for what the report calls by another."""
    other: dict[str, Any] = {i["other"]: i for i in indicators_of(report.office)}
    renamed = [f for f in _results(report) if f.measure in other]
    if renamed:
        gold = rng.choice(renamed)
        usual = other[gold.measure]["verb"] + other[gold.measure]["noun"]
        question = f"{report.year}年{report.office.short}{usual}多少？"
        yield _figure_case(report, gold, question, f"re-{gold.indicator}", tags=("renamed",))


def _figure_case(
    report: SynthReport,
    gold: GoldFigure,
    question: str,
    key: str,
    language: Any = "zh",
    tags: tuple[str, ...] = (),
) -> Case:
    """Make a case; where a report contradicts itself, all its values are expected."""
    stated = tuple(dict.fromkeys(report.stated(gold.indicator)))
    contradicts = ("contradiction",) if len({f.value for f in stated}) > 1 else ()
    return Case(
        id=f"{report.source}-{key}",
        question=question,
        type="figure",
        outcome="answered",
        language=language,
        figures=tuple(_expected(f) for f in stated),
        quotes=tuple(Quote(f.evidence, report.source) for f in stated),
        tags=(*tags, *contradicts),
        beside=_repeated(report, gold),
        origin=report.source,
    )


def _repeated(report: SynthReport, gold: GoldFigure) -> tuple[str, ...]:
    """Return next year's report where it tells this year's figure again: a second, right source."""
    later = synth_report(report.office, report.year + 1, report.seed)
    told = any(f.indicator == f"{gold.indicator}.before" for f in later.ledger)
    return (later.source,) if told else ()


def _results(report: SynthReport) -> list[GoldFigure]:
    """Return the results of the report's own year, without parts, changes and last year's numbers."""
    return [f for f in report.ledger if f.kind == "result" and "." not in f.indicator]


def _expected(gold: GoldFigure) -> ExpectedFigure:
    return ExpectedFigure(gold.value, gold.upper, gold.unit, gold.qualifier, gold.year)


def _problems(_rng: Random, report: SynthReport) -> Iterator[Case]:
    yield Case(
        id=f"{report.source}-problems",
        question=f"{report.office.short}{report.year}年存在哪些问题？",
        type="passage",
        outcome="answered",
        quotes=tuple(Quote(p, report.source) for p in report.problems),
        origin=report.source,
    )


def _not_stated(rng: Random, report: SynthReport) -> Iterator[Case]:
    told = {f.indicator for f in report.ledger} | {z for z, _ in report.zeros}
    later = synth_report(report.office, report.year + 1, report.seed)
    told |= {f.indicator.removesuffix(".before") for f in later.ledger}
    absent = [i for i in indicators_of(report.office) if i["id"] not in told and i["verb"]]
    if absent:
        asked = rng.choice(absent)
        question = f"{report.year}年{report.office.short}{asked['verb']}{asked['noun']}多少{asked['unit']}？"
        yield _no(report, "not_stated", question, f"absent-{asked['id']}")


def _no_year(rng: Random, report: SynthReport) -> Iterator[Case]:
    gold = rng.choice(_results(report))
    year = rng.choice([1997, 2041])
    question = f"{year}年{report.office.short}{gold.measure}多少？"
    yield _no(report, "no_report", question, f"year-{year}")


def _no_office(rng: Random, report: SynthReport) -> Iterator[Case]:
    gold = rng.choice(_results(report))
    question = f"{report.year}年{rng.choice(_ELSEWHERE)}{gold.measure}多少？"
    yield _no(report, "no_report", question, "office")


def _planned(_rng: Random, report: SynthReport) -> Iterator[Case]:
    """Ask for what is planned: it stands in the report of the year before."""
    told = {f.indicator for f in report.ledger if f.kind == "result"}
    targets = [f for f in report.ledger if f.kind == "target" and f.indicator in told]
    for gold in targets[:1]:
        question = f"{report.office.short}{gold.year}年计划{gold.measure}多少？"
        yield Case(
            id=f"{report.source}-plan",
            question=question,
            type="figure",
            outcome="answered",
            figures=(_expected(gold),),
            quotes=(Quote(gold.evidence, report.source),),
            tags=("plan",),
            origin=report.source,
        )


def _zero(rng: Random, report: SynthReport) -> Iterator[Case]:
    if report.zeros:
        _, words = rng.choice(report.zeros)
        question = f"{report.year}年{report.office.short}{words.removeprefix('全年未')}多少？"
        yield Case(
            id=f"{report.source}-zero",
            question=question,
            type="passage",
            outcome="answered",
            quotes=(Quote(words, report.source),),
            tags=("zero in words",),
            origin=report.source,
        )


def _no(report: SynthReport, kind: Any, question: str, key: str) -> Case:
    return Case(
        id=f"{report.source}-{key}",
        question=question,
        type="unanswerable",
        outcome="not_found",
        no=kind,
        origin=report.source,
    )


def _pairs(rng: Random, before: SynthReport, after: SynthReport) -> Iterator[Case]:
    """Yield "and the year before?" after a figure, and the difference of the two years."""
    shared = [
        (a, b)
        for a in _results(after)
        for b in _results(before)
        if a.measure == b.measure and a.unit == b.unit
        if len(after.stated(a.indicator)) == len(before.stated(b.indicator)) == 1
    ]
    if not shared:
        return
    new, old = rng.choice(shared)
    first = f"{after.year}年{after.office.short}{new.measure}多少？"
    yield Case(
        id=f"{after.source}-then-{new.indicator}",
        question=f"那{before.year}年呢？",
        type="followup",
        outcome="answered",
        history=(first,),
        figures=(_expected(old),),
        quotes=(Quote(old.evidence, before.source),),
        tags=("depth 1",),
        origin=after.source,
    )
    if new.qualifier == old.qualifier == "exact" and new.value != old.value:
        yield Case(
            id=f"{after.source}-minus-{new.indicator}",
            question=f"{after.office.short}{after.year}年{new.measure}比{before.year}年多多少？",
            type="comparison",
            outcome="answered",
            derived=(Decimal(abs(new.value - old.value)),),
            quotes=(Quote(new.evidence, after.source), Quote(old.evidence, before.source)),
            origin=after.source,
        )


_MAKERS: list[Maker] = [
    _figure, _english, _renamed, _problems, _not_stated, _no_year, _no_office, _planned, _zero,
]  # fmt: skip
_WEIGHTS = (60, 8, 5, 6, 10, 4, 4, 4, 3)
