"""The headings of what is loaded, without their numbering: what the ledger's sections are named by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.lines import marker_of

if TYPE_CHECKING:
    from index.records import Records

BETWEEN = " › "
DEEPEST = 2
"""So deep the headings of several reports are offered; further down each report goes its own way."""
MOST = 300
LONGEST = 24
"""Of a heading that is a whole sentence, so many characters name it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading path that can be chosen, and how many reports have it."""

    name: str
    reports: int


@lru_cache(maxsize=65_536)
def name_of(path: tuple[str, ...]) -> str:
    """Return how a heading path is named: without numbering, each heading of a bounded length.

    >>> name_of(("一、全年工作情况", "（二）普法宣传"))
    '全年工作情况 › 普法宣传'
    """
    return BETWEEN.join(_bare(heading) for heading in path)


def chapters(
    records: Records, offices: Sequence[str] = (), years: Sequence[int] = ()
) -> tuple[Chapter, ...]:
    """Return what can be chosen of these offices' and years' reports.

    One report's in reading order, several reports' by how many of them have it.
    """
    found: dict[str, int] = {}
    headings = records.headings(offices, years)
    alone = max((count for _, count in headings), default=0) == 1
    for path, count in headings:
        if alone or len(path) <= DEEPEST:
            name = name_of(path)
            found[name] = max(found.get(name, 0), 0) + count
    named = [Chapter(name, count) for name, count in found.items()]
    if not alone:
        named.sort(key=lambda chapter: (-chapter.reports, chapter.name.count(BETWEEN)))
    return tuple(named[:MOST])


def printed_as(records: Records, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the heading paths, as printed, that bear one of the names."""
    wanted = set(names)
    if not wanted:
        return ()
    return tuple(path for path, _ in records.headings() if name_of(path) in wanted)


def _bare(heading: str) -> str:
    marker = marker_of(heading)
    words = heading[marker.end :].strip() if marker else heading.strip()
    words = words or heading
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
