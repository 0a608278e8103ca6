"""Makes a records file of what is whole in others: rebuilt in place, or report by report."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.digests import digests
from index.marks import log_of
from index.records import Records
from index.schema import tables
from index.soundness import ROLL, roll
from index.state import opened

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


@dataclass(frozen=True, slots=True)
class Assembled:
    """What came of putting a file together: ids, and whether it is exactly what the file held."""

    taken: tuple[str, ...]
    lost: tuple[str, ...]
    exact: bool


def rebuild(file: Path, draft: Path) -> None:
    """Make ``draft`` of the file as it is, with SQLite's indexes and the words made anew."""
    shutil.copyfile(file, draft)
    if log_of(file).exists():
        shutil.copyfile(log_of(file), log_of(draft))
    with opened(draft) as connection:
        connection.exec_driver_sql("REINDEX")
    rebuild_words(draft)


def rebuild_words(file: Path) -> None:
    """Make the words of every passage anew, and leave one file without a log."""
    records = Records(None, f"sqlite:///{file}", create=False)
    try:
        records.rebuild_words()
    finally:
        records.close()
    settle(file)


def settle(file: Path) -> None:
    """Bring everything of a database that nobody else has open into its one file."""
    with opened(file) as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE").all()


def assemble(file: Path, draft: Path) -> Assembled:
    """Put what is whole in ``file`` into ``draft``, a sound file that may hold other reports.

    Raises SQLAlchemy's ``DatabaseError`` where the list of reports itself cannot be read.
    """
    with opened(file) as here, opened(draft) as there:
        listed = _listed(here)
        there.exec_driver_sql("PRAGMA foreign_keys = ON")
        there.exec_driver_sql("BEGIN IMMEDIATE")
        before = _listed(there)
        lost, taken = [], []
        for report_id, digest in listed.items():
            if before.get(report_id) == digest:
                continue
            if _whole(here, report_id, digest):
                _move(here, there, report_id)
                taken.append(report_id)
            else:
                lost.append(report_id)
        exact = not lost and _as_it_was(here, there, set(before) - set(listed))
        if not exact:
            _add_remarks(here, there)
        there.exec_driver_sql("COMMIT")
    return Assembled(tuple(taken), tuple(lost), exact)


def _listed(connection: Connection) -> dict[str, str | None]:
    from sqlalchemy import select

    reports = tables().reports
    return dict(connection.execute(select(reports.c.id, reports.c.digest)).all())


def _whole(connection: Connection, report_id: str, digest: str | None) -> bool:
    """Say whether all rows of a report can be read and are what was written."""
    from sqlalchemy.exc import DatabaseError

    try:
        return digest is not None and digests(connection, [report_id]).get(report_id) == digest
    except (DatabaseError, ValueError, TypeError):
        return False


def _move(here: Connection, there: Connection, report_id: str) -> None:
    """Put a report's rows in place of those that have its id or its source."""
    t = tables()
    own = _rows(here, t.reports, "id", report_id)
    for row in own:
        same = (t.reports.c.id == row["id"]) | (t.reports.c.source == row["source"])
        there.execute(t.reports.delete().where(same))
    there.execute(t.reports.insert(), own)
    for table in (t.pages, t.sections, t.figures, t.passages):
        rows = _rows(here, table, "report_id", report_id)
        if rows:
            there.execute(table.insert(), rows)


def _as_it_was(here: Connection, there: Connection, more: set[str]) -> bool:
    """Take over remarks and settings, and drop ``more``; say whether that is what was written.

    Where it is not, what was there before is kept.
    """
    from sqlalchemy.exc import DatabaseError

    t = tables()
    there.exec_driver_sql("SAVEPOINT remarks")
    try:
        there.execute(t.reports.delete().where(t.reports.c.id.in_(more)))
        for table in (t.corrections, t.figure_notes, t.manifest):
            rows = _rows(here, table)
            there.execute(table.delete())
            if rows:
                there.execute(table.insert(), rows)
        held: dict[str, str] = dict(there.execute(t.manifest.select()).all())
        same = held.get(ROLL) == roll(there)
    except (DatabaseError, ValueError, TypeError):
        same = False
    there.exec_driver_sql("RELEASE remarks" if same else "ROLLBACK TO remarks")
    return same


def _add_remarks(here: Connection, there: Connection) -> None:
    """Take over what remarks and settings can be read and are not there yet."""
    from sqlalchemy import select
    from sqlalchemy.exc import DatabaseError

    t = tables()
    for table in (t.corrections, t.figure_notes, t.manifest):
        keys = list(table.primary_key)
        known = {tuple(row) for row in there.execute(select(*keys))}
        try:
            rows = _rows(here, table)
        except DatabaseError:
            continue  # that table cannot be read any more
        new = [row for row in rows if tuple(row[key.name] for key in keys) not in known]
        if new:
            there.execute(table.insert(), new)


def set_revision(file: Path, revision: int) -> None:
    """Have a store go on from a later revision, so that nobody takes it for an older one."""
    with opened(file) as connection:
        held = tables().manifest
        is_it = held.c.key == "revision"
        connection.execute(held.update().where(is_it).values(value=str(revision)))


def _rows(
    connection: Connection, table: Table, key: str = "", value: str = ""
) -> Sequence[dict[str, Any]]:
    asked = table.select()
    if key:
        asked = asked.where(table.c[key] == value)
    return [dict(row) for row in connection.execute(asked).mappings()]
