"""A digest of everything that is kept of a report, so that a changed byte does not go unseen.

SQLite notices pages that make no sense, not a digit that became another one. The digest is taken
of the rows that the transaction wrote and lies in the report's own row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from index.schema import tables

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

OWN = "digest"


def sign(connection: Connection, report_id: str) -> None:
    """Write down the digest of a report's rows as they are now."""
    reports = tables().reports
    digest = digests(connection, [report_id]).get(report_id)
    connection.execute(reports.update().where(reports.c.id == report_id).values(digest=digest))


def sign_all(connection: Connection) -> None:
    """Write down the digest of every report."""
    from sqlalchemy import select

    for report_id in connection.execute(select(tables().reports.c.id)).scalars().all():
        sign(connection, report_id)


def broken(connection: Connection) -> tuple[str, ...]:
    """Return the ids of the reports whose rows are not what was written."""
    from sqlalchemy import select

    reports = tables().reports
    signed = dict(connection.execute(select(reports.c.id, reports.c.digest)).all())
    found = digests(connection)
    return tuple(report_id for report_id in signed if signed[report_id] != found.get(report_id))


def digests(connection: Connection, report_ids: Sequence[str] = ()) -> Mapping[str, str]:
    """Return the digest of each of these reports, or of all, from what the database holds."""
    marks: dict[str, Any] = {}
    for table, key, order in _parts():
        for report_id, row in _rows(connection, table, key, order, report_ids):
            if report_id not in marks:
                marks[report_id] = hashlib.blake2b(digest_size=16)
            _take(marks[report_id], table.name, row)
    return {report_id: mark.hexdigest() for report_id, mark in marks.items()}


def _parts() -> Iterable[tuple[Table, Column[Any], Column[Any]]]:
    t = tables()
    yield t.reports, t.reports.c.id, t.reports.c.id
    for part in (t.pages, t.sections, t.figures):
        yield part, part.c.report_id, part.c.place
    yield t.passages, t.passages.c.report_id, t.passages.c.row


def _rows(
    connection: Connection,
    table: Table,
    key: Column[Any],
    order: Column[Any],
    report_ids: Sequence[str],
) -> Iterator[tuple[str, Sequence[Any]]]:
    from sqlalchemy import select

    told = [column for column in table.c if column.name != OWN]
    asked = select(key, *told).order_by(key, order)
    if report_ids:
        asked = asked.where(key.in_(report_ids))
    for row in connection.execute(asked):
        yield row[0], row[1:]


def _take(mark: Any, name: str, row: Sequence[Any]) -> None:
    """Add a row to a digest; bytes come after a line that tells all the rest."""
    blobs = [bytes(value) for value in row if isinstance(value, bytes | memoryview)]
    rest = [value for value in row if not isinstance(value, bytes | memoryview)]
    mark.update(json.dumps([name, len(blobs), rest]).encode())
    for blob in blobs:
        mark.update(blob)
