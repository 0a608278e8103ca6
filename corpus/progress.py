"""Lets a reader say which page it is at, to whoever is watching; without a watcher it costs nothing.

>>> told = []
>>> with watched(lambda *page: told.append(page)):
...     reading_page(3, 10)
>>> told
[(3, 10, False)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PageWatcher = Callable[[int, int, bool], None]
"""Is called with a page's number (from 1), how many there are, and whether it is a scan."""

_WATCHER: ContextVar[PageWatcher | None] = ContextVar("page_watcher", default=None)


def reading_page(page: int, pages: int, scan: bool = False) -> None:
    """Say that ``page`` of ``pages`` is about to be read; ``scan`` where its picture is recognised.

    Every page said earns the reader time, and a scan more of it and more memory (``Limits`` in
    ``corpus.worker``): say it before the work on the page begins.
    """
    watcher = _WATCHER.get()
    if watcher is not None:
        watcher(page, pages, scan)


@contextmanager
def watched(watcher: PageWatcher) -> Iterator[None]:
    """Pass every page that is said inside this block to ``watcher``."""
    token = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(token)
