"""The assistant over the samples and one invented office, with the fake encoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.models import Turn
from corpus.report import read_report
from index import Index

Talk = Callable[..., Turn]


@pytest.fixture(scope="session")
def assistant(samples: Path, repository: Path) -> Assistant:
    """An assistant that has read four reports of two offices."""
    index = Index.in_memory("hash")
    invented = repository / "tests" / "corpus" / "invented"
    for path in sorted([*samples.glob("*.txt"), *invented.glob("*.txt")]):
        index.add(read_report(path))
    return Assistant(index)


@pytest.fixture(scope="session")
def talk(assistant: Assistant) -> Talk:
    """Ask several questions in a row and return the last turn."""

    def ask(*questions: str) -> Turn:
        turns: tuple[Turn, ...] = ()
        for question in questions:
            turns = (*turns, assistant.ask(question, turns))
        return turns[-1]

    return ask


def values(turn: Turn) -> list[float]:
    """Return the values of the figures that an answer cites."""
    return [float(f.figure.value) for f in turn.answer.figures if f.figure.value is not None]
