"""Says whether the records hold what was written, from the file's pages to the last digit."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from index.digests import broken
from index.rows import CORRECTION_COLUMNS, NOTE_COLUMNS
from index.schema import SCHEMA_VERSION, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROLL = "roll"


def roll(connection: Connection) -> str:
    """Return one digest of the digests of all reports, of what people said, and of the settings."""
    from sqlalchemy import select

    t = tables()
    mark = hashlib.blake2b(digest_size=16)
    settings = select(t.manifest).where(t.manifest.c.key != ROLL)
    for asked in (
        select(t.reports.c.id, t.reports.c.digest).order_by(t.reports.c.id),
        select(*(t.corrections.c[name] for name in CORRECTION_COLUMNS)).order_by("source", "field"),
        select(*(t.figure_notes.c[name] for name in NOTE_COLUMNS)).order_by("id"),
        settings.order_by(t.manifest.c.key),
    ):
        rows = [list(row) for row in connection.execute(asked)]
        mark.update(json.dumps(rows).encode() + b"\n")
    return mark.hexdigest()


def unsound(connection: Connection) -> tuple[str, ...]:
    """Return what of the records is not what was written; the database's files are not read here."""
    from sqlalchemy import select

    manifest = tables().manifest
    held = dict(connection.execute(select(manifest.c.key, manifest.c.value)).all())
    if held.get("schema") != str(SCHEMA_VERSION):
        return ()  # it is brought up to this version first, or refused
    found = [f"report {report_id} is not what was written" for report_id in broken(connection)]
    if held.get(ROLL) != roll(connection):
        found.append("the list of reports and remarks is not what was written")
    return tuple(found)
