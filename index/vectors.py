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
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from index.embed import Vectors
from index.errors import ChromaAway
from index.files import sweep
from index.fuse import Ranked
from index.points import point
from index.seals import (
    DATA,
    POINTER,
    SEALING,
    Seal,
    intact,
    pointer,
    prune,
    read_seal,
    sealed,
)
from index.seals import point as switch
from index.serving import Copy

SEALING_SECONDS = 1800
PATIENCE = 5.0  # seconds for one call to a server; Chroma itself would wait for ever
LAYOUT = 2  # of a generation; another one is not opened


log = logging.getLogger(__name__)
Found = TypeVar("Found")


MadeOf = tuple[int, str, str, int]
"""Layout, store, encoder and dimensions: what a generation must share with the store it serves."""


class Generation:
    """A verified generation: open in a private copy, or on its server."""

    def __init__(self, name: str, seal: Seal, copy: Copy | None = None) -> None:
        self.name = name
        self.seal = seal
        self._copy = copy
        self._client = client(copy.path if copy else seal.server)
        self._collection = self._client.get_collection(collection(name), embedding_function=None)

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
            self._copy.close()


class Generations:
    """The generations of one store, for one encoder, in its folder or on a Chroma server."""

    def __init__(
        self,
        store: Path,
        made_of: MadeOf,
        server: str = "",
        records: str = "",
    ) -> None:
        self._store = store
        self._folder = store / "generations"
        self._made_of = made_of
        self._server = server
        self._records = records
        self._open: Generation | None = None
        self._named: str | None = None
        self._refused: set[str] = set()
        self._guard = threading.Lock()

    def current(self) -> Generation | None:
        """Return the generation that CURRENT names, or where it is damaged the one before it.

        None where no whole one is there. What an older one lacks is searched exactly.
        """
        with self._guard:
            name = pointer(self._folder)
            if name == self._named:
                return self._open
            self._named = name
            if not name and sealed(self._folder):
                log.warning("%s/CURRENT cannot be read; the newest whole one serves", self._folder)
            for known in dict.fromkeys((name, *sealed(self._folder))):
                if self._open and self._open.name == known:
                    break
                opened = self._verified(known) if known and known not in self._refused else None
                if opened:
                    self._let_go()
                    self._open = opened
                    break
                self._refused.add(known)
            return self._open

    def close(self) -> None:
        """Close the generation that is open, if any."""
        with self._guard:
            self._let_go()
            self._named = None

    def _let_go(self) -> None:
        if self._open:
            self._open.close()
        self._open = None

    def seal(self) -> bool:
        """Build, check and switch to a generation of what the records hold now.

        A failure is logged and leaves the last generation in use: search stays whole without it.
        """
        try:
            self._folder.mkdir(exist_ok=True)
            with FileLock(self._folder / SEALING, timeout=0):
                return self._sealed(secrets.token_hex(6))
        except Timeout:
            log.info("another process is sealing a generation of %s", self._store)
        except OSError as problem:
            log.warning("no Chroma generation was sealed (%s); search stays exact", problem)
        return False

    def _sealed(self, name: str) -> bool:
        sweep(self._folder)
        point("seal:begun")
        said = self._built(name)
        if said:
            log.warning("no Chroma generation was sealed (%s); search stays exact", said)
            shutil.rmtree(self._folder / name, ignore_errors=True)
            return False
        point("seal:built")
        before = pointer(self._folder)
        switch(self._folder, name)
        point("seal:switched")
        for old, seal in prune(self._folder, keep=(name, before)):
            if seal and seal.server:
                _forget(old, seal.server)
        point("seal:pruned")
        return True

    def _built(self, name: str) -> str:
        """Let a child process build the generation ``name``; return what went wrong, or ""."""
        store = str(self._store.resolve())
        command = [sys.executable, "-m", "index.sealing", store, name, self._server]
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
            told: str = (getattr(problem, "stderr", None) or str(problem)).strip()
            return told.split("\n")[-1]
        return ""

    def damaged(self) -> bool:
        """Say whether the generation in use fails its own seal, or none can be told to be in use."""
        name = pointer(self._folder)
        if not name:
            return (self._folder / POINTER).exists() or bool(sealed(self._folder))
        seal = read_seal(self._folder / name)
        return seal is None or not intact(self._folder / name / DATA, seal)

    def sealed_at(self) -> int | None:
        """Return the revision of the records that CURRENT was made of here, or None."""
        seal = read_seal(self._folder / pointer(self._folder))
        return seal.revision if seal and seal.server == self._server else None

    def _verified(self, name: str) -> Generation | None:
        seal = read_seal(self._folder / name)
        if seal is None or _made_of(seal) != self._made_of:
            log.warning("generation %s is not signed, or not of this store as it is built", name)
            return None
        if seal.chromadb != chroma_version():
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
        copy = Copy(self._folder / name / DATA)
        if intact(copy.path, seal):
            return Generation(name, seal, copy)
        log.warning("generation %s is damaged; the next build makes a new one", name)
        copy.close()
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


def made_of(store: str, encoder: str, dimensions: int) -> MadeOf:
    """Return what a generation must be made of to serve this store."""
    return LAYOUT, store, encoder, dimensions


def _made_of(seal: Seal) -> MadeOf:
    return seal.schema, seal.store, seal.encoder, seal.dimensions


def client(place: Path | str) -> Any:
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


def collection(name: str) -> str:
    """Return what the collection of a generation is called."""
    return f"passages-{name}"


def chroma_version() -> str:
    """Return the version of chromadb that is installed."""
    from importlib.metadata import version

    return version("chromadb")


def _forget(name: str, server: str) -> None:
    """Remove an old generation from its server; one that stays behind harms nobody."""
    try:
        within(PATIENCE, lambda: client(server).delete_collection(collection(name)), server)
    except ChromaAway as problem:
        log.info("generation %s was not removed: %s", name, problem)
