"""Measures search: is the evidence of a case among the first hits, and are they from its reports?

The gold is the evidence text (a hit contains it once blanks are removed), not a passage id, so
that chunking can change. The measures are those of ir-measures; a case without hits counts as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from evals.models import Case, Score
from evals.squeeze import squeeze

DEPTH = 10
MEASURES = {
    "recall@1": "R@1", "recall@3": "R@3", "recall@5": "R@5", "recall@10": "R@10",
    "success@1": "Success@1", "success@5": "Success@5", "MRR@10": "RR@10", "nDCG@10": "nDCG@10",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit as the measures see it: its words and the report it stands in."""

    text: str
    source: str
    office: str = ""
    year: int | None = None


Search = Callable[[Case, int], Sequence[Found]]


def retrieval_scores(case: Case, hits: Sequence[Found]) -> tuple[Score, ...]:
    """Return every retrieval measure of one case; none where the case has no evidence."""
    if not case.quotes:
        return ()
    qrels = {case.id: {f"quote {i}": 1 for i in range(len(case.quotes))}}
    ranked = _judged(case, hits)
    run = {case.id: {doc: float(-place) for place, doc in enumerate(ranked)}}
    reason = _reason(case, ranked, hits)
    values = measured(qrels, run)
    scores = [Score(case.id, name, values[name][case.id], reason) for name in MEASURES]
    return (*scores, *_scope_scores(case, hits), *_year_scores(case, hits))


def measured(
    qrels: dict[str, dict[str, int]], run: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """Return measure → question → value; a question of ``qrels`` without hits counts 0."""
    measures = import_module("ir_measures")
    names = {code: name for name, code in MEASURES.items()}
    values: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    wanted = [measures.parse_measure(code) for code in names]
    for metric in measures.iter_calc(wanted, qrels, run):
        values[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    return values


def _judged(case: Case, hits: Sequence[Found]) -> list[str]:
    """Name each hit by the quotes it is the first to hold, or by its rank where it holds none."""
    open_quotes = {f"quote {i}": q for i, q in enumerate(case.quotes)}
    names: list[str] = []
    for rank, hit in enumerate(hits[:DEPTH], 1):
        thin = squeeze(hit.text)
        held = [
            name
            for name, quote in open_quotes.items()
            if _same_report(quote.source, hit.source) and squeeze(quote.text) in thin
        ]
        for name in held:
            del open_quotes[name]
        names.extend(held or [f"rank {rank}"])
    return names


def _same_report(wanted: str, source: str) -> bool:
    return not wanted or PurePath(wanted).name == PurePath(source).name


def _reason(case: Case, ranked: list[str], hits: Sequence[Found]) -> str:
    parts = []
    for i, quote in enumerate(case.quotes):
        name = f"quote {i}"
        place = f"rank {ranked.index(name) + 1}" if name in ranked else f"not in {len(hits)} hits"
        parts.append(f"“{quote.text}” {place}")
    return "; ".join(parts)


def _year_scores(case: Case, hits: Sequence[Found]) -> Iterable[Score]:
    """Yield the share of the years to be compared that the first hits come from."""
    years = {f.year for f in case.figures if f.year}
    if len(years) < 2 or not any(hit.year for hit in hits):
        return  # a search that knows no years is not judged by them
    for k in (5, DEPTH):
        seen = {hit.year for hit in hits[:k]} & years
        reason = f"{len(seen)} of {len(years)} years among the first {k} hits"
        yield Score(case.id, f"years@{k}", len(seen) / len(years), reason)


def _scope_scores(case: Case, hits: Sequence[Found]) -> Iterable[Score]:
    """Yield the share of the first five hits from reports that cannot hold the answer, and years."""
    sources = {PurePath(q.source).name for q in case.quotes if q.source}
    if not sources:
        return
    top = hits[:5]
    wrong = [h for h in top if PurePath(h.source).name not in sources]
    named = ", ".join(sorted({PurePath(h.source).name for h in wrong})) or "none"
    yield Score(case.id, "wrong scope@5", len(wrong) / max(1, len(top)), f"other reports: {named}")
    if len(sources) > 1:
        seen = {PurePath(h.source).name for h in top} & sources
        reason = f"{len(seen)} of {len(sources)} reports among the first five hits"
        yield Score(case.id, "reports@5", len(seen) / len(sources), reason)
