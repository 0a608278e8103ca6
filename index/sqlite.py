"""SQLite's own ways: one file beside the vectors, its writer's lock, and FTS5 for the words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import RecordsUnusable, StoreBusy
from index.files import copy_whole
from index.marks import fits, log_of, looks, read_mark, write_mark
from index.points import point
from index.words import Tokens

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

PATIENCE = 1.5  # seconds that a writer waits for another one before it says so

LOCK = "writer.lock"
_UNTOUCHED = "what was kept before is untouched"
INSTEAD = {
    "disk is full": f"make room on the disk and run the command again; {_UNTOUCHED}",
    "disk I/O error": f"see that the disk is whole and has room, and try again; {_UNTOUCHED}",
    "readonly": f"make the folder one that can be written to; {_UNTOUCHED}",
    "Read-only": f"make the folder one that can be written to; {_UNTOUCHED}",
    "unable to open": "see that the folder is there and can be read and written",
    "locked": "wait until the other program is done with the file and try again",
    "denied": "see that the folder can be read and written by you",
    "No space": f"make room on the disk and run the command again; {_UNTOUCHED}",
}
"""What helps, by words of the reason; nothing of this is a damaged file."""
DAMAGED = (
    "`python -m index repair --store STORE` keeps what is whole, and "
    "`python -m index restore FILE --store NEW` brings a backup back; else build a new store with "
    "`python -m index build PATH… --store NEW`"
)


@contextmanager
def locked(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep all other writers of a records file out, or raise ``StoreBusy`` after ``patience``."""
    from filelock import FileLock, Timeout

    lock = FileLock(file.with_name(LOCK))
    try:
        lock.acquire(timeout=patience)
    except Timeout as problem:
        raise StoreBusy(str(file.parent)) from problem
    except OSError as problem:
        raise RecordsUnusable(str(file.parent), str(problem), instead(str(problem))) from problem
    try:
        yield
    finally:
        lock.release()


def instead(why: str) -> str:
    """Say what to do where SQLite or the disk failed for the reason ``why``."""
    return next((told for said, told in INSTEAD.items() if said in why), DAMAGED)


def _unwritable(file: Path) -> bool:
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


_WITHOUT_WORDS = """
SELECT (SELECT count(*) FROM passages WHERE row NOT IN (SELECT id FROM tokens_docsize))
     + (SELECT count(*) FROM tokens_docsize WHERE id NOT IN (SELECT row FROM passages))
     + (SELECT count(*) FROM tokens WHERE typeof(words) <> 'text' OR typeof(grams) <> 'text')
"""
"""A text that became a blob passes the index's own check, which looks at its bytes alone."""


class Sqlite:
    """The database of a store in ``file``, or with ``None`` one in memory."""

    begin_reading = "BEGIN"
    ranking = "SELECT rowid AS row, -bm25(tokens) AS score FROM tokens WHERE tokens MATCH :wanted"
    one_at_a_time: bool

    def __init__(self, file: Path | None, *, read_only: bool = False) -> None:
        self.name = str(file.parent) if file else "in memory"
        self.one_at_a_time = file is None
        self._file = file
        self.read_only = file is not None and (read_only or _unwritable(file))
        self._inode = 0
        self._sound = False

    def engine(self) -> Engine:
        """Return an engine whose connections are in no transaction until one is begun."""
        from sqlalchemy import StaticPool, create_engine, event

        engine = create_engine(
            self._place(),
            isolation_level="AUTOCOMMIT",
            connect_args={"timeout": PATIENCE, "check_same_thread": False},
            pool_reset_on_return=None,
            **({} if self._file else {"poolclass": StaticPool}),
        )
        event.listen(engine, "connect", self._set_up)
        return engine

    def _place(self) -> URL:
        """Return the file's address; one that can only be read is opened without its log."""
        from sqlalchemy import URL

        if self._file is None or not self.read_only:
            return URL.create("sqlite", database=str(self._file) if self._file else None)
        if looks(log_of(self._file)):
            why = "the folder can only be read, and the last changes lie in a log beside the file"
            raise RecordsUnusable(self.name, why, "open it once where it can be written to")
        asked = {"mode": "ro", "immutable": "1", "uri": "true"}
        return URL.create("sqlite", database=self._file.resolve().as_uri(), query=asked)

    def _set_up(self, connection: Any, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        if self._file and not self.read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

    def instead(self, why: str) -> str:
        """Say what to do where SQLite failed for the reason ``why``."""
        return instead(why)

    def moved(self) -> bool:
        """Say whether another file has taken the place of the one that was opened last."""
        if self._file is None or not self._file.exists():
            return False
        before, self._inode = self._inode, self._file.stat().st_ino
        return before not in (0, self._inode)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other writers out, in whatever process; raise ``StoreBusy`` where one is in."""
        if self._file is None:
            yield
            return
        with locked(self._file):
            self._sound = fits(self._file, read_mark(self._file))
            yield

    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction that holds the file's own write lock from the start."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def committed(self, connection: Connection, revision: int, roll: str) -> None:
        """Move what was committed from the log into the file, and renew the mark of a sound one.

        A reader who is just then looking is not waited for; the next commit moves the rest.
        """
        if self._file is None:
            return
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
        point("records:checkpointed")
        if self._sound:
            write_mark(self._file, revision, roll)

    def made(self) -> None:
        """Trust the file, which was just made."""
        self._sound = True

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

    def forget_tokens(self, connection: Connection) -> None:
        """Forget all tokens; a table of them that is damaged is made anew."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS tokens")
        self.make_tokens(connection)

    def holds_tokens(self, connection: Connection, row: int, tokens: Tokens) -> bool:
        """Say whether exactly these tokens are kept of the passage at ``row``."""
        asked = "SELECT words, grams FROM tokens WHERE rowid = ?"
        kept = connection.exec_driver_sql(asked, (row,)).one_or_none()
        return kept is not None and tuple(kept) == (" ".join(tokens.words), " ".join(tokens.grams))

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
        """Return what SQLite finds wrong with its file, its tables, and its index of words."""
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        lines = [line.strip() for said in found if said != "ok" for line in said.splitlines()]
        lost = connection.exec_driver_sql(_WITHOUT_WORDS).scalar()
        if lost:
            lines.append(f"{lost} passages and their words do not belong together")
        return tuple(lines) or self._faults_of_words(connection)

    def _faults_of_words(self, connection: Connection) -> tuple[str, ...]:
        """Return what is wrong with the index of words; FTS5 tells it only to a writer."""
        from sqlalchemy.exc import DatabaseError

        if self.read_only:
            return ()
        try:
            connection.exec_driver_sql("SAVEPOINT words")
            connection.exec_driver_sql("INSERT INTO tokens(tokens) VALUES ('integrity-check')")
        except DatabaseError as problem:
            why = str(problem.orig)
            return () if any(said in why for said in INSTEAD) else (f"the words: {why}",)
        finally:
            with suppress(DatabaseError):
                connection.exec_driver_sql("ROLLBACK TO words")
                connection.exec_driver_sql("RELEASE words")
        return ()
