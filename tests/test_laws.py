"""The laws of the house, over every sample and, where they are, every real report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.cite import unsupported
from assistant.models import Turn
from corpus.models import Report
from corpus.report import read_report
from index import Index

QUESTIONS = (
    "{office}{year}年有哪些数据", "{office}{year}年存在哪些问题", "{office}下一步有什么打算", "{office}{year}年做了哪些工作",
    "给我{office}{year}年的全部数据", "{office}{year}年{measure}多少", "{office}{measure}历年变化趋势", "{office}{measure}比{before}年增加了多少",
)  # fmt: skip


def _reports(samples: Path, shared: Path | None) -> list[Report]:
    paths = sorted(samples.glob("*.txt")) + (
        sorted((shared / "reports").glob("*.txt")) if shared else []
    )
    return [read_report(path) for path in paths]


@pytest.fixture(scope="module")
def reports(samples: Path, shared: Path) -> list[Report]:
    """Every sample and every real report, read once."""
    return _reports(samples, shared)


@pytest.fixture(scope="module")
def assistant(reports: list[Report]) -> Assistant:
    """An assistant that has read them all."""
    index = Index.in_memory("hash")
    for report in reports:
        index.add(report)
    return Assistant(index)


def test_a_figure_is_the_text_that_it_points_to(reports: list[Report]) -> None:
    for report in reports:
        for figure in report.figures:
            assert figure.span.of(report.text) == figure.surface


def test_a_part_belongs_to_a_total_of_its_report(reports: list[Report]) -> None:
    for report in reports:
        ids = {f.id for f in report.figures}
        assert len(ids) == len(report.figures)
        assert {f.part_of for f in report.figures if f.part_of} <= ids


def test_a_section_holds_its_own_parts(reports: list[Report]) -> None:
    for report in reports:
        for section in report.sections:
            assert (
                section.span.of(report.text).lstrip().startswith(section.heading[:4])
                or not section.heading
            )
            for other in report.sections:
                inside = (
                    other.path[: len(section.path)] == section.path
                    and section.span.start <= other.span.start < section.span.end
                )
                assert not inside or section.span.covers(other.span)


def test_a_passage_is_the_text_that_it_points_to(assistant: Assistant) -> None:
    for card in assistant.index.cards():
        text = assistant.index.report(card.id).text
        for passage in assistant.index.passages(card.id):
            assert passage.span.of(text) == passage.text


def test_every_answer_is_cited_exactly_and_says_no_number_of_its_own(assistant: Assistant) -> None:
    years = {c.year for c in assistant.index.cards() if c.year}
    asked = 0
    for card in assistant.index.cards():
        figures = [f for f in assistant.index.report(card.id).figures if f.kind == "result"]
        for question in QUESTIONS:
            measure = figures[asked % len(figures)].measure if figures else "举报"
            turn = assistant.ask(
                question.format(
                    office=card.office,
                    year=card.year,
                    measure=measure,
                    before=(card.year or 2024) - 1,
                )
            )
            asked += 1
            _check(assistant, turn, years)
    assert asked >= len(QUESTIONS)


def _check(assistant: Assistant, turn: Turn, years: set[int]) -> None:
    answer = turn.answer
    for c in answer.citations:
        report = assistant.index.report(c.report_id)
        assert c.span.of(report.text) == c.quote
        if turn.question.scope.offices:
            assert assistant._gatherer.office_of(c.report_id) in turn.question.scope.offices
    if answer.outcome == "answered":
        told = {c.report_id for c in answer.citations}
        counted = ";".join(str(len(assistant.index.report(r).figures)) for r in told)
        counted += f";{len(answer.figures)}"
        context = f"{counted};{' '.join(turn.question.measures)}"
        said = re.sub(r"…另有 \d+ 点", "…", answer.text)  # how many points are left out
        spoken = years | set(turn.question.scope.years) | {y + 1 for y in years}
        assert (
            unsupported(said, answer.citations, answer.figures, answer.derived, context, spoken)
            == ()
        ), turn.question.text


def test_no_report_says_anything_where_there_is_only_navigation(assistant: Assistant) -> None:
    empty = [c for c in assistant.index.cards() if not assistant.index.report(c.id).text.strip()]
    for card in empty:
        assert card.figures == 0
        assert (
            assistant.ask(f"{card.office}{card.year}年地区生产总值增长多少").answer.outcome
            == "not_found"
        )
