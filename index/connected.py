"""Connections to a store's records: transactions, the manifest's settings, tables made or migrated."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import queries
from index.database import database_at
from index.digests import sign_all
from index.errors import RecordsUnusable, StoreMismatch, StoreMissing
from index.migrate import known, newer, upgrade
from index.points import point
from index.schema import SCHEMA_VERSION, tables
from index.soundness import roll

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_NEWER = "a later version of the assistant wrote it: open it with that one, or update this one"
_UNKNOWN = "build a new one with `python -m index build PATH… --store NEW`"

log = logging.getLogger(__name__)


class Connected:
    """The database of the store in ``folder``, or with ``None`` one in memory.

    The records lie in a file of the folder, or in the database at ``url`` where one is given. A
    store of an earlier version is brought up to this one when it is opened.
    """

    def __init__(self, folder: Path | None, url: str = "", *, create: bool = True) -> None:
        self.url = url
        self.written = False
        """Whether anything was committed from here."""
        self.followed: Callable[[], None] | None = None
        """What is called after each change, while no other writer is let in."""
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

    # -- settings

    def setting(self, key: str) -> str | None:
        """Return a value of the store's manifest, or None."""
        with self._connected() as connection:
            return get(connection, key)

    def settle(self, key: str, value: str) -> None:
        """Write a value of the store's manifest."""
        with self._writing() as connection:
            put(connection, key, value)

    def revision(self) -> int:
        """Return a number that grows with every change, whichever process made it."""
        return int(self.setting("revision") or 0)

    # -- connections and transactions

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give a connection; a failure of the database itself is raised as one of ours."""
        from sqlalchemy.exc import DatabaseError, DataError

        if self._database.moved():
            self._engine.dispose()  # the file was healed or restored under an open store
        try:
            with self._turn, self._engine.connect() as connection:
                yield connection
        except OSError as problem:
            why = str(problem)
            raise RecordsUnusable(self.name, why, self._database.instead(why)) from problem
        except UnicodeDecodeError as problem:  # the file is damaged where a text was
            why = f"it holds what is no text ({problem})"
            raise RecordsUnusable(self.name, why, self._database.instead(why)) from problem
        except DataError:
            raise  # not the database is unfit, but what it was given
        except DatabaseError as problem:
            why = str(problem.orig).strip().replace("\n", " ")
            raise RecordsUnusable(self.name, why, self._database.instead(why)) from problem

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
                revision = int(get(connection, "revision") or 0) + 1
                put(connection, "revision", str(revision))
                put(connection, "roll", now := roll(connection))
                point("records:written")
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._undo(connection)
                raise
            point("records:committed")
            self._database.committed(connection, revision, now)
            self.written = True
            if self.followed:
                self.followed()

    def _undo(self, connection: Connection) -> None:
        """Undo a transaction, unless the database did so itself, as SQLite does on a full disk."""
        from sqlalchemy.exc import DatabaseError

        with suppress(DatabaseError):
            connection.exec_driver_sql("ROLLBACK")

    def _all(self, asked: Select[Any], bound: Mapping[str, Any] | None = None) -> Sequence[Any]:
        with self._connected() as connection:
            return connection.execute(asked, bound).all()

    # -- tables

    def _prepare(self, create: bool) -> None:
        if not self._has_tables():
            if not create:
                raise StoreMissing(self.name)
            with self._writing() as connection:
                tables().metadata.create_all(connection)
                self._database.make_tokens(connection)
                self._database.made()
                put(connection, "schema", str(SCHEMA_VERSION))
                put(connection, "id", secrets.token_hex(8))
        stored = self.setting("schema")
        if stored == str(SCHEMA_VERSION):
            return
        if not known(stored):
            instead = _NEWER if newer(stored) else _UNKNOWN
            raise StoreMismatch(self.name, "schema", stored, SCHEMA_VERSION, instead)
        self._migrate()

    def _migrate(self) -> None:
        """Bring an older store up to this version, whole or not at all, with a copy kept first."""
        with self._writing() as connection:
            stored = get(connection, "schema") or ""
            if stored == str(SCHEMA_VERSION):
                return  # another process was quicker
            kept = self._database.copy_aside(f"before-schema-{SCHEMA_VERSION}")
            point("migrate:copied")
            upgrade(connection, stored)
            sign_all(connection)
            point("migrate:upgraded")
            put(connection, "schema", str(SCHEMA_VERSION))
            put(connection, "id", secrets.token_hex(8))
        where = f"; the store as it was is kept in {kept}" if kept else ""
        log.warning(
            "the store %s was brought from schema %s to %s%s",
            self.name, stored, SCHEMA_VERSION, where,
        )  # fmt: skip

    def _has_tables(self) -> bool:
        from sqlalchemy import inspect

        with self._connected() as connection:
            return inspect(connection).has_table("manifest")


def get(connection: Connection, key: str) -> str | None:
    """Return a value of the manifest, as this transaction sees it."""
    found = connection.execute(queries.setting(), {"key": key}).scalar()
    return None if found is None else str(found)


def put(connection: Connection, key: str, value: str) -> None:
    """Write a value of the manifest in this transaction."""
    manifest = tables().manifest
    changed = connection.execute(manifest.update().where(manifest.c.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(manifest.insert().values(key=key, value=value))
