"""What the LangChain tutorial builds: raw text in pieces of 500, the same vectors, the nearest k.

Nothing is tuned for or against it: RecursiveCharacterTextSplitter 500/50 on the file as it is,
Chroma, similarity search. It runs beside our own search in every benchmark.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from evals.models import Case
from evals.retrieval import Found
from index.embed import Encoder

PIECE, OVERLAP = 500, 50
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as the tutorial sees it: its name and its text, unread."""

    source: str
    text: str


class LangChainBaseline:
    """Splits, embeds and searches as the tutorial does; ``search`` is a ``retrieval.Search``."""

    def __init__(self, encoder: Encoder, files: Iterable[RawFile]) -> None:
        splitters = import_module("langchain_text_splitters")
        chroma = import_module("langchain_chroma")
        self._store: Any = chroma.Chroma(
            collection_name=f"baseline-{uuid.uuid4().hex[:12]}",
            embedding_function=_adapter(encoder),
            collection_metadata={"hnsw:space": "cosine"},
        )
        splitter = splitters.RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP)
        pieces = [(piece, f.source) for f in files for piece in splitter.split_text(f.text)]
        for at in range(0, len(pieces), _BATCH):
            part = pieces[at : at + _BATCH]
            self._store.add_texts([p for p, _ in part], [{"source": s} for _, s in part])
        self.pieces = len(pieces)

    def search(self, case: Case, k: int) -> list[Found]:
        """Return the nearest ``k`` pieces to the bare question."""
        found = self._store.similarity_search(case.question, k=k)
        return [Found(d.page_content, d.metadata["source"]) for d in found]


def _adapter(encoder: Encoder) -> Any:
    """Return our encoder as LangChain Embeddings; the class is made late, with its base."""
    base: Any = import_module("langchain_core.embeddings").Embeddings

    class Adapter(base):  # type: ignore[misc]
        """Gives LangChain the vectors of an Encoder."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(map(float, row)) for row in encoder.encode(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(x) for x in encoder.encode([text], query=True)[0]]

    return Adapter()
