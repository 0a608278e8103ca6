"""The mark of a records file that was found sound: its looks then, its revision, its roll.

A file that looks as it did was not touched since, and need not be read through when it is opened.
Whoever writes by the rules renews the mark; whatever else touches the file does not.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import astuple, dataclass
from pathlib import Path

Looks = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What was known of a records file when it was last sound.

    ``of`` is, of a second copy, the digest of the log that the file itself had beside it then.
    """

    revision: int
    roll: str
    looks: Looks
    log: Looks
    of: str = ""


def mark_of(file: Path) -> Path:
    """Return where the mark of a records file lies."""
    return file.with_suffix(".mark")


def copy_of(file: Path) -> Path:
    """Return where the second copy of a records file lies."""
    return file.with_suffix(".copy.sqlite")


def log_of(file: Path) -> Path:
    """Return where SQLite keeps what is not yet in the records file itself."""
    return file.with_name(f"{file.name}-wal")


def read_mark(file: Path) -> Mark | None:
    """Return the mark of a records file, or None where it is missing or not legible."""
    try:
        digest, told = mark_of(file).read_text(encoding="utf-8").splitlines()
        if digest != _digest(told):
            return None
        revision, roll, was, log, *of = json.loads(told)
        return Mark(revision, roll, tuple(was), tuple(log), *of)
    except (OSError, ValueError, TypeError):
        return None


def write_mark(file: Path, revision: int, roll: str, of: str = "") -> None:
    """Note that the file is sound as it is now.

    Nothing is synced: a mark that is lost costs one reading through.
    """
    told = json.dumps(astuple(Mark(revision, roll, looks(file), looks(log_of(file)), of)))
    path = mark_of(file)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.write_text(f"{_digest(told)}\n{told}\n", encoding="utf-8")
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)


def fits(file: Path, mark: Mark | None) -> bool:
    """Say whether the file looks as it did when it was marked."""
    return mark is not None and (mark.looks, mark.log) == (looks(file), looks(log_of(file)))


def looks(path: Path) -> Looks:
    """Return what changes when a file is touched; () where there is none, or an empty one."""
    try:
        seen = path.stat()
    except OSError:
        return ()
    if not seen.st_size:
        return ()
    # When it was changed cannot be set back on Linux, as when it was written can.
    changed = 0 if os.name == "nt" else seen.st_ctime_ns
    return seen.st_size, seen.st_mtime_ns, changed, seen.st_ino


def digest_of_log(file: Path) -> str:
    """Return what tells one state of a file's log from another; "" where the log is empty."""
    try:
        held = log_of(file).read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(held).hexdigest() if held else ""


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()
