"""Looks into a records file that nobody has open yet, and may not be one any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import RecordsUnusable
from index.schema import SCHEMA_VERSION, tables
from index.soundness import ROLL, unsound
from index.sqlite import INSTEAD, Sqlite, instead

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class State:
    """How far a records file has come, and what of reports it lists: id -> digest."""

    revision: int
    roll: str
    listed: dict[str, str | None]


@contextmanager
def opened(file: Path) -> Iterator[Connection]:
    """Give a connection to a records file; what is wrong with it is raised as SQLite says it."""
    engine = Sqlite(file).engine()
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def faults_of(file: Path) -> tuple[str, ...]:
    """Return what is wrong with a records file, from its pages to the last digit it keeps.

    Raises ``RecordsUnusable`` where it cannot be read for a reason that is no damage.
    """
    from sqlalchemy.exc import DatabaseError

    try:
        with file.open("rb") as raw:
            if raw.read(len(HEADER)) != HEADER:
                return ("it is no database any more",)
        with opened(file) as connection:
            found = Sqlite(file).faults(connection)
            return found or unsound(connection)
    except DatabaseError as problem:
        why = str(problem.orig)
        if any(said in why for said in INSTEAD):
            raise RecordsUnusable(str(file.parent), why, instead(why)) from problem
        return (why,)
    except (OSError, ValueError, TypeError, OverflowError) as problem:
        if isinstance(problem, OSError):
            raise RecordsUnusable(
                str(file.parent), str(problem), instead(str(problem))
            ) from problem
        return (f"it holds what nobody wrote ({problem})",)


def state_of(file: Path) -> State | None:
    """Return what a records file tells of itself, or None where it does not, or is of another schema."""
    from sqlalchemy import select
    from sqlalchemy.exc import DatabaseError

    t = tables()
    try:
        with opened(file) as connection:
            held = dict(connection.execute(select(t.manifest.c.key, t.manifest.c.value)).all())
            if held.get("schema") != str(SCHEMA_VERSION):
                return None
            listed = connection.execute(select(t.reports.c.id, t.reports.c.digest)).all()
            return State(int(held["revision"]), held[ROLL], dict(listed))
    except (DatabaseError, OSError, ValueError, KeyError, TypeError, RecordsUnusable):
        return None
