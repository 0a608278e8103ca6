"""Measures reading: the figures found in a report against those noted by hand or by invention."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

from corpus.models import Figure, Report, Span
from evals.errors import InvalidCases
from evals.fields import Fields
from evals.squeeze import places

ALL_FIELDS = ("value", "upper", "unit", "qualifier", "kind", "year")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a report states, as noted; ``kind`` "" means it was not noted.

    An ``optional`` one may be found or left: it counts neither way.
    """

    source: str
    value: Decimal | None
    upper: Decimal | None
    unit: str
    qualifier: str
    kind: str
    year: int | None
    evidence: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class LedgerScore:
    """How a report's figures compare: how many are right, and each that is missed or spurious."""

    source: str
    stated: int
    found: int
    right: int
    missed: tuple[str, ...]
    spurious: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Return the share of found figures that are right; 1 where none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of stated figures that were found right; 1 where none is stated."""
        return self.right / self.stated if self.stated else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_ledger(path: Path, traps: Path | None = None) -> tuple[Stated, ...]:
    """Read a hand-made ledger (JSONL); ``traps`` may name numbers that count neither way."""
    problems: list[str] = []
    entries = [_stated(f) for f in _lines(path, problems)]
    for row in _lines(traps, problems) if traps else ():
        if row.text("why") == "optional":
            around, source = row.text("around"), row.text("report")
            entries.append(Stated(source, None, None, "", "", "", None, around, optional=True))
    if problems:
        raise InvalidCases(tuple(problems))
    return tuple(entries)


def _lines(path: Path, problems: list[str]) -> Iterable[Fields]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield Fields(json.loads(line), f"{path.name}:{number}", problems)


def _stated(fields: Fields) -> Stated:
    """Read one entry; ``planned`` is an older name for kind target."""
    year, planned = fields.year("year"), fields.flag("planned", None)
    kind = fields.text("kind") or ("target" if planned else "")
    return Stated(
        fields.text("report"), fields.number("value"), fields.number("upper"), fields.text("unit"),
        fields.text("qualifier") or "exact", kind, None if planned else year,
        fields.text("evidence", required=True),
    )  # fmt: skip


def ledger_score(
    report: Report, stated: Sequence[Stated], fields: Sequence[str] = ALL_FIELDS
) -> LedgerScore:
    """Match each stated figure with one found inside its evidence and alike in ``fields``."""
    left = list(report.figures)
    missed: list[str] = []
    right = 0
    wanted = [s for s in stated if not s.optional]
    for one in wanted:
        spans = places(report.text, one.evidence)
        inside = [f for f in left if _within(f.span, spans)]
        match = next((f for f in inside if not _differs(one, f, fields)), None)
        if match is not None:
            left.remove(match)
            right += 1
            continue
        near = "; ".join(f"{f.surface}: {', '.join(_differs(one, f, fields))}" for f in inside[:3])
        value = "?" if one.value is None else f"{one.value:f}"
        missed.append(f"{value}{one.unit} in “{one.evidence}” ({near or 'no figure there'})")
    free = [s for one in stated if one.optional for s in places(report.text, one.evidence)]
    left = [f for f in left if not _within(f.span, tuple(free))]
    spurious = tuple(f"{f.surface} ({f.measure}) {_around(report, f.span)}" for f in left)
    name = PurePath(report.source).name
    return LedgerScore(name, len(wanted), right + len(left), right, tuple(missed), spurious)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.start <= span.end and span.start <= s.end and _mostly(span, s) for s in spans)


def _mostly(span: Span, place: Span) -> bool:
    shared = min(span.end, place.end) - max(span.start, place.start)
    return shared * 2 >= span.end - span.start


def _differs(one: Stated, figure: Figure, fields: Sequence[str]) -> list[str]:
    """Return the fields in which a figure is not as stated; what was not noted is not asked."""
    unasked: dict[str, tuple[Any, ...]] = {"kind": ("",), "year": (None,), "upper": (None,)}
    different = []
    for field in fields:
        wanted, got = getattr(one, field), getattr(figure, field)
        if wanted not in unasked.get(field, ()) and not _same(wanted, got):
            different.append(f"{field} {got} for {wanted}")
    return different


def _same(wanted: object, got: object) -> bool:
    """Compare two values; a third may be noted as 0.3333 or 0.333333."""
    if isinstance(wanted, Decimal) and isinstance(got, Decimal) and 0 < wanted < 1:
        return abs(wanted - got) < Decimal("0.001")
    return wanted == got


def _around(report: Report, span: Span) -> str:
    return "…" + report.text[max(0, span.start - 12) : span.end + 8].replace("\n", " ") + "…"


def total(scores: Iterable[LedgerScore]) -> LedgerScore:
    """Return the scores of many reports as one."""
    every = list(scores)
    return LedgerScore(
        "all", sum(s.stated for s in every), sum(s.found for s in every),
        sum(s.right for s in every), tuple(m for s in every for m in s.missed),
        tuple(x for s in every for x in s.spurious),
    )  # fmt: skip
