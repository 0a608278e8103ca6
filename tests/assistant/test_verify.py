"""A model cannot change a number: no counterfeit passes, and fair rewordings do."""

from __future__ import annotations

from assistant import Assistant
from assistant.verify import problems
from corpus.indicators import load_indicators
from tests.assistant import counterfeits


def _english() -> dict[str, str]:
    return {i.id: i.en for i in load_indicators().all}


def _pairs(assistant: Assistant) -> list[tuple[object, object]]:
    found = counterfeits.figures(assistant)
    return [
        (a, b)
        for a in found
        for b in found
        if a.indicator
        and a.indicator == b.indicator
        and (a.year or 0) < (b.year or 0)
        and a.unit == b.unit
        and assistant._gatherer.office_of(a.report_id) == assistant._gatherer.office_of(b.report_id)
        and a.value != b.value
    ]


def test_no_counterfeit_of_a_thousand_escapes(assistant: Assistant) -> None:
    found = counterfeits.figures(assistant)
    tried, escaped = 0, []
    offices = assistant._gatherer.offices()
    for figure in found:
        answer = counterfeits.single(assistant, figure)
        beside = [f for f in found if f.report_id == figure.report_id and f.id != figure.id]
        for wrong, text in counterfeits.forged(answer.figures[0], beside):
            tried += 1
            if not problems(text, answer, _english(), offices):
                escaped.append((wrong, text))
    for before, after in _pairs(assistant):
        answer = counterfeits.pair(assistant, before, after)  # type: ignore[arg-type]
        for wrong, text in counterfeits.forged_change(answer):
            tried += 1
            if not problems(text, answer, _english(), offices):
                escaped.append((wrong, text))
    assert tried >= 1000, tried
    assert escaped == [], (len(escaped), escaped[:10])


def test_fair_rewordings_pass(assistant: Assistant) -> None:
    refused, tried = [], 0
    offices = assistant._gatherer.offices()
    for figure in counterfeits.figures(assistant):
        answer = counterfeits.single(assistant, figure)
        for text in counterfeits.honest(answer.figures[0]):
            tried += 1
            if wrong := problems(text, answer, _english(), offices):
                refused.append((text, wrong))
    for before, after in _pairs(assistant):
        answer = counterfeits.pair(assistant, before, after)  # type: ignore[arg-type]
        for text in counterfeits.honest_change(answer):
            tried += 1
            if wrong := problems(text, answer, _english(), offices):
                refused.append((text, wrong))
    assert len(refused) <= 0.05 * tried, (len(refused), tried, refused[:10])


def test_an_empty_or_endless_text_is_refused(assistant: Assistant) -> None:
    answer = counterfeits.single(assistant, counterfeits.figures(assistant)[0])
    assert problems("  ", answer, {}) == ("empty",)
    assert problems(answer.text * 50, answer, {}) == ("too long",)
