"""Puts together the tables that run over the pages of a PDF file or a scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.grid import ABOVE
from corpus.readers.pdf_columns import Row
from corpus.readers.pdf_furniture import Sheet

# Headings are repeated in so many rows at most; columns of one table stand this near, in points.
MOST_HEADS, NEAR = 4, 6.0


def with_like_columns(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return ``sheets``, the parts of a table that runs over pages cut into the same columns.

    A page that holds only rows whose labels are merged knows fewer columns than the next one.
    """
    told = list(sheets)
    pairs = list(range(1, len(told)))
    # Forwards and back, so that a table of many pages has its columns on all of them.
    for number in [*pairs, *reversed(pairs)]:
        before, sheet = told[number - 1], told[number]
        if not before.rows or not sheet.rows:
            continue
        first, second = _like(before.rows[-1], sheet.rows[0])
        told[number - 1] = replace(before, rows=(*before.rows[:-1], first))
        told[number] = replace(sheet, rows=(second, *sheet.rows[1:]))
    return told


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
    return max(shifts) - min(shifts) < NEAR


def _like(one: Row, other: Row) -> tuple[Row, Row]:
    """Return two tables with the columns of both where one has all that the other has, and more."""
    if one.table is None or other.table is None or len(one.edges) == len(other.edges):
        return one, other
    shift = other.edges[0] - one.edges[0]
    if abs(other.right - one.right - shift) > NEAR:
        return one, other
    if len(one.edges) < len(other.edges):
        return _wider(one, other.edges, -shift), other
    return one, _wider(other, one.edges, shift)


def _wider(row: Row, edges: Sequence[float], shift: float) -> Row:
    """Return a table cut at ``edges`` moved by ``shift``, or itself where it has others of its own."""
    wanted = [edge + shift for edge in edges]
    places = [
        next((n for n, own in enumerate(row.edges) if abs(own - edge) < NEAR), None)
        for edge in wanted
    ]
    if [place for place in places if place is not None] != list(range(len(row.edges))):
        return row
    table = tuple(
        tuple(None if place is None else cells[place] for place in places)
        for cells in row.table or ()
    )
    return replace(row, table=table, edges=tuple(wanted))
