"""The half of search that goes by meaning: exact over what is small or new, Chroma over the rest."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from index.embed import Vectors
from index.errors import ChromaAway
from index.exact import Matrix
from index.fuse import Ranked
from index.models import Scope
from index.records import Records
from index.vectors import Generations, made_of

log = logging.getLogger(__name__)


class Dense:
    """Finds the passages whose vectors are nearest to a question's; safe between threads.

    Up to ``exact_rows`` passages, and inside every scope, the search is exact. New generations are
    sealed in the store's folder, or on the Chroma server at ``server``.
    """

    def __init__(
        self, records: Records, store: Path | None, encoder: str, exact_rows: int, server: str
    ) -> None:
        self._records = records
        self._store = store
        self._encoder = encoder
        self._exact_rows = exact_rows
        self._server = server
        self._guard = threading.Lock()
        self._matrix = Matrix.empty(0)
        self._revision = -1
        self._generations: Generations | None = None

    def nearest(self, query: Vectors, scope: Scope, most: int, revision: int) -> tuple[Ranked, ...]:
        """Return the ``most`` nearest rows of the scope, as the store is at ``revision``."""
        matrix = self.matrix(len(query), revision)
        if scope != Scope():
            return matrix.nearest(query, most, matrix.inside(scope))
        chroma = self.generations() if len(matrix) > self._exact_rows else None
        generation = chroma.current() if chroma else None
        if generation is None:
            return matrix.nearest(query, most)
        last = generation.seal.last_row
        dead = generation.seal.count - matrix.up_to(last)
        try:
            sealed = generation.nearest(query, most + dead)
        except ChromaAway as problem:
            log.warning("%s", problem)
            return matrix.nearest(query, most)
        newer = matrix.nearest(query, most, matrix.rows > last)
        live = [item for item in sealed if matrix.holds(item.row)]
        return tuple(sorted((*live, *newer), key=lambda item: (-item.score, item.row))[:most])

    def matrix(self, dimensions: int, revision: int) -> Matrix:
        """Return all vectors at ``revision``; only what changed since the last one is read."""
        with self._guard:
            if self._revision != revision:
                old = self._matrix if len(self._matrix) else Matrix.empty(dimensions)
                self._matrix = old.caught_up(self._records)
                self._revision = revision
            return self._matrix

    def generations(self) -> Generations | None:
        """Return the store's Chroma generations; None in memory or while nothing is embedded."""
        dimensions = int(self._records.setting("dimensions") or 0)
        with self._guard:
            if self._generations is None and self._store is not None and dimensions:
                mine = made_of(self._records.setting("id") or "", self._encoder, dimensions)
                self._generations = Generations(self._store, mine, self._server, self._records.url)
            return self._generations

    def close(self) -> None:
        """Let go of Chroma."""
        if self._generations:
            self._generations.close()
