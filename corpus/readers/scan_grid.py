"""Sets a table that was typed with blanks back on the half squares on which it was typed.

Recognition tells words and about where they stand. In type of one width every sign stands on a whole
number of half squares, and so does every blank: what lines up in the print lines up in the text again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from corpus.layout import reach
from corpus.readers.scan_engine import Picture
from corpus.readers.scan_pieces import EMPTY_BEFORE, EMPTY_BEHIND, Piece

# Rows of so many pieces are a table's, and so many pieces tell where the half squares are.
LEAST_IN_ROW, LEAST_PIECES = 3, 12
LEVEL = 0.4
# The mean part of a half square by which pieces may stand off their places: by chance it is .25.
MOST_OFF = 0.1
# The half squares that are tried, as parts of the one that the widths of words tell, and the steps.
AROUND, STEPS, STARTS = 0.08, 321, 20
# What a sign's ink leaves free of its last half square, how far a piece may be from as wide as its
# signs are, and from how many blanks on what follows is a cell of its own.
MARGIN, MOST_WIDER, ALONE = 0.15, 0.8, 2
# Two words with a gap of this part of a square are two.
APART = 0.45
_HAN = re.compile(r"[\u3400-\u9fff]{4,}")

Rows = list[list[Piece]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the half squares of a page are, in pixels: one of their edges, and how wide they are."""

    start: float
    half: float

    def column(self, x: float) -> int:
        """Return the number of the half square that begins about at ``x``."""
        return round((x - self.start) / self.half)

    def edge(self, column: int) -> float:
        """Return where a half square begins."""
        return self.start + column * self.half


def _with_blanks(text: str, columns: NDArray[np.int64]) -> str:
    """Return Chinese ``text`` with blanks where the ink in its ``columns`` leaves so much free."""
    steps = np.diff(columns)
    gaps = np.flatnonzero(steps > APART * (columns[-1] - columns[0] + 1) / len(text))
    # Gaps between all signs are those of a heading that is set wide.
    if not len(gaps) or len(gaps) == len(text) - 1:
        return text
    em = (columns[-1] - columns[0] + 1 - steps[gaps].sum()) / len(text)
    told, done, free = "", 0, 0
    for gap in gaps:
        end = round(float((columns[gap] - columns[0] - free) / em))
        told += text[done:end] + " " * max(1, round(float(2 * steps[gap] / em) - MARGIN))
        done, free = end, free + int(steps[gap])
    return told + text[done:]


def rows_of(pieces: Sequence[Piece]) -> Rows:
    """Return ``pieces`` row by row down the page, each from the left."""
    rows: Rows = []
    for piece in sorted(pieces, key=lambda piece: piece.middle[1]):
        high = LEVEL * (piece.bottom - piece.top)
        if rows and piece.middle[1] - rows[-1][0].middle[1] < high:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def table_rows(pieces: Sequence[Piece]) -> Rows:
    """Return the rows of several pieces."""
    return [row for row in rows_of(pieces) if len(row) >= LEAST_IN_ROW]


def framed(picture: Picture, pieces: Sequence[Piece]) -> list[Piece]:
    """Return ``pieces``, on a page of typed tables framed by their ink, a blank where words part."""
    if sum(len(row) for row in table_rows(pieces)) < LEAST_PIECES:
        return list(pieces)
    return [_framed(picture, piece) for piece in pieces]


def _framed(picture: Picture, piece: Piece) -> Piece:
    """Return a piece framed by its ink, a blank in it where its words stand apart."""
    left, top = max(0, int(piece.left)), max(0, int(piece.top))
    part = picture[top : int(piece.bottom) + 1, left : int(piece.right) + 1]
    if not part.size:
        return piece
    grey = part.min(axis=2).astype(np.float32)
    ink = grey < (np.percentile(grey, 75) + grey.min()) / 2
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return piece
    wide = int(columns[-1] - columns[0]) + 1
    text = piece.text
    if _HAN.fullmatch(text.replace(" ", "")):
        text = _with_blanks(text.replace(" ", ""), columns)
    return replace(
        piece, text=text, left=float(left + columns[0]), right=float(left + columns[0] + wide)
    )


def typed_rows(pieces: Sequence[Piece]) -> tuple[Rows, list[Piece], float]:
    """Return the rows of typed tables on their half squares, all other pieces, and how wide a square is.

    Pieces with one blank between them or none are one.
    """
    rows = table_rows(pieces)
    grid = _grid_of(rows)
    if grid is None:
        return [], list(pieces), 0.0
    told: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        typed = _typed(piece, grid)
        (rest if typed is None else told).append(typed or piece)
    return [_joined(row, grid) for row in rows_of(told)], rest, 2 * grid.half


def _joined(row: Sequence[Piece], grid: Grid) -> list[Piece]:
    """Return a row, its pieces joined over a single blank or none."""
    told: list[Piece] = []
    for piece in row:
        gap = grid.column(piece.left) - grid.column(told[-1].right) if told else ALONE
        if gap < ALONE:
            text = told[-1].text + " " * gap + piece.text
            told[-1] = replace(told[-1], text=text, right=piece.right)
        else:
            told.append(piece)
    return told


def _grid_of(rows: Rows) -> Grid | None:
    """Return the half squares on which the pieces of ``rows`` stand, None where they stand on none."""
    inner = [piece for row in rows for piece in row]
    bare = [(piece, reach(piece.text.replace(" ", ""), wide_quotes=False)) for piece in inner]
    wide = [
        (piece.right - piece.left) / (columns - 2 * MARGIN)
        for piece, columns in bare
        if columns >= 2 * LEAST_IN_ROW
    ]
    if len(inner) < LEAST_PIECES or not wide:
        return None
    lefts = np.array([p.left for p in inner if p.text[0] not in EMPTY_BEFORE])
    halves = median(wide) * np.linspace(1 - AROUND, 1 + AROUND, STEPS)[:, None, None]
    starts = np.linspace(0, 1, STARTS, endpoint=False)[:, None] * halves
    places = (lefts - starts) / halves
    off = np.abs(places - np.round(places)).mean(axis=2)
    best = np.unravel_index(int(off.argmin()), off.shape)
    if off[best] > MOST_OFF:
        return None
    return Grid(float(starts[best[0], best[1], 0]), float(halves[best[0], 0, 0]))


def _typed(piece: Piece, grid: Grid) -> Piece | None:
    """Return a piece set on the grid, None where its width is not that of its signs."""
    opens = piece.text[0] in EMPTY_BEFORE
    first = grid.column(piece.left - (grid.half if opens else 0))
    wide = (piece.right - grid.edge(first)) / grid.half
    # The empty half of a last mark is not framed.
    empty = MARGIN + (piece.text[-1] in EMPTY_BEHIND)
    off, columns, text = min(
        (abs(wide + empty - columns), columns, text)
        for text in dict.fromkeys((piece.text, piece.text.replace(" ", "")))
        for columns in {reach(text, wide_quotes=quotes) for quotes in (True, False)}
    )
    if off > MOST_WIDER:
        return None
    return replace(piece, text=text, left=grid.edge(first), right=grid.edge(first + columns))
