"""A Turn as the machine-readable contract: plain dicts for JSON, in a fixed order of keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.models import Chart, Citation, CitedFigure, Derived, Turn
from assistant.topic import counter_of


def number(value: Decimal | None) -> int | float | None:
    """Return a JSON number: an int where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


# A table that prints no unit: asked 有几件, its 17 are 17 件.
_CASES = frozenset({"件", "宗", "起", "例"})


def _figure(cited: CitedFigure, implied: str = "") -> dict[str, Any]:
    f = cited.figure
    return {
        "measure": f.measure, "indicator": f.indicator, "value": number(f.value), "upper": number(f.upper),
        "unit": f.unit or (implied if f.kind == "result" else ""), "qualifier": f.qualifier, "kind": f.kind, "year": f.year, "period": f.period,
        "office": cited.office, "surface": f.surface, "citation": cited.citation,
    }  # fmt: skip


def _derived(d: Derived) -> dict[str, Any]:
    return {
        "label": d.label,
        "value": number(d.value),
        "unit": d.unit,
        "surface": d.surface,
        "formula": d.formula,
    }


def _citation(c: Citation) -> dict[str, Any]:
    scanned = {} if c.confidence is None else {"confidence": c.confidence}
    return {
        "number": c.number, "report_id": c.report_id, "source": c.source, "title": c.title, "office": c.office,
        "year": c.year, "section": list(c.section), "page": c.page, "quote": c.quote,
        "start": c.span.start, "end": c.span.end, **scanned,
    }  # fmt: skip


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "labels": list(chart.labels),
        "series": [
            {"name": s.name, "unit": s.unit, "values": [number(v) for v in s.values]}
            for s in chart.series
        ],
        "footnotes": list(chart.footnotes),
    }


def turn_json(turn: Turn) -> dict[str, Any]:
    """Return ``turn`` as the object that ``python -m assistant --json`` prints."""
    answer, question = turn.answer, turn.question
    counter = counter_of(question.text, ())[0]
    implied = counter if counter in _CASES else ""
    return {
        "question": question.text,
        "language": question.language,
        "intent": question.intent,
        "outcome": answer.outcome,
        "reason": answer.reason,
        "text": answer.text,
        "figures": [_figure(f, implied) for f in answer.figures],
        "derived": [_derived(d) for d in answer.derived],
        "citations": [_citation(c) for c in answer.citations],
        "warnings": list(answer.warnings),
        "chart": _chart(answer.chart) if answer.chart else None,
        "table": {
            "columns": list(answer.table.columns),
            "rows": [list(r) for r in answer.table.rows],
        }
        if answer.table
        else None,
        "choices": [{"label": c.label, "question": c.question} for c in answer.choices],
        "suggestions": list(answer.suggestions),
        "scope": {"offices": list(question.scope.offices), "years": list(question.scope.years)},
        "carried": list(question.carried),
        "seconds": round(turn.seconds, 4),
    }
