"""Where sentences begin and end in a report's text.

A sentence ends at 。！？ or at the end of its line (a heading, a table row and a signature are lines
of their own); a semicolon does not end it. What stands in brackets or quotes belongs to the sentence
around it, so a 。 in there ends nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from corpus.models import Span

OPENING = {"（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "《": "》", "【": "】"}
CLOSING = frozenset(OPENING.values())
FINAL = frozenset("。！？!?")
QUOTES = frozenset("”」』")
# After a closing quote these go on with the sentence: “……吗？”，以互动形式
GOES_ON = frozenset("，、；：。！？,;:）)》】”’」』的等为是之和与及")
# A bracket that spans more than this lost its partner in crawling; so did one this deeply nested.
LONGEST_BRACKET = 400
DEEPEST = 12
_NOTABLE = re.compile(r"[（(“「『《【）)”」』》】。！？!?]|\.(?=\s+[A-Z])")
_LINE = re.compile(r"[^\n]+")
_BLANKS = " \t　"


@lru_cache(maxsize=8)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the span of every sentence of ``text``, in order.

    >>> text = "一、总体情况\\n开展辟谣422次。查删9172条；约谈3家。"
    >>> [span.of(text) for span in sentence_spans(text)]
    ['一、总体情况', '开展辟谣422次。', '查删9172条；约谈3家。']
    """
    return tuple(
        trimmed
        for line in _LINE.finditer(text)
        for span in _in_line(text, line.start(), line.end())
        if (trimmed := _trim(text, span)) is not None
    )


def sentence_at(text: str, position: int) -> Span:
    """Return the sentence around ``position``; between two sentences, the one before it."""
    spans = sentence_spans(text)
    if not spans:
        return Span(0, len(text))
    return spans[max(bisect_right(_starts(text), position) - 1, 0)]


@lru_cache(maxsize=8)
def _starts(text: str) -> tuple[int, ...]:
    """Return where the sentences begin, for bisection."""
    return tuple(span.start for span in sentence_spans(text))


def _in_line(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of one line."""
    marks = [found.start() for found in _NOTABLE.finditer(text, start, end)]
    partners = _partners(text, marks)
    begin = reached = start
    for mark in marks:
        if mark < reached:
            continue
        if mark in partners:
            reached = partners[mark] + 1
            if not _ends_in_bracket(text, begin, mark, reached, end):
                continue
        elif text[mark] not in FINAL and text[mark] != ".":
            continue
        stop = max(reached, mark + 1)
        while stop < end and (text[stop] in FINAL or text[stop] in CLOSING or text[stop] == "’"):
            stop += 1
        yield Span(begin, stop)
        begin = reached = stop
    if begin < end:
        yield Span(begin, end)


def _ends_in_bracket(text: str, begin: int, opened: int, closed: int, end: int) -> bool:
    """Say whether a sentence ends with the quote or bracket that ends at ``closed``.

    It does in 他说：“好。” and in a bracket that is a sentence by itself, not in “……吗？”，以互动形式.
    """
    if closed >= end or text[closed - 2] not in FINAL or text[closed] in GOES_ON:
        return False
    whole = not text[begin:opened].strip(_BLANKS)
    return whole or (text[closed - 2] == "。" and text[closed - 1] in QUOTES)


def _partners(text: str, marks: list[int]) -> dict[int, int]:
    """Return for each opening bracket that has a partner on its line where that partner stands."""
    waiting: list[int] = []
    partners: dict[int, int] = {}
    for mark in marks:
        char = text[mark]
        if char in OPENING:
            waiting.append(mark)
            del waiting[:-DEEPEST]
        elif char in CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if OPENING[text[waiting[depth]]] == char:
                    if mark - waiting[depth] <= LONGEST_BRACKET:
                        partners[waiting[depth]] = mark
                    del waiting[depth:]
                    break
    return partners


def _trim(text: str, span: Span) -> Span | None:
    """Return ``span`` without the blanks around it, or None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end) if start < end else None
