"""Files that are written whole or not at all, also where the power fails."""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.points import point

_TRIES = 20  # Windows lets no file be replaced while somebody has it open, for a moment as a rule
_WAIT = 0.05


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give the place of a draft; once it is written, it takes the place of ``path`` for good.

    A reader sees the old file or the new one. If anything is raised, the draft goes.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield draft
        point("files:drafted")
        sync(draft)
        point("files:synced")
        replace(draft, path)
        point("files:renamed")
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    with whole(path) as draft:
        draft.write_text(text, encoding="utf-8")


def copy_whole(database: Path, copy: Path) -> None:
    """Copy an SQLite database whole or not at all."""
    with whole(copy) as draft:
        copy_database(database, draft)


def copy_database(database: Path, copy: Path) -> None:
    """Copy an SQLite database as it is at one moment, also while another process writes to it.

    The copy is one file without a log beside it.
    """
    with (
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as here,
        closing(sqlite3.connect(copy)) as there,
    ):
        here.backup(there)  # in one step: a write-ahead log lets writers go on meanwhile
        point("files:copied")
        there.execute("PRAGMA journal_mode = DELETE")


def replace(new: Path, old: Path) -> None:
    """Rename ``new`` over ``old``; where that is not let, try again for a second."""
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        try:
            new.replace(old)
        except PermissionError:
            time.sleep(_WAIT)
        else:
            return
    new.replace(old)


def sync(path: Path) -> None:
    """See a file, or a folder's list of names, onto the disk; Windows syncs no folder."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the drafts that a killed process left; call it where nobody else writes drafts."""
    for draft in folder.glob(".*.*"):
        stem, _, mark = draft.name.rpartition(".")
        if draft.is_file() and stem and len(mark) == 8 and set(mark) <= set("0123456789abcdef"):
            draft.unlink(missing_ok=True)
