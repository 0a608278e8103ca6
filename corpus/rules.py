"""Rules of words: a blank means and, a bar means or ("查删|删除 有害信息")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_DROPPED = re.compile(r"[\s的了过“”\"'‘’《》（）()·]")


@dataclass(frozen=True, slots=True)
class Compact:
    """A text in small letters without blanks, quotes and 的, and where its characters came from."""

    text: str
    origin: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that must all occur, each in one of its forms (longest first)."""

    words: tuple[tuple[str, ...], ...]
    text: str = field(default="", compare=False)

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return the forms that occur in ``text``, one a word; nothing where a word is missing."""
        found: list[str] = []
        for word in self.words:
            form = next((form for form in word if form in text), None)
            if form is None:
                return ()
            found.append(form)
        return tuple(found)

    def overlaps(self) -> bool:
        """Say whether a form of one word holds a form of another, so that one text fills both."""
        return any(
            inner in outer
            for word in self.words
            for other in self.words
            if word is not other
            for outer in word
            for inner in other
        )

    def forms(self) -> tuple[str, ...]:
        """Return the rule's ways to be printed in one piece, as they would be looked for."""
        joined = [""]
        for word in self.words:
            joined = [head + form for head in joined for form in word][:12]
        return tuple(joined)


def compact(text: str) -> Compact:
    """Return ``text`` as rules look at it."""
    kept = [(char.lower(), at) for at, char in enumerate(text) if not _DROPPED.match(char)]
    return Compact("".join(char[:1] for char, _ in kept), tuple(at for _, at in kept))


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> Rule:
    """Read a rule as it is written in the tables."""
    words = (
        tuple(
            sorted(
                filter(None, (compact(form).text for form in word.split("|"))),
                key=lambda form: -len(form),
            )
        )
        for word in text.split()
    )
    return Rule(tuple(word for word in words if word), text)


class RuleIndex:
    """Rules by the first characters of their last word, so that a text meets only its own few."""

    def __init__(self, rules: Iterable[tuple[str, Rule]]) -> None:
        self._by_start: dict[str, list[tuple[int, str, Rule]]] = defaultdict(list)
        for order, (owner, rule) in enumerate(rules):
            for start in dict.fromkeys(form[:2] for form in rule.words[-1]):
                self._by_start[start].append((order, owner, rule))

    def holding(self, text: str) -> list[tuple[str, Rule, tuple[str, ...]]]:
        """Return the rules whose words all occur in ``text``, each with its owner and the words."""
        starts = {text[at : at + 2] for at in range(len(text))} | set(text)
        met = {entry[0]: entry for start in starts for entry in self._by_start.get(start, ())}
        held = ((owner, rule, rule.found_in(text)) for _, (_, owner, rule) in sorted(met.items()))
        return [(owner, rule, words) for owner, rule, words in held if words]
