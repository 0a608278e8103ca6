"""The questions that are put to the records, in SQLAlchemy's expression language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from index.models import Scope
from index.rows import CARD_COLUMNS, FIGURE_COLUMNS, PASSAGE_COLUMNS, REPORT_COLUMNS
from index.schema import tables

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Select, Table, Update

Bound = tuple["Select[Any]", dict[str, Any]]
"""A question, which is written once for each shape, and the values that are bound in it."""


@lru_cache(maxsize=1)
def setting() -> Select[Any]:
    """Ask for the value of a ``key`` of the manifest; it is asked before every other question."""
    from sqlalchemy import bindparam, select

    manifest = tables().manifest
    return select(manifest.c.value).where(manifest.c.key == bindparam("key"))


def report(report_id: str) -> Select[Any]:
    """Ask for a report's own row."""
    from sqlalchemy import select

    reports = tables().reports
    return select(*_columns(reports, REPORT_COLUMNS)).where(reports.c.id == report_id)


def holding(report_id: str, source: str) -> Select[Any]:
    """Ask for the ids of the reports that have this id or this source."""
    from sqlalchemy import select

    reports = tables().reports
    return select(reports.c.id, reports.c.copy_of).where(
        (reports.c.id == report_id) | (reports.c.source == source)
    )


def as_read(report_id: str) -> Select[Any]:
    """Ask what the file of a report says it is, and by which rules it was read."""
    from sqlalchemy import select

    reports = tables().reports
    return select(reports.c.as_read, reports.c.rules).where(reports.c.id == report_id)


def digests_of_files() -> Select[Any]:
    """Ask for the SHA-256 of every file that a report was read from."""
    from sqlalchemy import select

    return select(tables().reports.c.sha256)


def extents() -> Select[Any]:
    """Ask for each report's number of pages, and how sure their recognition was by their length."""
    from sqlalchemy import func, select

    pages = tables().pages
    size = pages.c.past - pages.c.first + 1
    sure = pages.c.confidence.is_not(None)
    return select(
        pages.c.report_id,
        func.count(),
        func.sum(pages.c.confidence * size).filter(sure),
        func.sum(size).filter(sure),
    ).group_by(pages.c.report_id)


def copies(report_id: str) -> Select[Any]:
    """Ask for the ids of the reports that are set aside for this one."""
    from sqlalchemy import select

    reports = tables().reports
    return select(reports.c.id).where(reports.c.copy_of == report_id)


def from_files(files: Collection[tuple[str, str]]) -> Select[Any]:
    """Ask for id, source and sha256 of the reports that have one of these sources or digests."""
    from sqlalchemy import select

    reports = tables().reports
    return select(reports.c.id, reports.c.source, reports.c.sha256).where(
        reports.c.source.in_({source for source, _ in files})
        | reports.c.sha256.in_({sha256 for _, sha256 in files} - {""})
    )


def read_from(sha256: str, rules: str) -> Select[Any]:
    """Ask for id and source of the reports that were read from these bytes by these rules."""
    from sqlalchemy import select

    reports = tables().reports
    return select(reports.c.id, reports.c.source).where(
        reports.c.sha256 == sha256, reports.c.rules == rules
    )


def read_otherwise(rules: str) -> Select[Any]:
    """Ask for source and sha256 of the reports that were read by other rules than these."""
    from sqlalchemy import select

    reports = tables().reports
    asked = select(reports.c.source, reports.c.sha256).order_by(reports.c.source)
    return asked.where(reports.c.rules.is_(None) | (reports.c.rules != rules))


def mark(report_id: str, sha256: str, rules: str) -> Update:
    """Note of a report which bytes and which rules gave it."""
    reports = tables().reports
    return reports.update().where(reports.c.id == report_id).values(sha256=sha256, rules=rules)


def parts(table: Table, columns: Sequence[str], report_id: str) -> Select[Any]:
    """Ask for the rows of one report in ``table``, in the order they were put in."""
    from sqlalchemy import select

    found = select(*_columns(table, columns)).where(table.c.report_id == report_id)
    return found.order_by(table.c.place)


def cards(report_id: str = "", *, aside: bool = False) -> Select[Any]:
    """Ask for the cards of all reports, or of one, by office and year; ``aside`` takes copies in."""
    from sqlalchemy import func, select

    t = tables()
    reports = t.reports
    counts = [
        select(func.count()).where(part.c.report_id == reports.c.id).scalar_subquery()
        for part in (t.passages, t.figures)
    ]
    told = _columns(reports, CARD_COLUMNS)
    return (
        select(*told, *counts, reports.c.notes)
        .where(*([reports.c.id == report_id] if report_id else []))
        .where(*([] if aside else [reports.c.copy_of.is_(None)]))
        .order_by(reports.c.office, reports.c.year.nulls_first(), reports.c.source)
    )


def figures(scope: Scope, indicator: str | None, *, aside: bool = False) -> Bound:
    """Ask for the figures that describe the scope's years in its offices' reports."""
    asked = _figures(bool(scope.offices), bool(scope.years), bool(indicator), aside)
    return asked, {"offices": scope.offices, "years": scope.years, "indicator": indicator}


@lru_cache(maxsize=16)
def _figures(of_offices: bool, of_years: bool, of_indicator: bool, aside: bool) -> Select[Any]:
    from sqlalchemy import bindparam, select

    t = tables()
    stated, reports = t.figures, t.reports
    asked = select(*_columns(stated, FIGURE_COLUMNS)).join_from(stated, reports)
    if not aside:
        asked = asked.where(reports.c.copy_of.is_(None))
    if of_offices:
        asked = asked.where(_among(reports.c.office, "offices"))
    if of_years:
        asked = asked.where(_among(stated.c.year, "years"))
    if of_indicator:
        asked = asked.where(stated.c.indicator == bindparam("indicator"))
    return asked.order_by(
        reports.c.office, reports.c.year.nulls_first(), stated.c.report_id, stated.c.place
    )


def coverage() -> Select[Any]:
    """Ask for office x year x indicator with the number of figures; 0 where none is stated."""
    from sqlalchemy import func, select

    t = tables()
    stated, reports = t.figures, t.reports
    year = func.coalesce(stated.c.year, reports.c.year)
    return (
        select(reports.c.office, year, stated.c.indicator, func.count(stated.c.id))
        .select_from(reports.outerjoin(stated))
        .where(reports.c.copy_of.is_(None))
        .group_by(reports.c.office, year, stated.c.indicator)
        .order_by(reports.c.office, year.nulls_first(), stated.c.indicator.nulls_first())
    )


def passages(wanted: Sequence[int]) -> Select[Any]:
    """Ask for the passages of these rows."""
    from sqlalchemy import select

    held = tables().passages
    return select(*_columns(held, PASSAGE_COLUMNS)).where(held.c.row.in_(wanted))


def passages_of(report_id: str) -> Select[Any]:
    """Ask for the passages of one report in reading order."""
    from sqlalchemy import select

    held = tables().passages
    found = select(*_columns(held, PASSAGE_COLUMNS)).where(held.c.report_id == report_id)
    return found.order_by(held.c.first)


def live_rows() -> Select[Any]:
    """Ask for the row numbers of the passages of all reports that count, ascending."""
    from sqlalchemy import select

    t = tables()
    row = t.passages.c.row
    counts = t.reports.c.copy_of.is_(None)
    return select(row).join_from(t.passages, t.reports).where(counts).order_by(row)


def vectors(after: int, *, aside: bool) -> Select[Any]:
    """Ask for the vectors, with what a scope asks of them, of the rows above ``after``."""
    from sqlalchemy import select

    t = tables()
    held, reports = t.passages, t.reports
    return (
        select(
            held.c.row, held.c.report_id, reports.c.office, held.c.year, reports.c.year,
            held.c.embedding,
        )
        .join_from(held, reports)
        .where(held.c.row > after, *([] if aside else [reports.c.copy_of.is_(None)]))
        .order_by(held.c.row)
    )  # fmt: skip


def matching(ranking: str, words: Mapping[str, Any], scope: Scope, most: int) -> Bound:
    """Ask for the best of the scope's passages in a ranking by their words.

    ``ranking`` is a query that gives row and score, and ``words`` what is bound in it. A passage
    is of a year if it describes that year or stands in that year's report: the plans for 2025
    stand in the report on 2024 and belong to both.
    """
    asked = _matching(ranking, bool(scope.offices), bool(scope.years))
    return asked, {**words, "offices": scope.offices, "years": scope.years, "most": most}


@lru_cache(maxsize=8)
def _matching(ranking: str, of_offices: bool, of_years: bool) -> Select[Any]:
    from sqlalchemy import bindparam, column, select, text

    t = tables()
    ranked = text(ranking).columns(column("row"), column("score")).subquery("ranked")
    asked = (
        select(ranked.c.row, ranked.c.score)
        .join_from(ranked, t.passages, t.passages.c.row == ranked.c.row)
        .join(t.reports)
        .where(t.reports.c.copy_of.is_(None))
    )
    if of_offices:
        asked = asked.where(_among(t.reports.c.office, "offices"))
    if of_years:
        own, whole = _among(t.passages.c.year, "years"), _among(t.reports.c.year, "years")
        asked = asked.where(own | whole)
    return asked.order_by(ranked.c.score.desc(), ranked.c.row).limit(bindparam("most"))


def _among(column: Column[Any], name: str) -> ColumnElement[bool]:
    """Ask that ``column`` is one of the values that are bound to ``name``."""
    from sqlalchemy import bindparam

    return column.in_(bindparam(name, expanding=True))


def _columns(table: Table, names: Sequence[str]) -> list[Column[Any]]:
    return [table.c[name] for name in names]
