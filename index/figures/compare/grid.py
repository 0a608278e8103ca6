"""How a comparison is laid out: what its rows and its columns are, as one would print it."""

from __future__ import annotations

from dataclasses import dataclass

from index.figures.compare.cells import Compared, Comparison
from index.ledger import indicator_name
from index.shown import office_name, straight
from index.wording_page import Language, label

Axis = tuple[str, ...]
"""What goes along one side: "office", "year", "indicator"."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Heads and cells of a table; each head has a word for every axis on its side.

    ``corner`` names the axes of the rows, ``title`` what all cells have in common.
    """

    title: str
    corner: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Compared, ...]], ...]


def axes(comparison: Comparison) -> tuple[Axis, Axis]:
    """Return what the rows and what the columns are.

    One indicator: offices by years. One office: indicators by years. Else each office's years by
    indicators. ``turned`` changes sides.
    """
    if len(comparison.indicators) == 1:
        sides: tuple[Axis, Axis] = ("office",), ("year",)
    elif len(comparison.offices) == 1:
        sides = ("indicator",), ("year",)
    else:
        sides = ("office", "year"), ("indicator",)
    return (sides[1], sides[0]) if comparison.turned else sides


def grid(comparison: Comparison, language: Language) -> Grid:
    """Return the table of a comparison in the reader's language."""
    down, along = axes(comparison)
    held = {"office": comparison.offices, "indicator": comparison.indicators}
    common = [axis for axis in held if axis not in (*down, *along)]
    title = " · ".join(_named(axis, held[axis][0], language) for axis in common if held[axis])
    columns = _heads(comparison, along)
    rows = []
    for row in _heads(comparison, down):
        cells = tuple(comparison.cells[_place(comparison, {**row, **column})] for column in columns)
        rows.append((_words(row, language), cells))
    return Grid(
        title,
        tuple(label(language, axis) for axis in down),
        tuple(_words(column, language) for column in columns),
        tuple(rows),
    )


def _heads(comparison: Comparison, axis: Axis) -> tuple[dict[str, str], ...]:
    """Return the heads along a side; of each office's years those from its first to its last."""
    if axis == ("office", "year"):
        return tuple(
            {"office": office, "year": str(year)}
            for office in comparison.offices
            for year in comparison.span(office)
        )
    held = {
        "office": comparison.offices,
        "year": tuple(map(str, comparison.years)),
        "indicator": comparison.indicators,
    }
    return tuple({axis[0]: value} for value in held[axis[0]])


def _place(comparison: Comparison, at: dict[str, str]) -> tuple[str, int, str]:
    office = at.get("office", comparison.offices[0])
    return office, int(at["year"]), at.get("indicator", comparison.indicators[0])


def _words(head: dict[str, str], language: Language) -> tuple[str, ...]:
    return tuple(_named(axis, value, language) for axis, value in head.items())


def _named(axis: str, value: str, language: Language) -> str:
    if axis == "office":
        return straight(office_name(value, language)) or label(language, "unknown_office")
    return indicator_name(value, language) if axis == "indicator" else value
