"""How far a taking in is, as a bar on a terminal."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from index.taken import Taken

LONGEST_NAME = 28


@contextmanager
def on_interrupt(end: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl+C ask for the end, so that no transaction is torn; a second one ends at once."""

    def ask(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        end()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Bar:
    """A progress bar on stderr: files done, the one at hand with its page, pages a second.

    Where stderr is no terminal it stays silent.
    """

    def __init__(self, words: str = "reading") -> None:
        self._words = words
        self._began = time.monotonic()
        self._pages = 0
        self._ending = False
        self._bar: Any = None

    def files(self, count: int) -> None:
        """Begin the bar."""
        from tqdm import tqdm

        self._bar = tqdm(
            total=count, desc=self._words, unit="file", file=sys.stderr, disable=None, leave=False
        )

    def end(self) -> None:
        """Ask for the end: the report at hand is still kept, then ``KeyboardInterrupt`` is raised."""
        self._ending = True

    def _end_if_asked(self) -> None:
        if self._ending:
            raise KeyboardInterrupt

    def page(self, source: str, page: int, pages: int) -> None:
        """Show the page that is being read."""
        self._end_if_asked()
        self._pages += 1
        self._show(source, f"p.{page}/{pages}")

    def done(self, source: str, taken: tuple[Taken, ...]) -> None:
        """Move on by one file."""
        self._end_if_asked()
        self._pages += sum(max(item.pages, 1) for item in taken if item.status != "unchanged")
        self._show(source)
        if self._bar is not None:
            self._bar.update()
            if self._bar.n >= (self._bar.total or 0):
                self._bar.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def _show(self, source: str, at: str = "") -> None:
        if self._bar is None or self._bar.disable:
            return
        name = PurePath(source).name
        name = name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}"
        speed = self._pages / max(time.monotonic() - self._began, 0.1)
        told = " ".join(part for part in (name, at, f"{speed:.1f} pages/s") if part)
        self._bar.set_postfix_str(told, refresh=False)
