"""The half of the index that takes reports in: with their passages, words and vectors, whole."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Literal, Self

from corpus.models import Report
from index.database import records_file
from index.dense import Dense
from index.embed import Encoder
from index.errors import StoreMismatch
from index.guard import keep_copy
from index.models import AS_BEFORE, Keeping
from index.passages import embedded_text, indexed_text, passages
from index.records import Records
from index.rows import StoredPassage
from index.words import cut

Added = Literal["added", "unchanged", "replaced"]

log = logging.getLogger(__name__)


class Intake:
    """Takes reports into the records of one store, and seals their vectors."""

    def __init__(
        self,
        records: Records,
        encoder: Encoder,
        store: Path | None,
        exact_rows: int,
        chroma: str,
    ) -> None:
        self.encoder = encoder
        self.folder = store
        self._records = records
        self._dense = Dense(records, store, encoder.name, exact_rows, chroma)

    @property
    def records(self) -> Records:
        """What the store keeps; changes to it are seen at once."""
        return self._records

    def add(self, report: Report, rules: str = "") -> Added:
        """Take ``report`` in, whole or not at all.

        A known source with new content is replaced; the same content is unchanged, also under
        another name. ``rules`` says which rules the file was read by (see ``index.build``).
        """
        if self._records.holds(report.id):
            kept = self._records.report_as_read(report.id)
            if kept.source != report.source:
                log.info("%s holds the same report as %s", report.source, kept.source)
                return "unchanged"
            if replace(kept, sha256=report.sha256) == report:
                self._records.mark(report.id, report.sha256, rules)
                return "unchanged"
        known = self._records.id_of_source(report.source) is not None
        self.put(report, rules)
        return "replaced" if known else "added"

    def put(self, report: Report, rules: str = "", keeping: Keeping = AS_BEFORE) -> None:
        """Keep ``report`` in place of what had its id or its source, as ``keeping`` decides."""
        self._records.put(report, self._stored(report), rules, keeping)

    def remove(self, report_id: str) -> None:
        """Remove a report with its passages, figures and vectors."""
        self._records.drop(report_id)

    def seal(self) -> bool:
        """Seal a Chroma generation of what is kept, unless the last one is whole and holds it."""
        self._keep_copy()
        generations = self._dense.generations()
        if generations is None or not self._records.live_rows():
            return False
        sealed = generations.sealed_at() == self._records.revision()
        return (sealed and not generations.damaged()) or generations.seal()

    def _keep_copy(self) -> None:
        """Bring the second copy of the records up to date, if they were written to here."""
        file = records_file(self.folder, self._records.url) if self.folder else None
        if file and self._records.written and keep_copy(file):
            self._records.written = False

    def _stored(self, report: Report) -> list[StoredPassage]:
        pieces = passages(report)
        vectors = self.encoder.encode([embedded_text(piece, report) for piece in pieces])
        self._claim()
        return [
            StoredPassage(piece, cut(indexed_text(piece, report)), vector.astype("<f4").tobytes())
            for piece, vector in zip(pieces, vectors, strict=True)
        ]

    def _claim(self) -> None:
        """Write down which encoder the store is built with, or refuse another one."""
        for key, mine in (
            ("encoder", self.encoder.name),
            ("dimensions", str(self.encoder.dimensions)),
        ):
            stored = self._records.setting(key)
            if stored is None:
                self._records.settle(key, mine)
            elif stored != mine:
                instead = "build a new store with `python -m index build PATH… --store NEW`"
                raise StoreMismatch(self._records.name, key, stored, mine, instead)

    def close(self) -> None:
        """Let go of the store's files."""
        self._dense.close()
        self._keep_copy()
        self._records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
