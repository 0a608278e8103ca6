"""Small typing errors: words that sound like words of the reports (送捡 for 送检)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.match import Layers
from assistant.normalise import CJK
from assistant.topic import Term, Topic
from corpus.sounds import sounds_alike


def heard(topic: Topic, layers: Sequence[Layers]) -> Topic | None:
    """Return ``topic`` with words replaced that only sound like printed ones; None if there are none."""
    texts = [t for x in layers for t in (x.measure, x.clause, x.before)]
    pairs = {text[i : i + 2] for text in texts for i in range(len(text) - 1)}
    terms = tuple(t if t.whole else _corrected(t, pairs) for t in topic.terms)
    words = " ".join(t.surface if t.whole else t.alternatives[0] for t in terms)
    return None if terms == topic.terms else replace(topic, terms=terms, words=words)


def _corrected(term: Term, pairs: Iterable[str]) -> Term:
    known = set(pairs)
    text = term.alternatives[0]
    for i in range(len(text) - 1):
        pair = text[i : i + 2]
        if pair in known or not (CJK.match(pair[0]) and CJK.match(pair[1])):
            continue
        right = next((p for p in sorted(known) if _alike(pair, p)), None)
        if right:
            text = text[:i] + right + text[i + 2 :]
    return (
        term
        if text == term.alternatives[0]
        else replace(term, alternatives=(text, *term.alternatives[1:]))
    )


def _alike(one: str, other: str) -> bool:
    return (
        (one[0] == other[0] or one[1] == other[1]) and len(other) == 2 and sounds_alike(one, other)
    )
