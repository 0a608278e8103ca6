"""Watches a folder: what changes in it is taken in as soon as it is whole.

>>> for event in Watching(index, folder).events():                        # doctest: +SKIP
...     print(event.what, event.source)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.build import Builder
from index.errors import IndexFault, StoreBusy
from index.index import Index
from index.models import ReportCard
from index.remarks import now
from index.taken import Progress, Taken
from index.walk import is_report, report_files
from index.watched import Event, Watched

QUIET_MS = 800
"""So long nothing must change before what changed is looked at."""
BEAT_MS = 2_000
"""So often it looks again at what was not whole or not free, and says that it lives."""
BEATS = 5
"""At the first beat and every so many the whole folder is looked at: no change goes unseen."""
SETTLED = 1.5  # seconds in which a file must stay as it is to be whole
OLD = 10.0  # seconds after which nobody writes to a file any more
SEAL_AFTER = 200
"""After so many changes the vectors are sealed anew, and when the watch ends."""


class Watching:
    """A watch over one folder; ``stop`` ends it from outside.

    A file is taken in when it stayed the same for ``settled`` seconds. ``poll`` looks again and
    again, where a network drive tells of no change.
    """

    def __init__(
        self,
        index: Index,
        folder: Path,
        *,
        processes: int = 0,
        prune: bool = False,
        poll: bool = False,
        settled: float = SETTLED,
        progress: Progress | None = None,
    ) -> None:
        self.index = index
        self.folder = folder
        self.stop = threading.Event()
        self._prune = prune
        self._poll = poll
        self._settled = settled
        self._builder = Builder(index, progress, processes)
        self._state = Watched(str(folder), time.time(), running=True)
        self._again: set[Path] = set()
        self._gone: set[str] = set()
        self._unread: dict[Path, tuple[int, int] | None] = {}
        """Files that could not be read, as they were then: they are tried again when they change."""
        self._changes = 0

    def events(self) -> Generator[Event, None, None]:
        """Take in what is there, then what changes, and yield what happened, until it is stopped."""
        try:
            yield from self._told(self._take(tuple(report_files([self.folder]))))
            yield from self._told(self._missing())
            if self.stop.is_set():
                return
            for paths in self._changed():
                yield from self._told(self._take(tuple(paths)))
                yield from self._told(self._missing())
                self._seal_if_many()
        finally:
            self._end()

    def _changed(self) -> Iterator[list[Path]]:
        """Yield the files that changed, once they are whole; [] where it was only time that passed."""
        from watchfiles import watch

        heard = watch(
            self.folder, debounce=QUIET_MS, step=100, stop_event=self.stop, rust_timeout=BEAT_MS,
            yield_on_timeout=True, raise_interrupt=True, force_polling=self._poll or None,
            poll_delay_ms=1000, ignore_permission_denied=True,
        )  # fmt: skip
        beats = 0
        for changes in heard:
            files = {Path(path) for _, path in changes} | self._again
            self._again.clear()
            if not changes:
                self._beat()
                files.update(self.to_look_at() if beats % BEATS == 0 else ())
                beats += 1
            wanted = sorted(p for p in files if is_report(p, self.folder))
            whole = _whole(wanted, self._settled)
            self._again.update(set(wanted) - set(whole))
            yield whole

    def to_look_at(self) -> Iterator[Path]:
        """Yield the folder's files, but for those that could not be read and are as they were."""
        for path in report_files([self.folder]):
            if path not in self._unread or self._unread[path] != _state(path):
                yield path

    def _take(self, files: tuple[Path, ...]) -> Iterator[Event]:
        """Take files in; a store that is busy keeps them for the next beat."""
        if not files:
            return
        before = {str(path): (path, _state(path)) for path in files}
        try:
            for taken in self._builder.take_in(files):
                if taken.source in before:
                    path, state = before[taken.source]
                    self._unread.pop(path, None)
                    if taken.status == "failed":
                        self._unread[path] = state
                if taken.status != "unchanged":
                    yield _event(taken)
            self._builder.seen.write()
        except StoreBusy as problem:
            self._again.update(files)
            yield Event(now(), "busy", str(self.folder), why=str(problem))
        except IndexFault as problem:
            yield Event(now(), "failed", str(self.folder), why=str(problem))

    def _missing(self) -> Iterator[Event]:
        """Say once of each report that its file is gone, and remove it where that is wanted."""
        gone = self._builder.gone([self.folder])
        self._gone &= {card.source for card in gone}
        for card in gone:
            if self._prune:
                yield from self._pruned(card)
            elif card.source not in self._gone:
                self._gone.add(card.source)
                yield Event(now(), "gone", card.source, card.title)

    def _pruned(self, card: ReportCard) -> Iterator[Event]:
        try:
            self._builder.prune([card])
            yield Event(now(), "pruned", card.source, card.title)
        except StoreBusy:
            return  # the next beat finds it still gone

    def _told(self, events: Iterable[Event]) -> Iterator[Event]:
        """Keep each event in the store for those who look, and pass it on."""
        for event in events:
            self._changes += 1
            self._state = self._state.after(event)
            self._beat()
            yield event
            if self.stop.is_set():
                return

    def _beat(self) -> None:
        self._state = replace(self._state, heard=time.time())
        self._write()

    def _write(self) -> None:
        if self.index.folder is not None:
            self._state.write(self.index.folder)

    def _seal_if_many(self) -> None:
        if self._changes >= SEAL_AFTER:
            self.index.seal()
            self._changes = 0

    def _end(self) -> None:
        self._builder.close()
        self._state = replace(self._state, running=False, heard=time.time())
        self._write()
        if self._changes:
            self.index.seal()


def _event(taken: Taken) -> Event:
    why = taken.error or "; ".join(taken.warnings)
    return Event(now(), taken.status, taken.source, taken.title, why)


def _whole(paths: Sequence[Path], settled: float) -> list[Path]:
    """Return the files that nobody is writing to: they stay as they are, and open."""
    before = {path: _state(path) for path in paths}
    if any(state and abs(time.time() - state[1] / 1e9) < OLD for state in before.values()):
        time.sleep(settled)
    return [p for p, state in before.items() if state and state == _state(p) and _opens(p)]


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
