"""Reads files for measuring: ledgers scored file by file, and draft cases for a person to review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from corpus.models import Figure, Report
from corpus.report import read_report
from evals.ledger import LedgerScore, Stated, ledger_score
from index.build import report_files

_LONGEST_EVIDENCE = 40


def read_files(paths: Sequence[Path]) -> Iterator[Report]:
    """Yield each readable report among and under ``paths``."""
    yield from (read_report(path) for path in report_files(paths))


def score_files(stated: Sequence[Stated], folders: Sequence[Path]) -> Iterator[LedgerScore]:
    """Yield the score of each report that the ledger names.

    Entries that name no file are matched to the report whose text holds their evidence.
    """
    reports = list(read_files(folders))
    for report in reports:
        name = PurePath(report.source).name
        own = [s for s in stated if s.source == name or (not s.source and _of(s, report))]
        if own:
            yield ledger_score(report, own)


def _of(stated: Stated, report: Report) -> bool:
    from evals.squeeze import holds

    return (stated.year or report.year) == report.year and holds(report.text, stated.evidence)


def drafts(report: Report, most: int) -> Iterator[dict[str, Any]]:
    """Yield unreviewed cases: a question for figures spread over the report, one for problems.

    They are never counted until a person sets ``reviewed`` to true.
    """
    name = PurePath(report.source).name
    step = max(1, len(report.figures) // most)
    for number, figure in enumerate(report.figures[::step][:most], 1):
        yield {
            "id": f"{PurePath(name).stem}-{number}",
            "question": f"{figure.year or report.year}年{report.office}{figure.measure}多少{figure.unit}？",
            "type": "figure",
            "figures": [_expected(figure, report)],
            "evidence": [{"text": _evidence(figure, report), "source": name}],
            "reviewed": False,
        }
    for section in report.sections:
        if section.role == "problems":
            yield {
                "id": f"{PurePath(name).stem}-problems",
                "question": f"{report.year}年{report.office}存在哪些问题？",
                "type": "passage",
                "evidence": [
                    {
                        "text": section.span.of(report.text).strip()[:_LONGEST_EVIDENCE],
                        "source": name,
                    }
                ],
                "reviewed": False,
            }
            return


def _expected(figure: Figure, report: Report) -> dict[str, Any]:
    expected = {
        "value": str(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "year": figure.year,
        "office": report.office,
    }
    return expected | ({"upper": str(figure.upper)} if figure.upper is not None else {})


def _evidence(figure: Figure, report: Report) -> str:
    """Return the figure with the words just before it, within its sentence."""
    before = report.text[max(0, figure.span.start - 14) : figure.span.start]
    for mark in "。；，\n":
        before = before.rpartition(mark)[2]
    return before + figure.surface
