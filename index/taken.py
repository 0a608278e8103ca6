"""What taking files in comes to: the nouns that the command, the watch and the page all speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Status = Literal["added", "replaced", "unchanged", "failed"]

ENGLISH = {
    "no_year": "no year found",
    "no_office": "no office found",
    "no_text": "no readable text",
    "no_figures": "no figure found",
    "scanned": "scanned, {percent} %",
    "same_text": "holds the same text as {other}, which counts already",
    "copy": "looks like a copy of {other}, which counts in its place",
    "near_copy": "looks like another version of {other}, which counts in its place; figures that differ ({count}): {figures}",
    "has_copy": "counts in place of {other}, which looks like a copy of it",
    "has_near_copy": "counts in place of {other}, which looks like another version of it; figures that differ ({count}): {figures}",
    "corrected": "corrected: {fields}",
}  # fmt: skip
"""The remarks as a command says them; a page says them in its reader's language."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the person who loads a report should know: a key of ``ENGLISH`` and its slots."""

    key: str
    slots: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return ENGLISH[self.key].format(**dict(self.slots))


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one report of one file, and what was understood of it.

    ``pages`` is 0 where the format has none; ``confidence`` (0 to 1) is set for scans alone;
    ``notes`` are the reader's own sentences; ``error`` says why a file failed.
    """

    source: str
    status: Status
    report_id: str = ""
    title: str = ""
    office: str = ""
    year: int | None = None
    published: str | None = None
    format: str = ""
    pages: int = 0
    figures: int = 0
    confidence: float | None = None
    copy_of: str | None = None
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return the remarks as sentences."""
        return tuple(str(remark) for remark in self.remarks)


class Progress(Protocol):
    """Is told how far the taking in is; ``Silent`` hears nothing."""

    def files(self, count: int) -> None:
        """So many files will be looked at."""
        ...

    def page(self, source: str, page: int, pages: int) -> None:
        """The reader is at a page of a file."""
        ...

    def done(self, source: str, taken: tuple[Taken, ...]) -> None:
        """A file is finished, with what became of its reports."""
        ...


class Silent:
    """Tells nobody."""

    def files(self, count: int) -> None:
        """Tell nobody."""

    def page(self, source: str, page: int, pages: int) -> None:
        """Tell nobody."""

    def done(self, source: str, taken: tuple[Taken, ...]) -> None:
        """Tell nobody."""
