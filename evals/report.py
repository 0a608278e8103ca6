"""A scorecard on paper: JSON for scripts, Markdown for a commit, and what changed since the last."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.answers import LOWER_IS_BETTER
from evals.models import CaseResult, Scorecard, Summary
from evals.wording import MEANING, Language, name_of, word


def in_order(summaries: Sequence[Summary]) -> list[Summary]:
    """Return the summaries in the order a reader looks for them."""
    known = {measure: place for place, measure in enumerate(MEANING)}
    return sorted(summaries, key=lambda s: (known.get(s.measure, len(known)), s.group))


def as_json(card: Scorecard) -> dict[str, Any]:
    """Return the card as plain data: settings, summaries, confusion of outcomes, every case."""
    return {
        "name": card.name,
        "settings": dict(card.settings),
        "cases": len(card.results),
        "right": sum(r.right for r in card.results),
        "measures": {
            s.measure: round(s.value, 4) for s in in_order(card.summaries) if s.group == "all"
        },
        "summaries": [_rounded(dataclasses.asdict(s)) for s in in_order(card.summaries)],
        "confusion": [{"expected": e, "got": g, "cases": n} for (e, g), n in confusion(card)],
        "results": [_result(r) for r in card.results],
    }


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()}


def _result(result: CaseResult) -> dict[str, Any]:
    case = result.case
    return {
        "id": case.id,
        "origin": case.origin,
        "question": case.question,
        "history": list(case.history),
        "type": case.type,
        "expected": expected(result),
        "outcome": result.outcome,
        "got": result.got,
        "right": result.right,
        "seconds": round(result.seconds, 4),
        "scores": [_rounded(dataclasses.asdict(s)) for s in result.scores],
    }


def expected(result: CaseResult) -> str:
    """Return in a line what a case wants."""
    case = result.case
    figures = [
        f"{_plain(f.value)}{f.unit or ''} ({', '.join(str(x) for x in (f.qualifier, f.year) if x)})"
        for f in case.figures
    ]
    figures += ["/".join(_plain(n) for n in group) for group in case.numbers]
    derived = [f"computed {_plain(d)}" for d in case.derived]
    quotes = [f"“{q.text}”" for q in case.quotes] if not figures else []
    return "; ".join(figures + derived + quotes) or (case.no or case.outcome)


def confusion(card: Scorecard) -> list[tuple[tuple[str, str], int]]:
    """Count (expected, got) outcomes, the kinds of "no" apart; empty where nothing was asked."""
    asked = [r for r in card.results if r.outcome]
    return sorted(Counter((r.case.no or r.case.outcome, r.outcome) for r in asked).items())


def markdown(card: Scorecard, language: Language = "en") -> str:
    """Return the card as a Markdown page: measures overall, by group, and the failed cases."""
    lines = [f"# {card.name}", "", *_table(card, language), "", *_failures(card, language)]
    return "\n".join(lines) + "\n"


def _table(card: Scorecard, language: Language) -> Iterator[str]:
    heads = ("measure", "group", "value", "interval", "cases")
    yield f"| {' | '.join(word(language, h) for h in heads)} |"
    yield "|---|---|---|---|---|"
    for s in in_order(card.summaries):
        if s.group == "all" or s.measure in ("right", "recall@5"):
            name = name_of(s.measure, language)
            yield f"| {name} | {s.group} | {s.value:.3f} | {s.low:.3f}–{s.high:.3f} | {s.cases} |"


def _failures(card: Scorecard, language: Language) -> Iterator[str]:
    failed = [r for r in card.results if not r.right]
    yield f"## {word(language, 'failed', count=len(failed), all=len(card.results))}"
    for result in failed:
        score = result.score("right") or result.score("recall@5")
        asked = " → ".join([*result.case.history, result.case.question])
        yield f"- **{result.case.id}** {asked}  "
        yield f"  {word(language, 'expected')} {expected(result)}  "
        yield f"  {score.reason if score else ''}"


def write_all(card: Scorecard, folder: Path, html: str, language: Language = "en") -> None:
    """Write ``report.html``, ``report.md`` and ``report.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_json(card), ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(text, encoding="utf-8")
    (folder / "report.md").write_text(markdown(card, language), encoding="utf-8")
    (folder / "report.html").write_text(html, encoding="utf-8")


def changes(card: Scorecard, before: dict[str, Any], language: Language = "en") -> Iterator[str]:
    """Yield a line for each measure that moved since an earlier ``as_json`` and each flipped case."""
    earlier = before["measures"]
    for s in in_order([s for s in card.summaries if s.group == "all"]):
        old = earlier.get(s.measure)
        if old is not None and abs(old - s.value) > 5e-4 and "seconds" not in s.measure:
            better = (s.value > old) != (s.measure in LOWER_IS_BETTER)
            told = word(language, "better" if better else "worse")
            yield f"{name_of(s.measure, language)}: {old:.3f} → {s.value:.3f} ({told})"
    was = {r["id"]: r["right"] for r in before["results"]}
    for r in card.results:
        if r.case.id in was and was[r.case.id] != r.right:
            told = word(language, "now right" if r.right else "now wrong")
            yield f"{r.case.id} {told}: {r.case.question}"


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
