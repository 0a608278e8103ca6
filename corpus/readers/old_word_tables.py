"""The tables of old Word files: rows whose cells begin and end somewhere, some of them merged."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.grid import ABOVE
from corpus.readers.old_word_file import TABLE_ROW, sprms

_IN_TABLE, _ROW_END = 0x2416, 0x2417
BESIDE_MERGED, ABOVE_MERGED, _TOP = 0x0002, 0x0020, 0x0040
_NEAR = 40
"""Edges so near to each other (1/1440 inch) are one."""


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row's cells, the edges between them, and how each is merged; no edges: unknown."""

    texts: tuple[str, ...]
    edges: tuple[int, ...] = ()
    merged: tuple[int, ...] = ()


def tells(said: bytes) -> tuple[bool, bool]:
    """Say of a paragraph whether it stands in a table, and whether it is the end of a row."""
    told = {code: value for code, value in sprms(said[2:]) if code in (_IN_TABLE, _ROW_END)}
    end = told.get(_ROW_END, b"\0") != b"\0"
    return end or told.get(_IN_TABLE, b"\0") != b"\0", end


def row_of(said: bytes, texts: Sequence[str]) -> Row:
    """Return a row of these cells, of whose end this is said."""
    for code, value in sprms(said[2:]):
        if code == TABLE_ROW and len(value) > 3 and value[2] == len(texts):
            count = value[2]
            cells = value[3 + 2 * (count + 1) :]
            if len(value) < 3 + 2 * (count + 1):
                break
            edges = struct.unpack_from(f"<{count + 1}h", value, 3)
            flags = (cells[20 * n : 20 * n + 2] for n in range(count))
            merged = tuple(int.from_bytes(flag, "little") for flag in flags)
            return Row(tuple(texts), edges, merged)
    return Row(tuple(texts))


def grid_of(rows: Sequence[Row]) -> tuple[list[list[str | None]], bool]:
    """Return the cells of a table in columns, and whether it is known which cells cover others."""
    if not all(row.edges and _apart(row.edges) for row in rows):
        return [list(row.texts) for row in rows], False
    lines: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not lines or edge - lines[-1] > _NEAR:
            lines.append(edge)
    return [_placed(row, lines) for row in rows], True


def _apart(edges: Sequence[int]) -> bool:
    """Say whether each cell is wide enough to tell its edges from one another."""
    return all(right - left > _NEAR for left, right in pairwise(edges))


def _placed(row: Row, lines: Sequence[int]) -> list[str | None]:
    """Return a row's cells in the columns between ``lines``."""
    placed: list[str | None] = [""] * (len(lines) - 1)
    for number, text in enumerate(row.texts):
        first, past = (bisect_left(lines, edge - _NEAR) for edge in row.edges[number : number + 2])
        for column in range(first, min(past, len(placed))):
            placed[column] = None
        if first < min(past, len(placed)) and not row.merged[number] & BESIDE_MERGED:
            covered = row.merged[number] & (ABOVE_MERGED | _TOP) == ABOVE_MERGED
            placed[first] = ABOVE if covered and not text.strip() else text
    return placed
