"""The tables of a store, as data, and the version that says which ones they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Column, MetaData, Table

SCHEMA_VERSION = 2
"""What the manifest says under "schema"; ``index.migrations`` holds a step for each one past 1."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that every database keeps alike; the tokens' one is each database's own."""

    metadata: MetaData
    manifest: Table
    reports: Table
    pages: Table
    sections: Table
    figures: Table
    passages: Table
    corrections: Table
    figure_notes: Table


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Return the tables; they are described once, when a store is first opened."""
    from sqlalchemy import Index, MetaData, Table

    metadata = MetaData()
    reports = Table("reports", metadata, *_reports())
    figures = Table("figures", metadata, *_part_of_report(), *_figures())
    # A row number is never used twice (SQLite must be told so; PostgreSQL's sequences never do),
    # so a sealed generation cannot mistake a new passage for an old one.
    passages = Table("passages", metadata, *_passages(), sqlite_autoincrement=True)
    Index("reports_by_content", reports.c.sha256)
    Index("reports_by_office", reports.c.office, reports.c.year)
    Index("figures_by_year", figures.c.year, figures.c.report_id)
    Index("figures_by_indicator", figures.c.indicator, figures.c.year)
    Index("passages_by_report", passages.c.report_id)
    return Tables(
        metadata=metadata,
        manifest=Table("manifest", metadata, _key("key"), _text("value")),
        reports=reports,
        pages=Table(
            "pages", metadata, *_part_of_report(), _number("number"), *_span(), _confidence()
        ),
        sections=Table(
            "sections", metadata, *_part_of_report(), _text("path"), _text("heading"), *_span(),
            _number("year", null=True), _text("role"),
        ),
        figures=figures,
        passages=passages,
        corrections=Table("corrections", metadata, *_corrections()),
        figure_notes=Table("figure_notes", metadata, *_figure_notes()),
    )  # fmt: skip


def _reports() -> list[Column[Any]]:
    return [
        _key("id"), _text("title"), _text("office"), _text("office_as_printed"),
        _number("year", null=True), _text("published", null=True), _text("source", unique=True),
        _text("sha256"), _text("text"), _text("notes"), _text("rules"),
        _text("copy_of", null=True), _text("format", null=True), _text("taken_at", null=True),
        _text("digest", null=True), _text("as_read", null=True),
    ]  # fmt: skip


def _figures() -> list[Column[Any]]:
    return [
        _text("id"), _text("measure"), _text("indicator", null=True), _text("value", null=True),
        _text("upper", null=True), _text("unit"), _text("qualifier"), _number("year", null=True),
        _text("period"), _text("kind"), _text("part_of", null=True), _text("surface"), *_span(),
    ]  # fmt: skip


def _passages() -> list[Column[Any]]:
    from sqlalchemy import Column, Integer, LargeBinary

    return [
        Column("row", Integer, primary_key=True), _text("id", unique=True),
        _report_id(), _text("section"), _text("text"), *_span(),
        _number("year", null=True), _text("role"),
        Column("embedding", LargeBinary, nullable=False),
    ]  # fmt: skip


def _corrections() -> list[Column[Any]]:
    return [
        _key("source"), _key("field"), _text("value"), _text("sha256"),
        _text("who"), _text("at"), _text("why"),
    ]  # fmt: skip


def _figure_notes() -> list[Column[Any]]:
    return [
        _key("id"), _text("source"), _text("sha256"), _text("sentence"), _text("surface"),
        _number("nth"), _text("verdict"), _text("value", null=True), _text("unit", null=True),
        _text("who"), _text("at"), _text("why"),
    ]  # fmt: skip


def _confidence() -> Column[Any]:
    from sqlalchemy import Column, Float

    return Column("confidence", Float, nullable=True)


def _part_of_report() -> tuple[Column[Any], ...]:
    from sqlalchemy import Column, Integer

    return _report_id(primary_key=True), Column("place", Integer, primary_key=True)


def _report_id(*, primary_key: bool = False) -> Column[Any]:
    from sqlalchemy import Column, ForeignKey

    whole = ForeignKey("reports.id", ondelete="CASCADE")
    return Column("report_id", _words(), whole, primary_key=primary_key, nullable=False)


def _span() -> tuple[Column[Any], ...]:
    return _number("first"), _number("past")


def _key(name: str) -> Column[Any]:
    from sqlalchemy import Column

    return Column(name, _words(), primary_key=True)


def _text(name: str, *, null: bool = False, unique: bool = False) -> Column[Any]:
    from sqlalchemy import Column

    return Column(name, _words(), nullable=null, unique=unique or None)


def _number(name: str, *, null: bool = False) -> Column[Any]:
    from sqlalchemy import Column, Integer

    return Column(name, Integer, nullable=null)


def _words() -> Any:
    """Return the type of a text, which every database compares and orders by code point."""
    from sqlalchemy import Text

    return Text().with_variant(Text(collation="C"), "postgresql")
