"""The one text form of a table: a line a row, its cells between bars, so that a cell can be quoted.

    | 部门 | 立案（件） || 罚款（万元） |
    | 〃 | 一般 | 重大 | 〃 |
    | 城管局 | 12 |  | 4.5 |

Nothing between two bars is a cell that the one before it covers, 〃 one that the cell above covers,
blanks an empty cell. A table that only frames or lays out prose is written as the prose it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.joining import glue_between
from corpus.numerals import ARABIC

ABOVE = "〃"
COVERED = ""
_BAR = "｜"
_NUMBER = re.compile(rf"[约近超逾达-]?(?:{ARABIC})[余多]?[^\s.．、）)]{{0,3}}")
_BLANKS = re.compile(r"\s+")
_STOP = re.compile(r"[。；！？]")
_LONG_PROSE = 100

Rows = Sequence[Sequence[str | None]]


def grid_lines(rows: Rows, *, sure: bool = False) -> list[str]:
    """Return the lines of a table: "" is an empty cell, None one that a merged cell covers.

    A reader that knows that a cell is covered from above says so with ``ABOVE``; a None is told by
    its place, but of a reader that is ``sure`` of all of them it is covered from beside. Rows that
    hold nothing are left out.

    >>> grid_lines([["部门", "立案", None], [None, "一般", "重大"], ["城管局", "12", ""]])
    ['| 部门 | 立案 ||', '| 〃 | 一般 | 重大 |', '| 城管局 | 12 |  |']
    """
    width = max((len(row) for row in rows), default=0)
    grid = [[*row, *[""] * (width - len(row))] for row in rows]
    if _lays_out(grid):
        return [line for row in grid for cell in row for line in _paragraphs(cell)]
    plain = [[None if c is None else _one_line(c) for c in row] for row in grid]
    told = plain if sure else _directions(plain)
    return [_line(row) for row in told if any(cell not in (None, "", ABOVE) for cell in row)]


def _line(row: Sequence[str | None]) -> str:
    """Return one row between bars."""
    return "|" + "|".join(COVERED if cell is None else f" {cell} " for cell in row) + "|"


def _lays_out(grid: Rows) -> bool:
    """Say whether the table holds prose in a frame or in columns, and no row of numbers."""
    cells = [cell for row in grid for cell in row if cell and cell != ABOVE]
    widest = max((sum(1 for cell in row if cell is not None) for row in grid), default=0)
    if widest <= 1:
        return True
    numbers = any(_NUMBER.fullmatch(cell.strip()) for cell in cells)
    return not numbers and any(
        len(cell) > _LONG_PROSE and len(_STOP.findall(cell)) > 1 for cell in cells
    )


def _paragraphs(cell: str | None) -> Iterator[str]:
    """Yield the lines of a cell that holds prose."""
    if cell and cell != ABOVE:
        yield from (line.strip() for line in cell.splitlines() if line.strip())


def _one_line(cell: str) -> str:
    """Return the text of a cell without line breaks and without bars of its own.

    Two numbers on two lines stay two numbers.
    """
    lines = [_BLANKS.sub(" ", line.strip()) for line in cell.splitlines() if line.strip()]
    text = lines[0] if lines else ""
    for before, line in pairwise(lines):
        parted = before[-1].isdigit() and line[0].isdigit()
        text += (" " if parted else glue_between(before, line)) + line
    return text.replace("|", _BAR)


def _directions(grid: Rows) -> list[list[str | None]]:
    """Tell for each covered cell whether the one beside it (None) or above it (ABOVE) covers it."""
    told: list[list[str | None]] = []
    for row in grid:
        if row[0] and all(cell is None for cell in row[1:]):
            told.append(list(row))
            continue
        body = any(_is_numbers(earlier) for earlier in told)
        known: list[str | None] = []
        for column, cell in enumerate(row):
            above = told[-1][column] if told else None
            left = known[-1] if known else None
            known.append(_cover(left, above, first=not known, body=body) if cell is None else cell)
        told.append(known)
    return told


def _cover(left: str | None, above: str | None, *, first: bool, body: bool) -> str | None:
    """Return what covers a cell between its neighbours: None the one beside it, ABOVE the upper."""
    if first:
        return ABOVE if above is not None else ""
    if above is None:
        return None
    if left == ABOVE or (left and _NUMBER.fullmatch(left)) or _NUMBER.fullmatch(above):
        return ABOVE
    if above == "":
        return None
    # Two headings: the upper one reaches down. Further down a label (小计) reaches to the side.
    return None if body else ABOVE


def _is_numbers(row: Sequence[str | None]) -> bool:
    """Say whether a row holds a number behind its label."""
    return any(cell and _NUMBER.fullmatch(cell) for cell in row[1:])
