"""What is known of the files that were looked at, so that an unchanged one need not be read again.

It is a help and no truth: where it is lost or does not fit, the file is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.files import write_whole

FILE = "files.json"
FRESH = 2.0  # seconds: a file changed again so soon after may show the same time
EVERY = 20.0  # seconds between two writings during a long build


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was last read, and the reports that it gave: (source, id) pairs."""

    size: int
    changed: int
    looked: float
    sha256: str
    rules: str
    reports: tuple[tuple[str, str], ...]

    def settled(self, size: int, changed: int) -> bool:
        """Say whether size and time are those of the bytes that were read."""
        return (size, changed) == (self.size, self.changed) and self.looked - changed / 1e9 > FRESH


class SeenFiles:
    """The files a store has seen, by absolute path; kept in ``folder``, or in memory with None."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE if folder else None
        self._seen = _read(self._file)
        self._written = time.monotonic()
        self._changed = False

    def unchanged(self, path: Path, rules: str, held: Collection[str]) -> Seen | None:
        """Return what is known of the file if it would be read as before and is still ``held``."""
        known = self._seen.get(_key(path))
        if known is None or known.rules != rules or not known.reports:
            return None
        if not all(report_id in held for _, report_id in known.reports):
            return None
        state = path.stat()
        if known.settled(state.st_size, state.st_mtime_ns):
            return known
        if state.st_size != known.size or digest_of(path) != known.sha256:
            return None
        self.note(path, state, known.sha256, rules, known.reports)
        return known

    def note(
        self,
        path: Path,
        state: os.stat_result,
        sha256: str,
        rules: str,
        reports: tuple[tuple[str, str], ...],
    ) -> None:
        """Remember the file as it was before it was read."""
        self._seen[_key(path)] = Seen(
            state.st_size, state.st_mtime_ns, time.time(), sha256, rules, reports
        )
        self._changed = True
        if time.monotonic() - self._written > EVERY:
            self.write()

    def forget(self, path: Path) -> None:
        """Forget a file."""
        self._changed |= self._seen.pop(_key(path), None) is not None

    def sources(self, path: Path) -> tuple[str, ...]:
        """Return the sources that the reports of this file are kept under."""
        known = self._seen.get(_key(path))
        return tuple(source for source, _ in known.reports) if known else ()

    def path_of(self, source: str) -> Path | None:
        """Return the file that a report's source was read from."""
        for path, known in self._seen.items():
            if any(source == kept for kept, _ in known.reports):
                return Path(path)
        return None

    def paths(self) -> Iterator[tuple[Path, Seen]]:
        """Yield every file and what is known of it."""
        yield from ((Path(path), known) for path, known in list(self._seen.items()))

    def write(self) -> None:
        """Write it down, whole or not at all."""
        if self._file is not None and self._changed:
            told = {path: asdict(known) for path, known in sorted(self._seen.items())}
            write_whole(self._file, json.dumps(told, ensure_ascii=False))
        self._written, self._changed = time.monotonic(), False


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _key(path: Path) -> str:
    return str(path.resolve())


def _read(file: Path | None) -> dict[str, Seen]:
    if file is None or not file.is_file():
        return {}
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return {path: _seen(known) for path, known in told.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}  # whatever it is, it is not ours: every file is read again


def _seen(known: dict[str, Any]) -> Seen:
    reports = tuple((str(source), str(report_id)) for source, report_id in known["reports"])
    return Seen(**{**known, "reports": reports})
