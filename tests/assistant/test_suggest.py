"""What the product offers to ask is answered when it is asked, and is about what the talk is about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from index.models import Scope
from tests.assistant.conftest import Talk

CASES = Path(__file__).parents[2] / "evals" / "cases" / "samples.jsonl"
QUESTIONS = [json.loads(line)["question"] for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_is_answered(assistant: Assistant, language: str) -> None:
    examples = assistant.examples(language)  # type: ignore[arg-type]
    assert len(examples) == 4
    assert all(assistant.ask(text).answer.outcome == "answered" for text in examples)


def test_every_next_question_is_answered(assistant: Assistant) -> None:
    asked = [(q, assistant.ask(q)) for q in QUESTIONS]
    refused = [
        (question, offered)
        for question, turn in asked
        for offered in (*turn.answer.suggestions, *(c.question for c in turn.answer.choices))
        if assistant.ask(offered, (turn,)).answer.outcome != "answered"
    ]
    assert refused == []


def test_every_answer_leads_on(assistant: Assistant) -> None:
    answers = [assistant.ask(q).answer for q in QUESTIONS]
    assert all(a.suggestions for a in answers if a.outcome == "answered" and a.citations)


def test_examples_are_of_the_office_and_year_that_are_named(assistant: Assistant) -> None:
    office = next(card.office for card in assistant.index.cards() if card.year == 2022)
    examples = assistant.examples("zh", Scope((office,), (2022,)))
    assert any("2022年" in text for text in examples)
    assert all(office in text for text in examples)


def test_a_question_without_a_measure_is_offered_some_of_its_own_office(talk: Talk) -> None:
    turn = talk("渝北2022年有多少？")
    assert turn.answer.reason == "no_measure"
    assert all("渝北" in text for text in turn.answer.suggestions)
    assert any("2022" in text for text in turn.answer.suggestions)
