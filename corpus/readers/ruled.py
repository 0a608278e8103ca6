"""Finds the cells that rules enclose, on a page of a PDF file or of a scan.

A table may lack its sides, or the rule at its foot or head where it runs over pages: both are added
before pdfplumber looks for the cells. Lengths are in whatever unit the rules are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

Rule = dict[str, Any]
"""A rule as pdfplumber describes edges."""
Cell = tuple[float, float, float, float]
"""The frame of a cell: left, top, right, bottom."""

# Rows ruled from end to end without sides make a table from so many on; between two of them that no
# column parts, one is as high as the others are, or a paragraph stands there.
LEAST_ROWS, AS_HIGH = 3, 1.3


def rule(orientation: str, x0: float, top: float, x1: float, bottom: float) -> Rule:
    """Return a rule across ("h") or down ("v") between two points."""
    return {
        "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom,
        "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip


def ruled_tables(rules: Sequence[Rule], loose: float, shortest: float = 0.0) -> list[list[Cell]]:
    """Return the cells of each table; rules that miss each other by ``loose`` meet.

    What is no longer than ``shortest`` once its parts are joined is no rule.
    """
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    edges = _merged(list(rules), loose)
    edges = _merged([*edges, *_open_sides(edges, loose)], loose)
    edges = _merged([*edges, *_open_ends(edges, loose)], loose)
    edges = [
        edge
        for edge in edges
        if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) > shortest
    ]
    crossings = edges_to_intersections(edges, loose, loose)
    tables: list[list[Cell]] = cells_to_tables(intersections_to_cells(crossings))
    return tables


def _merged(edges: list[Rule], loose: float) -> list[Rule]:
    """Return ``edges``, those in one line that touch joined to one."""
    from pdfplumber.table import merge_edges

    merged: list[Rule] = merge_edges(edges, loose, loose, loose, loose)
    return merged


def _open_sides(edges: Sequence[Rule], loose: float) -> Iterator[Rule]:
    """Yield the sides that a table lacks whose rows are ruled from end to end and whose columns are."""
    spans: dict[tuple[int, int], list[Rule]] = {}
    for edge in edges:
        if edge["orientation"] == "h":
            ends = (round(edge["x0"] / loose), round(edge["x1"] / loose))
            spans.setdefault(ends, []).append(edge)
    down = [edge for edge in edges if edge["orientation"] == "v"]
    for rows in spans.values():
        if len(rows) < LEAST_ROWS:
            continue
        x0, x1 = rows[0]["x0"], rows[0]["x1"]
        tops = sorted(row["top"] for row in rows)
        inner = [edge for edge in down if x0 + 2 * loose < edge["x0"] < x1 - 2 * loose]
        sides = [edge for edge in down if min(abs(edge["x0"] - x) for x in (x0, x1)) <= loose]
        for top, bottom in _rows_between(tops, inner, sides, loose):
            yield rule("v", x0, top, x0, bottom)
            yield rule("v", x1, top, x1, bottom)


def _rows_between(
    tops: Sequence[float], inner: Sequence[Rule], sides: Sequence[Rule], loose: float
) -> Iterator[tuple[float, float]]:
    """Yield the rows of one table between the rules at ``tops``, not what parts it from the next."""
    gaps = list(pairwise(tops))
    parted = [_reached(inner, *gap, loose) for gap in gaps]
    if not any(parted):
        return
    usual = median(b - a for (a, b), part in zip(gaps, parted, strict=True) if part)
    closed = any(_reached(sides, *gap, loose) for gap in gaps)
    for place, (top, bottom) in enumerate(gaps):
        beside = any(parted[max(0, place - 1) : place + 2])
        if parted[place] or (beside and not closed and bottom - top <= AS_HIGH * usual):
            yield top, bottom


def _reached(edges: Sequence[Rule], top: float, bottom: float, loose: float) -> bool:
    """Say whether one of the rules down the page runs between two heights."""
    return any(
        min(edge["bottom"], bottom) - max(edge["top"], top) > min(2 * loose, (bottom - top) / 2)
        for edge in edges
    )


def _open_ends(edges: Sequence[Rule], loose: float) -> Iterator[Rule]:
    """Yield the rule that a table lacks where a page ends or begins within it."""
    for across, down in _joined(edges, loose):
        left, right = min(e["x0"] for e in down), max(e["x0"] for e in down)
        if len(across) < LEAST_ROWS - 1 or right - left <= 2 * loose:
            continue
        for end, y in (
            ("top", min(edge["top"] for edge in down)),
            ("bottom", max(edge["bottom"] for edge in down)),
        ):
            reach = [edge["x0"] for edge in down if abs(edge[end] - y) <= loose]
            if min(reach) <= left + loose and max(reach) >= right - loose:
                yield rule("h", left, y, right, y)


def _joined(edges: Sequence[Rule], loose: float) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules that hang together, those across and those down the page."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    if not across or not down:
        return
    x0, x1, y = (np.array([edge[key] for edge in across])[:, None] for key in ("x0", "x1", "top"))
    x, top, bottom = (np.array([edge[key] for edge in down]) for key in ("x0", "top", "bottom"))
    meet = (x0 - loose <= x) & (x <= x1 + loose) & (top - loose <= y) & (y <= bottom + loose)
    left = set(range(len(down)))
    while left:
        here = np.zeros(len(down), bool)
        here[left.pop()] = True
        while True:
            rows = meet[:, here].any(axis=1)
            more = here | meet[rows].any(axis=0)
            if (more == here).all():
                break
            here = more
        left -= set(np.flatnonzero(here).tolist())
        if rows.any():
            yield (
                [across[n] for n in np.flatnonzero(rows)],
                [down[n] for n in np.flatnonzero(here)],
            )
