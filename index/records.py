"""The truth of a store: reports, passages, embeddings and figures in SQLite.

One transaction a report, one writer at a time; readers go on reading while a writer writes. The
tokens of the lexical half lie in the same file and the same transaction.
"""
# ruff: noqa: S608 - what is formatted in are our own column names and marks, never a value

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.models import Figure, Report
from index import queries, rows
from index.errors import StoreBusy, StoreMismatch, UnfitReport, UnknownReport
from index.fuse import Ranked
from index.models import Holding, Passage, ReportCard, Scope
from index.rows import StoredPassage, VectorRow
from index.schema import SCHEMA_VERSION, TABLES
from index.words import Tokens

PATIENCE = 1.5  # seconds that a writer waits for another one before it says so
_AT_ONCE = 500  # bound parameters in one statement


class Records:
    """The SQLite file of a store, or with ``folder=None`` a store in memory."""

    def __init__(self, folder: Path | None) -> None:
        self.name = str(folder) if folder else "in memory"
        self._file = folder / "records.sqlite" if folder else None
        self._lock_file = folder / "writer.lock" if folder else None
        self._mine = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.RLock()
        self._shared = None if folder else self._connect()
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._prepare()

    def close(self) -> None:
        """Close every connection; the store can not be used afterwards."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()

    # -- connections and transactions

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._file or ":memory:",
            isolation_level=None,
            check_same_thread=False,
            timeout=PATIENCE,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if self._file:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        self._all.append(connection)
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection; the one in memory is shared, so its users take turns."""
        if self._shared:
            with self._guard:
                yield self._shared
            return
        connection = getattr(self._mine, "connection", None)
        if connection is None:
            with self._guard:
                connection = self._mine.connection = self._connect()
        yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one transaction, which is undone if anything is raised."""
        with self._alone(), self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                _bump(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._lock_file is None:
            yield
            return
        from filelock import FileLock, Timeout

        try:
            with FileLock(self._lock_file, timeout=PATIENCE):
                yield
        except Timeout as problem:
            raise StoreBusy(self.name) from problem

    def _prepare(self) -> None:
        with self._reading() as connection:
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'manifest'")
            if known.fetchone() is None:
                with self._writing() as writer:
                    for table in TABLES:
                        writer.execute(table)
                    _set(writer, "schema", str(SCHEMA_VERSION))
        stored = self.setting("schema")
        if stored != str(SCHEMA_VERSION):
            instead = "build a new one with `python -m index build PATH… --store NEW`"
            raise StoreMismatch(self.name, "schema", stored, SCHEMA_VERSION, instead)

    # -- settings

    def setting(self, key: str) -> str | None:
        """Return a value of the store's manifest, or None."""
        with self._reading() as connection:
            found = connection.execute("SELECT value FROM manifest WHERE key = ?", (key,))
            row = found.fetchone()
        return None if row is None else str(row[0])

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
        try:
            report.text.encode()
        except UnicodeEncodeError as problem:
            raise UnfitReport(report.source, str(problem)) from problem
        with self._writing() as connection:
            old = "SELECT id FROM reports WHERE id = ? OR source = ?"
            for (report_id,) in connection.execute(old, (report.id, report.source)).fetchall():
                _drop(connection, report_id)
            _insert(connection, report, rules)
            for item in kept:
                _insert_passage(connection, item)

    def mark(self, report_id: str, sha256: str, rules: str) -> None:
        """Note that these bytes, read by these rules, still give the same report."""
        query = "SELECT 1 FROM reports WHERE id = ? AND sha256 = ? AND rules = ?"
        if self._one(query, report_id, sha256, rules) is None:
            with self._writing() as connection:
                line = (sha256, rules, report_id)
                connection.execute("UPDATE reports SET sha256 = ?, rules = ? WHERE id = ?", line)

    def drop(self, report_id: str) -> None:
        """Remove a report and everything that came from it."""
        self.card(report_id)
        with self._writing() as connection:
            _drop(connection, report_id)

    # -- reading

    def report(self, report_id: str) -> Report:
        """Return the report exactly as it was put in."""
        with self._reading() as connection:
            read = connection.execute
            one = (report_id,)
            row = read(f"SELECT {rows.REPORT_COLUMNS} FROM reports WHERE id = ?", one).fetchone()
            if row is None:
                raise UnknownReport(report_id)
            ordered = "WHERE report_id = ? ORDER BY place"
            return rows.report_of(
                row,
                read(f"SELECT number, first, past FROM pages {ordered}", one).fetchall(),
                read(
                    f"SELECT path, heading, first, past, year, role FROM sections {ordered}", one
                ).fetchall(),
                read(f"SELECT {rows.FIGURE_COLUMNS} FROM figures {ordered}", one).fetchall(),
            )

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the cards of all reports, by office and year."""
        query = f"SELECT {rows.CARD_COLUMNS} FROM reports ORDER BY office, year, source"
        with self._reading() as connection:
            return tuple(rows.card_of(row) for row in connection.execute(query).fetchall())

    def card(self, report_id: str) -> ReportCard:
        """Return the card of one report."""
        query = f"SELECT {rows.CARD_COLUMNS} FROM reports WHERE id = ?"
        with self._reading() as connection:
            row = connection.execute(query, (report_id,)).fetchone()
        if row is None:
            raise UnknownReport(report_id)
        return rows.card_of(row)

    def id_of_source(self, source: str) -> str | None:
        """Return the id of the report that was read from ``source``."""
        return self._one("SELECT id FROM reports WHERE source = ?", source)

    def holds(self, report_id: str) -> bool:
        """Say whether a report with this id is kept."""
        return self._one("SELECT id FROM reports WHERE id = ?", report_id) is not None

    def source_of_file(self, sha256: str, rules: str) -> str | None:
        """Return the source of a report that was read from these bytes by these rules."""
        query = "SELECT source FROM reports WHERE sha256 = ? AND rules = ?"
        return self._one(query, sha256, rules)

    def _one(self, query: str, *values: str) -> str | None:
        with self._reading() as connection:
            row = connection.execute(query, values).fetchone()
        return None if row is None else str(row[0])

    def passages(self, wanted: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of these rows; a row that is gone is left out."""
        found: dict[int, Passage] = {}
        with self._reading() as connection:
            for at in range(0, len(wanted), _AT_ONCE):
                some = list(wanted[at : at + _AT_ONCE])
                query = f"SELECT {rows.PASSAGE_COLUMNS} FROM passages WHERE row IN ({queries.marks(some)})"
                for row in connection.execute(query, some).fetchall():
                    found[row[0]] = rows.passage_of(row)
        return found

    def passages_of(self, report_id: str) -> tuple[Passage, ...]:
        """Return the passages of one report in reading order."""
        query = f"SELECT {rows.PASSAGE_COLUMNS} FROM passages WHERE report_id = ? ORDER BY first"
        with self._reading() as connection:
            found = connection.execute(query, (report_id,)).fetchall()
        return tuple(rows.passage_of(row) for row in found)

    def figures(self, scope: Scope, indicator: str | None = None) -> tuple[Figure, ...]:
        """Return the figures that describe the scope's years in its offices' reports."""
        query, bound = queries.figures(scope, indicator)
        with self._reading() as connection:
            return tuple(rows.figure_of(row) for row in connection.execute(query, bound).fetchall())

    def coverage(self) -> tuple[Holding, ...]:
        """Return what is there: office x year x indicator, with the number of figures."""
        with self._reading() as connection:
            return tuple(Holding(*row) for row in connection.execute(queries.COVERAGE).fetchall())

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with its file."""
        with self._reading() as connection:
            found = connection.execute("PRAGMA quick_check").fetchall()
        return tuple(said for (said,) in found if said != "ok")

    # -- searching

    def matching(self, tokens: Tokens, scope: Scope, most: int) -> tuple[Ranked, ...]:
        """Return the passages of the scope that hold a token, best BM25 first."""
        if not tokens:
            return ()
        query, bound = queries.matching(tokens, scope, most)
        with self._reading() as connection:
            return tuple(Ranked(row, -score) for row, score in connection.execute(query, bound))

    def live_rows(self) -> tuple[int, ...]:
        """Return the row numbers of all passages, ascending."""
        with self._reading() as connection:
            found = connection.execute("SELECT row FROM passages ORDER BY row").fetchall()
        return tuple(row for (row,) in found)

    def vectors(self, after: int = 0) -> tuple[VectorRow, ...]:
        """Return the vectors of the passages whose row number is above ``after``."""
        query = (
            "SELECT row, report_id, office, passages.year, reports.year, embedding FROM passages "
            "JOIN reports ON reports.id = report_id WHERE row > ? ORDER BY row"
        )
        with self._reading() as connection:
            return tuple(VectorRow(*row) for row in connection.execute(query, (after,)).fetchall())


def _set(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO manifest VALUES (?, ?)", (key, value))


def _bump(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO manifest VALUES ('revision', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    )


def _drop(connection: sqlite3.Connection, report_id: str) -> None:
    one = (report_id,)
    held = "SELECT row FROM passages WHERE report_id = ?"
    connection.execute(f"DELETE FROM tokens WHERE rowid IN ({held})", one)
    connection.execute("DELETE FROM reports WHERE id = ?", one)


def _insert(connection: sqlite3.Connection, report: Report, rules: str) -> None:
    row = (*rows.report_row(report), rules)
    connection.execute(f"INSERT INTO reports VALUES ({queries.marks(row)})", row)
    parts = (
        ("pages", map(rows.page_row, report.pages)),
        ("sections", map(rows.section_row, report.sections)),
    )
    for table, values in parts:
        for place, part in enumerate(values):
            line = (report.id, place, *part)
            connection.execute(f"INSERT INTO {table} VALUES ({queries.marks(line)})", line)
    for place, figure in enumerate(report.figures):
        id_, _, *rest = rows.figure_row(figure)
        line = (report.id, place, id_, *rest)
        connection.execute(f"INSERT INTO figures VALUES ({queries.marks(line)})", line)


def _insert_passage(connection: sqlite3.Connection, item: StoredPassage) -> None:
    row = (None, *rows.passage_row(item.passage), item.embedding)
    added = connection.execute(f"INSERT INTO passages VALUES ({queries.marks(row)})", row)
    tokens = (added.lastrowid, " ".join(item.tokens.words), " ".join(item.tokens.grams))
    connection.execute("INSERT INTO tokens (rowid, words, grams) VALUES (?, ?, ?)", tokens)
