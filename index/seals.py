"""The files of sealed generations: manifest, pointer, signatures. Nothing here knows Chroma."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

KEPT = 2
POINTER = "CURRENT"
MANIFEST = "manifest.json"
DATA = "chroma"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a generation was made of, where it lies, and what its files were when it was closed.

    ``server`` is the address of the Chroma server that holds it, or "" for a folder; a server's
    generation has no files here.
    """

    schema: int
    chromadb: str
    encoder: str
    dimensions: int
    revision: int
    count: int
    last_row: int
    server: str
    files: dict[str, tuple[int, str]]


def pointer(folder: Path) -> str:
    """Return the name of the generation in use, or ""."""
    try:
        return (folder / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def point(folder: Path, name: str) -> None:
    """Switch to the generation ``name`` by rename."""
    _write_whole(folder / POINTER, name)


def write_seal(folder: Path, seal: Seal) -> None:
    """Sign a generation; this is the last thing that is written to it."""
    _write_whole(folder / MANIFEST, json.dumps(asdict(seal)))


def read_seal(folder: Path) -> Seal | None:
    """Return what a generation was signed with, or None where it was not, or not legibly."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {path: (int(size), str(digest)) for path, (size, digest) in told["files"].items()}
        return Seal(**{**told, "files": files})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def signed(folder: Path) -> dict[str, tuple[int, str]]:
    """Return size and sha256 of every file under ``folder``."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, _sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def intact(folder: Path, seal: Seal) -> bool:
    """Say whether the files under ``folder`` are what they were when they were signed."""
    try:
        return signed(folder) == seal.files
    except OSError:
        return False


def prune(folder: Path, keep: tuple[str, ...]) -> list[tuple[str, Seal | None]]:
    """Remove all but ``KEPT`` generations, those in ``keep`` last; return what was removed.

    An unsealed folder is what a killed build left behind, and goes as well.
    """
    newest_first = sorted(
        (path for path in folder.iterdir() if path.is_dir()),
        key=lambda path: (path.name in keep, path.stat().st_mtime),
        reverse=True,
    )
    removed = [(old.name, read_seal(old)) for old in newest_first[KEPT:]]
    for old in newest_first[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return removed


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new, also after a power cut."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
