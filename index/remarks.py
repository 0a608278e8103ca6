"""What people say of reports and figures: kept beside the records, so that it outlives re-reading."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from index.connected import Connected
from index.errors import UnfitRemark
from index.models import CORRECTABLE, Correction, FigureNote, Verdict
from index.rows import CORRECTION_COLUMNS, NOTE_COLUMNS, correction_of, note_of, note_row
from index.schema import tables

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select, Table


class Remarks(Connected):
    """The corrections of what a report is, and the verdicts on single figures."""

    def correct(
        self,
        source: str,
        field: str,
        value: str,
        *,
        sha256: str = "",
        who: str = "",
        why: str = "",
    ) -> Correction:
        """Keep what a person says that ``field`` of the report from ``source`` is."""
        if field not in CORRECTABLE:
            raise UnfitRemark(f"a report has no {field!r}", f"give one of {', '.join(CORRECTABLE)}")
        said = Correction(source, field, value, sha256, who, now(), why)
        row = {name: getattr(said, name) for name in CORRECTION_COLUMNS}
        self._replace(tables().corrections, ("source", "field"), row)
        return said

    def withdraw(self, source: str, field: str) -> None:
        """Forget a correction; what reading finds holds again when the file is read next."""
        said = tables().corrections
        with self._writing() as connection:
            connection.execute(said.delete().where(said.c.source == source, said.c.field == field))

    def corrections(self, source: str = "", sha256: str = "") -> tuple[Correction, ...]:
        """Return what is said of the report from ``source`` or from these bytes, or of all."""
        said = tables().corrections
        found = self._all(_of(said, CORRECTION_COLUMNS, source, sha256))
        # What was said of this very source goes before what was said of the same bytes elsewhere.
        told = sorted(map(correction_of, found), key=lambda item: (item.source != source, item.at))
        first: dict[tuple[str, str], Correction] = {}
        for item in told:
            first.setdefault(("" if source or sha256 else item.source, item.field), item)
        return tuple(first.values())

    def note_figure(
        self,
        source: str,
        sentence: str,
        surface: str,
        nth: int,
        verdict: Verdict,
        *,
        value: Decimal | None = None,
        unit: str | None = None,
        sha256: str = "",
        who: str = "",
        why: str = "",
    ) -> FigureNote:
        """Keep a person's verdict on a figure; it takes the place of the last one on it."""
        if verdict == "corrected" and value is None and unit is None:
            raise UnfitRemark("a corrected figure has no value", "give its value or its unit")
        key = "\0".join((source, sentence, surface, str(nth)))
        id_ = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
        said = FigureNote(
            id_, source, sha256, sentence, surface, nth, verdict, value, unit, who, now(), why
        )
        row = dict(zip(NOTE_COLUMNS, note_row(said), strict=True))
        self._replace(tables().figure_notes, ("id",), row)
        return said

    def unnote_figure(self, note_id: str) -> None:
        """Forget a verdict; the figure is again what was read."""
        notes = tables().figure_notes
        with self._writing() as connection:
            connection.execute(notes.delete().where(notes.c.id == note_id))

    def figure_notes(self, source: str = "", sha256: str = "") -> tuple[FigureNote, ...]:
        """Return the verdicts on figures of the report from ``source`` or these bytes, or all."""
        asked = _of(tables().figure_notes, NOTE_COLUMNS, source, sha256)
        return tuple(sorted(map(note_of, self._all(asked)), key=lambda item: item.at))

    def _replace(self, table: Table, keys: tuple[str, ...], row: Mapping[str, Any]) -> None:
        with self._writing() as connection:
            same = [table.c[key] == row[key] for key in keys]
            connection.execute(table.delete().where(*same))
            connection.execute(table.insert().values(**row))


def now() -> str:
    """Return this moment as ISO time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _of(table: Table, columns: tuple[str, ...], source: str, sha256: str) -> Select[Any]:
    from sqlalchemy import or_, select

    asked = select(*(table.c[name] for name in columns))
    wanted: list[ColumnElement[bool]] = []
    if source:
        wanted.append(table.c.source == source)
    if sha256:
        wanted.append(table.c.sha256 == sha256)
    return asked.where(or_(*wanted)) if wanted else asked
