"""Chroma as sealed generations: derived from the records, disposable, never written while served.

A generation is a folder, or a collection on a Chroma server, that a child process builds from the
records, reads back and signs. ``CURRENT`` names the one in use and is switched by rename. Who
serves a folder opens a private copy of it, because Chroma writes into what it opens. Whatever does
not verify is ignored; the exact search answers until the next build seals a new one.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from index.embed import Vectors
from index.errors import ChromaAway
from index.fuse import Ranked
from index.records import Records
from index.rows import VectorRow
from index.seals import DATA, Seal, intact, point, pointer, prune, read_seal, signed, write_seal

BATCH = 5000  # Chroma takes 5,461 rows at most
PROBES = 200  # vectors that must find themselves before a generation is sealed
SEALING_SECONDS = 1800
PATIENCE = 5.0  # seconds for one call to a server; Chroma itself would wait for ever
LAYOUT = 1  # of a generation; another one is not opened
_SAME = 1e-3  # cosine distance between a stored vector and itself, with room for rounding

log = logging.getLogger(__name__)
Found = TypeVar("Found")


class Generation:
    """A verified generation: open in a private copy, or on its server."""

    def __init__(self, name: str, seal: Seal, copy: Path | None = None) -> None:
        self.name = name
        self.seal = seal
        self._copy = copy
        self._client = _client(copy or seal.server)
        self._collection = self._client.get_collection(_collection(name), embedding_function=None)

    def nearest(self, query: Vectors, most: int) -> tuple[Ranked, ...]:
        """Return the ``most`` nearest rows of this generation, dead ones among them.

        Raises ``ChromaAway`` where a server does not answer in time.
        """
        few = min(most, self.seal.count)

        def ask() -> Any:
            return self._collection.query(
                query_embeddings=[query], n_results=few, include=["distances"]
            )

        found = within(PATIENCE, ask, self.seal.server) if self.seal.server else ask()
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return tuple(Ranked(int(row), 1.0 - float(distance)) for row, distance in pairs)

    def close(self) -> None:
        """Let go of Chroma and remove the copy."""
        self._client.close()
        if self._copy:
            shutil.rmtree(self._copy, ignore_errors=True)


class Generations:
    """The generations of one store, for one encoder, in its folder or on a Chroma server."""

    def __init__(
        self, store: Path, encoder: str, dimensions: int, server: str = "", records: str = ""
    ) -> None:
        self._store = store
        self._folder = store / "generations"
        self._made_of = (LAYOUT, encoder, dimensions)
        self._server = server
        self._records = records
        self._open: Generation | None = None
        self._refused = ""
        self._guard = threading.Lock()

    def current(self) -> Generation | None:
        """Return the generation that CURRENT names, or None where it is missing or damaged."""
        with self._guard:
            name = pointer(self._folder)
            if not name or name == self._refused:
                return None
            if self._open is None or self._open.name != name:
                opened = self._verified(name)
                self._refused = "" if opened else name
                if opened and self._open:
                    self._open.close()
                self._open = opened or self._open
                return opened
            return self._open

    def close(self) -> None:
        """Close the generation that is open, if any."""
        with self._guard:
            if self._open:
                self._open.close()
            self._open = None

    def seal(self) -> bool:
        """Build, check and switch to a generation of what the records hold now.

        A failure is logged and leaves the last generation in use: search stays whole without it.
        """
        name = secrets.token_hex(6)
        self._folder.mkdir(exist_ok=True)
        store = str(self._store.resolve())
        command = [sys.executable, "-m", "index.vectors", store, name, self._server]
        root = str(Path(__file__).resolve().parent.parent)
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            subprocess.run(  # noqa: S603 - our own module, our own arguments
                command,
                input=self._records,  # not an argument: it may hold a password
                check=True,
                capture_output=True,
                text=True,
                timeout=SEALING_SECONDS,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        except (OSError, subprocess.SubprocessError) as problem:
            said = (getattr(problem, "stderr", None) or str(problem)).strip().split("\n")[-1]
            log.warning("no Chroma generation was sealed (%s); search stays exact", said)
            return False
        before = pointer(self._folder)
        point(self._folder, name)
        for old, seal in prune(self._folder, keep=(name, before)):
            if seal and seal.server:
                _forget(old, seal.server)
        return True

    def damaged(self) -> bool:
        """Say whether the generation that CURRENT names fails its own seal; none is not damaged."""
        name = pointer(self._folder)
        if not name:
            return False
        seal = read_seal(self._folder / name)
        return seal is None or not intact(self._folder / name / DATA, seal)

    def sealed_at(self) -> int | None:
        """Return the revision of the records that CURRENT was made of here, or None."""
        seal = read_seal(self._folder / pointer(self._folder))
        return seal.revision if seal and seal.server == self._server else None

    def _verified(self, name: str) -> Generation | None:
        seal = read_seal(self._folder / name)
        if seal is None or (seal.schema, seal.encoder, seal.dimensions) != self._made_of:
            log.warning("generation %s is unsigned or of another version; search is exact", name)
            return None
        if seal.chromadb != _chroma_version():
            log.warning("generation %s is of another chromadb; build again to renew it", name)
            return None
        try:
            if seal.server:
                return within(PATIENCE, lambda: Generation(name, seal), seal.server)
            return self._copied(name, seal)
        except (OSError, shutil.Error, ChromaAway) as problem:
            log.warning("generation %s cannot be read (%s); search is exact", name, problem)
            return None

    def _copied(self, name: str, seal: Seal) -> Generation | None:
        copy = Path(tempfile.mkdtemp(prefix="generation-"))
        shutil.copytree(self._folder / name / DATA, copy, dirs_exist_ok=True)
        if intact(copy, seal):
            return Generation(name, seal, copy)
        log.warning("generation %s is damaged; search is exact until it is built again", name)
        shutil.rmtree(copy, ignore_errors=True)
        return None


def within(seconds: float, ask: Callable[[], Found], server: str) -> Found:
    """Return what ``ask`` returns, or raise ``ChromaAway`` if it fails or takes too long."""
    import httpx
    from chromadb.errors import ChromaError

    answer: list[Found] = []
    trouble: list[Exception] = []

    def run() -> None:
        try:
            answer.append(ask())
        except (ChromaError, httpx.HTTPError, OSError, ValueError) as problem:
            trouble.append(problem)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if answer:
        return answer[0]
    why = str(trouble[0]) if trouble else f"no answer in {seconds:g} s"
    raise ChromaAway(server, why)


def build_generation(store: Path, name: str, server: str = "", address: str = "") -> None:
    """Build and check the generation ``name`` of ``store``; its seal is written last."""
    records = Records(store, address)
    revision = records.revision()
    vectors = records.vectors(aside=True)  # a copy may count again, and then it is there
    folder = store / "generations" / name
    data = folder / DATA
    data.mkdir(parents=True)
    _fill(_client(server or data), name, vectors)
    seal = Seal(
        schema=LAYOUT,
        chromadb=_chroma_version(),
        encoder=records.setting("encoder") or "",
        dimensions=int(records.setting("dimensions") or 0),
        revision=revision,
        count=len(vectors),
        last_row=vectors[-1].row if vectors else 0,
        server=server,
        files=signed(data),
    )
    copy = None if server else Path(tempfile.mkdtemp(prefix="generation-"))
    if copy:
        shutil.copytree(data, copy, dirs_exist_ok=True)
    generation = Generation(name, seal, copy)
    missed = _misses(generation, vectors)
    generation.close()
    if missed:
        raise SystemExit(f"{missed} of its vectors could not be found again")
    write_seal(folder, seal)


def _client(place: Path | str) -> Any:
    """Open Chroma in a folder, or on the server at an address such as http://chroma:8000."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return chromadb.PersistentClient(str(place), settings)
    parts = urlsplit(place)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    return chromadb.HttpClient(parts.hostname or "localhost", port, secure, settings=settings)


def _collection(name: str) -> str:
    return f"passages-{name}"


def _chroma_version() -> str:
    from importlib.metadata import version

    return version("chromadb")


def _fill(client: Any, name: str, vectors: tuple[VectorRow, ...]) -> None:
    collection = client.create_collection(
        _collection(name), configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    for at in range(0, len(vectors), BATCH):
        some = vectors[at : at + BATCH]
        collection.add(
            ids=[str(item.row) for item in some],
            embeddings=[np.frombuffer(item.embedding, dtype="<f4") for item in some],
            metadatas=[_metadata(item) for item in some],
        )
    client.close()


def _forget(name: str, server: str) -> None:
    """Remove an old generation from its server; one that stays behind harms nobody."""
    try:
        within(PATIENCE, lambda: _client(server).delete_collection(_collection(name)), server)
    except ChromaAway as problem:
        log.info("generation %s was not removed: %s", name, problem)


def _metadata(item: VectorRow) -> dict[str, str | int]:
    known = {"report_id": item.report_id, "office": item.office}
    years = {"year": item.year, "report_year": item.report_year}
    return {**known, **{key: year for key, year in years.items() if year is not None}}


def _misses(generation: Generation, vectors: tuple[VectorRow, ...]) -> int:
    """Count the probes that do not find themselves (or a twin) at no distance."""
    step = max(1, len(vectors) // PROBES)
    probes = [np.frombuffer(item.embedding, dtype="<f4") for item in vectors[::step]]
    nearest = [generation.nearest(probe, 1) for probe in probes]
    return sum(not found or found[0].score < 1 - _SAME for found in nearest)


if __name__ == "__main__":
    build_generation(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.stdin.read())
