"""SQLite's own ways: one file beside the vectors, its writer's lock, and FTS5 for the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import RecordsUnusable, StoreBusy
from index.files import copy_whole
from index.words import Tokens

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PATIENCE = 1.5  # seconds that a writer waits for another one before it says so


class Sqlite:
    """The database of a store in ``file``, or with ``None`` one in memory."""

    instead = (
        "if the file is damaged, build a new store with `python -m index build PATH… --store NEW`"
    )
    begin_reading = "BEGIN"
    ranking = "SELECT rowid AS row, -bm25(tokens) AS score FROM tokens WHERE tokens MATCH :wanted"
    one_at_a_time: bool

    def __init__(self, file: Path | None) -> None:
        self.name = str(file.parent) if file else "in memory"
        self.one_at_a_time = file is None
        self._file = file

    def engine(self) -> Engine:
        """Return an engine whose connections are in no transaction until one is begun."""
        from sqlalchemy import URL, StaticPool, create_engine, event

        engine = create_engine(
            URL.create("sqlite", database=str(self._file) if self._file else None),
            isolation_level="AUTOCOMMIT",
            connect_args={"timeout": PATIENCE, "check_same_thread": False},
            pool_reset_on_return=None,
            **({} if self._file else {"poolclass": StaticPool}),
        )
        event.listen(engine, "connect", self._set_up)
        return engine

    def _set_up(self, connection: Any, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        if self._file:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other writers out, in whatever process; raise ``StoreBusy`` where one is in."""
        if self._file is None:
            yield
            return
        from filelock import FileLock, Timeout

        try:
            with FileLock(self._file.with_name("writer.lock"), timeout=PATIENCE):
                yield
        except Timeout as problem:
            raise StoreBusy(self.name) from problem

    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction that holds the file's own write lock from the start."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def make_tokens(self, connection: Connection) -> None:
        """Make the table of tokens. They come cut; "ascii" leaves Chinese inside its token."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS tokens USING fts5(words, grams, tokenize='ascii')"
        )

    def add_tokens(self, connection: Connection, row: int, tokens: Tokens) -> None:
        """Keep the tokens of the passage at ``row``."""
        line = (row, " ".join(tokens.words), " ".join(tokens.grams))
        connection.exec_driver_sql(
            "INSERT INTO tokens (rowid, words, grams) VALUES (?, ?, ?)", line
        )

    def drop_tokens(self, connection: Connection, report_id: str) -> None:
        """Forget the tokens of a report's passages, while these are still there."""
        connection.exec_driver_sql(
            "DELETE FROM tokens WHERE rowid IN (SELECT row FROM passages WHERE report_id = ?)",
            (report_id,),
        )

    def wanted(self, tokens: Tokens) -> dict[str, Any]:
        """Return what is bound in ``ranking``: an FTS5 expression, each column for its own kind."""
        columns = (("words", tokens.words), ("grams", tokens.grams))
        quoted = (
            (name, " OR ".join(f'"{token}"' for token in kind)) for name, kind in columns if kind
        )
        return {"wanted": " OR ".join(f"{name} : ({some})" for name, some in quoted)}

    def copy_aside(self, why: str) -> str:
        """Keep a copy of the file as it is, beside it and named for ``why``; return where."""
        if self._file is None:
            return ""
        copy = self._file.with_name(f"{self._file.stem}.{why}{self._file.suffix}")
        try:
            copy_whole(self._file, copy)
        except (sqlite3.Error, OSError) as problem:
            instead = "make room for a copy of it, and run the command again; nothing was changed"
            raise RecordsUnusable(self.name, str(problem), instead) from problem
        return str(copy)

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what SQLite finds wrong with its file."""
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars()
        return tuple(said for said in found if said != "ok")
