"""Files that came in and are not read yet: what a server that ended left behind is read by the next.

Each server keeps them in a folder of its own in the store and holds it while it runs.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from index.uploads import Upload

FOLDER = "incoming"
HELD = "held.lock"
INSTEAD_OF = "instead-of"
FILE = "file"


class Incoming:
    """The files on their way into one store; of a store in memory nothing is kept."""

    def __init__(self, store: Path | None) -> None:
        self._home = store / FOLDER if store else None
        self._lock: FileLock | None = None
        self._mine = Path()
        self._turn = threading.Lock()

    def keep(self, files: Sequence[Path], instead_of: str = "") -> tuple[Upload, ...]:
        """Take files over until they are read; ``instead_of`` is the report that one replaces."""
        if self._home is None:
            return tuple(Upload(file, file.name) for file in files)
        mine, kept = self._folder(self._home), list[Upload]()
        for file in files:
            place = Path(tempfile.mkdtemp(prefix=f"{len(kept):03}-", dir=mine))
            (place / INSTEAD_OF).write_text(instead_of, encoding="utf-8")
            (place / FILE).mkdir()
            kept.append(Upload(Path(shutil.move(file, place / FILE / file.name)), file.name))
        return tuple(kept)

    def done(self, upload: Upload) -> None:
        """Let go of a file that was read."""
        upload.path.unlink(missing_ok=True)
        if self._home is not None and self._home in upload.path.parents:
            shutil.rmtree(upload.path.parent.parent, ignore_errors=True)

    def left(self) -> Iterator[tuple[Upload, str]]:
        """Yield what servers that run no more left unread, and what it replaces; then let go of it."""
        folders = sorted(self._home.iterdir()) if self._home and self._home.is_dir() else []
        for folder in folders:
            try:
                with FileLock(folder / HELD, timeout=0):
                    yield from _files_in(folder)
                    shutil.rmtree(folder, ignore_errors=True)
            except (Timeout, OSError):
                continue  # its server runs, or it is gone already

    def _folder(self, home: Path) -> Path:
        with self._turn:
            if self._lock is None:
                home.mkdir(parents=True, exist_ok=True)
                self._mine = Path(tempfile.mkdtemp(dir=home))
                self._lock = FileLock(self._mine / HELD)
                self._lock.acquire(timeout=0)
            return self._mine


def _files_in(folder: Path) -> Iterator[tuple[Upload, str]]:
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        instead_of = place / INSTEAD_OF
        for file in sorted((place / FILE).glob("*")):
            replaced = instead_of.read_text(encoding="utf-8") if instead_of.is_file() else ""
            yield Upload(file, file.name), replaced
