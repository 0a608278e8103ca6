"""The longer questions that are put to the store, as SQL text with the values bound to it."""
# ruff: noqa: S608 - what is formatted in are our own column names and marks, never a value

from __future__ import annotations

from collections.abc import Sequence

from index import rows
from index.models import Scope
from index.words import Tokens

Bound = tuple[str, list[str | int]]

COVERAGE = (
    "SELECT office, coalesce(figures.year, reports.year), indicator, count(figures.id) "
    "FROM reports LEFT JOIN figures ON report_id = reports.id "
    "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)


def figures(scope: Scope, indicator: str | None) -> Bound:
    """Ask for the figures that describe the scope's years in its offices' reports."""
    offices, of_offices = among("reports.office", scope.offices)
    years, of_years = among("figures.year", scope.years)
    one, of_one = among("indicator", (indicator,) if indicator else ())
    return (
        f"SELECT {rows.FIGURE_COLUMNS} FROM figures JOIN reports ON reports.id = report_id "
        f"WHERE {offices} AND {years} AND {one} "
        "ORDER BY reports.office, reports.year, report_id, place",
        [*of_offices, *of_years, *of_one],
    )


def matching(tokens: Tokens, scope: Scope, most: int) -> Bound:
    """Ask for the passages of the scope that hold a token, best BM25 first.

    A passage is of a year if it describes that year or stands in that year's report: the plans
    for 2025 stand in the report on 2024 and belong to both.
    """
    offices, of_offices = among("reports.office", scope.offices)
    own, of_own = among("passages.year", scope.years)
    whole, of_whole = among("reports.year", scope.years)
    return (
        "SELECT tokens.rowid, bm25(tokens) FROM tokens "
        "JOIN passages ON passages.row = tokens.rowid "
        "JOIN reports ON reports.id = passages.report_id "
        f"WHERE tokens MATCH ? AND {offices} AND ({own} OR {whole}) "
        "ORDER BY bm25(tokens), tokens.rowid LIMIT ?",
        [_match(tokens), *of_offices, *of_own, *of_whole, most],
    )


def _match(tokens: Tokens) -> str:
    """Write the tokens as an FTS5 expression, each column asked for its own kind."""
    columns = (("words", tokens.words), ("grams", tokens.grams))
    quoted = ((name, " OR ".join(f'"{token}"' for token in kind)) for name, kind in columns if kind)
    return " OR ".join(f"{name} : ({alternatives})" for name, alternatives in quoted)


def among(column: str, values: Sequence[str] | Sequence[int]) -> tuple[str, list[str | int]]:
    """Ask that ``column`` is one of ``values``; no values ask for nothing."""
    return (f"{column} IN ({marks(values)})", list(values)) if values else ("1", [])


def marks(values: Sequence[object]) -> str:
    """Return a mark for each value to be bound."""
    return ", ".join("?" * len(values))
