"""The order in which the lines of a PDF page are read: down the page, column by column.

Two columns are told from a table by their lines: prose fills its column, cells do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.readers.pdf_glyphs import SAME_BASE, Stretch

LEAST_LINES = 5
FILLED = 0.6
STEP = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page in its frame (the page's width, or a column): place, size, frame.

    ``table`` holds the rows of cells where a ruled table stands there instead of a line.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    frame: int = 0
    columns: int = 1
    table: tuple[tuple[str | None, ...], ...] | None = None
    edges: tuple[float, ...] = ()


def reading_order(stretches: Sequence[Stretch], tables: Sequence[Row]) -> list[Row]:
    """Return the rows of a page in the order they are read, each with the number of its frame."""
    lines = _lines([*stretches, *tables])
    rows: list[Row] = []
    _order(lines, rows)
    return rows


Line = list["Stretch | Row"]


def _lines(pieces: Sequence[Stretch | Row]) -> list[Line]:
    """Return the pieces of a page line by line, from the top, each from left to right."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.left)):
        alike = lines and isinstance(piece, Stretch) and isinstance(lines[-1][0], Stretch)
        if alike and piece.base - lines[-1][0].base <= SAME_BASE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    for line in lines:
        line.sort(key=lambda piece: piece.left)
    return lines


def _order(lines: Sequence[Line], rows: list[Row], depth: int = 0) -> None:
    """Append the rows of ``lines`` to ``rows``, the parts with columns column by column."""
    found = _gutter(lines) if depth < 3 else None
    if found is None:
        frame = rows[-1].frame + 1 if rows else 0
        rows += [_row(line, frame, 1 + depth) for line in lines]
        return
    first, last, x = found
    _order(lines[:first], rows, depth)
    inside = [piece for line in lines[first:last] for piece in line]
    _order(_lines([piece for piece in inside if piece.left < x]), rows, depth + 1)
    _order(_lines([piece for piece in inside if piece.left >= x]), rows, depth + 1)
    _order(lines[last:], rows, depth)


def _gutter(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """Return the lines (first, last) that stand in two columns and the x between them, or None."""
    if len(lines) < LEAST_LINES:
        return None
    left = min(piece.left for line in lines for piece in line)
    right = max(piece.right for line in lines for piece in line)
    # The lines of the right-hand column begin at one place, those of a scan about there.
    starts = Counter(STEP * (piece.left // STEP) for line in lines for piece in line)
    inner = (left + 0.2 * (right - left), left + 0.8 * (right - left))
    best: tuple[int, int, float] | None = None
    for x, count in list(starts.items()):
        if count + starts[x + STEP] < LEAST_LINES - 1 or not inner[0] < x < inner[1]:
            continue
        for first, last in _free(lines, x):
            longer = best is None or last - first > best[1] - best[0]
            if longer and _is_gutter(lines[first:last], x, left, right):
                best = (first, last, x)
    return best


def _free(lines: Sequence[Line], x: float) -> list[tuple[int, int]]:
    """Return the runs of lines that leave ``x`` free."""
    covered = [
        any(piece.left < x < piece.right + 0.3 * piece.size for piece in line) for line in lines
    ]
    borders = [-1, *(place for place, taken in enumerate(covered) if taken), len(lines)]
    return [(a + 1, b) for a, b in pairwise(borders) if b - a > LEAST_LINES]


def _is_gutter(lines: Sequence[Line], x: float, left: float, right: float) -> bool:
    """Say whether on both sides of ``x`` stands prose that fills its side."""
    sides: tuple[list[list[Stretch | Row]], list[list[Stretch | Row]]] = ([], [])
    for line in lines:
        for side, pieces in zip(
            sides, ([p for p in line if p.left < x], [p for p in line if p.left >= x]), strict=True
        ):
            if pieces:
                side.append(pieces)
    if min(map(len, sides)) < LEAST_LINES:
        return False
    tops = [side[0][0].base for side in sides]
    ends = [side[-1][0].base for side in sides]
    shared = min(ends) - max(tops)
    if shared < 0.5 * max(end - top for end, top in zip(ends, tops, strict=True)):
        return False
    return all(
        median(sum(p.right - p.left for p in line) for line in side) >= FILLED * width
        and sum(1 for line in side if len(line) > 1) < 0.3 * len(side)
        for side, width in zip(sides, (x - left, right - x), strict=True)
    )


def _row(line: Line, frame: int, columns: int) -> Row:
    """Return the row that the pieces of a line make; wide gaps stay wide, as a drawn table's do."""
    first = line[0]
    if isinstance(first, Row):
        return replace(first, frame=frame, columns=columns)
    text, size = first.text, first.size
    for before, piece in pairwise(line):
        text += " " * max(2, round(2 * (piece.left - before.right) / piece.size)) + piece.text
        size = piece.size if len(piece.text) > len(text) // 2 else size
    return Row(text, first.left, line[-1].right, first.base, size, frame, columns)
