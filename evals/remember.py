"""An encoder that remembers: a text is embedded once, in this run and in the next.

Measuring the same reports under many configurations would otherwise embed them anew each time.
Nothing here is used where time is measured.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from index.embed import Encoder, HashEncoder, Vectors, open_encoder


class Remembering:
    """Gives the vectors of another encoder, each text's only once; ``save`` keeps them on disk."""

    def __init__(self, encoder: Encoder, file: Path) -> None:
        self._encoder = encoder
        self._file = file
        self._known: dict[bytes, Vectors] = _read(file)
        self._saved = len(self._known)

    @property
    def name(self) -> str:
        """Return the name of the encoder behind."""
        return self._encoder.name

    @property
    def dimensions(self) -> int:
        """Return the length of one vector."""
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return one unit vector a text; only texts that were never seen are embedded."""
        keys = [self._key(text, query) for text in texts]
        new = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if new:
            vectors = self._encoder.encode(list(new.values()), query=query)
            self._known.update(zip(new, vectors, strict=True))
        if not keys:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._known[key] for key in keys])

    def save(self) -> None:
        """Write what was learnt since the last time beside what was known."""
        if len(self._known) == self._saved:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(f".{os.getpid()}.part.npz")  # another run may write, too
        keys = np.frombuffer(b"".join(self._known), dtype=np.uint8).reshape(-1, 16)
        np.savez(part, keys=keys, vectors=np.stack(list(self._known.values())))
        part.replace(self._file)
        self._saved = len(self._known)

    def _key(self, text: str, query: bool) -> bytes:
        told = f"{self.name}\0{query}\0{text}".encode("utf-8", "replace")
        return hashlib.blake2b(told, digest_size=16).digest()


def _read(file: Path) -> dict[bytes, Vectors]:
    """Read what an earlier run kept; a file that can not be read is as good as none."""
    try:
        with np.load(file) as kept:
            keys, vectors = kept["keys"], kept["vectors"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


@cache
def remembering(spec: str) -> Encoder:
    """Return the encoder that ``spec`` names, remembering; the fake one needs no memory."""
    encoder = open_encoder(spec)
    if isinstance(encoder, HashEncoder):
        return encoder
    safe = "".join(c if c.isalnum() else "-" for c in encoder.name)
    folder = user_cache_path("enforcement-report-assistant") / "evals"
    return Remembering(encoder, folder / f"{safe}.npz")


def save(encoder: Encoder) -> None:
    """Keep what a remembering encoder has learnt; nothing to do for another."""
    if isinstance(encoder, Remembering):
        encoder.save()
