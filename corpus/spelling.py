"""Reads the English words of a question in spite of small typing errors.

>>> [token.stem for token in Speller(("rumor rebuttals",)).tokens("rumer rebutals in yubei")]
['rumor', 'rebuttal', 'yubei']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from corpus.stems import LITTLE, WORD, Token, stem, tokens

_SHORT, _LONG = 5, 8
_ALIKE, _LIKELY = 0.88, 0.8


class Speller:
    """Knows the words that are asked with, and finds the one that was meant.

    ``other_words`` are right English words that look like one of them (contest, content).
    """

    def __init__(self, known: Iterable[str], other_words: Iterable[str] = ()) -> None:
        words = {word.lower() for text in known for word in WORD.findall(text)}
        self._stems = {stem(word) for word in words}
        self._others = {stem(word) for word in other_words} | set(LITTLE)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if len(word) >= _SHORT:
                self._by_letter[word[0]].append(word)
        self._meant = lru_cache(maxsize=4096)(self._find)
        self.tokens = lru_cache(maxsize=256)(self._tokens)

    def meant(self, word: str, sure: bool = False) -> str | None:
        """Return the known word that ``word`` is a small error for; None where there is none.

        With ``sure`` only where hardly anything else can be meant: the word may be a name.
        """
        return self._meant(word.lower(), sure)

    def _tokens(self, text: str) -> tuple[Token, ...]:
        """Return the words of ``text``, corrected, and those joined that are one word."""
        plain = text.islower() or text.isupper()
        first = WORD.search(text)
        read: list[Token] = []
        for token in tokens(text):
            word = text[token.start : token.end]
            named = word[0].isupper() and not text.isupper()
            opening = first is not None and token.start == first.start()
            if token.stem not in self._stems and (not named or opening):
                meant = self.meant(word, sure=plain or named)
                token = replace(token, stem=stem(meant)) if meant else token
            before = read[-1] if read else None
            if before and text[before.end : token.start] in (" ", "-"):
                joined = stem(text[before.start : before.end] + text[token.start : token.end])
                if joined in self._stems:  # cyber security
                    read[-1] = Token(joined, before.start, token.end, token.verb)
                    continue
            read.append(token)
        return tuple(read)

    def _find(self, word: str, sure: bool) -> str | None:
        if len(word) < _SHORT or not word.isalpha() or stem(word) in self._others | self._stems:
            return None
        best: tuple[int, float, str] | None = None
        for known in self._by_letter.get(word[0], ()):
            allowed = 2 if min(len(word), len(known)) >= _LONG else 1
            errors = OSA.distance(word, known, score_cutoff=allowed)
            if errors > allowed:
                continue
            same = _sound(word) == _sound(known)
            alike = 1 - errors / max(len(word), len(known))
            if not same and (len(word) <= _SHORT or alike < (_ALIKE if sure else _LIKELY)):
                continue
            best = min(best or (9, 0.0, ""), (errors, -alike - same, known))
        return best[2] if best else None


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """Return what is left of a word without doubled letters and with all vowels alike."""
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "e", word))
