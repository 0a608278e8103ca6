"""How a file is made up: which lines are table rows, and where its text is wrapped at a fixed width."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.furniture import Line
from corpus.lines import is_closed, is_row, marker_of

WINDOW = 60
NARROWEST, WIDEST = 30, 140
# A wrapped line ends within SLACK columns of the margin; the first line of a paragraph may have
# lost its two characters of indentation.
SLACK, INDENT = 3, 4
LAYOUT_INDENT = 4
_WIDE = re.compile(r"[\u2e80-\uffff]")
# Some fonts print these as wide as a Chinese character, others half as wide.
_EITHER = re.compile(r"[“”‘’·—…]")
_TOKEN = re.compile(r"[A-Za-z0-9.,%+\-/]+|.[，。；：、！？”）》]*")
_STOP = re.compile(r"[。；：！？]")
INNER_STOP = re.compile(r"[，、；。：]")


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width, in columns, at which a stretch of text is wrapped, and whether its quotes are wide."""

    width: int
    wide_quotes: bool

    def reach(self, text: str) -> int:
        """Return how many columns ``text`` takes here."""
        return reach(text, wide_quotes=self.wide_quotes)

    def end(self, line: Line, following: Line) -> int:
        """Return where ``line`` would end if it took in the first word of the ``following`` one."""
        found = _TOKEN.match(following.text)
        word = self.reach(found[0]) if found else 0
        return self.reach(line.text) + line.indent + min(word, self.width // 3)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines say of their make-up, by place: rows, wrap widths, blank lines, margins.

    ``wraps`` holds None where the text is not wrapped; ``margin`` is None where indentation tells
    nothing; ``headed`` holds the kinds of numbering whose headings have a line of their own.
    """

    rows: Sequence[bool]
    wraps: Sequence[Wrap | None]
    gaps_part: bool
    margin: int | None
    headed: frozenset[str] = frozenset()

    def fills(self, line: Line, following: Line, place: int, *, first: bool) -> bool:
        """Say whether ``line`` at ``place`` ends where it does because the margin came.

        It does where the next word would not have fitted any more. The ``first`` line of a
        paragraph may have lost its indentation.
        """
        wrap = self.wraps[place]
        if wrap is None:
            return False
        lost = INDENT if first and not line.indent else 0
        return wrap.end(line, following) > wrap.width - SLACK - lost

    def starts_paragraph(self, line: Line, following: Line | None, place: int) -> bool:
        """Say whether a wrapped line is short by just the indentation that a first line has lost."""
        wrap = self.wraps[place]
        if wrap is None or following is None or is_closed(line.text) or line.indent:
            return False
        end = wrap.end(line, following)
        return wrap.width - SLACK - INDENT < end <= wrap.width - SLACK


def read_layout(lines: Sequence[Line]) -> Layout:
    """Read the make-up of a file from its lines."""
    rows = _row_flags(lines)
    prose = [line for line, row in zip(lines, rows, strict=True) if not row]
    gaps = sum(1 for line in prose[1:] if line.gap)
    flush = sum(1 for line in prose if line.indent <= 1)
    layout = Layout(
        rows=rows,
        wraps=_wraps(lines, rows),
        gaps_part=gaps < 0.5 * len(prose),
        margin=0 if flush > 0.1 * len(prose) else None,
    )
    return replace(layout, headed=_headed(lines, layout))


def _headed(lines: Sequence[Line], layout: Layout) -> frozenset[str]:
    """Return the kinds of numbering that open a heading on a line of its own, short of the margin."""
    kinds: Counter[str] = Counter()
    for place, (line, following) in enumerate(pairwise(lines)):
        if layout.wraps[place] is None or layout.rows[place] or _STOP.search(line.text):
            continue
        marker = marker_of(line.text)
        if marker is not None and not layout.fills(line, following, place, first=True):
            kinds[marker.kind] += 1
    return frozenset(kinds)


def reach(text: str, *, wide_quotes: bool) -> int:
    """Return how many columns ``text`` takes, a Chinese character taking two."""
    either = len(_EITHER.findall(text)) if wide_quotes else 0
    return len(text) + len(_WIDE.findall(text)) + either


def _row_flags(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is part of a table: a row, or laid out between rows."""
    flags = [is_row(line.text) for line in lines]
    for place in range(1, len(lines) - 1):
        between = flags[place - 1] and is_row(lines[place + 1].text)
        text = lines[place].text
        if between and len(text) <= NARROWEST // 2 and not is_closed(text):
            flags[place] = flags[place] or marker_of(text) is None
    for places in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = places.step
        for place in places:
            laid_out = lines[place].indent >= LAYOUT_INDENT and flags[place - step]
            flags[place] = flags[place] or (laid_out and not is_closed(lines[place].text))
    return flags


def _wraps(lines: Sequence[Line], rows: Sequence[bool]) -> list[Wrap | None]:
    """Return for each line how its stretch of the file is wrapped, None where it is not."""
    wraps: list[Wrap | None] = [None] * len(lines)
    prose = [place for place, row in enumerate(rows) if not row]
    blocks = [prose[i : i + WINDOW] for i in range(0, len(prose), WINDOW)]
    if len(blocks) > 1 and len(blocks[-1]) < WINDOW // 3:
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    for block in blocks:
        wrapped = _wrap([lines[place] for place in block])
        for place in range(block[0], block[-1] + 1):
            wraps[place] = wrapped
    return wraps


def _wrap(block: Sequence[Line]) -> Wrap | None:
    """Return how a stretch of lines is wrapped, or None.

    Wrapped prose ends most of its long lines in mid-sentence near one width, and has commas inside.
    """
    long = [line for line in block if len(line.text) > 11]
    ends = [line for line in long if not is_closed(line.text) and INNER_STOP.search(line.text)]
    if len(ends) < 3:
        return None
    wide, narrow = (
        _crowded([reach(line.text, wide_quotes=quotes) + line.indent for line in ends])
        for quotes in (True, False)
    )
    wrap = Wrap(wide[1], True) if wide > narrow else Wrap(narrow[1], False)
    widths = [(wrap.reach(line.text) + line.indent, line.text) for line in long]
    near = [text for w, text in widths if abs(w - wrap.width) <= 2 * INDENT]
    over = sum(1 for w, _ in widths if w > wrap.width + 2 * INDENT)
    wrapped = (
        NARROWEST <= wrap.width <= WIDEST
        and over <= 0.1 * len(long)
        and len(near) >= max(3, 0.35 * len(long))
        and sum(1 for text in near if not is_closed(text)) >= 0.4 * len(near)
        and sum(1 for text in near if INNER_STOP.search(text)) >= 0.4 * len(near)
    )
    return wrap if wrapped else None


def _crowded(ends: Sequence[int]) -> tuple[int, int]:
    """Return how many lines end about where most lines end, and the column where that is."""
    ordered = sorted(ends)
    return max(
        (bisect_right(ordered, end) - bisect_left(ordered, end - 1), end) for end in set(ordered)
    )
