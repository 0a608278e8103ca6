"""The page on a loopback port, answering from the samples; for the tests that need a running one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import app
from assistant import Assistant, page
from assistant.models import Answer, Language, Question, Turn
from corpus import read_report
from index import Index


class Patient:
    """An assistant that waits for ``go`` before it answers a question with ``慢`` in it.

    At one with ``坏`` it breaks.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.index = assistant.index
        self.go = threading.Event()

    def ask(self, text: str, turns: tuple[Turn, ...] = (), without: Collection[str] = ()) -> Turn:
        if "慢" in text:
            self.go.wait(20)
        if "坏" in text:
            raise RuntimeError("broken, as it was asked to be")
        return self.assistant.ask(text, turns, without)

    def examples(self, language: Language) -> tuple[str, ...]:
        return self.assistant.examples(language)


class Rewording:
    """A writer that words an answer as a model may: otherwise, and with the same figures."""

    def write(self, question: Question, answer: Answer) -> str:  # noqa: ARG002 - the seam's shape
        return f"据报告所载：{answer.text}"


def sample_assistant(samples: Path) -> Assistant:
    index = Index.in_memory("hash")
    for file in sorted(samples.glob("*.txt")):
        index.add(read_report(file))
    return Assistant(index)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def serving(answers: page.Answers, **terms: Any) -> Iterator[str]:
    """Yield the address of the page as the product serves it; ``terms`` are those of ``window``."""
    port = free_port()
    pages, options = app.window(answers, "store", **terms)
    pages.launch(server_name="127.0.0.1", server_port=port, prevent_thread_lock=True, **options)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        pages.close()
