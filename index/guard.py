"""Sees to it that a store's records are whole before the first answer is given from them.

A records file that looks as it did when it was last sound is trusted. Any other is read through:
its pages, the digest of every report, the roll of all of them, and whether it is as new as it was.
A damaged one is healed, with nothing less in it than before, or refused.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from index.database import FILE, records_file
from index.errors import RecordsUnusable, StoreBusy
from index.files import sweep
from index.follow import note, renew
from index.heal import heal
from index.marks import copy_of, fits, mark_of, read_mark
from index.sqlite import Sqlite, instead, locked
from index.state import faults_of, state_of

log = logging.getLogger(__name__)


def secure(folder: Path, address: str = "") -> None:
    """See that the records of a store are whole; heal them, or raise ``RecordsUnusable``."""
    file = records_file(folder, address)
    if file is None or not (file.exists() or was_there(file)):
        return
    if fits(file, read_mark(file)):
        _see_to_copy(file)
        return
    found = look(file)
    if found and Sqlite(file).read_only:
        raise RecordsUnusable(str(file.parent), _told(found), instead(_told(found)))
    if not found:
        _trust(file)
        _see_to_copy(file)
        return
    with locked(file):
        _healed(file)
    _see_to_copy(file)


def _healed(file: Path) -> None:
    found = look(file)
    if not found:
        return  # another process healed it meanwhile
    log.warning("the records in %s are damaged: %s", file.parent, _told(found))
    try:
        log.warning("%s", heal(file, found))
    except (OSError, sqlite3.Error) as problem:
        why = f"{_told(found)}; it could not be healed: {problem}"
        raise RecordsUnusable(str(file.parent), why, instead(str(problem))) from problem
    note(file)


def look(file: Path) -> tuple[str, ...]:
    """Return what is wrong with a records file, among it that it is older than it was."""
    known = read_mark(file)  # first: what it tells can only be exceeded by what is read next
    copied = read_mark(copy_of(file))
    if not file.exists():
        return ("the records file is gone",)
    found = faults_of(file)
    if found:
        return found
    state = state_of(file)
    newest = max((mark.revision for mark in (known, copied) if mark), default=0)
    if state is not None and state.revision < newest:
        return (f"it stands at change {state.revision}, and {newest} were made",)
    return ()


def keep_copy(file: Path) -> bool:
    """Bring the second copy of a sound records file up to date; say whether there is one now."""
    copy = copy_of(file)
    try:
        with locked(file):
            sweep(file.parent)
            mark, copied = read_mark(file), read_mark(copy)
            if not fits(file, mark):
                return False
            if mark and copied and fits(copy, copied) and copied.revision == mark.revision:
                return True
            return renew(file, copy)
    except (RecordsUnusable, StoreBusy, OSError, sqlite3.Error) as problem:
        log.warning("no second copy of the records was made: %s", problem)
        return False


def _see_to_copy(file: Path) -> None:
    """Make the second copy anew where it is not what was written; one never made is no damage."""
    copy = copy_of(file)
    if not (copy.exists() or mark_of(copy).exists()) or fits(copy, read_mark(copy)):
        return
    if Sqlite(file).read_only:
        log.warning("the second copy %s was touched, and cannot be made anew here", copy)
    elif copy.exists() and not faults_of(copy):
        note(copy)  # it was moved with its folder
    elif keep_copy(file):
        log.warning(
            "the second copy of the records in %s was damaged; it was made anew", file.parent
        )


def was_there(file: Path | None) -> bool:
    """Say whether there was a records file: a mark, a copy or a sealed generation is left of it."""
    if file is None:
        return False
    own = file.name == FILE and (file.parent / "generations" / "CURRENT").exists()
    return own or mark_of(file).exists() or copy_of(file).exists()


def _trust(file: Path) -> None:
    """Note that a file that was just read through is sound, unless somebody is writing to it."""
    try:
        with locked(file, patience=0):
            note(file)
    except (StoreBusy, RecordsUnusable):
        log.debug("%s is being written, and stays unmarked", file)


def _told(found: tuple[str, ...]) -> str:
    more = len(found) - 3
    return "; ".join(found[:3]) + (f"; and {more} more" if more > 0 else "")
