"""Finds the ruled tables of a scanned page, so that each of their cells is read by itself.

The rules are the long straight runs of ink; pdfplumber tells the cells that they enclose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from corpus.readers.ruled import Cell, Rule, rule, ruled_tables
from corpus.readers.scan_engine import Boxes, Picture

Mask = NDArray[np.uint8]

# The shortest rules across and down, and how far rules may miss each other, as parts of the page's
# shorter side: longer than the strokes of a title's characters, and of any in lines of text so high.
ACROSS, DOWN, LOOSE = 0.05, 0.024, 0.006
ACROSS_LINES, DOWN_LINES = 1.5, 1.0
LEAST_CELLS, MOST_RULES = 4, 2000
# What a piece of text must share with a cell to have a part in it, and the least ink that is text.
SHARED, LEAST_HIGH, LEAST_WIDE = 6.0, 8, 3
CONTRAST = 60
# How far beside a box in its cell more of the same line may begin, in heights of the box.
BESIDE = 1.2


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its cells, each row by row, as frames in pixels."""

    cells: tuple[Cell, ...]

    @property
    def frame(self) -> Cell:
        """The frame of the whole."""
        lefts, tops, rights, bottoms = zip(*self.cells, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def edges(self) -> tuple[float, ...]:
        """The left edges of its columns."""
        return tuple(sorted({cell[0] for cell in self.cells}))

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell around a place, or None."""
        return next((c for c in self.cells if c[0] <= x < c[2] and c[1] <= y < c[3]), None)


def find_tables(picture: Picture, boxes: Boxes) -> tuple[list[Table], Picture]:
    """Return the ruled tables of an upright page, and the page with their rules painted over."""
    import cv2

    heights = np.ptp(boxes[:, :, 1], axis=1)
    across, down = _rules(picture, float(np.median(heights)) if len(boxes) else 0.0)
    loose = max(3.0, LOOSE * min(picture.shape[:2]))
    edges = [*_edges(across, "h"), *_edges(down, "v")]
    if not LEAST_CELLS <= len(edges) <= MOST_RULES:
        return [], picture
    tables = [
        Table(tuple(cells)) for cells in ruled_tables(edges, loose) if len(cells) >= LEAST_CELLS
    ]
    if not tables:
        return [], picture
    bare = picture.copy()
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    for table in tables:
        left, top, right, bottom = (round(v) for v in table.frame)
        window = (
            slice(max(0, top - 9), bottom + 9),
            slice(max(0, left - 9), right + 9),
        )
        bare[window][rules[window] > 0] = np.percentile(picture[window], 85, axis=(0, 1))
    return sorted(tables, key=lambda table: table.frame[1]), bare


def _rules(picture: Picture, line: float) -> tuple[Mask, Mask]:
    """Return the rules across and down a page as masks; its lines of text are ``line`` high."""
    import cv2

    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12
    )
    side = min(picture.shape[:2])
    wide = round(max(ACROSS * side, ACROSS_LINES * line))
    high = round(max(DOWN * side, DOWN_LINES * line))
    masks = []
    for grow, long in (((3, 1), (1, wide)), ((1, 3), (high, 1))):
        # A rule that leans by a pixel is made thicker before it is measured.
        thick = cv2.dilate(ink, np.ones(grow, np.uint8))
        masks.append(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(long, np.uint8)))
    return cast(Mask, masks[0]), cast(Mask, masks[1])


def _edges(mask: Mask, orientation: str) -> Iterator[Rule]:
    """Yield the rules of a mask as pdfplumber describes edges."""
    import cv2

    count, _, frames, _ = cv2.connectedComponentsWithStats(mask)
    for left, top, width, height, _ in frames[1:count].tolist():
        x, y = left + width / 2, top + height / 2
        if orientation == "h":
            yield rule("h", left, y, left + width, y)
        else:
            yield rule("v", x, top, x, top + height)


def by_cells(boxes: Boxes, tables: Sequence[Table], picture: Picture) -> Boxes:
    """Return ``boxes`` cut at the cells they cross, and one for each cell with ink but no box."""
    told: list[NDArray[np.float32]] = []
    filled: dict[Cell, list[int]] = {}
    cells = [cell for table in tables for cell in table.cells]
    for box in boxes:
        (left, top), (right, bottom) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
        parts = [
            (cell, max(left, cell[0] + 1), min(right, cell[2] - 1))
            for cell in cells
            if cell[1] < (top + bottom) / 2 < cell[3]
        ]
        parts = [(cell, low, high) for cell, low, high in parts if high - low > SHARED]
        if not parts:
            told.append(box)
        for cell, low, high in parts:
            told.append(_box(low, max(top, cell[1] + 1), high, min(bottom, cell[3] - 1)))
            filled.setdefault(cell, []).append(len(told) - 1)
    for cell, places in filled.items():
        if len(places) == 1:
            told[places[0]] = _whole(picture, cell, told[places[0]])
    for cell in cells:
        if cell not in filled:
            told += _inked(picture, cell)
    return np.array(told, np.float32).reshape(-1, 4, 2)


def _whole(picture: Picture, cell: Cell, box: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the one box of a cell, with the ink beside it that was passed over: the 二、 before a word."""
    import cv2

    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    start = round(cell[0]) + 4
    part = picture[max(0, round(top)) : round(bottom), start : round(cell[2]) - 4]
    if min(part.shape[:2]) < LEAST_HIGH:
        return box
    grey = cv2.medianBlur(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), 3).astype(np.float32)
    paper, dark = float(np.percentile(grey, 80)), float(np.percentile(grey, 1))
    columns = start + np.flatnonzero((grey < (paper + dark) / 2).any(axis=0))
    reach = BESIDE * (bottom - top)
    for column in columns[columns < left][::-1]:
        left = min(left, column - 2) if left - column < reach else left
    for column in columns[columns > right]:
        right = max(right, column + 2) if column - right < reach else right
    return _box(left, top, right, bottom) if paper - dark >= CONTRAST else box


def _inked(picture: Picture, cell: Cell) -> Iterator[NDArray[np.float32]]:
    """Yield the box of the ink in a cell where no text was found: a single digit, a dash."""
    import cv2

    left, top, right, bottom = (
        round(cell[0]) + 4,
        round(cell[1]) + 4,
        round(cell[2]) - 4,
        round(cell[3]) - 4,
    )
    part = picture[top:bottom, left:right]
    if min(part.shape[:2]) < LEAST_HIGH:
        return
    grey = cv2.medianBlur(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), 3).astype(np.float32)
    paper, dark = float(np.percentile(grey, 80)), float(grey.min())
    ink = grey < (paper + dark) / 2
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if paper - dark < CONTRAST or not len(rows):
        return
    high, wide = int(rows[-1] - rows[0]), int(columns[-1] - columns[0])
    if high >= LEAST_HIGH and wide >= LEAST_WIDE and high <= 3 * max(wide, high // 3):
        pad = max(4, high // 4)
        yield _box(
            max(left, left + int(columns[0]) - pad),
            max(top, top + int(rows[0]) - pad),
            min(right, left + int(columns[-1]) + pad),
            min(bottom, top + int(rows[-1]) + pad),
        )


def _box(left: float, top: float, right: float, bottom: float) -> NDArray[np.float32]:
    """Return the four corners of a frame."""
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
