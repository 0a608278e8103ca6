"""Files -> a built store: walk, skip what is unchanged, read, take in, seal."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from corpus.models import Report, Unread
from corpus.worker import Readers, Reading, usable_processes
from index.errors import IndexFault, StoreBusy, StoreMismatch
from index.index import Index
from index.models import BuildReport, ReportCard
from index.seen import SeenFiles, digest_of
from index.taken import Progress, Silent, Taken
from index.taking import Taking, is_gone
from index.walk import report_files

__all__ = ["Builder", "build", "reading_rules", "report_files"]

log = logging.getLogger(__name__)


FEW = 4
"""Up to so many small texts are read at once here, sooner than a process starts."""


def build(
    index: Index,
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    processes: int = 0,
    dry_run: bool = False,
    prune: bool = False,
) -> BuildReport:
    """Take every readable file under ``paths`` into ``index``; a bad one does not stop the others.

    A file whose bytes were read before, by the same rules, is not read again. ``processes`` read
    the files, 0 for one a core; how many they are changes nothing but the speed. With ``dry_run``
    nothing is changed. Reports whose files are gone from a folder are told, and removed with
    ``prune``.
    """
    began = time.perf_counter()
    builder = Builder(index, progress or Silent(), processes, dry_run=dry_run)
    try:
        taken = tuple(builder.take_in(tuple(report_files(paths))))
        gone = builder.gone(paths)
        if prune and not dry_run:
            builder.prune(gone)
    finally:
        builder.close()
    if not dry_run:
        index.seal()
    done = Counter(item.status for item in taken)
    cards = index.cards()
    return BuildReport(
        added=done["added"],
        unchanged=done["unchanged"],
        replaced=done["replaced"],
        failed=tuple((item.source, item.error) for item in taken if item.status == "failed"),
        passages=sum(card.passages for card in cards),
        figures=sum(card.figures for card in cards),
        seconds=round(time.perf_counter() - began, 3),
        files=taken,
        gone=tuple(card.source for card in gone),
        pruned=prune and not dry_run,
    )


class Builder:
    """Takes files into one index, one after the other; a watched folder keeps one for long."""

    def __init__(
        self,
        index: Index,
        progress: Progress | None = None,
        processes: int = 0,
        *,
        dry_run: bool = False,
    ) -> None:
        self.index = index
        self.seen = SeenFiles(index.folder)
        self._progress = progress or Silent()
        self._processes = processes
        self._dry = dry_run
        self._taking = Taking(index, reading_rules(), dry=dry_run)
        self._readers: Readers | None = None

    def close(self) -> None:
        """End the reading processes and write down what is known of the files."""
        if self._readers is not None:
            self._readers.close()
        if not self._dry:
            self.seen.write()

    def take_in(self, files: Sequence[Path]) -> Iterator[Taken]:
        """Take the files in and yield what became of each of their reports, in their order."""
        self._progress.files(len(files))
        cards = {card.id: card for card in self.index.cards(aside=True)}
        told: dict[Path, tuple[Taken, ...]] = {}
        fresh: dict[Path, os.stat_result | None] = {}
        for path in files:
            known = _unnamed(path) or self._known(path, cards)
            if known is None:
                fresh[path] = _state(path)
            else:
                told[path] = known
                self._progress.done(str(path), known)
        for reading in self._read(list(fresh)):
            told[reading.path] = self._take(reading, fresh[reading.path])
            self._progress.done(str(reading.path), told[reading.path])
        for path in files:
            yield from told[path]

    def gone(self, paths: Sequence[Path]) -> tuple[ReportCard, ...]:
        """Return the reports that were read from files under these folders that are no more.

        A folder that holds no report at all is more likely not mounted than emptied.
        """
        folders = [p.resolve() for p in paths if p.is_dir() and any(report_files([p]))]
        cards = self.index.cards(aside=True)
        at = {source: path for path, seen in self.seen.paths() for source, _ in seen.reports}
        found = []
        for card in cards:
            path = at.get(card.source) or _place(card.source)
            inside = any(path.is_relative_to(folder) for folder in folders)
            if inside and not path.exists() and not _member(path):
                found.append(card)
        return tuple(found)

    def prune(self, gone: Iterable[ReportCard]) -> None:
        """Remove these reports and what is known of their files."""
        for card in gone:
            self._taking.remove(card.id)
            path = self.seen.path_of(card.source)
            if path is not None:
                self.seen.forget(path)

    def _known(self, path: Path, cards: dict[str, ReportCard]) -> tuple[Taken, ...] | None:
        """Return what is kept of an unchanged file, or None where it is to be read."""
        with suppress(OSError):
            known = self.seen.unchanged(path, reading_rules(), cards)
            if known is not None:
                return tuple(_unchanged(source, cards[id_]) for source, id_ in known.reports)
            if not self.seen.sources(path):
                return self._known_by_bytes(path, cards)
        return None

    def _known_by_bytes(self, path: Path, cards: dict[str, ReportCard]) -> tuple[Taken, ...] | None:
        """Return what is kept of a file's bytes, where nothing is known of the file itself."""
        digest = digest_of(path)
        source = self.index.records.source_of_file(digest, reading_rules())
        card = next((card for card in cards.values() if card.source == source), None)
        if card is None or (card.source != str(path) and is_gone(card.source)):
            return None
        if not self._dry:
            self.seen.note(path, path.stat(), digest, reading_rules(), ((card.source, card.id),))
        return (_unchanged(str(path), card),)

    def _read(self, paths: Sequence[Path]) -> Iterator[Reading]:
        if not paths:
            return
        if self._readers is None:
            count = self._processes or usable_processes()
            self._readers = Readers(min(count, len(paths)), small_here=len(paths) <= FEW)
        yield from self._readers.read(paths, self._progress.page)

    def _take(self, reading: Reading, state: os.stat_result | None) -> tuple[Taken, ...]:
        """Take in what a file held; ``state`` is the file's as it was before it was read."""
        known = self.seen.sources(reading.path)
        taken = tuple(self._take_one(found, reading.path, known) for found in reading.found)
        if state is not None and not self._dry:
            kept = tuple((t.source, t.report_id) for t in taken if t.report_id)
            self.seen.note(reading.path, state, reading.sha256, reading_rules(), kept)
        return taken

    def _take_one(self, report: Report | Unread, path: Path, known: Sequence[str]) -> Taken:
        if isinstance(report, Unread):
            log.warning("%s", report.error)
            return Taken(report.source, "failed", error=report.error)
        try:
            return self._taking.take(_as_known(report, path, known))
        except (StoreBusy, StoreMismatch):
            raise
        except IndexFault as problem:
            log.warning("%s", problem)
            return Taken(report.source, "failed", error=str(problem))


def _unnamed(path: Path) -> tuple[Taken, ...]:
    """Return why a file cannot be kept by its name, whose bytes are no text; () where it can."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("gb18030", "replace")
        why = f"{shown}: its name is not written in UTF-8, so it cannot be cited. Rename the file."
        log.warning("%s", why)
        return (Taken(shown, "failed", error=why),)
    return ()


def _as_known(report: Report, path: Path, known: Sequence[str]) -> Report:
    """Return the report under the source it is kept by, where its path was spelled differently."""
    rest = report.source.removeprefix(str(path))
    before = next((s for s in known if s.endswith(path.name + rest)), "")
    return replace(report, source=before) if before else report


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None  # reading it says why


def _unchanged(source: str, card: ReportCard) -> Taken:
    return Taken(
        source=source, status="unchanged", report_id=card.id, title=card.title, office=card.office,
        year=card.year, published=card.published, format=card.format, figures=card.figures,
        copy_of=card.copy_of, notes=card.notes,
    )  # fmt: skip


def _place(source: str) -> Path:
    return Path(source).absolute()


def _member(path: Path) -> bool:
    """Say whether this is the member of a bundle that is still there."""
    return any(parent.is_file() for parent in path.parents)


@lru_cache(maxsize=1)
def reading_rules() -> str:
    """Return a mark of the rules that files are read by: it changes when code or tables do.

    Without it a store would keep the figures that an older version read.
    """
    import corpus

    home = Path(corpus.__file__ or "").parent
    mark = hashlib.sha256()
    for path in sorted([*home.rglob("*.py"), *home.glob("*.yaml"), *home.glob("*.txt")]):
        mark.update(path.relative_to(home).as_posix().encode())
        mark.update(path.read_bytes())
    mark.update((Path(__file__).parent / "passages.py").read_bytes())
    return mark.hexdigest()[:16]
