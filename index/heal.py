"""Puts a sound records file in the place of a damaged one: never with less in it than it held.

Three ways are tried on a draft: making anew what is derived (SQLite's own indexes, the words), the
second copy, and what is whole in the file together with what is whole in the copy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.assemble import assemble, rebuild, rebuild_words, settle
from index.errors import IndexFault, RecordsUnusable
from index.files import copy_database, replace, sync
from index.marks import Mark, copy_of, digest_of_log, log_of, read_mark
from index.points import point
from index.records import Records
from index.sqlite import DAMAGED
from index.state import faults_of, state_of

_UNSEEN = Mark(0, "", (), ())


def heal(file: Path, found: Sequence[str]) -> str:
    """Put a sound file in place of a damaged one and say how; the writer's lock is the caller's.

    Raises ``RecordsUnusable`` where that would leave anything out.
    """
    from sqlalchemy.exc import DatabaseError

    for way, told in WAYS:
        with drafted(file) as draft:
            try:
                if way(file, draft) and not faults_of(draft):
                    return f"they were healed, {told}; {_kept(take_place(draft, file))}"
            except (DatabaseError, IndexFault, ValueError, TypeError):
                continue  # that way is barred; the next one may be open
    raise RecordsUnusable(str(file.parent), "; ".join(found[:3]), DAMAGED)


@contextmanager
def drafted(file: Path) -> Iterator[Path]:
    """Give a place for a draft, in a folder beside ``file`` that is gone afterwards."""
    folder = file.with_name(f"{file.stem}.draft")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder / file.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take_place(draft: Path, file: Path) -> Path | None:
    """Put a draft in the place of ``file``, which is kept under another name; return that."""
    aside = None
    settle(draft)
    sync(draft)
    if file.exists():
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        aside = file.with_name(f"{file.stem}.damaged-{stamp}{file.suffix}")
        try:
            os.link(file, aside)
        except OSError:
            shutil.copyfile(file, aside)
        if log_of(file).exists():
            replace(log_of(file), log_of(aside))
    point("heal:aside")
    replace(draft, file)
    file.with_name(f"{file.name}-shm").unlink(missing_ok=True)
    point("heal:placed")
    sync(file.parent)
    return aside


def _rebuilt(file: Path, draft: Path) -> bool:
    """Make anew what is derived; that is enough if all that was written is there."""
    if not file.exists() or not _as_new_as_marked(file, file):
        return False
    rebuild(file, draft)
    return True


def _from_copy(file: Path, draft: Path) -> bool:
    """Take the second copy, if nothing that the file still tells of is newer."""
    copy = copy_of(file)
    if not copy.exists() or faults_of(copy):
        return False
    copy_database(copy, draft)
    if not _as_new_as_marked(file, draft):
        return False
    told, copied = state_of(file) if file.exists() else None, state_of(draft)
    if told is None or copied is None:
        # Without a mark, a log that the copy has not seen may hold what came after it.
        seen = (read_mark(copy) or _UNSEEN).of
        unknown = read_mark(file) is None and digest_of_log(file) not in ("", seen)
        return copied is not None and not unknown
    return told.revision <= copied.revision or told.listed.items() <= copied.listed.items()


def _together(file: Path, draft: Path) -> bool:
    """Take from the file what is whole there and from the copy what is not."""
    if not file.exists():
        return False
    base_of(file, draft)
    if not assemble(file, draft).exact:
        return False
    if not _as_new_as_marked(file, draft):
        return False
    rebuild_words(draft)
    return True


def base_of(file: Path, draft: Path) -> bool:
    """Begin a draft with the second copy of ``file`` if that is sound, else with an empty store."""
    copy = copy_of(file)
    if copy.exists() and not faults_of(copy):
        copy_database(copy, draft)
        return True
    Records(None, f"sqlite:///{draft}").close()
    settle(draft)
    return False


def newest(file: Path) -> int:
    """Return the last revision that is known of a store."""
    marks = (read_mark(file), read_mark(copy_of(file)))
    states = (state_of(path) for path in (file, copy_of(file)) if path.exists())
    return max((known.revision for known in (*marks, *states) if known), default=0)


def _as_new_as_marked(file: Path, draft: Path) -> bool:
    marks, state = (read_mark(file), read_mark(copy_of(file))), state_of(draft)
    return state is not None and all(
        mark is None or state.revision >= mark.revision for mark in marks
    )


def _kept(aside: Path | None) -> str:
    return f"the damaged file is kept as {aside.name}" if aside else "nothing was left of the file"


WAYS = (
    (_rebuilt, "with the indexes and the words made anew"),
    (_from_copy, "from their second copy"),
    (_together, "from what is whole in them and in their second copy"),
)
