"""The ruled tables of a PDF page: its rules come from pdfium, pdfplumber finds the cells between.

The text of a cell is made of the page's own characters, so it reads as the page does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from corpus.readers.grid import ABOVE
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_glyphs import Glyph, Turn, stretches
from corpus.readers.pdf_shapes import THIN, Box

# A rule is longer than LONG points; more than MOST of them are a drawing.
LONG, MOST = 6.0, 4000
LEAST_CELLS, MOST_HEADS = 4, 4
SNAP = 3.0

Rule = dict[str, Any]


def read_tables(
    strokes: Sequence[Box], glyphs: Sequence[Glyph], turn: Turn
) -> tuple[list[Row], list[Glyph]]:
    """Return the ruled tables of a page as rows, and the glyphs that stand outside of them."""
    rules = _rules(strokes, turn)
    vertical = sum(1 for rule in rules if rule["orientation"] == "v")
    if min(vertical, len(rules) - vertical) < 2 or len(rules) > MOST:
        return [], list(glyphs)
    rest = list(glyphs)
    tables: list[Row] = []
    for cells in _tables(rules):
        left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
        right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
        inside = [glyph for glyph in rest if _in(glyph, (left, top, right, bottom))]
        if len(cells) < LEAST_CELLS or not inside:
            continue
        taken = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        rows, edges = _filled(cells, inside)
        tables.append(Row("", left, right, bottom, 10.0, table=rows, edges=edges, top=top))
    return tables, rest


def continued(first: Row, row: Row) -> Row | None:
    """Return ``row`` as the part of the table ``first`` that stands on a later page, None if it is not.

    The headings that it repeats go; a merged cell whose text stands on the page before is covered
    from above.
    """
    if first.table is None or row.table is None or not _same_columns(first.edges, row.edges):
        return None
    repeated = 0
    for head, again in zip(first.table[:MOST_HEADS], row.table, strict=False):
        if head != again:
            break
        repeated += 1
    top, *rest = row.table[repeated:] or ((),)
    below = rest[0] if rest else ()
    told = tuple(
        ABOVE if cell == "" and below[place : place + 1] == (None,) else cell
        for place, cell in enumerate(top)
    )
    return replace(row, table=(told, *rest))


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two tables have the same columns, wherever on their pages they stand."""
    if len(one) != len(other):
        return False
    shifts = [a - b for a, b in zip(one, other, strict=True)]
    return max(shifts) - min(shifts) < 2 * SNAP


def _tables(rules: list[Rule]) -> list[list[Box]]:
    """Return the tables that ``rules`` enclose, each as its cells."""
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = merge_edges(rules, SNAP, SNAP, SNAP, SNAP)
    edges = [
        edge for edge in edges if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) > LONG
    ]
    crossings = edges_to_intersections(edges, SNAP, SNAP)
    tables: list[list[Box]] = cells_to_tables(intersections_to_cells(crossings))
    return tables


def _filled(
    cells: Sequence[Box], glyphs: Sequence[Glyph]
) -> tuple[tuple[tuple[str | None, ...], ...], tuple[float, ...]]:
    """Return the rows of a table with the text of each cell, and the left edges of its columns."""
    edges = sorted({cell[0] for cell in cells})
    held: dict[Box, list[Glyph]] = {cell: [] for cell in cells}
    for glyph in glyphs:
        cell = next((cell for cell in cells if _in(glyph, cell)), None)
        if cell is not None:
            held[cell].append(glyph)
    rows: list[tuple[str | None, ...]] = []
    for top in sorted({cell[1] for cell in cells}):
        texts = {cell[0]: _text(held[cell]) for cell in cells if cell[1] == top}
        rows.append(tuple(texts.get(edge) for edge in edges))
    return tuple(rows), tuple(edges)


def _text(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a cell, a line for each of its lines."""
    lines: list[str] = []
    base: float | None = None
    for piece in stretches(glyphs):
        if base is not None and abs(piece.base - base) <= 0.3 * piece.size:
            lines[-1] += " " + piece.text
        else:
            lines.append(piece.text)
        base = piece.base
    return "\n".join(lines)


def _in(glyph: Glyph, box: Box) -> bool:
    """Say whether the middle of a glyph lies in ``box``."""
    x, y = (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _rules(strokes: Sequence[Box], turn: Turn) -> list[Rule]:
    """Return the strokes that run along the page's sides, as pdfplumber describes edges."""
    rules: list[Rule] = []
    for x0, y0, x1, y1 in strokes:
        (ax, ay), (bx, by) = turn.place(x0, y0), turn.place(x1, y1)
        rules += _edges(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    return rules


def _edges(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    """Yield the edge that a thin box is, or nothing where it is too thick or too short."""
    across, down = right - left, bottom - top
    middle = {"x": (left + right) / 2, "y": (top + bottom) / 2}
    if down <= THIN and across > down:
        yield _rule("h", left, middle["y"], right, middle["y"])
    elif across <= THIN and down > across:
        yield _rule("v", middle["x"], top, middle["x"], bottom)


def _rule(orientation: str, x0: float, top: float, x1: float, bottom: float) -> Rule:
    return {
        "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom,
        "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip
