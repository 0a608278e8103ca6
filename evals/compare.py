"""Two configurations, or two saved runs, over the same questions: what differs, and is it real?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evals.cases import load_cases
from evals.errors import EvalsError
from evals.models import Case, Summary
from evals.public import Collection, index_collection, ranker, read_collection, score_collection
from evals.public import summaries as mean_of
from evals.remember import remembering, save
from evals.retrieval import DEPTH, retrieval_scores
from evals.stats import Difference, holm, interval, paired_p
from evals.systems import open_baseline, open_system
from evals.variants import STANDING, Configuration, VariantIndex, configuration

PerCase = dict[str, dict[str, float]]
COMPARED = ("right", "figure", "citation recall", "recall@1", "recall@5", "MRR@10", "nDCG@10")


def compare_named(
    a: str, b: str, cases: Sequence[Path], reports: Sequence[Path], beir: Path | None
) -> tuple[Difference, ...]:
    """Measure two configurations (or read two report.json) and compare them case by case."""
    questions = _Questions(cases, reports, beir)
    return differences(questions.measure(a), questions.measure(b))


def ablation(
    cases: Sequence[Path], reports: Sequence[Path], beir: Path | None
) -> Iterator[tuple[str, Summary]]:
    """Yield the measures of every standing configuration; only those that a public set can show."""
    questions = _Questions(cases, reports, beir)
    for chosen in STANDING:
        if beir and (chosen.scoped or chosen.langchain or not chosen.header or not chosen.expand):
            continue
        for summary in mean_of(questions.measure_one(chosen)):
            if summary.measure in COMPARED:
                yield chosen.name, summary


def differences(a: Mapping[str, Mapping[str, float]], b: PerCase) -> tuple[Difference, ...]:
    """Return each measure that both have, over the cases that both have, Holm-corrected."""
    rows = []
    for measure in COMPARED:
        shared = sorted(set(a.get(measure, ())) & set(b.get(measure, ())))
        if shared:
            rows.append(
                (measure, shared, [a[measure][c] for c in shared], [b[measure][c] for c in shared])
            )
    corrected = holm([paired_p(x, y) for _, _, x, y in rows])
    return tuple(
        _difference(measure, shared, x, y, p)
        for (measure, shared, x, y), p in zip(rows, corrected, strict=True)
    )


def _difference(
    measure: str, cases: list[str], a: list[float], b: list[float], p: float
) -> Difference:
    low, high = interval([y - x for x, y in zip(a, b, strict=True)])
    flips = list(zip(cases, a, b, strict=True))
    return Difference(
        measure, sum(a) / len(a), sum(b) / len(b), low, high, p, len(cases),
        tuple(c for c, x, y in flips if y > x), tuple(c for c, x, y in flips if y < x),
    )  # fmt: skip


class _Questions:
    """The questions that every configuration is measured on: a public set, or golden cases."""

    def __init__(self, cases: Sequence[Path], reports: Sequence[Path], beir: Path | None) -> None:
        self._cases = cases
        self._reports = reports
        self._collection: Collection | None = read_collection(beir) if beir else None

    def measure(self, spec: str) -> PerCase:
        """Measure a configuration by name, or read the scores of a saved run."""
        if spec.endswith(".json"):
            return _saved(Path(spec))
        return self.measure_one(configuration(spec))

    def measure_one(self, chosen: Configuration) -> PerCase:
        if self._collection:
            index = index_collection(self._collection, VariantIndex.of(chosen))
            found = score_collection(self._collection, ranker(index))
            save(index.encoder)
            return found
        if not (self._cases and self._reports):
            raise EvalsError("nothing to compare on: give --cases and --reports, or --beir")
        return self._golden(chosen)

    def _golden(self, chosen: Configuration) -> PerCase:
        cases = [c for c in load_cases(self._cases) if c.quotes]
        if chosen.langchain:
            baseline = open_baseline(self._reports, remembering(chosen.encoder))
            return _scored(cases, [baseline.search(c, DEPTH) for c in cases])
        system = open_system(self._reports, index=VariantIndex.of(chosen))
        search = system.search_scoped if chosen.scoped else system.search
        bearing = [c for c in cases if system.shelf.bears_on(c)]
        return _scored(bearing, [search(c, DEPTH) for c in bearing])


def _scored(cases: Sequence[Case], hits: Sequence[Sequence[object]]) -> PerCase:
    found: PerCase = {}
    for case, ranked in zip(cases, hits, strict=True):
        for score in retrieval_scores(case, ranked):  # type: ignore[arg-type]
            found.setdefault(score.measure, {})[case.id] = score.value
    return found


def _saved(path: Path) -> PerCase:
    if not path.is_file():
        raise EvalsError(f"{path}: no such report.json; write one with `evals run … --out FOLDER`")
    found: PerCase = {}
    for result in json.loads(path.read_text(encoding="utf-8"))["results"]:
        for score in result["scores"]:
            found.setdefault(score["measure"], {})[result["id"]] = score["value"]
    return found
