"""Comparing printed words without the blanks that line breaks and layout put between them."""

from __future__ import annotations

from corpus.models import Span

_IGNORED = frozenset("*\u200b\u200c\u200d\ufeff\u2060")


def squeeze(text: str) -> str:
    """Return ``text`` without blanks, zero-width characters and stray asterisks.

    >>> squeeze("开展辟谣 422\\n次")
    '开展辟谣422次'
    """
    return "".join(c for c in text if not c.isspace() and c not in _IGNORED)


def holds(text: str, words: str) -> bool:
    """Say whether ``text`` contains ``words`` once both are without blanks."""
    return squeeze(words) in squeeze(text)


def places(text: str, words: str) -> tuple[Span, ...]:
    """Return every place of ``words`` in ``text`` as spans of ``text``, blanks left out of account.

    >>> places("辟谣 422 次", "422次")
    (Span(start=3, end=8),)
    """
    kept = [i for i, c in enumerate(text) if not c.isspace() and c not in _IGNORED]
    thin, wanted = "".join(text[i] for i in kept), squeeze(words)
    found: list[Span] = []
    at = thin.find(wanted) if wanted else -1
    while at >= 0:
        found.append(Span(kept[at], kept[at + len(wanted) - 1] + 1))
        at = thin.find(wanted, at + 1)
    return tuple(found)


def covered(target: Span, by: tuple[Span, ...]) -> float:
    """Return which part of ``target`` lies inside the union of ``by``, from 0 to 1."""
    inside = {i for s in by for i in range(max(s.start, target.start), min(s.end, target.end))}
    return len(inside) / max(1, target.end - target.start)
