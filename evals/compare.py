"""Two configurations, or two saved runs, over the same questions: what differs, and is it real?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.answers import LOWER_IS_BETTER
from evals.errors import EvalsError
from evals.models import Case
from evals.public import index_collection, ranker, read_collection, score_ranking
from evals.remember import remembering, save
from evals.retrieval import Search
from evals.run import run_cases
from evals.runs import Comparison, PerCase, Run, flips
from evals.stats import Difference, holm, interval, paired_p
from evals.systems import kept_results, load_bearing, open_baseline, open_configured
from evals.variants import STANDING, Configuration, VariantIndex, configuration

ANSWERS = (
    "right", "figure", "wrong figure", "surplus", "over-refusal", "numbers", "derived", "warned",
    "kind of no", "carried", "citation exact", "citation scope", "citation recall",
    "citation precision",
)  # fmt: skip
SEARCH = ("recall@1", "recall@5", "recall@10", "MRR@10", "nDCG@10", "wrong scope@5")
"""What a comparison tests. Answers and search are two questions, each corrected for its own number."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What every configuration is measured on: a public set, or golden cases over reports."""

    cases: tuple[Path, ...] = ()
    reports: tuple[Path, ...] = ()
    store: Path | None = None
    beir: Path | None = None
    kept: Path | None = None
    fresh: bool = False

    def measure(self, spec: str) -> Run:
        """Measure a configuration by name, or read the scores of a saved run."""
        if spec.endswith(".json"):
            return Run.saved(Path(spec))
        return self.measure_one(configuration(spec))

    def measure_one(self, chosen: Configuration) -> Run:
        """Measure one configuration; raises EvalsError where there is nothing to measure on."""
        if self.beir:
            return _public(self.beir, chosen)
        if not (self.cases and (self.reports or self.store)):
            raise EvalsError(
                "nothing to compare on: give --cases with --reports or --store, or --beir"
            )
        return self._golden(chosen)

    def _golden(self, chosen: Configuration) -> Run:
        if chosen.langchain:
            return self._tutorial(chosen)
        system = open_configured(chosen, self.reports, self.store)
        search: Search = system.search_scoped if chosen.scoped else system.search
        kept = None if self.fresh or chosen.model else kept_results(system, "compare", self.kept)
        card = run_cases(
            load_bearing(system, self.cases), chosen.name, search=search, ask=system.ask,
            shelf=system.shelf, kept=kept, refuse_zero=False,
        )  # fmt: skip
        save(system.index.encoder)
        return Run.of_card(card)

    def _tutorial(self, chosen: Configuration) -> Run:
        if not self.reports:
            raise EvalsError("the LangChain tutorial reads files: give --reports DIR")
        cases = [c for c in self._bearing() if c.quotes]
        baseline = open_baseline(self.reports, remembering(chosen.encoder))
        return Run.of_card(run_cases(cases, chosen.name, search=baseline.search, refuse_zero=False))

    def _bearing(self) -> tuple[Case, ...]:
        """Return the cases that bear on the reports; which do, no configuration changes."""
        cheap = configuration("words,encoder=hash")
        return load_bearing(open_configured(cheap, self.reports), self.cases)


def _public(folder: Path, chosen: Configuration) -> Run:
    collection = read_collection(folder)
    index = index_collection(collection, VariantIndex.of(chosen))
    values, ranked = score_ranking(collection, ranker(index))
    save(index.encoder)
    return Run.of_ranking(
        chosen.name, values, dict(collection.questions), collection.answers, ranked
    )


def compare(a: str, b: str, questions: Questions) -> Comparison:
    """Measure two configurations (or read two report.json) and compare them case by case."""
    one, other = questions.measure(a), questions.measure(b)
    return Comparison(a, b, differences(one.values, other.values), tuple(flips(one, other)))


def ablation(
    questions: Questions, configurations: Sequence[Configuration] = STANDING
) -> Iterator[tuple[str, Difference]]:
    """Yield how each configuration stands against the first, which is the product.

    Those that a public set or a finished store can not show are left out.
    """
    first, *others = configurations
    product = questions.measure_one(first)
    yield from ((first.name, d) for d in differences(product.values, product.values))
    for chosen in others:
        anew = not chosen.stored
        if questions.beir and (chosen.scoped or anew or not chosen.expand):
            continue
        if anew and not questions.reports:
            continue
        for line in differences(product.values, questions.measure_one(chosen).values):
            yield chosen.name, line


def differences(a: PerCase, b: PerCase) -> tuple[Difference, ...]:
    """Return each measure that both have, over the cases that both have, Holm-corrected."""
    return tuple(line for family in (ANSWERS, SEARCH) for line in _family(family, a, b))


def _family(measures: Sequence[str], a: PerCase, b: PerCase) -> Iterator[Difference]:
    rows = []
    for measure in measures:
        shared = sorted(set(a.get(measure, ())) & set(b.get(measure, ())))
        if shared:
            rows.append(
                (measure, shared, [a[measure][c] for c in shared], [b[measure][c] for c in shared])
            )
    corrected = holm([paired_p(x, y) for _, _, x, y in rows])
    for (measure, shared, x, y), p in zip(rows, corrected, strict=True):
        yield _difference(measure, shared, x, y, p)


def _difference(
    measure: str, cases: list[str], a: list[float], b: list[float], p: float
) -> Difference:
    low, high = interval([y - x for x, y in zip(a, b, strict=True)])
    sign = -1 if measure in LOWER_IS_BETTER else 1
    moved = list(zip(cases, a, b, strict=True))
    return Difference(
        measure, sum(a) / len(a), sum(b) / len(b), low, high, p, len(cases),
        tuple(c for c, x, y in moved if (y - x) * sign > 0),
        tuple(c for c, x, y in moved if (y - x) * sign < 0),
    )  # fmt: skip
