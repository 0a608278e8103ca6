"""Private copies of what Chroma serves from, and the end of those that a killed process left."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "era-generation-"
HELD = "held.lock"
DATA = "chroma"
_FORSAKEN = 3600.0  # seconds after which a copy that was never held is nobody's


class Copy:
    """A copy of a folder in the temporary folder; whoever made it holds it until it is closed."""

    def __init__(self, source: Path) -> None:
        _sweep(Path(tempfile.gettempdir()))
        self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = FileLock(self._folder / HELD)
        self._lock.acquire(timeout=0)
        self.path = self._folder / DATA
        try:
            shutil.copytree(source, self.path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove the copy."""
        self._lock.release()
        shutil.rmtree(self._folder, ignore_errors=True)


def _sweep(home: Path) -> None:
    """Remove copies that no living process holds."""
    for folder in home.glob(f"{PREFIX}*"):
        try:
            if (folder / HELD).exists():
                with FileLock(folder / HELD, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
            elif time.time() - folder.stat().st_mtime > _FORSAKEN:
                shutil.rmtree(folder, ignore_errors=True)
        except (Timeout, OSError):
            continue  # somebody holds it, or it is another user's
