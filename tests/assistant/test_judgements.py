"""What a person said of a figure holds in the answers, and is never passed over in silence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.models import Answer
from assistant.shown import source
from corpus.report import read_report
from index import Index
from index.judged import place_of

TEXT = (
    "东渚市网信办2023年度行政执法工作报告\n\n一、总体情况\n全年共开展网络辟谣86次，约谈网站平台12家。\n\n"
    "东渚市网信办\n2024年1月10日\n"
)
QUESTION = "2023年网络辟谣多少次"


@pytest.fixture
def clerk(tmp_path: Path) -> Assistant:
    """An assistant that was asked before anybody judged anything."""
    path = tmp_path / "东渚市网信办2023.txt"
    path.write_text(TEXT, encoding="utf-8")
    index = Index.in_memory("hash")
    index.add(read_report(path))
    assistant = Assistant(index)
    assert answered(assistant).figures[0].figure.value == 86
    return assistant


def answered(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION).answer


def judge(assistant: Assistant, verdict: str, **said: object) -> None:
    index = assistant.index
    report = index.records.report_as_read(index.cards()[0].id)
    figure = next(f for f in report.figures if f.surface == "86次")
    at = place_of(report, figure)
    index.records.note_figure(report.source, at.sentence, at.surface, at.nth, verdict, **said)  # type: ignore[arg-type]


def test_a_corrected_figure_is_told_as_printed_and_as_corrected(clerk: Assistant) -> None:
    judge(clerk, "corrected", value=Decimal(88), who="张三", why="以台账为准")
    answer = answered(clerk)
    assert "86次" in answer.text
    assert answer.figures[0].figure.value == 88
    (told,) = answer.warnings
    assert all(word in told for word in ("人工更正", "86次", "88 次", "张三", "以台账为准"))


def test_the_source_panel_tells_a_correction_of_what_it_marks(clerk: Assistant) -> None:
    judge(clerk, "corrected", value=Decimal(88), why="<b>台账</b>")
    figure = answered(clerk).figures[0].figure
    link = f"0:{figure.report_id}:{figure.span.start}-{figure.span.end}"
    shown = source(clerk, link, (), "zh")
    assert "人工更正：88 次" in shown
    assert "&lt;b&gt;台账" in shown


def test_a_rejected_figure_answers_nothing_until_that_is_taken_back(clerk: Assistant) -> None:
    judge(clerk, "rejected")
    assert all(f.figure.surface != "86次" for f in answered(clerk).figures)
    records = clerk.index.records
    records.unnote_figure(records.figure_notes()[0].id)
    assert answered(clerk).figures[0].figure.surface == "86次"


def test_a_confirmed_figure_needs_no_warning(clerk: Assistant) -> None:
    judge(clerk, "confirmed")
    assert answered(clerk).warnings == ()


def test_a_comparison_with_a_corrected_figure_is_computed_with_it(clerk: Assistant) -> None:
    judge(clerk, "corrected", value=Decimal(90))
    answer = clerk.ask("2023年网络辟谣比约谈网站平台多多少").answer
    assert {f.figure.value for f in answer.figures} == {90, 12}
    assert any("人工更正" in told for told in answer.warnings)
