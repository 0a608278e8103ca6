"""The ruled tables of a PDF page: its rules come from pdfium, pdfplumber finds the cells between.

The text of a cell is made of the page's own characters, so it reads as the page does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.joining import glue_between
from corpus.lines import marker_of
from corpus.readers.grid import ABOVE
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_glyphs import Glyph, Stretch, Turn, stretches
from corpus.readers.pdf_shapes import THIN, Box
from corpus.readers.ruled import Rule, rule, ruled_tables

# A rule is longer than LONG points; more than MOST of them are a drawing.
LONG, MOST = 6.0, 4000
LEAST_CELLS = 4
SNAP = 3.0
# A line of fewer characters does not fill its cell by chance only.
LEAST_FULL = 10


def read_tables(
    strokes: Sequence[Box], glyphs: Sequence[Glyph], turn: Turn
) -> tuple[list[Row], list[Glyph]]:
    """Return the ruled tables of a page as rows, and the glyphs that stand outside of them."""
    rules = _rules(strokes, turn)
    vertical = sum(1 for edge in rules if edge["orientation"] == "v")
    if not vertical or len(rules) - vertical < 2 or len(rules) > MOST:
        return [], list(glyphs)
    rest = list(glyphs)
    tables: list[Row] = []
    for cells in ruled_tables(rules, SNAP, LONG):
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
        yield rule("h", left, middle["y"], right, middle["y"])
    elif across <= THIN and down > across:
        yield rule("v", middle["x"], top, middle["x"], bottom)
