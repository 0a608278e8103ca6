"""The gate: the quick sets against baseline.json; a measure that fell by more than its noise fails.

The quick sets need nothing but this checkout. Raising the baseline is a commit that says why.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.answers import LOWER_IS_BETTER
from evals.counterfeits import Escape, measure_escape
from evals.ledger import read_ledger, total
from evals.models import Scorecard
from evals.reading import score_files
from evals.synth_files import write_synth
from evals.systems import open_system, score_system
from evals.variants import VariantIndex, configuration

HOME = Path(__file__).parent
CASES = HOME / "cases"
SAMPLES = HOME.parent / "corpus" / "samples"
INVENTED = HOME.parent / "tests" / "corpus" / "invented"
BASELINE = HOME / "baseline.json"
GUARDED = (
    "right", "figure", "numbers", "wrong figure", "surplus", "over-refusal", "kind of no",
    "derived", "warned", "citation exact", "citation scope", "citation recall", "recall@5",
    "nDCG@10",
)  # fmt: skip
ESCAPES = 250
"""How many figures the counterfeits are made of, and how many changes between years."""
FLIPS = 1.5
"""How many cases of a set may flip before it is more than noise: one, never two."""

Measured = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure that is worse than the baseline by more than its noise."""

    set: str
    measure: str
    was: float
    now: float
    noise: float

    def __str__(self) -> str:
        return f"{self.set}: {self.measure} was {self.was:.4f}, is {self.now:.4f} (noise {self.noise:.4f})"


def measure_quick(spec: str = "hybrid") -> tuple[Measured, Measured]:
    """Measure the quick sets under a configuration; returns set → measure → value, and the noise."""
    values: Measured = {}
    noise: Measured = {}
    with tempfile.TemporaryDirectory() as folder:
        synth = Path(folder)
        write_synth(synth, offices=4, first_year=2019, years=3, per_report=4, seed=7)
        blind = CASES / "blind_reports"
        sets: dict[str, tuple[Path, tuple[Path, ...]]] = {
            "samples": (CASES / "samples.jsonl", (SAMPLES,)),
            "comparisons": (CASES / "comparisons.jsonl", (SAMPLES, INVENTED)),
            "fresh": (
                CASES / "fresh_questions.jsonl",
                (SAMPLES, INVENTED, CASES / "fresh_reports"),
            ),
            "unseen": (CASES / "unseen_questions.jsonl", (CASES / "unseen_reports",)),
            "blind": (CASES / "blind_questions.jsonl", (blind,)),
            "synth": (synth / "cases.jsonl", (synth / "reports",)),
        }
        for name, (cases, reports) in sets.items():
            system = open_system(reports, index=VariantIndex.of(configuration(spec)))
            values[name], noise[name] = _guarded(score_system(system, [cases]))
            if name in ("samples", "blind"):
                _add_escape(measure_escape(system.index, ESCAPES), values[name], noise[name])
        traps = CASES / "blind_traps.jsonl"
        for name, gold, trap, report in (
            ("blind", CASES / "blind_ledger.jsonl", traps, blind),
            ("synth", synth / "ledger.jsonl", None, synth / "reports"),
        ):
            score = total(score_files(read_ledger(gold, trap), [report]))
            values[name] |= {"ledger precision": score.precision, "ledger recall": score.recall}
            noise[name] |= dict.fromkeys(
                ("ledger precision", "ledger recall"), FLIPS / score.stated
            )
    return values, noise


def _add_escape(escape: Escape, values: dict[str, float], noise: dict[str, float]) -> None:
    """Add the share of counterfeits that pass, where one more is a fall, and of fair texts that do."""
    values |= {"counterfeit escape": escape.escape_rate, "fair texts": escape.pass_rate}
    one = 1 / max(escape.counterfeits, 1)
    noise |= {"counterfeit escape": one / 2, "fair texts": 0.01}


def _guarded(card: Scorecard) -> tuple[dict[str, float], dict[str, float]]:
    lines = [s for s in card.summaries if s.group == "all" and s.measure in GUARDED]
    return {s.measure: s.value for s in lines}, {s.measure: FLIPS / s.cases for s in lines}


def falls(now: Measured, noise: Measured, was: Measured) -> Iterator[Fall]:
    """Yield each measure of the baseline that is missing or worse by more than its noise."""
    for name, measures in was.items():
        for measure, before in measures.items():
            found = now.get(name, {}).get(measure, float("nan"))
            worse = found - before if measure in LOWER_IS_BETTER else before - found
            allowed = noise.get(name, {}).get(measure, 0.0)
            if not worse <= allowed:
                yield Fall(name, measure, before, found, allowed)


def read_baseline(path: Path = BASELINE) -> Measured:
    """Return the baseline that was committed."""
    loaded: Measured = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def write_baseline(values: Measured, path: Path = BASELINE) -> None:
    """Write a new baseline, rounded; commit it with the reason."""
    rounded = {s: {m: round(v, 4) for m, v in sorted(ms.items())} for s, ms in values.items()}
    path.write_text(json.dumps(rounded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
