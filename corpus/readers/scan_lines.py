"""Puts what was read on a scanned page into the rows of a sheet, as those of a PDF page are.

Recognition frames the ink, print keeps to its square: a line that ends in a comma ends half a
character after its ink. Lengths are points of a page as wide as A4, whatever its resolution was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.joining import glue_between
from corpus.layout import reach
from corpus.readers.pdf_columns import Row, reading_order
from corpus.readers.pdf_furniture import Sheet
from corpus.readers.pdf_glyphs import Stretch
from corpus.readers.scan_tables import Cell, Table

A4_WIDTH = 595.0
# A piece whose size is this near to that of most text is set in it.
SAME_SIZE = 0.16
# From how many columns on, and with how much of them Chinese, a piece's width tells its size.
LONG, MOSTLY_WIDE = 12, 0.7
# Pieces whose middles are this near, in characters, stand on one line; the least gap between two.
ONE_LINE = 0.5
# Marks that leave half of their square empty, before their ink or behind it.
EMPTY_BEFORE = "（“‘《「『【〈〔"
EMPTY_BEHIND = "，。、；：！？）”’》」』】〉〕"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on an upright page, its frame in pixels, and how sure its reading is."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The place of its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def sheet_of(pieces: Sequence[Piece], tables: Sequence[Table], size: tuple[int, ...]) -> Sheet:
    """Return the rows of a page of ``size`` (height, width, in pixels) in reading order."""
    point = A4_WIDTH / min(size[:2])
    held: dict[Cell, list[Piece]] = {}
    rest: list[Piece] = []
    for piece in pieces:
        cells = (table.cell_at(*piece.middle) for table in tables)
        cell = next((cell for cell in cells if cell is not None), None)
        (rest if cell is None else held.setdefault(cell, [])).append(piece)
    rows = [
        _table_row(table, held, point) for table in tables if any(c in held for c in table.cells)
    ]
    return Sheet(tuple(reading_order(_stretches(rest, point), rows)), size[0] * point)


def _table_row(table: Table, held: dict[Cell, list[Piece]], point: float) -> Row:
    """Return a table as the row of a sheet that it is."""
    left, top, right, bottom = (place * point for place in table.frame)
    rows: list[tuple[str | None, ...]] = []
    for height in sorted({cell[1] for cell in table.cells}):
        texts = {c[0]: _cell_text(held.get(c, [])) for c in table.cells if c[1] == height}
        rows.append(tuple(texts.get(edge) for edge in table.edges))
    edges = tuple(edge * point for edge in table.edges)
    return Row("", left, right, bottom, 10.0, table=tuple(rows), edges=edges, top=top)


def _cell_text(pieces: Sequence[Piece]) -> str:
    """Return the text of a cell, a line for each of its lines."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle[1]):
        high = ONE_LINE * (piece.bottom - piece.top)
        if lines and piece.middle[1] - lines[-1][0].middle[1] < high:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    ordered = [sorted(line, key=lambda piece: piece.left) for line in lines]
    return "\n".join(_joined(line) for line in ordered)


def _joined(line: Sequence[Piece]) -> str:
    """Return the text of a line of a cell, a blank where its pieces stand apart."""
    text = line[0].text
    for before, piece in pairwise(line):
        apart = piece.left - before.right > piece.bottom - piece.top
        text += (" " if apart else glue_between(text, piece.text)) + piece.text
    return text


def _stretches(pieces: Sequence[Piece], point: float) -> list[Stretch]:
    """Return ``pieces`` as stretches of text with the size of their type, in points."""
    known = {place: size for place, piece in enumerate(pieces) if (size := _width(piece))}
    if known:
        body = median(size for place, size in known.items() for _ in pieces[place].text)
        share = median(size / (pieces[i].bottom - pieces[i].top) for i, size in known.items())
    else:
        share, body = 0.75, 0.75 * median([p.bottom - p.top for p in pieces] or [1.0])
    told: list[Stretch] = []
    for place, piece in enumerate(pieces):
        size = known.get(place, share * (piece.bottom - piece.top))
        if abs(size / body - 1) < SAME_SIZE:
            size = body
        base = piece.middle[1] + size / 2
        left = piece.left - (size / 2 if piece.text[0] in EMPTY_BEFORE else 0)
        right = piece.right + (size / 2 if piece.text[-1] in EMPTY_BEHIND else 0)
        told.append(Stretch(piece.text, left * point, right * point, base * point, size * point))
    return told


def _width(piece: Piece) -> float:
    """Return the width of a Chinese character in ``piece`` in pixels, 0 where it tells none."""
    columns = reach(piece.text, wide_quotes=True)
    wide = 2 * sum(1 for char in piece.text if char >= "\u2e80")
    if columns < LONG or wide < MOSTLY_WIDE * columns:
        return 0.0
    return 2 * (piece.right - piece.left) / columns
