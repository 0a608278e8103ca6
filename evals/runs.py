"""What one configuration got, case by case: scores to compare and outputs to lay side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.errors import EvalsError
from evals.models import Scorecard
from evals.report import expected
from evals.retrieval import DEPTH
from evals.stats import Difference

PerCase = Mapping[str, Mapping[str, float]]
FLIPPING = ("right", "recall@5", "nDCG@10")
"""The measures whose flips are shown; the first that both runs have is the one that decides."""
_FIRST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as a reader of a comparison sees it: what was asked and wanted, and what came of it."""

    question: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Run:
    """A measured configuration: measure → case → value, and the output for each case."""

    name: str
    values: PerCase
    shown: Mapping[str, Shown]

    @classmethod
    def of_card(cls, card: Scorecard) -> Run:
        """Return a scorecard as one side of a comparison."""
        values: dict[str, dict[str, float]] = {}
        shown = {}
        for result in card.results:
            case = result.case
            for score in result.scores:
                values.setdefault(score.measure, {})[case.id] = score.value
            ranks = result.score("recall@5")
            asked = " → ".join((*case.history, case.question))
            got = "\n".join(p for p in (result.got, ranks.reason if ranks else "") if p)
            shown[case.id] = Shown(asked, expected(result), got)
        return cls(card.name, values, shown)

    @classmethod
    def saved(cls, path: Path) -> Run:
        """Read a ``report.json`` that ``evals run … --out FOLDER`` wrote."""
        if not path.is_file():
            raise EvalsError(f"{path}: no such report.json; write one: evals run … --out FOLDER")
        values: dict[str, dict[str, float]] = {}
        shown = {}
        for row in json.loads(path.read_text(encoding="utf-8"))["results"]:
            for score in row["scores"]:
                values.setdefault(score["measure"], {})[row["id"]] = score["value"]
            asked = " → ".join((*row.get("history", ()), row["question"]))
            shown[row["id"]] = Shown(asked, row["expected"], row["got"])
        return cls(str(path), values, shown)

    @classmethod
    def of_ranking(
        cls, name: str, values: PerCase, questions: Mapping[str, str],
        wanted: Mapping[str, Mapping[str, int]], ranked: Mapping[str, list[str]],
    ) -> Run:  # fmt: skip
        """Return the ranking of a public set's documents as one side of a comparison."""
        shown = {
            id_: Shown(text, ", ".join(wanted[id_]), _places(wanted[id_], ranked.get(id_, [])))
            for id_, text in questions.items()
        }
        return cls(name, values, shown)


def _places(wanted: Mapping[str, int], ranked: list[str]) -> str:
    """Say where the wanted documents stand, and what comes first."""
    told = [
        f"{doc}: rank {ranked.index(doc) + 1}" if doc in ranked else f"{doc}: not in {DEPTH}"
        for doc in wanted
    ]
    return "; ".join(told) + f" (first {', '.join(ranked[:_FIRST]) or 'nothing'})"


@dataclass(frozen=True, slots=True)
class Flip:
    """A case on which two runs differ: the measure, its value in each, both outputs."""

    case: str
    measure: str
    question: str
    expected: str
    before: float
    after: float
    a: str
    b: str

    @property
    def better(self) -> bool:
        """Say whether B is the better one."""
        return self.after > self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the same cases: how each measure differs, and the cases that flipped."""

    a: str
    b: str
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]


def flips(a: Run, b: Run) -> Iterator[Flip]:
    """Yield the cases on which the runs differ, those that B lost first."""
    measure = next((m for m in FLIPPING if m in a.values and m in b.values), None)
    if measure is None:
        return
    one, other = a.values[measure], b.values[measure]
    changed = [c for c in one if c in other and one[c] != other[c]]
    for case in sorted(changed, key=lambda c: (other[c] - one[c], c)):
        x, y = a.shown[case], b.shown[case]
        yield Flip(case, measure, x.question, x.expected, one[case], other[case], x.got, y.got)
