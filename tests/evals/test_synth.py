"""Invented reports are repeatable, hold what their ledger says, and vary in how they say it."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from evals.squeeze import holds
from evals.synth import offices, synth_report, synth_reports
from evals.synth_cases import synth_cases
from evals.synth_models import indicators_of, tables

REPORTS = list(synth_reports(6, 2018, 3))


def test_the_same_seed_makes_the_same_report() -> None:
    office = offices(3)[2]
    assert synth_report(office, 2020, 7) == synth_report(office, 2020, 7)
    assert synth_report(office, 2020, 7).text != synth_report(office, 2020, 8).text


def test_every_figure_of_the_ledger_stands_in_its_report() -> None:
    for report in REPORTS:
        for figure in report.ledger:
            assert holds(report.text, figure.evidence)
            assert holds(figure.evidence, figure.surface)


def test_there_are_sixty_indicators_and_each_can_be_told_apart() -> None:
    every = [i for group in tables()["indicators"].values() for i in group]
    names = [i["verb"] + i["noun"] for i in every] + [i["other"] for i in every]
    assert len(every) >= 60
    assert len(set(names)) == len(names)


def test_an_indicator_is_told_in_several_ways() -> None:
    ways = Counter(
        f.evidence.replace(f.surface, "#") for r in synth_reports(3, 2000, 20) for f in r.ledger
        if f.indicator == "penalties" and f.kind == "result"
    )  # fmt: skip
    assert len(ways) >= 5


def test_qualifiers_targets_changes_and_shares_all_occur() -> None:
    ledger = [f for r in REPORTS for f in r.ledger]
    assert {"exact", "over", "under", "about", "at_least"} <= {f.qualifier for f in ledger}
    assert {f.kind for f in ledger} == {"result", "target", "change", "share"}


def test_every_question_has_its_answer_in_the_report_or_none_anywhere() -> None:
    texts = {r.source: r.text for r in REPORTS}
    for case in synth_cases(REPORTS, per_report=6):
        assert all(holds(texts[q.source], q.text) for q in case.quotes)
        assert bool(case.quotes) == (case.outcome == "answered")


def test_a_hundred_thousand_reports_come_as_a_stream() -> None:
    names = {r.source for r in islice(synth_reports(8_000, 2005, 20), 50)}
    assert len(names) == 50
    assert len({o.short for o in offices(8_000)}) == 8_000 or indicators_of(offices(1)[0])


def test_next_years_report_may_be_cited_where_it_tells_the_figure_again() -> None:
    cases = list(synth_cases(REPORTS, per_report=30))
    beside = {name for c in cases for name in c.beside}
    assert beside
    assert all(c.origin not in c.beside for c in cases)
