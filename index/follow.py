"""Keeps the second copy of a records file in step with it, change by change.

Only what differs is written: a report that came, changed or went, the remarks and the settings. So a
file that is damaged later loses nothing, also where the process that wrote to it was killed.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import IndexFault
from index.files import copy_database, whole
from index.marks import copy_of, digest_of_log, fits, read_mark, write_mark
from index.points import point
from index.schema import tables
from index.state import faults_of, state_of

log = logging.getLogger(__name__)

_CHANGED = """
CREATE TEMP TABLE {into} AS SELECT one.id FROM {here}.reports AS one WHERE NOT EXISTS (
    SELECT 1 FROM {there}.reports AS other WHERE other.id = one.id AND other.digest IS one.digest
)
"""
_TAKEN = "INSERT INTO main.{name} ({columns}) SELECT {columns} FROM file.{name}{only}"
_EMPTIED = "DELETE FROM main.{name}"
_ONLY_NEW = " WHERE {key} IN (SELECT id FROM new)"
_WORDS = """
INSERT INTO main.tokens (rowid, words, grams) SELECT rowid, words, grams FROM file.tokens
WHERE rowid IN (SELECT row FROM file.passages WHERE report_id IN (SELECT id FROM new))
"""
_FORGET_WORDS = """
DELETE FROM main.tokens
WHERE rowid IN (SELECT row FROM main.passages WHERE report_id IN (SELECT id FROM old))
"""
_COUNT_ON = """
UPDATE main.sqlite_sequence SET seq = (SELECT seq FROM file.sqlite_sequence WHERE name = 'passages')
WHERE name = 'passages'
"""
"""A passage's number is never used twice, also where the copy takes the file's place."""
_COLUMNS = """
SELECT t.name, c.name FROM {which}.sqlite_schema AS t, pragma_table_info(t.name, '{which}') AS c
WHERE t.type = 'table' ORDER BY 1, 2
"""


@dataclass
class Follower:
    """Brings the second copy of ``file`` up to each change, while the writer's lock is held."""

    file: Path
    _told: bool = field(default=False, init=False)

    def __call__(self) -> None:
        """Bring the copy up to the file; where that fails, closing the store tries again."""
        copy = copy_of(self.file)
        if not fits(self.file, read_mark(self.file)):
            return  # nobody knows that the file is sound
        try:
            if fits(copy, read_mark(copy)):
                _follow(self.file, copy)
            elif not copy.exists():
                renew(self.file, copy)
        except (sqlite3.Error, IndexFault, OSError) as problem:
            if not self._told:
                log.warning("the second copy of the records lags behind: %s", problem)
            self._told = True


def renew(file: Path, copy: Path) -> bool:
    """Make the second copy anew of a sound file; say whether what was made is sound."""
    with whole(copy) as draft:
        copy_database(file, draft)
        if faults_of(draft):
            return False
    return note(copy, digest_of_log(file))


def note(file: Path, of: str = "") -> bool:
    """Mark a records file, or its copy, as sound as it is now, if it can be read."""
    state = state_of(file)
    if state:
        write_mark(file, state.revision, state.roll, of)
    return state is not None


def _follow(file: Path, copy: Path) -> None:
    point("copy:begun")
    with closing(sqlite3.connect(copy, uri=True, isolation_level=None)) as there:
        there.execute("ATTACH ? AS file", (f"{file.resolve().as_uri()}?mode=ro",))
        there.execute("PRAGMA foreign_keys = ON")
        alike = _columns(there, "main") == _columns(there, "file")
        if alike:
            there.execute("BEGIN IMMEDIATE")
            _write_what_differs(there)
            there.execute("COMMIT")
    point("copy:written")
    mark = read_mark(file)
    if not alike:
        renew(file, copy)  # it is of an earlier schema
    elif mark:
        write_mark(copy, mark.revision, mark.roll, digest_of_log(file))


def _write_what_differs(there: sqlite3.Connection) -> None:
    there.execute(_CHANGED.format(into="old", here="main", there="file"))
    there.execute(_CHANGED.format(into="new", here="file", there="main"))
    there.execute(_FORGET_WORDS)
    there.execute("DELETE FROM main.reports WHERE id IN (SELECT id FROM old)")
    for table in tables().metadata.sorted_tables:
        key = {"reports": "id"}.get(table.name, "report_id")
        of_reports = key in table.columns
        if not of_reports:
            there.execute(_EMPTIED.format(name=table.name))
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        only = _ONLY_NEW.format(key=key) if of_reports else ""
        there.execute(_TAKEN.format(name=table.name, columns=columns, only=only))
    there.execute(_WORDS)
    there.execute(_COUNT_ON)


def _columns(connection: sqlite3.Connection, which: str) -> list[tuple[str, str]]:
    """Return the tables of a database and their columns."""
    return connection.execute(_COLUMNS.format(which=which)).fetchall()
