"""The truth of a store: reports, passages, embeddings and figures in SQL, through SQLAlchemy.

One transaction a report, one writer at a time; readers go on reading while a writer writes. The
tokens of the lexical half lie in the same database and the same transaction. SQLite keeps all that
in a file of the store's folder; PostgreSQL keeps it at an address.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.models import Figure, Report
from index import queries, rows
from index.database import database_at
from index.errors import RecordsUnusable, StoreMismatch, StoreMissing, UnfitReport, UnknownReport
from index.fuse import Ranked
from index.models import Holding, Passage, ReportCard, Scope
from index.rows import StoredPassage, VectorRow
from index.schema import SCHEMA_VERSION, tables
from index.words import Tokens

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select, Table

_AT_ONCE = 500  # bound parameters in one statement


class Records:
    """The records of the store in ``folder``, or with ``None`` of one in memory.

    They lie in a file of the folder, or in the database at ``url`` where one is given.
    """

    def __init__(self, folder: Path | None, url: str = "", *, create: bool = True) -> None:
        self.url = url
        self._database = database_at(folder, url)
        self.name = self._database.name
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._engine = self._database.engine()
        self._turn = threading.RLock() if self._database.one_at_a_time else nullcontext()
        self._prepare(create)

    def close(self) -> None:
        """Close every connection; the store can not be used afterwards."""
        self._engine.dispose()

    # -- connections and transactions

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give a connection; a failure of the database itself is raised as one of ours."""
        from sqlalchemy.exc import DatabaseError, DataError

        try:
            with self._turn, self._engine.connect() as connection:
                yield connection
        except DataError:
            raise  # not the database is unfit, but what it was given
        except DatabaseError as problem:
            why = str(problem.orig).strip().replace("\n", " ")
            raise RecordsUnusable(self.name, why, self._database.instead) from problem

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection that sees the records as they are at one moment."""
        with self._connected() as connection:
            connection.exec_driver_sql(self._database.begin_reading)
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection inside one transaction, which is undone if anything is raised."""
        with self._database.alone(), self._connected() as connection:
            self._database.begin_writing(connection)
            try:
                yield connection
                _set(connection, "revision", str(int(_get(connection, "revision") or 0) + 1))
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    def _all(self, asked: Select[Any], bound: Mapping[str, Any] | None = None) -> Sequence[Any]:
        with self._connected() as connection:
            return connection.execute(asked, bound).all()

    def _prepare(self, create: bool) -> None:
        if not self._has_tables():
            if not create:
                raise StoreMissing(self.name)
            with self._writing() as connection:
                tables().metadata.create_all(connection)
                self._database.make_tokens(connection)
                _set(connection, "schema", str(SCHEMA_VERSION))
        stored = self.setting("schema")
        if stored != str(SCHEMA_VERSION):
            instead = "build a new one with `python -m index build PATH… --store NEW`"
            raise StoreMismatch(self.name, "schema", stored, SCHEMA_VERSION, instead)

    def _has_tables(self) -> bool:
        from sqlalchemy import inspect

        with self._connected() as connection:
            return inspect(connection).has_table("manifest")

    # -- settings

    def setting(self, key: str) -> str | None:
        """Return a value of the store's manifest, or None."""
        with self._connected() as connection:
            return _get(connection, key)

    def settle(self, key: str, value: str) -> None:
        """Write a value of the store's manifest."""
        with self._writing() as connection:
            _set(connection, key, value)

    def revision(self) -> int:
        """Return a number that grows with every change, whichever process made it."""
        return int(self.setting("revision") or 0)

    # -- writing

    def put(self, report: Report, kept: Sequence[StoredPassage], rules: str = "") -> None:
        """Keep ``report`` whole, in place of what had its id or its source."""
        from sqlalchemy.exc import DataError

        try:
            report.text.encode()
            with self._writing() as connection:
                known = queries.holding(report.id, report.source)
                for (report_id,) in connection.execute(known).all():
                    self._drop(connection, report_id)
                _insert(connection, report, rules)
                for item in kept:
                    self._insert_passage(connection, item)
        except (UnicodeEncodeError, DataError) as problem:
            raise UnfitReport(report.source, str(problem)) from problem

    def mark(self, report_id: str, sha256: str, rules: str) -> None:
        """Note that these bytes, read by these rules, still give the same report."""
        with self._connected() as connection:
            known = connection.execute(queries.read_from(sha256, rules)).scalars().all()
        if report_id not in known:
            with self._writing() as connection:
                connection.execute(queries.mark(report_id, sha256, rules))

    def drop(self, report_id: str) -> None:
        """Remove a report and everything that came from it."""
        self.card(report_id)
        with self._writing() as connection:
            self._drop(connection, report_id)

    def _drop(self, connection: Connection, report_id: str) -> None:
        reports = tables().reports
        self._database.drop_tokens(connection, report_id)
        connection.execute(reports.delete().where(reports.c.id == report_id))

    def _insert_passage(self, connection: Connection, item: StoredPassage) -> None:
        line = dict(zip(rows.PASSAGE_COLUMNS[1:], rows.passage_row(item.passage), strict=True))
        added = connection.execute(
            tables().passages.insert().values(**line, embedding=item.embedding)
        )
        (row,) = added.inserted_primary_key or (0,)
        self._database.add_tokens(connection, row, item.tokens)

    # -- reading

    def report(self, report_id: str) -> Report:
        """Return the report exactly as it was put in."""
        t = tables()
        with self._reading() as connection:

            def part(table: Table, columns: Sequence[str]) -> Sequence[Any]:
                return connection.execute(queries.parts(table, columns, report_id)).all()

            row = connection.execute(queries.report(report_id)).one_or_none()
            if row is None:
                raise UnknownReport(report_id)
            return rows.report_of(
                tuple(row),
                part(t.pages, rows.PAGE_COLUMNS),
                part(t.sections, rows.SECTION_COLUMNS),
                part(t.figures, rows.FIGURE_COLUMNS),
            )

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the cards of all reports, by office and year."""
        return tuple(rows.card_of(row) for row in self._all(queries.cards()))

    def card(self, report_id: str) -> ReportCard:
        """Return the card of one report."""
        found = self._all(queries.cards(report_id)) if report_id else []
        if not found:
            raise UnknownReport(report_id)
        return rows.card_of(found[0])

    def id_of_source(self, source: str) -> str | None:
        """Return the id of the report that was read from ``source``."""
        return next((row.id for row in self._all(queries.holding("", source))), None)

    def holds(self, report_id: str) -> bool:
        """Say whether a report with this id is kept."""
        return any(row.id == report_id for row in self._all(queries.holding(report_id, "")))

    def source_of_file(self, sha256: str, rules: str) -> str | None:
        """Return the source of a report that was read from these bytes by these rules."""
        return next((row.source for row in self._all(queries.read_from(sha256, rules))), None)

    def passages(self, wanted: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of these rows; a row that is gone is left out."""
        found: dict[int, Passage] = {}
        for at in range(0, len(wanted), _AT_ONCE):
            for row in self._all(queries.passages(wanted[at : at + _AT_ONCE])):
                found[row[0]] = rows.passage_of(row)
        return found

    def passages_of(self, report_id: str) -> tuple[Passage, ...]:
        """Return the passages of one report in reading order."""
        return tuple(rows.passage_of(row) for row in self._all(queries.passages_of(report_id)))

    def figures(self, scope: Scope, indicator: str | None = None) -> tuple[Figure, ...]:
        """Return the figures that describe the scope's years in its offices' reports."""
        return tuple(rows.figure_of(row) for row in self._all(*queries.figures(scope, indicator)))

    def coverage(self) -> tuple[Holding, ...]:
        """Return what is there: office x year x indicator, with the number of figures."""
        return tuple(Holding(*row) for row in self._all(queries.coverage()))

    def faults(self) -> tuple[str, ...]:
        """Return what the database finds wrong with its files."""
        with self._connected() as connection:
            return self._database.faults(connection)

    # -- searching

    def matching(self, tokens: Tokens, scope: Scope, most: int) -> tuple[Ranked, ...]:
        """Return the passages of the scope that hold a token, best first."""
        if not tokens:
            return ()
        ranking, words = self._database.ranking, self._database.wanted(tokens)
        found = self._all(*queries.matching(ranking, words, scope, most))
        return tuple(Ranked(row, score) for row, score in found)

    def live_rows(self) -> tuple[int, ...]:
        """Return the row numbers of all passages, ascending."""
        return tuple(row for (row,) in self._all(queries.live_rows()))

    def vectors(self, after: int = 0) -> tuple[VectorRow, ...]:
        """Return the vectors of the passages whose row number is above ``after``."""
        return tuple(VectorRow(*row) for row in self._all(queries.vectors(after)))


def _get(connection: Connection, key: str) -> str | None:
    found = connection.execute(queries.setting(), {"key": key}).scalar()
    return None if found is None else str(found)


def _set(connection: Connection, key: str, value: str) -> None:
    manifest = tables().manifest
    changed = connection.execute(manifest.update().where(manifest.c.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(manifest.insert().values(key=key, value=value))


def _insert(connection: Connection, report: Report, rules: str) -> None:
    t = tables()
    kept = dict(zip(rows.REPORT_COLUMNS, rows.report_row(report), strict=True))
    connection.execute(t.reports.insert().values(**kept, rules=rules))
    for table, columns, parts in (
        (t.pages, rows.PAGE_COLUMNS, map(rows.page_row, report.pages)),
        (t.sections, rows.SECTION_COLUMNS, map(rows.section_row, report.sections)),
        (t.figures, rows.FIGURE_COLUMNS, map(rows.figure_row, report.figures)),
    ):
        lines = [
            {**dict(zip(columns, part, strict=True)), "report_id": report.id, "place": place}
            for place, part in enumerate(parts)
        ]
        if lines:
            connection.execute(table.insert(), lines)
