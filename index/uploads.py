"""Takes uploaded files in: kept in the store, read by another process, known by their own names."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.errors import CorpusError
from corpus.models import Report, Unread
from corpus.worker import Readers
from index.build import reading_rules
from index.errors import IndexFault, UnfitRemark
from index.index import Index
from index.originals import Originals, file_name
from index.taken import Progress, Silent, Taken
from index.taking import Taking

MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in, where it lies for now, and what it was called."""

    path: Path
    name: str


class Uploads:
    """Takes uploads into one index, one after the other, whoever sends them."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.originals = Originals(index.folder)
        self._turn = threading.Lock()

    def take(
        self, uploads: Sequence[Upload], progress: Progress | None = None, instead_of: str = ""
    ) -> tuple[Taken, ...]:
        """Take the files in and return what became of their reports.

        With ``instead_of``, the id of an uploaded report, the one file takes its place.
        """
        progress = progress or Silent()
        progress.files(len(uploads))
        source = self._replaced(instead_of) if instead_of else ""
        taken: list[Taken] = []
        with self._turn, Readers(1) as readers:
            taking = Taking(self.index, reading_rules())
            for upload in uploads[:MOST_FILES]:
                name = source or file_name(upload.name)
                found = self._read(readers, upload, name, progress)
                one = tuple(self._take(taking, item, forced=bool(source)) for item in found)
                progress.done(name, one)
                taken += one
            self._tidy()
        return tuple(taken)

    def remove(self, report_id: str) -> None:
        """Remove a report, and its original where it was uploaded."""
        with self._turn:
            Taking(self.index).remove(report_id)
            self._tidy()

    def is_upload(self, report: Report) -> bool:
        """Say whether a report came as an upload, which can be replaced here."""
        return self.originals.uploaded(report) is not None

    def _replaced(self, report_id: str) -> str:
        report = self.index.records.report_as_read(report_id)
        if not self.is_upload(report):
            instead = "change that file and build again, or upload the new one and remove this"
            raise UnfitRemark(f"{report.source} was read from the disk", instead)
        return report.source

    def _read(
        self, readers: Readers, upload: Upload, name: str, progress: Progress
    ) -> tuple[Report | Unread, ...]:
        """Read a file where it came in, keep it, and name what is in it by its own name."""
        kept = self.originals.keep(upload.path, upload.name)
        (reading,) = readers.read([upload.path], lambda _, at, of: progress.page(name, at, of))
        found = tuple(_named(item, str(upload.path), name) for item in reading.found)
        if any(item.source != name for item in found):
            try:
                list(self.originals.keep_members(kept, name))
            except CorpusError:
                return found  # its members can not be given out again; what was read is there
        return found

    def _take(self, taking: Taking, found: Report | Unread, *, forced: bool) -> Taken:
        if forced or isinstance(found, Unread):
            return _taken(taking, found)
        return _taken(taking, self._apart(found))

    def _apart(self, report: Report) -> Report:
        """Return the report under a name of its own, where another report has its file's name.

        A file that is sent again takes the place of the earlier one if that is the same office's
        report on the same year.
        """
        records, source, number = self.index.records, report.source, 2
        while (known := records.id_of_source(source)) and known != report.id:
            kept = records.report_as_read(known)
            same = (kept.office, kept.year) == (report.office, report.year)
            if same and self.is_upload(kept):
                break
            path = PurePath(report.source)
            source = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
            number += 1
        return replace(report, source=source)

    def _tidy(self) -> None:
        """Remove the uploads that gave no report."""
        records = self.index.records
        self.originals.drop_unused(records.digests_of_files())


def take_again(
    index: Index, readers: Readers, kept: Mapping[Path, str], progress: Progress
) -> Iterator[Taken]:
    """Read kept uploads again, each under its source, and yield what became of their reports."""
    taking = Taking(index, reading_rules())
    said = {str(path): source for path, source in kept.items()}
    for reading in readers.read(
        list(kept), lambda path, at, of: progress.page(said.get(path, path), at, of)
    ):
        source = kept[reading.path]
        for found in reading.found:
            taken = _taken(taking, _named(found, str(reading.path), source))
            progress.done(source, (taken,))
            yield taken


def _taken(taking: Taking, found: Report | Unread) -> Taken:
    if isinstance(found, Unread):
        return Taken(found.source, "failed", error=found.error)
    try:
        return taking.take(found)
    except IndexFault as problem:
        return Taken(found.source, "failed", error=str(problem))


def _named(found: Report | Unread, path: str, name: str) -> Report | Unread:
    """Return what was read at ``path`` as of the file called ``name``."""
    source = name + found.source.removeprefix(path)
    if isinstance(found, Unread):
        return Unread(source, found.error.replace(path, name))
    return replace(found, source=source, notes=tuple(n.replace(path, name) for n in found.notes))
