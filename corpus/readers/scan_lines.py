"""Puts what was read on a scanned page into the rows of a sheet, as those of a PDF page are.

Recognition frames the ink, print keeps to its square: a line that ends in a comma ends half a
character after its ink. Lengths are points of a page as wide as A4, whatever its resolution was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.joining import glue_between
from corpus.layout import reach
from corpus.readers.grid import ABOVE
from corpus.readers.pdf_columns import Row, reading_order
from corpus.readers.pdf_furniture import Sheet
from corpus.readers.pdf_glyphs import Stretch
from corpus.readers.ruled import Cell
from corpus.readers.scan_grid import typed_rows
from corpus.readers.scan_pieces import EMPTY_BEFORE, EMPTY_BEHIND, Piece
from corpus.readers.scan_tables import Table

A4_WIDTH = 595.0
# A piece whose size is this near to that of most text is set in it.
SAME_SIZE = 0.16
# From how many columns on, and with how much of them Chinese, a piece's width tells its size.
LONG, MOSTLY_WIDE = 12, 0.7
# Pieces whose middles are this near, in characters, stand on one line; nearer than TOUCHING they
# are one.
ONE_LINE, TOUCHING = 0.5, 0.9


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
    typed, rest, square = typed_rows(rest)
    lines = [line for row in typed for line in _typed_line(row, square, point)]
    return Sheet(tuple(reading_order([*lines, *_stretches(rest, point)], rows)), size[0] * point)


def _typed_line(row: Sequence[Piece], square: float, point: float) -> Iterator[Stretch]:
    """Yield a row of a table that was typed with blanks, its pieces level."""
    base = median(piece.middle[1] for piece in row) + square / 2
    for piece in row:
        yield Stretch(
            piece.text, piece.left * point, piece.right * point, base * point, square * point
        )


def _table_row(table: Table, held: dict[Cell, list[Piece]], point: float) -> Row:
    """Return a table as the row of a sheet that it is."""
    left, _, right, bottom = (place * point for place in table.frame)
    rows: list[tuple[str | None, ...]] = []
    for height in sorted({cell[1] for cell in table.cells}):
        row: list[str | None] = []
        for edge in table.edges:
            cell = table.cell_at(edge + 1, height + 1)
            if cell is None or cell[0] < edge:
                row.append(None)
            else:
                row.append(ABOVE if cell[1] < height else _cell_text(held.get(cell, [])))
        rows.append(tuple(row))
    edges = tuple(edge * point for edge in table.edges)
    return Row("", left, right, bottom, 10.0, table=tuple(rows), edges=edges)


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
    told: list[Stretch] = []
    sizes = [_widths(piece) for piece in pieces]
    known = [(size[0], piece) for size, piece in zip(sizes, pieces, strict=True) if size]
    high = [piece.bottom - piece.top for piece in pieces]
    body, share = 0.75 * median(high or [1.0]), 0.75
    if known:
        body = median(size for size, piece in known for _ in piece.text)
        share = median(size / (piece.bottom - piece.top) for size, piece in known)
    for piece, widths, height in zip(pieces, sizes, high, strict=True):
        # Quotes are as wide as characters in one font and half as wide in another; what is short is
        # framed too loosely to tell its size by its height alone.
        guesses = (*widths, share * height) if widths else (share * height, *_rough(piece))
        size = min(guesses, key=lambda guess: abs(guess - body))
        if abs(size / body - 1) < SAME_SIZE:
            size = body
        base = piece.middle[1] + size / 2
        left = piece.left - (size / 2 if piece.text[0] in EMPTY_BEFORE else 0)
        right = piece.right + (size / 2 if piece.text[-1] in EMPTY_BEHIND else 0)
        told.append(Stretch(piece.text, left * point, right * point, base * point, size * point))
    return _touching(told)


def _touching(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return ``stretches``, those of one line that touch joined to one; two numbers never are."""
    told: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: stretch.left):
        for place, before in enumerate(told):
            em = min(before.size, stretch.size)
            gap = (stretch.left - before.right) / em
            level = abs(stretch.base - before.base) < ONE_LINE * em
            numbers = before.text[-1].isdigit() and stretch.text[0].isdigit()
            if level and -TOUCHING < gap < (0 if numbers else TOUCHING):
                text = before.text + glue_between(before.text, stretch.text) + stretch.text
                longer = max(before, stretch, key=lambda one: len(one.text))
                told[place] = replace(longer, text=text, left=before.left, right=stretch.right)
                break
        else:
            told.append(stretch)
    return told


def _rough(piece: Piece) -> Iterator[float]:
    """Yield about how wide a Chinese character in a short piece is, with its last mark and without."""
    columns = reach(piece.text, wide_quotes=True)
    for empty in (0, 1) if piece.text[-1] in EMPTY_BEHIND else (0,):
        yield 2 * (piece.right - piece.left) / max(1, columns - empty)


def _widths(piece: Piece) -> tuple[float, ...]:
    """Return what the width of a Chinese character in ``piece`` may be, nothing where it tells none."""
    wide = 2 * sum(1 for char in piece.text if char >= "\u2e80")
    columns = [reach(piece.text, wide_quotes=quotes) for quotes in (True, False)]
    if columns[0] < LONG or wide < MOSTLY_WIDE * columns[1]:
        return ()
    return tuple(2 * (piece.right - piece.left) / count for count in columns)
