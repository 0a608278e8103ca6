"""The file of people and talks: who writes it, when it is read, and which version it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.people.errors import PeopleUnusable
from assistant.people.schema import STEPS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FILE = "people.db"
PATIENCE = 5.0
"""Seconds that a writer waits for another one."""


class Database:
    """The one file that keeps users, sessions, the log and talks; safe between threads."""

    def __init__(self, file: Path | None) -> None:
        self.name = str(file) if file else "the people in memory"
        self._file = file
        # In memory there is one connection, so its transactions go one after another.
        self._turnstile: AbstractContextManager[Any] = nullcontext() if file else threading.Lock()
        self._engine = self._opened()
        with self.writing() as rows:
            self._migrate(rows)

    @classmethod
    def open(cls, store: Path | str) -> Database:
        """Open the file in the store's folder; a new one is made where there is none."""
        return cls(Path(store) / FILE)

    @classmethod
    def in_memory(cls) -> Database:
        """Open an empty one that is gone when it is closed."""
        return cls(None)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the file."""
        with self._connected("BEGIN") as rows:
            yield rows

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection that alone may write; all of it is kept, or nothing."""
        with self._connected("BEGIN IMMEDIATE") as rows:
            yield rows

    @contextmanager
    def _connected(self, begin: str) -> Iterator[Connection]:
        from sqlalchemy.exc import DBAPIError

        try:
            with self._turnstile, self._engine.connect() as rows:
                rows.exec_driver_sql(begin)
                try:
                    yield rows
                except BaseException:
                    rows.exec_driver_sql("ROLLBACK")
                    raise
                rows.exec_driver_sql("COMMIT")
        except DBAPIError as fault:
            instead = "check that its folder can be written, and take a backup of the store"
            raise PeopleUnusable(self.name, str(fault.orig), instead) from fault

    def _opened(self) -> Engine:
        from sqlalchemy import URL, StaticPool, create_engine, event

        if self._file:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._file.touch(mode=0o600)
            except OSError as fault:
                instead = "name a folder that can be written with --store"
                raise PeopleUnusable(self.name, str(fault.strerror), instead) from fault
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
        connection.execute("PRAGMA secure_delete = ON")
        if self._file:
            connection.execute("PRAGMA journal_mode = WAL")

    def _migrate(self, rows: Connection) -> None:
        version = rows.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > len(STEPS):
            why = f"it was written by a newer version (schema {version}, here {len(STEPS)})"
            raise PeopleUnusable(self.name, why, "open it with that version")
        for step in STEPS[version:]:
            for statement in step:
                rows.exec_driver_sql(statement)
        rows.exec_driver_sql(f"PRAGMA user_version = {len(STEPS)}")
