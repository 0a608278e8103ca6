"""A text seen without what its quotation marks and figureless brackets hold.

Borders are looked for in the shadow, where a comma inside a slogan is none; phrases are taken out
of it with each quotation as one opaque sign, and get their quotations back when they are shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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


@dataclass(frozen=True, slots=True)
class Shadow:
    """The levelled text, its shadow, and where the quotations of the shadow stand."""

    text: str
    shade: str
    quotes: tuple[Span, ...]

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
        return cls(text, _blank(shade, tuple(idle), _GONE), quotes)

    def left_border(self, position: int, floor: int = 0) -> int:
        """Return where the clause that ends at ``position`` begins, not before ``floor``."""
        floor = max(floor, position - REACH)
        found = floor
        for mark in _HARD.finditer(self.shade, floor, position):
            found = mark.end()
        return found

    def right_border(self, position: int, ceiling: int) -> int:
        """Return where the clause that starts at ``position`` ends, not after ``ceiling``."""
        mark = _HARD.search(self.shade, position, min(ceiling, position + REACH))
        return mark.start() if mark else min(ceiling, position + REACH)

    def sentence(self, position: int) -> Span:
        """Return the sentence around ``position``; a line end closes it as well."""
        start = 0
        for sign in "。！？\n":
            start = max(start, self.shade.rfind(sign, max(0, position - 2000), position) + 1)
        mark = _SENTENCE.search(self.shade, position, position + 2000)
        return Span(start, mark.start() if mark else min(len(self.shade), position + 2000))

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


def _blank(text: str, spans: tuple[Span, ...], sign: str) -> str:
    """Return the text with each span overwritten by ``sign``, length kept."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], sign * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])
