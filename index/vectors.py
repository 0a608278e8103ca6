"""Chroma as sealed generations: derived from the records, disposable, never written while served.

A generation is a folder that a child process builds from the records, reads back from a copy and
signs with a manifest, written last. ``CURRENT`` names the one in use and is switched by rename.
Who serves one opens a private copy of it, because Chroma writes into what it opens. Whatever does
not verify is ignored; the exact search answers until the next build seals a new one.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.embed import Vectors
from index.fuse import Ranked
from index.records import Records
from index.rows import VectorRow
from index.schema import SCHEMA_VERSION

BATCH = 5000  # Chroma takes 5,461 rows at most
PROBES = 200  # vectors that must find themselves before a generation is sealed
KEPT = 2
SEALING_SECONDS = 1800
COLLECTION = "passages"
_SAME = 1e-3  # cosine distance between a stored vector and itself, with room for rounding

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a generation was made of and what its files were when it was closed."""

    schema: int
    chromadb: str
    encoder: str
    dimensions: int
    revision: int
    count: int
    last_row: int
    files: dict[str, tuple[int, str]]


class Generation:
    """A verified generation, open in a private copy."""

    def __init__(self, name: str, seal: Seal, copy: Path) -> None:
        self.name = name
        self.seal = seal
        self._copy = copy
        self._client = _client(copy)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def nearest(self, query: Vectors, most: int) -> tuple[Ranked, ...]:
        """Return the ``most`` nearest rows of this generation, dead ones among them."""
        few = min(most, self.seal.count)
        found = self._collection.query(
            query_embeddings=[query], n_results=few, include=["distances"]
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return tuple(Ranked(int(row), 1.0 - float(distance)) for row, distance in pairs)

    def close(self) -> None:
        """Let go of Chroma and remove the copy."""
        self._client.close()
        shutil.rmtree(self._copy, ignore_errors=True)


class Generations:
    """The generations of one store, for one encoder."""

    def __init__(self, store: Path, encoder: str, dimensions: int) -> None:
        self._store = store
        self._folder = store / "generations"
        self._encoder = encoder
        self._dimensions = dimensions
        self._open: Generation | None = None
        self._refused = ""
        self._guard = threading.Lock()

    def current(self) -> Generation | None:
        """Return the generation that CURRENT names, or None where it is missing or damaged."""
        with self._guard:
            name = _pointer(self._folder)
            if not name or name == self._refused:
                return None
            if self._open is None or self._open.name != name:
                opened = self._verified(name)
                self._refused = "" if opened else name
                if opened and self._open:
                    self._open.close()
                self._open = opened or self._open
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
        command = [sys.executable, "-m", "index.vectors", str(self._store.resolve()), name]
        root = str(Path(__file__).resolve().parent.parent)
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            subprocess.run(  # noqa: S603 - our own module, our own arguments
                command,
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
        before = _pointer(self._folder)
        _point(self._folder, name)
        _prune(self._folder, keep=(name, before))
        return True

    def damaged(self) -> bool:
        """Say whether the generation that CURRENT names fails its own seal; none is not damaged."""
        name = _pointer(self._folder)
        if not name:
            return False
        seal = _seal_of(self._folder / name)
        return seal is None or not _intact(self._folder / name / "chroma", seal)

    def sealed_at(self) -> int | None:
        """Return the revision of the records that CURRENT was made of, or None."""
        seal = _seal_of(self._folder / _pointer(self._folder))
        return seal.revision if seal else None

    def _verified(self, name: str) -> Generation | None:
        seal = _seal_of(self._folder / name)
        made_of = (SCHEMA_VERSION, _chroma_version(), self._encoder, self._dimensions)
        if seal is None or (seal.schema, seal.chromadb, seal.encoder, seal.dimensions) != made_of:
            log.warning("generation %s is of another version; search stays exact", name)
            return None
        copy = Path(tempfile.mkdtemp(prefix="generation-"))
        try:
            shutil.copytree(self._folder / name / "chroma", copy, dirs_exist_ok=True)
        except (OSError, shutil.Error) as problem:
            log.warning("generation %s cannot be read (%s); search stays exact", name, problem)
            return None
        if not _intact(copy, seal):
            log.warning("generation %s is damaged; search stays exact until it is rebuilt", name)
            shutil.rmtree(copy, ignore_errors=True)
            return None
        return Generation(name, seal, copy)


# -- files


def _pointer(folder: Path) -> str:
    try:
        return (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _point(folder: Path, name: str) -> None:
    _written_whole(folder / "CURRENT", name)


def _written_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new, also after a power cut."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _prune(folder: Path, keep: tuple[str, ...]) -> None:
    """Remove all but the newest generations; an unsealed folder is what a killed build left."""
    sealed = sorted(
        (path for path in folder.iterdir() if path.is_dir()),
        key=lambda path: (path.name in keep, path.stat().st_mtime),
        reverse=True,
    )
    for old in sealed[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _seal_of(folder: Path) -> Seal | None:
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files = {path: (int(size), str(digest)) for path, (size, digest) in told["files"].items()}
        return Seal(**{**told, "files": files})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _signed(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, _sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _intact(folder: Path, seal: Seal) -> bool:
    try:
        return _signed(folder) == seal.files
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- Chroma itself


def _chroma_version() -> str:
    from importlib.metadata import version

    return version("chromadb")


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))


def _fill(folder: Path, vectors: tuple[VectorRow, ...]) -> None:
    client = _client(folder)
    collection = client.create_collection(
        COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    for at in range(0, len(vectors), BATCH):
        some = vectors[at : at + BATCH]
        collection.add(
            ids=[str(item.row) for item in some],
            embeddings=[np.frombuffer(item.embedding, dtype="<f4") for item in some],
            metadatas=[_metadata(item) for item in some],
        )
    client.close()


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


def build_generation(store: Path, name: str) -> None:
    """Build and check the generation ``name`` of ``store``; its manifest is written last."""
    records = Records(store)
    revision = records.revision()
    vectors = records.vectors()
    folder = store / "generations" / name
    data = folder / "chroma"
    data.mkdir(parents=True)
    _fill(data, vectors)
    seal = Seal(
        schema=SCHEMA_VERSION,
        chromadb=_chroma_version(),
        encoder=records.setting("encoder") or "",
        dimensions=int(records.setting("dimensions") or 0),
        revision=revision,
        count=len(vectors),
        last_row=vectors[-1].row if vectors else 0,
        files=_signed(data),
    )
    copy = Path(tempfile.mkdtemp(prefix="generation-"))
    shutil.copytree(data, copy, dirs_exist_ok=True)
    generation = Generation(name, seal, copy)
    missed = _misses(generation, vectors)
    generation.close()
    if missed:
        raise SystemExit(f"{missed} of its vectors could not be found again")
    _written_whole(folder / "manifest.json", json.dumps(asdict(seal)))


if __name__ == "__main__":
    build_generation(Path(sys.argv[1]), sys.argv[2])
