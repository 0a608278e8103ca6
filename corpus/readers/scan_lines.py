"""Puts the pieces of text found on a page into lines, in reading order, with their margins.

Distances are measured in the width of a Chinese character of the page, so that what comes out is
laid out like a typed text: two columns of blanks for every character of indentation, an empty line
for a gap between paragraphs, wide gaps inside a line kept for the columns of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.layout import reach

# Gaps between pieces of one line, in characters: below the first they touch, above the second they
# are columns of a table or of the page.
TOUCHING, APART = 0.9, 1.6
# A white channel so many characters wide between two blocks of text parts two columns.
GUTTER = 1.2
COLUMN_LINES = 6
PARAGRAPH_GAP = 1.7
_ASCII = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on an upright page, its box in pixels, and how sure its reading is."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Return the height of the middle of the piece on the page."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Return how high the piece is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A printed line: its pieces from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        """Return where the line begins."""
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        """Return where the line ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def middle(self) -> float:
        """Return the height of the line on the page."""
        return median(piece.middle for piece in self.pieces)


def lay_out(pieces: Sequence[Piece]) -> str:
    """Return the text of ``pieces``: columns one after the other, lines with margins and gaps."""
    if not pieces:
        return ""
    unit = character_width(pieces)
    blocks = _columns(list(pieces), unit)
    return "\n\n".join(_block_text(block, unit) for block in blocks)


def character_width(pieces: Sequence[Piece]) -> float:
    """Return the width in pixels of a Chinese character on most of the page."""
    widths = [
        (2 * (p.right - p.left) / columns, columns)
        for p in pieces
        if (columns := reach(p.text, wide_quotes=True)) >= 12
    ]
    if not widths:
        return max(1.0, median(piece.height for piece in pieces))
    ordered = sorted(width for width, columns in widths for _ in range(columns // 6))
    return max(1.0, median(ordered))


def _columns(pieces: list[Piece], unit: float) -> list[list[Piece]]:
    """Return the pieces by column, from the left; what crosses the gutter parts the page."""
    gutter = _gutter(pieces, unit)
    if gutter is None:
        return [pieces]
    crossing = sorted(
        (p for p in pieces if p.left < gutter - unit and p.right > gutter + unit),
        key=lambda piece: piece.middle,
    )
    rest = [p for p in pieces if p not in crossing]
    blocks: list[list[Piece]] = []
    for before, after in zip([None, *crossing], [*crossing, None], strict=True):
        band = [
            p
            for p in rest
            if (before is None or p.middle > before.middle)
            and (after is None or p.middle < after.middle)
        ]
        left = [p for p in band if (p.left + p.right) / 2 < gutter]
        right = [p for p in band if (p.left + p.right) / 2 >= gutter]
        blocks += [side for side in (left, right) if side]
        if after is not None:
            if blocks and blocks[-1][-1] in crossing:
                blocks[-1].append(after)
            else:
                blocks.append([after])
    return blocks


def _gutter(pieces: Sequence[Piece], unit: float) -> float | None:
    """Return where a white channel parts two columns of running text, or None.

    The cells of a table stand apart too, but they do not reach their column's edge line for line.
    """
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        place = left + (right - left) * step / 100
        crossing = [p for p in pieces if p.left < place - unit and p.right > place + unit]
        before = [p for p in pieces if p.right <= place + unit and p not in crossing]
        after = [p for p in pieces if p.left >= place - unit and p not in crossing]
        if len(crossing) > 0.2 * len(pieces) or not (_is_column(before) and _is_column(after)):
            continue
        gap = min(p.left for p in after) - max(p.right for p in before)
        if gap >= GUTTER * unit and (best is None or len(crossing) < best[0]):
            edge = (min(p.left for p in after) + max(p.right for p in before)) / 2
            best = (len(crossing), edge)
    return best[1] if best else None


def _is_column(pieces: Sequence[Piece]) -> bool:
    """Say whether most of ``pieces`` are full lines of running text under one another."""
    if len(pieces) < COLUMN_LINES:
        return False
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    full = [p for p in pieces if p.right - p.left > 0.8 * width]
    return len(full) >= 0.5 * len(pieces)


def _block_text(pieces: Sequence[Piece], unit: float) -> str:
    """Return the text of one column, a line for every printed line."""
    lines = group_lines(pieces)
    margin = _margin(lines, unit)
    pitch = _pitch(lines)
    told: list[str] = []
    last: ScanLine | None = None
    for line in lines:
        if last is not None and pitch and line.middle - last.middle > PARAGRAPH_GAP * pitch:
            told.append("")
        indent = max(0, round((line.left - margin) / unit))
        told.append("　" * indent + _line_text(line, unit))
        last = line
    return "\n".join(told)


def group_lines(pieces: Sequence[Piece]) -> list[ScanLine]:
    """Return the printed lines that ``pieces`` make up, from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        for line in lines[-3:]:
            other = line[-1]
            shared = min(piece.bottom, other.bottom) - max(piece.top, other.top)
            apart = all(p.right <= piece.left + 4 or p.left >= piece.right - 4 for p in line)
            if shared > 0.5 * min(piece.height, other.height) and apart:
                line.append(piece)
                break
        else:
            lines.append([piece])
    ordered = [ScanLine(tuple(sorted(line, key=lambda p: p.left))) for line in lines]
    return sorted(ordered, key=lambda line: line.middle)


def _margin(lines: Sequence[ScanLine], unit: float) -> float:
    """Return where the lines of a column begin: the leftmost place that several agree on."""
    lefts = sorted(line.left for line in lines)
    for left in lefts:
        if sum(1 for other in lefts if abs(other - left) < unit / 2) >= min(3, len(lefts)):
            return left
    return lefts[0]


def _pitch(lines: Sequence[ScanLine]) -> float:
    """Return the usual distance from one line to the next, 0 where there are too few."""
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    return median(steps) if len(steps) >= 3 else 0.0


def _line_text(line: ScanLine, unit: float) -> str:
    """Return the text of a line, its wide gaps kept as blanks."""
    told = line.pieces[0].text
    for before, piece in pairwise(line.pieces):
        gap = (piece.left - before.right) / unit
        if gap >= APART:
            told += " " * max(2, round(2 * gap))
        elif gap >= TOUCHING and _ASCII.match(told[-1:]) and _ASCII.match(piece.text):
            told += " "
        told += piece.text
    return told
