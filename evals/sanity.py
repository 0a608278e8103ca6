"""Known answers that must score 1.0 and 0.0: they run before every measurement.

A measure that cannot tell a perfect answer from a spoilt one has no business judging real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.models import Answer, Citation, CitedFigure, Derived, Question, Turn
from corpus.models import Figure, Report, Span
from evals.answers import LOWER_IS_BETTER, answer_scores
from evals.errors import BrokenMeasure
from evals.models import Case, ExpectedFigure, Quote, Score
from evals.retrieval import Found, retrieval_scores

_TEXT = "一、总体情况\n全年开展辟谣 422 次，约谈平台 27 家。"
_QUOTE = "全年开展辟谣 422 次，约谈平台 27 家。"
_OFFICE, _SOURCE = "青禾区网信办", "qinghe-2024.txt"


@dataclass(frozen=True, slots=True)
class OneReport:
    """A library of a single report."""

    only: Report

    def report(self, report_id: str) -> Report | None:
        """Return the report where the id is its own."""
        return self.only if report_id == self.only.id else None


def check_instrument() -> None:
    """Raise BrokenMeasure unless every measure gives 1.0 for right and 0.0 for spoilt answers."""
    library, case = OneReport(_report()), _case()
    for score in answer_scores(case, _turn(), library):
        worst = 1.0 if score.measure in LOWER_IS_BETTER else 0.0
        _must(score, 1.0 - worst, "a perfect answer")
    for spoilt, measures in _spoilt():
        scores = {s.measure: s for s in answer_scores(case, spoilt, library)}
        for measure in measures:
            worst = 1.0 if measure in LOWER_IS_BETTER else 0.0
            _must(scores[measure], worst, f"an answer spoilt in {measure}")
    _check_retrieval(case)


def _must(score: Score, value: float, what: str) -> None:
    if score.value != value:
        raise BrokenMeasure(
            f"sanity case: {score.measure} of {what} must be {value}, is {score.value} "
            f"({score.reason})"
        )


def _check_retrieval(case: Case) -> None:
    miss = Found("别的内容", "other.txt")
    hit = Found(_QUOTE, _SOURCE)
    for score in retrieval_scores(case, [hit]):
        _must(score, 0.0 if score.measure.startswith("wrong") else 1.0, "a perfect ranking")
    for score in retrieval_scores(case, [miss] * 10):
        _must(score, 1.0 if score.measure.startswith("wrong") else 0.0, "a useless ranking")
    ranked = {s.measure: s.value for s in retrieval_scores(case, [miss, hit])}
    if (ranked["recall@1"], ranked["recall@3"], ranked["MRR@10"]) != (0.0, 1.0, 0.5):
        raise BrokenMeasure(f"sanity case: evidence at rank 2 gives {ranked}")


def _spoilt() -> Iterator[tuple[Turn, tuple[str, ...]]]:
    """Yield answers with one thing wrong each, and the measures that must notice it."""
    good = _turn()
    figure, citation = good.answer.figures[0], good.answer.citations[0]

    def answer(**changes: object) -> Turn:
        return replace(good, answer=replace(good.answer, **changes))  # type: ignore[arg-type]

    def shows(**changes: object) -> Turn:
        changed = replace(figure.figure, **changes)  # type: ignore[arg-type]
        return answer(figures=(replace(figure, figure=changed),))

    whole = ("figure", "right")
    yield shows(value=Decimal(27)), (*whole, "figure value", "wrong figure", "surplus")
    yield shows(unit="家"), (*whole, "figure unit")
    yield shows(qualifier="over"), (*whole, "figure qualifier")
    yield shows(year=2022), (*whole, "figure year", "wrong figure")
    yield answer(figures=(replace(figure, office="东山市网信办"),)), (*whole, "figure office")
    yield shows(surface="四百二十二次"), ("as printed",)
    yield answer(outcome="not_found", figures=()), ("outcome", "over-refusal", *whole)
    yield answer(derived=()), ("derived", "right")
    yield answer(warnings=()), ("warned", "right")
    yield answer(text="没有。", citations=()), ("says", "citation recall", "right")
    yield (
        answer(citations=(replace(citation, quote="辟谣 500 次"),)),
        ("citation exact", "citation precision"),
    )
    moved = replace(citation, span=Span(0, 6), quote=_TEXT[:6])
    yield answer(citations=(moved,)), ("citation recall", "citation precision", "right")
    yield answer(citations=(replace(citation, source="other.txt"),)), ("citation scope", "right")
    yield replace(good, question=replace(good.question, carried=())), ("carried", "right")
    yield replace(good, question=replace(good.question, language="en")), ("language",)


def _case() -> Case:
    figure = ExpectedFigure(Decimal(422), None, "次", "exact", 2024, _OFFICE)
    return Case(
        id="sanity",
        question="那辟谣呢？",
        type="figure",
        outcome="answered",
        figures=(figure,),
        derived=(Decimal(401),),
        quotes=(Quote("开展辟谣422次", _SOURCE),),
        says=("全年",),
        warned=True,
        carried=("year",),
    )


def _turn() -> Turn:
    start = _TEXT.index(_QUOTE)
    span = Span(start, start + len(_QUOTE))
    figure = _report().figures[0]
    cited = Citation(1, "r1", "报告", _OFFICE, 2024, ("一、总体情况",), None, _QUOTE, span, _SOURCE)
    return Turn(
        Question("那辟谣呢？", "zh", "figure", carried=("year",)),
        Answer(
            "青禾区网信办2024年全年开展辟谣 422 次[1]。",
            "answered",
            citations=(cited,),
            figures=(CitedFigure(figure, _OFFICE, 1),),
            derived=(Derived("多", Decimal(401), "次", "401 次", (figure,)),),
            warnings=("口径不同",),
        ),
    )


def _report() -> Report:
    at = _TEXT.index("422 次")
    figure = Figure(
        "r1:f1", "r1", "开展辟谣", None, Decimal(422), None, "次", "exact", 2024, "2024", "result",
        None, "422 次", Span(at, at + 5),
    )  # fmt: skip
    return Report(
        "r1", "报告", _OFFICE, _OFFICE, 2024, None, _SOURCE, "0", _TEXT, (), (), (figure,)
    )


def perfect() -> tuple[Case, Turn, OneReport]:
    """Return the case that scores 1.0 throughout, for those who build on it."""
    return _case(), _turn(), OneReport(_report())
