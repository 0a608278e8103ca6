"""The child process that builds a generation: from the records, read back, signed last."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from index.points import point
from index.records import Records
from index.rows import VectorRow
from index.seals import DATA, Seal, signed, write_seal
from index.serving import Copy
from index.vectors import LAYOUT, Generation, chroma_version, client, collection

BATCH = 5000  # Chroma takes 5,461 rows at most
PROBES = 200  # vectors that must find themselves before a generation is sealed
_SAME = 1e-3  # cosine distance between a stored vector and itself, with room for rounding


def build_generation(store: Path, name: str, server: str = "", address: str = "") -> None:
    """Build and check the generation ``name`` of ``store``; its seal is written last."""
    records = Records(store, address)
    revision = records.revision()
    vectors = records.vectors(aside=True)  # a copy may count again, and then it is there
    folder = store / "generations" / name
    data = folder / DATA
    data.mkdir(parents=True)
    point("generation:begun")
    _fill(client(server or data), name, vectors)
    seal = Seal(
        schema=LAYOUT,
        store=records.setting("id") or "",
        chromadb=chroma_version(),
        encoder=records.setting("encoder") or "",
        dimensions=int(records.setting("dimensions") or 0),
        revision=revision,
        count=len(vectors),
        last_row=vectors[-1].row if vectors else 0,
        server=server,
        files=signed(data),
    )
    point("generation:signed")
    copy = None if server else Copy(data)
    generation = Generation(name, seal, copy)
    missed = _misses(generation, vectors)
    generation.close()
    if missed:
        raise SystemExit(f"{missed} of its vectors could not be found again")
    point("generation:checked")
    write_seal(folder, seal)
    point("generation:sealed")


def _fill(chroma: Any, name: str, vectors: tuple[VectorRow, ...]) -> None:
    filled = chroma.create_collection(
        collection(name), configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    for at in range(0, len(vectors), BATCH):
        some = vectors[at : at + BATCH]
        filled.add(
            ids=[str(item.row) for item in some],
            embeddings=[np.frombuffer(item.embedding, dtype="<f4") for item in some],
            metadatas=[_metadata(item) for item in some],
        )
        point("generation:added")
    chroma.close()


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
