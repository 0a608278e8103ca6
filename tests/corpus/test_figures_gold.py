"""The ledger of the two published reports and the collected phrases come out whole."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.clean import clean
from corpus.figures import read_figures
from corpus.models import Figure, RawDocument
from corpus.sections import read_sections

LEADING = {"余": "over", "超": "over", "+": "over", "数": "about", "约": "about", "": "exact"}
LEADING |= {"不少于": "at_least", "range": "range"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def ledger(shared: Path, year: int) -> list[Figure]:
    raw = RawDocument(((shared / "reports" / f"yubei-{year}.txt").read_text("utf-8"),))
    text = clean(raw).text
    sections = read_sections(text, year=year)
    return list(read_figures(text, sections, report_id="r", year=year))


def likeness(measure: str, metric: str) -> float:
    """Return the F1 of shared characters, 1.0 where the measure only says more about the metric."""
    ours, gold = (
        Counter(text.translate(dict.fromkeys(map(ord, "“”、 ")))) for text in (measure, metric)
    )
    if measure.endswith(metric):
        return 1.0
    return 2 * (ours & gold).total() / (ours.total() + gold.total())


@pytest.mark.parametrize("year", [2022, 2024])
def test_the_ledger_is_complete_exact_and_has_nothing_spurious(shared: Path, year: int) -> None:
    left = ledger(shared, year)
    for gold in (g for g in lines(shared / "gold" / "ledger.jsonl") if g["year"] == year):
        same = [
            f
            for f in left
            if (f.value, f.unit, f.qualifier) == (gold["value"], gold["unit"], gold["qualifier"])
        ]
        best = max(same, key=lambda f: likeness(f.measure, gold["metric"]))
        assert likeness(best.measure, gold["metric"]) >= 0.7, (best.measure, gold["metric"])
        assert best.kind == ("target" if gold["planned"] else "result")
        left.remove(best)
    assert left == []


def test_the_phrases_are_read_and_no_trap_is_taken(shared: Path) -> None:
    for phrase in lines(shared / "gold" / "number_phrases.jsonl"):
        found = read_figures(phrase["text"], (), report_id="r", year=2024)
        told = [
            (f.surface, [f.value, f.upper] if f.upper else f.value, f.unit, f.qualifier)
            for f in found
        ]
        gold = [
            (g["surface"], g["value"], g["unit"], LEADING[g["qualifier"]]) for g in phrase["gold"]
        ]
        assert [t[:1] + t[2:] for t in told] == [g[:1] + g[2:] for g in gold], phrase["text"]
        assert [str(t[1]) for t in told] == [str(t[1]) for t in told]
        for (_, value, *_), (_, wanted, *_) in zip(told, gold, strict=True):
            assert _plain(value) == _plain(wanted), phrase["text"]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [float(one) for one in value]
    return None if value is None else float(value)


def test_a_long_report_is_read_well_within_half_a_second(shared: Path) -> None:
    import time

    path = next((shared / "reports").glob("2024年*"))
    text = clean(RawDocument((path.read_text("utf-8"),))).text
    start = time.process_time()
    found = read_figures(text, (), report_id="r", year=2023)
    assert time.process_time() - start < 0.5
    assert found
