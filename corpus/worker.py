"""Reads files of strangers in processes of their own, which may be slow, hungry or die without harm.

>>> from pathlib import Path
>>> with Readers(processes=2) as readers:                                   # doctest: +SKIP
...     for reading in readers.read(paths, on_page=lambda name, page, pages: None):
...         print(reading.path, [found.source for found in reading.found])

Each path gives one ``Reading``, in the order of the paths, whatever happens: a file that takes too
long or too much memory, or ends its process, is an ``Unread`` with the reason, and the process is
made anew. A ZIP of reports gives a ``Reading`` with all of them.
"""

from __future__ import annotations

import os
import queue
import shutil
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.models import Report, Unread
from corpus.worker_hand import Hand, HandReading, Limits

OnPage = Callable[[str, int, int], None]
"""Is called with the name of a file, the page in it that is being read, and how many it has."""

# So many files a process are read ahead of the one that is asked for.
AHEAD = 3
WATCH_SECONDS = 0.05
# A text of this size is read in a moment; sooner than a process starts.
SMALL_BYTES = 300_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file came to: the reports in it and what could not be read, in their order.

    ``sha256`` is that of the bytes that were read, "" where there were none to read; ``memory`` the
    most bytes that the reading process was seen to hold.
    """

    path: Path
    found: tuple[Report | Unread, ...]
    sha256: str = ""
    seconds: float = 0.0
    memory: int = 0

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that were read."""
        return tuple(found for found in self.found if isinstance(found, Report))

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What could not be read, and why."""
        return tuple(found for found in self.found if isinstance(found, Unread))


_Event = tuple[str, int, int] | None


@dataclass(slots=True)
class _Batch:
    """One call of ``read``: what its files say of their pages, and whether it is still wanted."""

    events: queue.SimpleQueue[_Event] = field(default_factory=queue.SimpleQueue)
    dropped: bool = False


class Readers:
    """A pool of reading processes; ``with`` ends them. Several threads may read at once.

    ``small_here`` reads small plain texts in this process, which saves a process where there are few.
    """

    def __init__(
        self, processes: int = 1, limits: Limits | None = None, *, small_here: bool = False
    ) -> None:
        self._limits = limits or Limits()
        self._small_here = small_here
        self._folder = Path(tempfile.mkdtemp(prefix="reading-"))
        count = max(1, processes)
        self._hands = [Hand(self._limits, self._folder) for _ in range(count)]
        self._free: queue.LifoQueue[Hand] = queue.LifoQueue()
        for hand in self._hands:
            self._free.put(hand)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._keep_watch, name="reading-watch", daemon=True)
        self._watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process, also one that is reading, and take their temporary folder away."""
        for hand in self._hands:
            hand.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._closed.set()
        self._watch.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    def read_one(self, path: Path) -> Reading:
        """Return what the file at ``path`` holds."""
        return next(self.read([path]))

    def read(self, paths: Iterable[Path], on_page: OnPage | None = None) -> Iterator[Reading]:
        """Yield what each file holds, in the order of ``paths``, reading a few files ahead.

        ``on_page`` is called in the thread that takes the readings. ``paths`` is walked as far as is
        read ahead. A generator that is not used up drops what it has not begun.
        """
        batch = _Batch()
        coming = iter(paths)
        begun: deque[Future[Reading]] = deque()
        try:
            while True:
                while len(begun) < AHEAD * len(self._hands):
                    path = next(coming, None)
                    if path is None:
                        break
                    begun.append(self._begin(path, batch))
                if not begun:
                    return
                self._show_pages(begun[0], batch, on_page)
                yield begun.popleft().result()
        finally:
            batch.dropped = True
            for future in begun:
                future.cancel()

    def _begin(self, path: Path, batch: _Batch) -> Future[Reading]:
        """Have ``path`` read as soon as a process is free."""
        future = self._threads.submit(self._read, path, batch)
        future.add_done_callback(lambda _: batch.events.put(None))
        return future

    @staticmethod
    def _show_pages(wanted: Future[Reading], batch: _Batch, on_page: OnPage | None) -> None:
        """Pass on the pages that are read until the file that is ``wanted`` is done."""
        while not wanted.done() or not batch.events.empty():
            event = batch.events.get()
            if event is not None and on_page is not None:
                on_page(*event)

    def _read(self, path: Path, batch: _Batch) -> Reading:
        """Read one file with a free process."""
        if batch.dropped or self._closed.is_set():
            return Reading(path, ())
        began = time.perf_counter()
        if self._small_here and _is_small_text(path):
            read = _read_here(path)
        else:
            hand = self._free.get()
            try:
                read = hand.read(
                    path, lambda name, page, pages: batch.events.put((name, page, pages))
                )
            finally:
                self._free.put(hand)
        seconds = round(time.perf_counter() - began, 3)
        return Reading(path, read.found, read.sha256, seconds, read.memory)

    def _keep_watch(self) -> None:
        """Stop whatever goes over its limits, until the pool is closed."""
        while not self._closed.wait(WATCH_SECONDS):
            for hand in self._hands:
                hand.check()


def _is_small_text(path: Path) -> bool:
    """Say whether the file is a small plain text, by its bytes."""
    from corpus.readers.detect import kind_of

    try:
        if not path.is_file():
            return True  # There is nothing to read, and saying so needs no process.
        with path.open("rb") as file:
            data = file.read(SMALL_BYTES + 1)
    except (OSError, ValueError):
        return True
    return len(data) <= SMALL_BYTES and b"\x00" not in data and kind_of(data, path.name) is None


def _read_here(path: Path) -> HandReading:
    """Read a small plain text in this process."""
    import hashlib

    from corpus.errors import CorpusError
    from corpus.readers import read_file
    from corpus.report import read_bytes

    sha256 = ""
    try:
        data = read_file(path)
        sha256 = hashlib.sha256(data).hexdigest()
        return HandReading((read_bytes(data, str(path)),), sha256)
    except CorpusError as error:
        return HandReading((Unread(str(path), str(error)),), sha256)


def usable_processes() -> int:
    """Return how many processes this machine has cores for."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
