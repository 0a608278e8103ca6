"""No number leaves the assistant that its sources do not support."""

from __future__ import annotations

from assistant import Assistant
from assistant.cite import Sources, numbers_in, unsupported
from assistant.html import scanned
from corpus.models import Page, Report, Span
from tests.assistant.conftest import Talk


def test_numbers_are_read_with_separators_and_without_marks() -> None:
    assert [str(n) for n in numbers_in("1,200 条[3]，2 000余万，36．5")] == ["1200", "2000", "36.5"]


def test_a_number_that_no_source_has_is_found(talk: Talk) -> None:
    answer = talk("渝北2024年辟谣多少次").answer
    assert (
        unsupported(answer.text, answer.citations, answer.figures, answer.derived, years=(2024,))
        == ()
    )
    wrong = answer.text.replace("422", "423")
    assert unsupported(wrong, answer.citations, answer.figures, answer.derived, years=(2024,)) == (
        "423",
    )


def test_a_mark_without_its_citation_is_found(talk: Talk) -> None:
    answer = talk("渝北2024年辟谣多少次").answer
    assert unsupported(
        answer.text + "[9]", answer.citations, answer.figures, (), years=(2024,)
    ) == ("[9]",)


def test_every_citation_of_every_answer_is_the_text_it_points_to(
    assistant: Assistant, talk: Talk
) -> None:
    questions = (
        "渝北2024年辟谣多少次",
        "渝北2022年不规范表述",
        "渝北存在哪些问题",
        "青禾2024年做了哪些工作",
        "给我渝北2024年的全部数据",
        "渝北辟谣2022和2024哪年多",
    )
    for question in questions:
        turn = talk(question)
        assert turn.answer.citations, question
        for c in turn.answer.citations:
            assert c.span.of(assistant.index.report(c.report_id).text) == c.quote


def test_a_citation_from_a_scan_says_how_sure_its_reading_was() -> None:
    text = "今年开展辟谣422次。"
    page = Page(1, Span(0, len(text)), confidence=0.928)
    report = Report("r", "年度报告", "某办", "某办", 2024, None, "r.pdf", "", text, (page,), (), ())
    sources = Sources()
    sources.cite(report, page.span)
    assert sources.citations[0].confidence == 0.928
    assert scanned(0.928, "zh") == "扫描件识别，置信度 92 %"
    assert scanned(0.928, "en") == "read from a scan, 92 % certain"
