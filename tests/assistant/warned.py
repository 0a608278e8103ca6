"""Which reasons to warn an answer gave, held against the labels of the comparison cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.models import Turn
from assistant.wording import SAY
from evals.cases import load_cases
from evals.models import Case

CASES = Path(__file__).parents[2] / "evals" / "cases" / "comparisons.jsonl"
_REASONS = tuple(k for k in SAY if k.startswith("warn_"))


@dataclass(frozen=True, slots=True)
class Judged:
    """How many warnings were due and given, due and missing, given and not due."""

    right: int
    missing: tuple[str, ...]
    needless: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of the warnings given that were due."""
        return self.right / max(self.right + len(self.needless), 1)

    @property
    def recall(self) -> float:
        """The share of the warnings due that were given."""
        return self.right / max(self.right + len(self.missing), 1)


def reasons_of(warnings: Iterable[str]) -> set[str]:
    """Return the reasons that warnings give, told by their sentences."""
    found = set()
    for text in warnings:
        for key in _REASONS:
            for sentence in SAY[key]:
                pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(sentence))
                if re.fullmatch(pattern, text, re.DOTALL):
                    found.add(key.removeprefix("warn_"))
    return found


def labels(case: Case, word: str) -> set[str]:
    """Return the reasons that a case labels with ``word``: "warn" (due) or "may" (as you like)."""
    return {t.partition(" ")[2] for t in case.tags if t.startswith(f"{word} ")}


def judge(assistant: Assistant, samples_only: bool) -> Judged:
    """Ask every comparison case and return how its warnings compare with the labels."""
    right, missing, needless = 0, [], []
    for case in load_cases([CASES]):
        if samples_only and "samples" not in case.tags:
            continue
        turns: tuple[Turn, ...] = ()
        for question in (*case.history, case.question):
            turns = (*turns, assistant.ask(question, turns))
        given, due = reasons_of(turns[-1].answer.warnings), labels(case, "warn")
        right += len(given & due)
        missing += [f"{case.id} {r}" for r in due - given]
        needless += [f"{case.id} {r}" for r in given - due - labels(case, "may")]
    return Judged(right, tuple(missing), tuple(needless))
