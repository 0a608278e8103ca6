"""A model cannot change a number: no counterfeit passes, and fair rewordings do."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.gather import Gatherer
from assistant.verify import problems
from evals.counterfeits import Escape, measure_escape, plain_figures, single


@pytest.fixture(scope="module")
def escape(assistant: Assistant) -> Escape:
    return measure_escape(assistant.index)


def test_no_counterfeit_of_a_thousand_escapes(escape: Escape) -> None:
    assert escape.counterfeits >= 1000
    assert [(t.wrong, t.text) for t in escape.escaped] == []


def test_fair_rewordings_pass(escape: Escape) -> None:
    assert escape.pass_rate >= 0.95, [t.text for t in escape.refused[:10]]


def test_an_empty_or_endless_text_is_refused(assistant: Assistant) -> None:
    answer = single(Gatherer(assistant.index), plain_figures(assistant.index)[0])
    assert problems("  ", answer, {}) == ("empty",)
    assert problems(answer.text * 50, answer, {}) == ("too long",)
