"""The ruled tables of a PDF page: its rules come from pdfium, pdfplumber finds the cells between.

The text of a cell is made of the page's own characters, so it reads as the page does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from corpus.joining import glue_between
from corpus.lines import marker_of
from corpus.readers.grid import ABOVE
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_glyphs import Glyph, Stretch, Turn, stretches
from corpus.readers.pdf_shapes import THIN, Box

# A rule is longer than LONG points; more than MOST of them are a drawing.
LONG, MOST = 6.0, 4000
LEAST_CELLS, LEAST_RULES, MOST_HEADS = 4, 3, 4
SNAP = 3.0
# A line of fewer characters does not fill its cell by chance only.
LEAST_FULL = 10

Rule = dict[str, Any]


def read_tables(
    strokes: Sequence[Box], glyphs: Sequence[Glyph], turn: Turn
) -> tuple[list[Row], list[Glyph]]:
    """Return the ruled tables of a page as rows, and the glyphs that stand outside of them."""
    rules = _rules(strokes, turn)
    vertical = sum(1 for rule in rules if rule["orientation"] == "v")
    if not vertical or len(rules) - vertical < 2 or len(rules) > MOST:
        return [], list(glyphs)
    rest = list(glyphs)
    tables: list[Row] = []
    for cells in _tables(rules):
        held, outside = _dealt(cells, rest)
        if len(cells) >= LEAST_CELLS and any(held.values()):
            tables.append(_row(cells, held))
            rest = outside
    return tables, rest


def _row(cells: Sequence[Box], held: dict[Box, list[Glyph]]) -> Row:
    """Return a table as one row of the page, with the rows of its cells."""
    edges = sorted({cell[0] for cell in cells})
    rows: list[tuple[str | None, ...]] = []
    for top in sorted({cell[1] for cell in cells}):
        texts = {cell[0]: _text(held[cell]) for cell in cells if cell[1] == top}
        rows.append(tuple(texts.get(x, _cover(cells, x, top)) for x in edges))
    right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    size = next(glyph.size for glyphs in held.values() for glyph in glyphs)
    return Row("", edges[0], right, bottom, size, table=tuple(rows), edges=tuple(edges))


def _cover(cells: Sequence[Box], x: float, top: float) -> str | None:
    """Return what a place holds where no cell begins: None within the cell beside it, or ABOVE."""
    cell = next((c for c in cells if c[0] <= x < c[2] and c[1] <= top < c[3]), None)
    if cell is None:
        return ""
    return None if cell[0] < x else ABOVE


def _dealt(
    cells: Sequence[Box], glyphs: Sequence[Glyph]
) -> tuple[dict[Box, list[Glyph]], list[Glyph]]:
    """Return the glyphs of each cell, and those outside; what runs over a cell's edge is its own."""
    held: dict[Box, list[Glyph]] = {cell: [] for cell in cells}
    around = (
        min(cell[0] for cell in cells), min(cell[1] for cell in cells),
        max(cell[2] for cell in cells), max(cell[3] for cell in cells),
    )  # fmt: skip
    outside: list[Glyph] = []
    cell: Box | None = None
    last: Glyph | None = None
    for glyph in glyphs:
        follows = (
            last is not None
            and abs(glyph.base - last.base) < 0.1 * glyph.size
            and abs(glyph.left - last.right) < 0.3 * glyph.size
        )
        if _in(glyph, around):
            cell = next((cell for cell in cells if _in(glyph, cell)), None)
        elif not follows:
            cell = None
        (outside if cell is None else held[cell]).append(glyph)
        last = glyph
    return held, outside


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
        ABOVE if cell == "" and below[place : place + 1] == (ABOVE,) else cell
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
    edges = merge_edges([*edges, *_open_sides(edges)], SNAP, SNAP, SNAP, SNAP)
    edges = [
        edge for edge in edges if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) > LONG
    ]
    crossings = edges_to_intersections(edges, SNAP, SNAP)
    tables: list[list[Box]] = cells_to_tables(intersections_to_cells(crossings))
    return tables


def _open_sides(edges: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the sides that a table lacks whose rows are ruled from end to end and whose columns are."""
    spans: dict[tuple[int, int], list[Rule]] = {}
    for edge in edges:
        if edge["orientation"] == "h":
            ends = (round(edge["x0"] / SNAP), round(edge["x1"] / SNAP))
            spans.setdefault(ends, []).append(edge)
    for rows in spans.values():
        x0, x1 = rows[0]["x0"], rows[0]["x1"]
        top, bottom = min(row["top"] for row in rows), max(row["top"] for row in rows)
        inner = any(
            edge["orientation"] == "v"
            and x0 + LONG < edge["x0"] < x1 - LONG
            and edge["top"] < bottom
            and edge["bottom"] > top
            for edge in edges
        )
        if len(rows) >= LEAST_RULES and inner:
            yield _rule("v", x0, top, x0, bottom)
            yield _rule("v", x1, top, x1, bottom)


def _text(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a cell, a line for each of its lines; those of a long sentence are joined."""
    lines: list[str] = []
    last: Stretch | None = None
    pieces = stretches(glyphs)
    right = max((piece.right for piece in pieces), default=0.0)
    for piece in pieces:
        if last is not None and abs(piece.base - last.base) <= 0.3 * piece.size:
            lines[-1] += " " + piece.text
        elif last is not None and _runs_on(last, piece, right):
            lines[-1] += glue_between(lines[-1], piece.text) + piece.text
        else:
            lines.append(piece.text)
        last = piece
    return "\n".join(lines)


def _runs_on(before: Stretch, piece: Stretch, right: float) -> bool:
    """Say whether a line of a cell that fills it goes on in the next; two numbers stay two."""
    full = right - before.right < 1.5 * before.size
    numbers = before.text[-1].isdigit() and piece.text[0].isdigit()
    return full and not numbers and len(before.text) >= LEAST_FULL and marker_of(piece.text) is None


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
