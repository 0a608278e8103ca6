"""Runs cases through search and the assistant and sums the scores up, overall and by group."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from tqdm import tqdm

from assistant.models import Turn
from evals.answers import LOWER_IS_BETTER, answer_scores, kind_of_no
from evals.errors import BrokenMeasure
from evals.kept import Results
from evals.models import Case, CaseResult, Score, Scorecard, Summary
from evals.retrieval import DEPTH, Search, retrieval_scores
from evals.shelf import Shelf, excerpts
from evals.stats import interval

Ask = Callable[[str, tuple[Turn, ...]], Turn]
Settings = tuple[tuple[str, str], ...]
_FEW = 5


def run_cases(
    cases: Sequence[Case],
    name: str,
    *,
    search: Search | None = None,
    ask: Ask | None = None,
    shelf: Shelf | None = None,
    settings: Settings = (),
    kept: Results | None = None,
    refuse_zero: bool = True,
) -> Scorecard:
    """Score every case with what is given; raises BrokenMeasure where a measure cannot be trusted.

    A case's history is asked first, once for all cases that share it. What ``kept`` knows already
    is not measured again, and what is measured goes there at once. A configuration that is worse
    on purpose may well score 0: ``refuse_zero`` off lets it.
    """
    talk = _Talk(ask) if ask else None
    results = []
    for case in tqdm(cases, desc=name, unit="case", disable=len(cases) < _FEW):
        known = kept.get(case) if kept else None
        result = known or _measure(case, search, talk, shelf)
        if kept and not known:
            kept.put(result)
        results.append(result)
    card = Scorecard(name, settings, tuple(summarise(results)), tuple(results))
    refuse_broken(card, refuse_zero)
    return card


def _measure(
    case: Case, search: Search | None, talk: _Talk | None, shelf: Shelf | None
) -> CaseResult:
    scores: list[Score] = []
    if search and case.quotes and not case.history:
        scores.extend(retrieval_scores(case, search(case, DEPTH)))
    got, outcome, seconds = "", "", 0.0
    if talk and shelf is not None:
        turn, seconds = talk.answer(case)
        scores.extend(answer_scores(case, turn, shelf))
        scores.append(Score(case.id, "seconds", seconds, f"{seconds * 1000:.0f} ms"))
        got, outcome = turn.answer.text, kind_of_no(turn.answer)
    shown = tuple(excerpts(case, shelf)) if shelf else ()
    return CaseResult(case, got, tuple(scores), seconds, outcome, shown)


class _Talk:
    """Asks questions after their earlier turns; a history that was asked before is remembered."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._turns: dict[tuple[str, ...], tuple[Turn, ...]] = {(): ()}

    def answer(self, case: Case) -> tuple[Turn, float]:
        """Return the turn that answers the case and the seconds it took."""
        earlier = self._history(case.history)
        began = time.perf_counter()
        turn = self._ask(case.question, earlier)
        seconds = time.perf_counter() - began
        self._turns[(*case.history, case.question)] = (*earlier, turn)
        return turn, seconds

    def _history(self, texts: tuple[str, ...]) -> tuple[Turn, ...]:
        if texts not in self._turns:
            earlier = self._history(texts[:-1])
            self._turns[texts] = (*earlier, self._ask(texts[-1], earlier))
        return self._turns[texts]


def groups_of(case: Case) -> Iterator[str]:
    """Yield the groups that a case counts in: all, its type, language, reports and tags."""
    yield "all"
    yield f"type {case.type}"
    yield f"language {case.language}"
    yield from sorted({f"report {PurePath(q.source).stem}" for q in case.quotes if q.source})
    yield from sorted({f"tag {tag}" for tag in case.tags})


def summarise(results: Sequence[CaseResult]) -> Iterator[Summary]:
    """Yield the mean of each measure in each group with its 95 % bootstrap interval."""
    values: dict[tuple[str, str], list[float]] = {}
    for result in results:
        for group in groups_of(result.case):
            for score in result.scores:
                values.setdefault((score.measure, group), []).append(score.value)
    for (measure, group), got in values.items():
        low, high = interval(got)
        yield Summary(measure, group, sum(got) / len(got), len(got), low, high)
    yield from _parity(results)
    seconds = sorted(values.get(("seconds", "all"), ()))
    for share in (0.5, 0.95) if seconds else ():
        at = seconds[min(len(seconds) - 1, int(share * len(seconds)))]
        yield Summary(f"seconds p{share * 100:.0f}", "all", at, len(seconds), at, at)


def _parity(results: Sequence[CaseResult]) -> Iterator[Summary]:
    """Yield how often a question and its twin in the other language fare the same."""
    twins: dict[str, list[bool]] = {}
    for result in results:
        if result.case.pair:
            twins.setdefault(result.case.pair, []).append(result.right)
    same = [float(len(set(fates)) == 1) for fates in twins.values() if len(fates) > 1]
    if same:
        yield Summary("parity", "all", sum(same) / len(same), len(same), *interval(same))


def refuse_broken(card: Scorecard, refuse_zero: bool = True) -> None:
    """Raise BrokenMeasure for a NaN, and for a measure that is 0 over all of at least five cases."""
    for result in card.results:
        for score in result.scores:
            if not math.isfinite(score.value):
                raise BrokenMeasure(f"{score.measure} of case {score.case} is {score.value}")
    for line in card.summaries:
        zero = refuse_zero and line.value == 0.0 and line.cases >= _FEW and line.group == "all"
        if zero and line.measure not in LOWER_IS_BETTER:
            raise BrokenMeasure(
                f"{line.measure} is 0 over all {line.cases} cases of {card.name!r}; see that the "
                "cases belong to these reports and that the store is not empty"
            )
