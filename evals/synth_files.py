"""Writes invented reports to a folder: the texts, their ledger and the questions about them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from tqdm import tqdm

from evals.ledger import Stated
from evals.models import Case
from evals.synth import synth_reports
from evals.synth_cases import synth_cases
from evals.synth_models import SynthReport


def write_synth(
    folder: Path,
    offices: int,
    first_year: int,
    years: int,
    per_report: int = 2,
    seed: int = 1,
    only: str = "",
) -> str:
    """Write ``reports/*.txt``, ``ledger.jsonl`` and ``cases.jsonl``; returns what was written.

    Only one office's reports are in memory at a time.
    """
    texts = folder / "reports"
    texts.mkdir(parents=True, exist_ok=True)
    made = tqdm(
        synth_reports(offices, first_year, years, seed, only), total=offices * years, unit="report"
    )
    counts = [0, 0, 0]
    with (
        (folder / "ledger.jsonl").open("w", encoding="utf-8") as ledger,
        (folder / "cases.jsonl").open("w", encoding="utf-8") as cases,
    ):
        for _, group in groupby(made, key=lambda report: report.office):
            own = list(group)
            for report in own:
                (texts / report.source).write_text(report.text, encoding="utf-8")
                for row in _ledger_rows(report):
                    ledger.write(_line(row))
                    counts[1] += 1
            counts[0] += len(own)
            for case in synth_cases(own, per_report, seed):
                cases.write(_line(case_row(case)))
                counts[2] += 1
    return f"{counts[0]} reports, {counts[1]} figures, {counts[2]} questions in {folder}"


def stated(report: SynthReport) -> tuple[Stated, ...]:
    """Return the ledger of an invented report as entries to score against."""
    return tuple(
        Stated(report.source, f.value, f.upper, f.unit, f.qualifier, f.kind, f.year, f.evidence)
        for f in report.ledger
    )


def _ledger_rows(report: SynthReport) -> Iterator[dict[str, Any]]:
    for figure in report.ledger:
        yield {
            "report": report.source, "year": figure.year, "measure": figure.measure,
            "value": figure.value, "upper": figure.upper, "unit": figure.unit, "qualifier": figure.qualifier,
            "kind": figure.kind, "evidence": figure.evidence, "surface": figure.surface,
        }  # fmt: skip


def case_row(case: Case) -> dict[str, Any]:
    """Return a case in the shape of a cases file; fields at their default are left out."""
    row: dict[str, Any] = {"id": case.id, "question": case.question, "type": case.type}
    row["outcome"], row["language"] = case.outcome, case.language
    row["figures"] = [
        {k: getattr(f, k) for k in ("value", "upper", "unit", "qualifier", "year", "office")}
        for f in case.figures
    ]
    row["evidence"] = [{"text": q.text, "source": q.source} for q in case.quotes]
    for field in (
        "history",
        "derived",
        "says",
        "no",
        "tags",
        "carried",
        "warned",
        "reports",
        "beside",
    ):
        row[field] = getattr(case, field)
    return {k: v for k, v in row.items() if v not in (None, (), [])}


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_plain) + "\n"


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a cases file")
