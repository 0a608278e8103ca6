"""Cases written in other shapes, one flat object a line.

``{"id", "question", "lang", "type", "docs", "answer", "value", "unit", "year", "approx",
"evidence", "evidence_doc", "history": [{"role", "content"}], "series", "operands", "why"}`` or
``{"id", "question", "lang", "type", "history", "outcome", "values", "values_any", "evidence",
"report", "evidence_more": [{"report", "evidence"}], "outcome_also", "why"}``
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

from evals.fields import Fields
from evals.models import Case, CaseType, ExpectedFigure, ExpectedOutcome, NoKind, Quote

_QUALIFIER = {
    "余": "over", "多": "over", "超": "over", "超过": "over", "逾": "over", "+": "over",
    "近": "under", "约": "about", "左右": "about", "不少于": "at_least", "以上": "at_least",
}  # fmt: skip
_TYPES: dict[str, CaseType] = {
    "figure": "figure", "passage": "passage", "followup": "followup",
    "comparison": "comparison", "unanswerable": "unanswerable",
}  # fmt: skip
_KINDS: dict[str, NoKind] = {
    "no_report": "no_report", "not_stated": "not_stated", "out_of_scope": "out_of_scope",
}  # fmt: skip
_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def is_foreign(row: dict[str, Any]) -> bool:
    """Say whether a row has one of these shapes rather than our own."""
    return ("docs" in row and "answer" in row) or ("values" in row and "evidence" in row)


def from_foreign(fields: Fields) -> Iterator[Case]:
    """Yield the case that a row of these shapes describes."""
    kind = _TYPES.get(fields.text("type"))
    if kind is None:
        fields.problem("type", f"{fields.text('type')!r} is none of {', '.join(_TYPES)}")
    elif "values" in fields.row:
        yield _listed(fields, kind)
    else:
        yield _answered(fields, kind)


def _answered(fields: Fields, kind: CaseType) -> Case:
    """Read the shape whose ``answer`` is printed and whose ``docs`` name files."""
    row = fields.row
    english = fields.text("lang") == "en"
    unanswerable = kind == "unanswerable"
    dated = row.get("kind") == "date"
    return Case(
        id=fields.text("id", required=True),
        question=fields.text("question", required=True),
        type="passage" if dated else kind,
        outcome="not_found" if unanswerable else "answered",
        language="en" if english else "zh",
        reports=fields.texts("docs"),
        history=_history(fields),
        figures=() if unanswerable or row.get("derived") else tuple(_figures(fields, english)),
        derived=_derived(fields),
        quotes=() if unanswerable else tuple(_quotes(row)),
        says=(fields.text("answer"),) if dated else (),
        no=_no(fields) if unanswerable else None,
        tags=tuple(t for t in ("table", "note") if row.get(t)),
        origin=fields.where,
    )


def _listed(fields: Fields, kind: CaseType) -> Case:
    """Read the shape whose ``values`` are the numbers as printed, without 万 or 亿."""
    groups = [(n,) for n in fields.numbers("values")]
    either = fields.numbers("values_any")
    why = fields.text("why")
    no: NoKind | None = _KINDS.get(why)
    return Case(
        id=fields.text("id", required=True),
        question=fields.text("question", required=True),
        type=kind,
        outcome=fields.choice("outcome", get_args(ExpectedOutcome), "answered"),
        language="en" if fields.text("lang") == "en" else "zh",
        history=fields.texts("history"),
        numbers=(*groups, either) if either else tuple(groups),
        quotes=tuple(_quotes(fields.row)),
        no=no,
        also=fields.texts("outcome_also"),
        tags=fields.texts("tags"),
        origin=fields.where,
    )


def _history(fields: Fields) -> tuple[str, ...]:
    turns = fields.items("history")
    asked = [t.get("content", "") for t in turns if isinstance(t, dict) and t.get("role") == "user"]
    return tuple(asked) or tuple(t for t in turns if isinstance(t, str))


def _figures(fields: Fields, english: bool) -> Iterator[ExpectedFigure]:
    """Yield the printed value(s); a unit in English words is not a unit of the report."""
    qualifier = _QUALIFIER.get(fields.text("approx"))
    year = fields.year("year")
    for ending in ("", "2"):
        value = fields.number("value" + ending)
        if value is not None:
            factor, unit = _unit(fields.text("unit" + ending))
            asked = None if english and unit != "%" else unit or None
            yield ExpectedFigure(value * factor, None, asked, qualifier or None, year)
    factor, unit = _unit(fields.text("unit"))
    for year_text, printed in dict(fields.row.get("series") or {}).items():
        yield ExpectedFigure(
            Decimal(str(printed)) * factor, None, unit or None, None, int(year_text)
        )


def _unit(printed: str) -> tuple[Decimal, str]:
    factor = Decimal(1)
    while printed and printed[0] in _SCALE:
        factor, printed = factor * _SCALE[printed[0]], printed[1:]
    return factor, printed


def _derived(fields: Fields) -> tuple[Decimal, ...]:
    value = fields.number("value") if fields.row.get("derived") else None
    return (value * _unit(fields.text("unit"))[0],) if value is not None else ()


def _quotes(row: dict[str, Any]) -> Iterator[Quote]:
    if row.get("evidence"):
        yield Quote(str(row["evidence"]), str(row.get("evidence_doc") or row.get("report") or ""))
    for more in row.get("evidence_more") or ():
        yield Quote(str(more["evidence"]), str(more.get("doc") or more.get("report") or ""))


def _no(fields: Fields) -> NoKind | None:
    why = fields.text("why")
    if "year absent" in why or "office absent" in why:
        return "no_report"
    return "not_stated" if why else None
