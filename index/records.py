"""The truth of a store: reports, passages, embeddings and figures in SQL, through SQLAlchemy.

One transaction a report, one writer at a time; readers go on reading while a writer writes. The
tokens of the lexical half lie in the same database and the same transaction. SQLite keeps all that
in a file of the store's folder; PostgreSQL keeps it at an address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.models import Figure, Report
from index import queries, rows
from index.counting import Counts
from index.digests import sign
from index.errors import UnfitRemark, UnfitReport, UnknownReport
from index.fuse import Ranked
from index.judged import as_judged, judged
from index.models import AS_BEFORE, Extent, FigureNote, Holding, Keeping, Passage, ReportCard, Scope
from index.passages import indexed_text
from index.remarks import Remarks, now
from index.rows import StoredPassage, VectorRow
from index.schema import tables
from index.words import Tokens, cut

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_AT_ONCE = 500  # bound parameters in one statement


class Records(Counts, Remarks):
    """The records of one store; see ``Connected`` for where they lie."""

    _judged: tuple[int, Mapping[str, FigureNote]] = (-1, {})

    # -- writing

    def put(
        self,
        report: Report,
        kept: Sequence[StoredPassage],
        rules: str = "",
        keeping: Keeping = AS_BEFORE,
    ) -> None:
        """Keep ``report`` whole, in place of what had its id or its source.

        What was set aside for the old one is set aside for it, and it stays set aside itself,
        unless ``keeping`` decides otherwise.
        """
        from sqlalchemy.exc import DataError

        try:
            report.text.encode()
            with self._writing() as connection:
                old = connection.execute(queries.holding(report.id, report.source)).all()
                copies = [row.id for row in old for row in self._copies(connection, row.id)]
                for known in old:
                    self._drop(connection, known.id)
                for way in keeping.instead_of:
                    copies += [way, *(row.id for row in self._copies(connection, way))]
                aside = next((row.copy_of for row in old if row.copy_of), None)
                aside = aside if keeping.copy_of is None else keeping.copy_of or None
                came = {"taken_at": now(), "as_read": keeping.as_read, "rules": rules}
                _insert(connection, report, {**came, "copy_of": aside})
                for item in kept:
                    self._insert_passage(connection, item)
                for copy in copies:
                    _set_aside(connection, copy, None if copy == aside else aside or report.id)
                _say(connection, keeping)
                sign(connection, report.id)
        except (UnicodeEncodeError, DataError) as problem:
            raise UnfitReport(report.source, str(problem)) from problem

    def mark(self, report_id: str, sha256: str, rules: str) -> None:
        """Note that these bytes, read by these rules, still give the same report."""
        with self._connected() as connection:
            known = connection.execute(queries.read_from(sha256, rules)).scalars().all()
        if report_id not in known:
            with self._writing() as connection:
                connection.execute(queries.mark(report_id, sha256, rules))
                sign(connection, report_id)

    def set_aside(self, report_id: str, copy_of: str | None) -> None:
        """Keep a report but answer from ``copy_of`` in its place; None lets it count again."""
        self.card(report_id)
        if copy_of is not None and (copy_of == report_id or self.card(copy_of).copy_of):
            instead = "name the report that counts, which is no copy itself"
            raise UnfitRemark(f"{report_id} is set aside for {copy_of}", instead)
        with self._writing() as connection:
            _set_aside(connection, report_id, copy_of)

    def drop(self, report_id: str) -> None:
        """Remove a report and everything that came from it; its copies count again."""
        self.card(report_id)
        with self._writing() as connection:
            for copy in self._copies(connection, report_id):
                _set_aside(connection, copy.id, None)
            self._drop(connection, report_id)

    def _copies(self, connection: Connection, report_id: str) -> Sequence[Any]:
        return connection.execute(queries.copies(report_id)).all()

    def _drop(self, connection: Connection, report_id: str) -> None:
        reports = tables().reports
        self._database.drop_tokens(connection, report_id)
        connection.execute(reports.delete().where(reports.c.id == report_id))

    def _insert_passage(self, connection: Connection, item: StoredPassage) -> None:
        line = dict(zip(rows.PASSAGE_COLUMNS[1:], rows.passage_row(item.passage), strict=True))
        added = connection.execute(
            tables().passages.insert().values(**line, embedding=item.embedding)
        )
        (row,) = added.inserted_primary_key or (0,)
        self._database.add_tokens(connection, row, item.tokens)

    def rebuild_words(self) -> int:
        """Make the words of every passage anew from its text; return of how many passages."""
        made = 0
        with self._writing() as connection:
            self._database.forget_tokens(connection)
            for card in self.cards(aside=True):
                report = self.report_as_read(card.id)
                for row in self._all(queries.passages_of(card.id)):
                    tokens = cut(indexed_text(rows.passage_of(row), report))
                    self._database.add_tokens(connection, row[0], tokens)
                    made += 1
        return made

    # -- reading

    def report(self, report_id: str) -> Report:
        """Return a report with what people said of its figures laid over them."""
        read = self.report_as_read(report_id)
        notes = self.judged()
        return replace(read, figures=as_judged(read.figures, notes)) if notes else read

    def report_as_read(self, report_id: str) -> Report:
        """Return the report exactly as it was put in."""
        t = tables()
        with self._reading() as connection:

            def part(table: Table, columns: Sequence[str]) -> Sequence[Any]:
                return connection.execute(queries.parts(table, columns, report_id)).all()

            row = connection.execute(queries.report(report_id)).one_or_none()
            if row is None:
                raise UnknownReport(report_id)
            return rows.report_of(
                tuple(row),
                part(t.pages, rows.PAGE_COLUMNS),
                part(t.sections, rows.SECTION_COLUMNS),
                part(t.figures, rows.FIGURE_COLUMNS),
            )

    def as_read(self, report_id: str) -> str | None:
        """Return what the file of a report says it is, where a person said otherwise."""
        return next((row.as_read for row in self._all(queries.as_read(report_id))), None)

    def rules_of(self, report_id: str) -> str:
        """Return by which rules a report was read."""
        return next((str(row.rules) for row in self._all(queries.as_read(report_id))), "")

    def corrected_fields(self) -> Mapping[str, tuple[str, ...]]:
        """Return in which fields each source's report is corrected."""
        found: dict[str, tuple[str, ...]] = {}
        for said in sorted(self.corrections(), key=lambda item: item.field):
            found[said.source] = (*found.get(said.source, ()), said.field)
        return found

    def digests_of_files(self) -> frozenset[str]:
        """Return the SHA-256 of every file that a report was read from."""
        return frozenset(row.sha256 for row in self._all(queries.digests_of_files()))

    def extents(self) -> Mapping[str, Extent]:
        """Return each report's number of pages, and how sure the recognition of scans was."""
        return {row[0]: Extent.of(*row[1:]) for row in self._all(queries.extents())}

    def cards(self, *, aside: bool = False) -> tuple[ReportCard, ...]:
        """Return the cards of all reports that count, by office and year; with ``aside`` of all."""
        return tuple(rows.card_of(row) for row in self._all(queries.cards(aside=aside)))

    def card(self, report_id: str) -> ReportCard:
        """Return the card of one report, also of one that is set aside."""
        found = self._all(queries.cards(report_id, aside=True)) if report_id else []
        if not found:
            raise UnknownReport(report_id)
        return rows.card_of(found[0])

    def id_of_source(self, source: str) -> str | None:
        """Return the id of the report that was read from ``source``."""
        return next((row.id for row in self._all(queries.holding("", source))), None)

    def holds(self, report_id: str) -> bool:
        """Say whether a report with this id is kept."""
        return any(row.id == report_id for row in self._all(queries.holding(report_id, "")))

    def source_of_file(self, sha256: str, rules: str) -> str | None:
        """Return the source of a report that was read from these bytes by these rules."""
        return next((row.source for row in self._all(queries.read_from(sha256, rules))), None)

    def read_otherwise(self, rules: str) -> Mapping[str, str]:
        """Return the sources read by other rules than these, each with its file's SHA-256."""
        return {row.source: row.sha256 for row in self._all(queries.read_otherwise(rules))}

    def passages(self, wanted: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of these rows; a row that is gone is left out."""
        found: dict[int, Passage] = {}
        for at in range(0, len(wanted), _AT_ONCE):
            for row in self._all(queries.passages(wanted[at : at + _AT_ONCE])):
                found[row[0]] = rows.passage_of(row)
        return found

    def passages_of(self, report_id: str) -> tuple[Passage, ...]:
        """Return the passages of one report in reading order."""
        return tuple(rows.passage_of(row) for row in self._all(queries.passages_of(report_id)))

    def numbered_passages(self, report_id: str) -> dict[int, Passage]:
        """Return the passages of one report by their row numbers, in reading order."""
        return {row[0]: rows.passage_of(row) for row in self._all(queries.passages_of(report_id))}

    def figures(
        self,
        scope: Scope,
        indicator: str | None = None,
        *,
        aside: bool = False,
        rejected: bool = False,
    ) -> tuple[Figure, ...]:
        """Return the figures that describe the scope's years in its offices' reports.

        Those that a person rejected are left out without ``rejected``, and with ``aside`` the
        copies' ones are not.
        """
        asked = queries.figures(scope, indicator, aside=aside)
        found = (rows.figure_of(row) for row in self._all(*asked))
        notes = self.judged()
        if rejected:
            notes = {id_: note for id_, note in notes.items() if note.verdict != "rejected"}
        return as_judged(found, notes)

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of figures that are kept, by the figure's id."""
        revision = self.revision()
        if self._judged[0] != revision:
            notes = self.figure_notes()
            sources = {(note.source, note.sha256) for note in notes}
            cards = self._all(queries.from_files(sources)) if sources else ()
            found: dict[str, FigureNote] = {}
            for id_, source, sha256 in cards:
                mine = [n for n in notes if n.source == source or (n.sha256 and n.sha256 == sha256)]
                found.update(judged(self.report_as_read(id_), mine))
            self._judged = (revision, found)
        return self._judged[1]

    def coverage(self) -> tuple[Holding, ...]:
        """Return what is there: office x year x indicator, with the number of figures."""
        return tuple(Holding(*row) for row in self._all(queries.coverage()))

    def faults(self) -> tuple[str, ...]:
        """Return what the database finds wrong with its files."""
        with self._connected() as connection:
            return self._database.faults(connection)

    # -- searching

    def holds_words(self, row: int, tokens: Tokens) -> bool:
        """Say whether the passage at ``row`` is kept by exactly these tokens."""
        with self._connected() as connection:
            return self._database.holds_tokens(connection, row, tokens)

    def matching(self, tokens: Tokens, scope: Scope, most: int) -> tuple[Ranked, ...]:
        """Return the passages of the scope that hold a token, best first."""
        if not tokens:
            return ()
        ranking, words = self._database.ranking, self._database.wanted(tokens)
        found = self._all(*queries.matching(ranking, words, scope, most))
        return tuple(Ranked(row, score) for row, score in found)

    def live_rows(self) -> tuple[int, ...]:
        """Return the row numbers of all passages that are searched, ascending."""
        return tuple(row for (row,) in self._all(queries.live_rows()))

    def vectors(self, after: int = 0, *, aside: bool = False) -> tuple[VectorRow, ...]:
        """Return the vectors of the passages whose row number is above ``after``.

        Without ``aside`` those of the reports that count; with it all.
        """
        return tuple(VectorRow(*row) for row in self._all(queries.vectors(after, aside=aside)))


def _say(connection: Connection, keeping: Keeping) -> None:
    """Keep and forget corrections."""
    said = tables().corrections
    new = [(item.source, item.field) for item in keeping.said]
    for source, field in (*keeping.withdrawn, *new):
        connection.execute(said.delete().where(said.c.source == source, said.c.field == field))
    for item in keeping.said:
        row = {name: getattr(item, name) for name in rows.CORRECTION_COLUMNS}
        connection.execute(said.insert().values(**row))


def _set_aside(connection: Connection, report_id: str, copy_of: str | None) -> None:
    reports = tables().reports
    changed = reports.update().where(reports.c.id == report_id).values(copy_of=copy_of)
    connection.execute(changed)
    sign(connection, report_id)


def _insert(connection: Connection, report: Report, came: Mapping[str, Any]) -> None:
    t = tables()
    kept = dict(zip(rows.REPORT_COLUMNS, rows.report_row(report), strict=True))
    connection.execute(t.reports.insert().values(**kept, **came))
    for table, columns, parts in (
        (t.pages, rows.PAGE_COLUMNS, map(rows.page_row, report.pages)),
        (t.sections, rows.SECTION_COLUMNS, map(rows.section_row, report.sections)),
        (t.figures, rows.FIGURE_COLUMNS, map(rows.figure_row, report.figures)),
    ):
        lines = [
            {**dict(zip(columns, part, strict=True)), "report_id": report.id, "place": place}
            for place, part in enumerate(parts)
        ]
        if lines:
            connection.execute(table.insert(), lines)
