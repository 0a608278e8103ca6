"""A text seen without what its quotation marks and figureless brackets hold.

Borders are looked for in the shadow, where a comma inside a slogan is none; phrases are taken out
of it with each quotation as one opaque sign, and get their quotations back when they are shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.models import Span

_QUOTED = re.compile(
    r"《[^》\n]{1,80}》|“[^”“\n]{1,80}”|‘[^’‘\n]{1,60}’|「[^」\n]{1,60}」|『[^』\n]{1,60}』|#[^#\n]{1,30}#"
)
_BRACKETED = re.compile(r"（[^（）\n]{0,120}）|\[[^\[\]\n]{0,20}\]|【[^【】\n]{0,20}】")
_OPAQUE, _GONE = "■", "◇"
# One private sign stands for each quotation of a phrase while it is being trimmed.
FIRST_SIGN, SIGNS = 0xE000, 0x1800
QUOTE_SIGN = f"[{chr(FIRST_SIGN)}-{chr(FIRST_SIGN + SIGNS - 1)}]"
_HARD = re.compile(r"[，。；：！？\n（）①-⑳]")
_SENTENCE = re.compile(r"[。！？\n]")
# The comma of 2,311 parts no clauses.
_THOUSANDS = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
REACH = 160
_LONGEST_SENTENCE = 2000
_COMPARED = re.compile(r"(?:比|较|与|同)[^，。；]{2,24}?(?:相比|比较|相较|同期)，?")
_BRACKET_SIGN = re.compile(r"[（）。！？\n]")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket sign or sentence end: how many brackets are open behind it, and the last of them."""

    at: int
    depth: int
    opened: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """The levelled text, its shadow, and where the quotations of the shadow stand."""

    text: str
    shade: str
    quotes: tuple[Span, ...]
    hard: tuple[int, ...]
    stops: tuple[int, ...]
    brackets: tuple[Bracket, ...]

    @classmethod
    def of(cls, text: str, amounts: tuple[Span, ...]) -> Shadow:
        """Cast the shadow of a levelled text; brackets that hold one of ``amounts`` stay visible."""
        quotes = tuple(Span(m.start(), m.end()) for m in _QUOTED.finditer(text))
        shade = _THOUSANDS.sub(",", _blank(text, quotes, _OPAQUE))
        starts = [span.start for span in amounts]
        idle = [
            Span(m.start(), m.end())
            for m in _BRACKETED.finditer(shade)
            if bisect_left(starts, m.start()) == bisect_left(starts, m.end())
        ]
        shade = _blank(shade, tuple(idle), _GONE)
        hard = tuple(mark.start() for mark in _HARD.finditer(shade))
        stops = tuple(mark.start() for mark in _SENTENCE.finditer(shade))
        return cls(text, shade, quotes, hard, stops, tuple(_brackets(shade)))

    def left_border(self, position: int, floor: int = 0) -> int:
        """Return where the clause that ends at ``position`` begins, not before ``floor``."""
        floor = max(floor, position - REACH)
        at = bisect_left(self.hard, position)
        return max(floor, self.hard[at - 1] + 1) if at else floor

    def clause_start(self, position: int, floor: int = 0) -> int:
        """Return where the clause begins with the 与上年相比 that may stand before it."""
        start = self.left_border(position, floor)
        if start - 1 > floor and self.shade[start - 1] == "，":
            before = self.left_border(start - 1, floor)
            if _COMPARED.search(self.shade, before, start - 1):
                return before
        return start

    def right_border(self, position: int, ceiling: int) -> int:
        """Return where the clause that starts at ``position`` ends, not after ``ceiling``."""
        ceiling = min(ceiling, position + REACH)
        at = bisect_left(self.hard, position)
        return min(ceiling, self.hard[at]) if at < len(self.hard) else ceiling

    def sentence(self, position: int) -> Span:
        """Return the sentence around ``position``; a line end closes it as well."""
        at = bisect_left(self.stops, position)
        start = self.stops[at - 1] + 1 if at else 0
        end = self.stops[at] if at < len(self.stops) else len(self.shade)
        return Span(start, min(end, position + _LONGEST_SENTENCE))

    def bracket(self, position: int) -> Bracket | None:
        """Return the last bracket sign or sentence end before ``position``."""
        at = bisect_left(self.brackets, position, key=lambda bracket: bracket.at)
        return self.brackets[at - 1] if at else None

    def phrase(self, start: int, end: int) -> str:
        """Return the text of a range with every quotation as one sign and idle brackets gone."""
        pieces, at = [], start
        first = bisect_right(self.quotes, start, key=lambda q: q.start)
        for number in range(max(0, first - 1), len(self.quotes)):
            quote = self.quotes[number]
            if quote.start >= end:
                break
            if quote.start < at or quote.end > end:
                continue
            pieces += [self.shade[at : quote.start], chr(FIRST_SIGN + number % SIGNS)]
            at = quote.end
        pieces.append(self.shade[at:end])
        return "".join(pieces).replace(_GONE, "").replace(_OPAQUE, "").replace(" ", "")

    def show(self, phrase: str, near: int) -> str:
        """Put the quotations back into a phrase taken from around position ``near``."""
        return re.sub(QUOTE_SIGN, lambda sign: self._quotation(sign.group(), near), phrase)

    def quotation(self, sign: str, near: int) -> str:
        """Return the quotation one sign stands for."""
        return self._quotation(sign, near)

    def _quotation(self, sign: str, near: int) -> str:
        around = bisect_right(self.quotes, near, key=lambda q: q.start)
        number = ord(sign) - FIRST_SIGN
        number += round((around - number) / SIGNS) * SIGNS
        return self.quotes[number].of(self.text) if 0 <= number < len(self.quotes) else ""


def _brackets(shade: str) -> Iterator[Bracket]:
    """Walk the bracket signs of a shadow; the end of a sentence closes what is still open."""
    depth, opened = 0, [-1]
    for mark in _BRACKET_SIGN.finditer(shade):
        sign = mark.group()
        if sign == "（":
            depth += 1
            opened.append(mark.start())
        elif sign == "）":
            depth -= 1
            if len(opened) > 1:
                opened.pop()
        else:
            depth, opened = 0, [-1]
        yield Bracket(mark.start(), depth, opened[-1])


def _blank(text: str, spans: tuple[Span, ...], sign: str) -> str:
    """Return the text with each span overwritten by ``sign``, length kept."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], sign * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])
