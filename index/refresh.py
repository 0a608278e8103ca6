"""Reads reports again that an earlier version of the assistant read, each from the file it came from.

What people said of them holds; a report whose file is gone, or cannot be read any more, stays as it
is and is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.worker import Readers, usable_processes
from index.build import Builder, reading_rules
from index.index import Index
from index.originals import Originals
from index.seen import SeenFiles
from index.taken import Progress, Silent, Taken
from index.uploads import take_again


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the reports that were read again, and the sources whose files are gone."""

    files: tuple[Taken, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stale:
    """What is to be read again: uploads with their sources, and files on the disk."""

    uploads: dict[Path, str] = field(default_factory=dict)
    files: set[Path] = field(default_factory=set)
    gone: list[str] = field(default_factory=list)


def refresh(index: Index, progress: Progress | None = None, processes: int = 0) -> Refreshed:
    """Read every report again that was not read by today's rules, and seal what came of it."""
    progress = progress or Silent()
    stale = _stale(index, index.records.read_otherwise(reading_rules()))
    taken: list[Taken] = []
    if stale.uploads:
        progress.files(len(stale.uploads) + len(stale.files))
        with Readers(min(processes or usable_processes(), len(stale.uploads))) as readers:
            taken += take_again(index, readers, stale.uploads, progress)
    if stale.files:
        builder = Builder(index, progress, processes)
        try:
            taken += builder.take_in(sorted(stale.files))
        finally:
            builder.close()
    index.seal()
    return Refreshed(tuple(taken), tuple(stale.gone))


def _stale(index: Index, sources: Mapping[str, str]) -> _Stale:
    """Find the file of each source: an upload, a file that was seen, or the bundle it lies in."""
    found, originals, seen = _Stale(), Originals(index.folder), SeenFiles(index.folder)
    for source, sha256 in sources.items():
        upload = originals.named(sha256)
        place = Path(source).absolute()
        told = (place, *place.parents) if len(Path(source).parts) > 1 else ()
        files = [path for path in (seen.path_of(source), *told) if path and path.is_file()]
        if upload:
            found.uploads[upload] = source
        elif files:
            found.files.add(files[0])
        else:
            found.gone.append(source)
    return found
