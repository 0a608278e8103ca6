"""The files of sealed generations: manifest, pointer, signatures. Nothing here knows Chroma."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from index.files import sync, write_whole

KEPT = 2
POINTER = "CURRENT"
MANIFEST = "manifest.json"
DATA = "chroma"
SEALING = "seal.lock"
_NAME = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a generation was made of, where it lies, and what its files were when it was closed.

    ``store`` is the id of the store it was made from. ``server`` is the address of the Chroma server that holds it, or "" for a folder; a server's
    generation has no files here.
    """

    schema: int
    store: str
    chromadb: str
    encoder: str
    dimensions: int
    revision: int
    count: int
    last_row: int
    server: str
    files: dict[str, tuple[int, str]]


def pointer(folder: Path) -> str:
    """Return the name of the generation in use, or "" where none is, or none can be made out."""
    try:
        told = (folder / POINTER).read_bytes().strip().decode("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
    return told if _NAME.fullmatch(told) else ""


def point(folder: Path, name: str) -> None:
    """Switch to the generation ``name`` by rename."""
    write_whole(folder / POINTER, name)


def write_seal(folder: Path, seal: Seal) -> None:
    """Sign a generation; this is the last thing that is written to it."""
    for path in folder.rglob("*"):
        sync(path)
    told = json.dumps(asdict(seal))
    write_whole(folder / MANIFEST, f"{_digest(told)}\n{told}\n")


def read_seal(folder: Path) -> Seal | None:
    """Return what a generation was signed with, or None where it was not, or not legibly."""
    try:
        digest, line = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
        if digest != _digest(line):
            return None
        told = json.loads(line)
        files = {path: (int(size), str(digest)) for path, (size, digest) in told["files"].items()}
        return Seal(**{**told, "files": files})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def sealed(folder: Path) -> list[str]:
    """Return the names of the generations that are signed, the newest first."""
    found = [(path.name, read_seal(path)) for path in folder.glob("*") if path.is_dir()]
    signed_ones = [(seal.revision, name) for name, seal in found if seal]
    return [name for _, name in sorted(signed_ones, reverse=True)]


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

    An unsealed folder is what a killed build left behind, and goes before any sealed one.
    """
    found = [(path, read_seal(path)) for path in folder.iterdir() if path.is_dir()]
    newest_first = sorted(
        found,
        key=lambda item: (item[1] is not None, item[0].name in keep, item[0].stat().st_mtime),
        reverse=True,
    )
    removed = newest_first[KEPT:]
    for old, _ in removed:
        shutil.rmtree(old, ignore_errors=True)
    return [(old.name, seal) for old, seal in removed]


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
