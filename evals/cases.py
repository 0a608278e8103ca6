"""Reads golden cases from files and checks them: every problem is named by file, line and field."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.models import Report
from evals.errors import InvalidCases
from evals.feedback import NOTES
from evals.fields import Fields
from evals.foreign import from_foreign, is_foreign
from evals.models import Case, CaseType, ExpectedFigure, ExpectedOutcome, NoKind, Quote
from evals.sheets import read_sheet
from evals.squeeze import holds

SUFFIXES = (".jsonl", ".csv", ".xlsx")
_KEYS = frozenset(field.name for field in dataclasses.fields(Case)) - {
    "quotes",
    "origin",
    "numbers",
}
_KEYS |= {"evidence", *NOTES}
_QUALIFIERS = ("exact", "about", "over", "under", "at_least", "at_most", "range")


def load_cases(paths: Sequence[Path], reviewed_only: bool = True) -> tuple[Case, ...]:
    """Return the cases of files and folders; raises InvalidCases naming every line at fault.

    Drafts (``"reviewed": false``) are left out unless asked for.
    """
    problems: list[str] = []
    cases: list[Case] = []
    for path in _files(paths, problems):
        for where, row in _rows(path, problems):
            cases.extend(_from_row(row, where, path, problems))
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            problems.append(f"{case.origin} id: {case.id!r} was used before, at {seen[case.id]}")
        seen[case.id] = case.origin
    if problems:
        raise InvalidCases(tuple(problems))
    return tuple(c for c in cases if c.reviewed or not reviewed_only)


def check_evidence(cases: Iterable[Case], reports: Sequence[Report]) -> None:
    """Raise InvalidCases for each quote that no loaded report holds (blanks left out)."""
    problems: list[str] = []
    for case in cases:
        for quote in case.quotes:
            where = [r for r in reports if not quote.source or r.source.endswith(quote.source)]
            if not where:
                problems.append(f"{case.origin} evidence: no loaded report {quote.source!r}")
            elif not any(holds(r.text, quote.text) for r in where):
                problems.append(f"{case.origin} evidence: {quote.text!r} stands in no report")
    if problems:
        raise InvalidCases(tuple(problems))


def _files(paths: Sequence[Path], problems: list[str]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in SUFFIXES and _asks(p))
        elif path.is_file() and path.suffix in SUFFIXES:
            yield path
        else:
            problems.append(f"{path}: not a folder or a {', '.join(SUFFIXES)} file")


def _asks(path: Path) -> bool:
    """Say whether a file of a folder holds cases; ledgers and phrases may lie beside them."""
    if path.suffix != ".jsonl":
        return True
    with path.open(encoding="utf-8-sig") as lines:
        first = next((line for line in lines if line.strip()), "")
    return '"question"' in first


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    if path.suffix != ".jsonl":
        yield from read_sheet(path)
        return
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(f"{where} line: not JSON ({error.msg} at column {error.colno})")
            continue
        if isinstance(row, dict):
            yield where, row
        else:
            problems.append(f"{where} line: must be an object, is {type(row).__name__}")


def _from_row(row: dict[str, Any], where: str, path: Path, problems: list[str]) -> Iterator[Case]:
    if is_foreign(row):
        yield from from_foreign(Fields(row, where, problems))
    elif "turns" in row:
        yield from _dialogue(row, where, path, problems)
    else:
        yield _case(Fields(row, where, problems), path)


def _dialogue(row: dict[str, Any], where: str, path: Path, problems: list[str]) -> Iterator[Case]:
    """Turn ``{"id", "turns": [case…]}`` into one case a turn, each with the turns before it."""
    asked: list[str] = []
    shared = {k: v for k, v in row.items() if k != "turns"}
    for depth, turn in enumerate(row["turns"]):
        tags = [*shared.get("tags", ()), *turn.get("tags", ()), f"depth {depth}"]
        merged = {**shared, **turn, "id": f"{row.get('id')}.{depth}", "tags": tags}
        merged["history"] = list(asked)
        asked.append(str(turn.get("question", "")))
        if not turn.get("unscored"):
            merged.pop("unscored", None)
            yield _case(Fields(merged, f"{where} turn {depth}", problems), path)


def _case(fields: Fields, path: Path) -> Case:
    fields.refuse_unknown(_KEYS)
    figures = tuple(_figure(f) for f in fields.objects("figures"))
    quotes = tuple(_quotes(fields))
    derived = fields.numbers("derived")
    no = fields.choice("no", get_args(NoKind), None)
    outcome = fields.choice("outcome", get_args(ExpectedOutcome), "not_found" if no else "answered")
    guess = "figure" if figures else "passage" if quotes else "unanswerable"
    return Case(
        id=fields.text("id") or f"{path.stem}-{fields.line}",
        question=fields.text("question", required=True),
        type=fields.choice("type", get_args(CaseType), "comparison" if derived else guess),
        outcome=outcome,
        language=fields.choice("language", ("zh", "en"), None)
        or _language(fields.text("question")),
        reports=fields.texts("reports"),
        beside=fields.texts("beside"),
        history=fields.texts("history"),
        figures=figures,
        derived=derived,
        also=fields.texts("also"),
        quotes=quotes,
        says=fields.texts("says"),
        no=no,
        offices=fields.texts("offices"),
        years=fields.years("years"),
        warned=fields.flag("warned", None),
        carried=fields.texts("carried"),
        tags=fields.texts("tags"),
        pair=fields.text("pair"),
        reviewed=bool(fields.flag("reviewed", True)),
        origin=fields.where,
    )


def _figure(fields: Fields) -> ExpectedFigure:
    return ExpectedFigure(
        value=fields.number("value", required=True) or fields.zero,
        upper=fields.number("upper"),
        unit=fields.text("unit") or None,
        qualifier=fields.choice("qualifier", _QUALIFIERS, None),
        year=fields.year("year"),
        office=fields.text("office") or None,
    )


def _quotes(fields: Fields) -> Iterator[Quote]:
    for item in fields.items("evidence"):
        if isinstance(item, str):
            yield Quote(item)
        elif isinstance(item, dict) and isinstance(item.get("text"), str):
            yield Quote(item["text"], str(item.get("source", "")))
        else:
            fields.problem("evidence", 'must be a text or {"text", "source"}')


def _language(question: str) -> Literal["zh", "en"]:
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in question) else "en"
