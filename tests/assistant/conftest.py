"""The assistant over the samples and one invented office, with the fake encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.models import Turn
from corpus.report import read_bytes, read_report
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


def over_years(office: str, texts: Mapping[int, str]) -> Assistant:
    """Return an assistant over one report a year of an office, each of one sentence or more."""
    index = Index.in_memory("hash")
    for year, text in texts.items():
        body = f"{office}{year}年度工作报告\n\n一、工作情况\n\n{text}\n"
        index.add(read_bytes(body.encode(), f"{year}.txt"))
    return Assistant(index)


def values(turn: Turn) -> list[float]:
    """Return the values of the figures that an answer cites."""
    return [float(f.figure.value) for f in turn.answer.figures if f.figure.value is not None]
