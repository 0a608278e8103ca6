"""What the page of reports shows and does, without the parts of the screen."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.corrected import APART, IDENTITY, ITSELF
from index.corrections import clearing, correcting
from index.errors import IndexFault, StoreBusy, UnfitRemark, UnfitReport, UnknownReport
from index.incoming import Incoming
from index.index import Index
from index.library.html import Job, Line, Sheaf
from index.library.wording_failures import failure
from index.library.wording_page import Language, label
from index.models import Extent, ReportCard
from index.taken import Taken
from index.taking import remarks
from index.uploads import Upload, Uploads
from index.watched import Watched, watched
from index.words import simplified

log = logging.getLogger(__name__)

LONGEST_SEARCH = 100
TICK = 0.25  # seconds between two looks at how far the files are


class Jobs:
    """How far the files of one upload are; the reading thread writes, the page looks."""

    def __init__(self, names: Sequence[str]) -> None:
        self.all = [Job(name) for name in names]
        self.error = ""
        self._at = 0

    def files(self, count: int) -> None:
        """Begin with the first file."""
        if count:
            self._set(begun=True)

    def page(self, source: str, page: int, pages: int) -> None:  # noqa: ARG002 - one at a time
        """Show the page that is being read."""
        self._set(page=page, pages=pages)

    def done(self, source: str, taken: tuple[Taken, ...]) -> None:  # noqa: ARG002 - one at a time
        """Show what came of a file and go on to the next."""
        self._set(taken=taken)
        self._at += 1
        self._set(begun=True)

    def _set(self, **changes: object) -> None:
        if self._at < len(self.all):
            self.all[self._at] = replace(self.all[self._at], **changes)  # type: ignore[arg-type]


class Desk:
    """The reports of one index: what is kept of them, and every change that people make."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.uploads = Uploads(index)
        self._incoming = Incoming(index.folder)
        self._sound: tuple[int, tuple[str, ...]] = (-1, ())

    # -- what is kept

    def lines(self, words: str = "") -> tuple[Line, ...]:
        """Return the reports whose title, office, year or file holds all the words."""
        extents = self.index.records.extents()
        corrected = self.index.records.corrected_fields()
        wanted = simplified(words[:LONGEST_SEARCH]).casefold().split()
        cards = sorted(
            self.index.cards(aside=True),
            key=lambda c: (c.office, -(c.year or 0), bool(c.copy_of), c.title),
        )
        return tuple(
            Line(c, extents.get(c.id, Extent()), corrected.get(c.source, ()))
            for c in cards
            if all(word in _words_of(c) for word in wanted)
        )

    def sheaf(self, report_id: str) -> Sheaf | None:
        """Return all that is shown of one report; None where it is not kept."""
        records = self.index.records
        try:
            card, report = records.card(report_id), records.report_as_read(report_id)
        except IndexFault:
            return None
        said = records.corrections(report.source, report.sha256)
        fields = tuple(item.field for item in said)
        extent = records.extents().get(report_id, Extent())
        return Sheaf(
            Line(card, extent, fields),
            tuple(r for r in remarks(report, said) if r.key != "corrected"),
            said,
            self._versions(card),
            self.uploads.originals.has(report),
        )

    def _versions(self, card: ReportCard) -> tuple[ReportCard, ...]:
        counts = card.copy_of or card.id
        cards = self.index.cards(aside=True)
        return tuple(c for c in cards if counts in (c.id, c.copy_of))

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the store's files; it is looked at once for every revision."""
        revision = self.index.records.revision()
        if self._sound[0] != revision:
            self._sound = (revision, self.index.faults())
        return self._sound[1]

    def watched(self) -> Watched | None:
        """Return what is known of a watched folder."""
        return watched(self.index.folder)

    def is_upload(self, report_id: str) -> bool:
        """Say whether a report came as an upload."""
        try:
            return self.uploads.is_upload(self.index.records.report_as_read(report_id))
        except IndexFault:
            return False

    # -- what people change

    def take(
        self, files: Sequence[Path], language: Language, instead_of: str = ""
    ) -> Iterator[Jobs]:
        """Take files in, in a thread of its own; yields how far they are, at last the end."""
        jobs = Jobs([path.name for path in files])

        def work() -> None:
            uploads = [Upload(path, path.name) for path in files]
            try:
                uploads[:] = self._incoming.keep(files, instead_of)
                self.uploads.take(uploads, jobs, instead_of)
            except (IndexFault, OSError) as problem:
                jobs.error = said_of(problem, language)
            finally:
                for upload in uploads:
                    self._incoming.done(upload)

        thread = threading.Thread(target=work, name="upload", daemon=True)
        thread.start()
        while thread.is_alive():
            yield jobs
            thread.join(TICK)
        yield jobs

    def resume(self) -> threading.Thread:
        """Take in, in a thread of its own, what a server that ended had not read yet."""

        def work() -> None:
            for upload, instead_of in self._incoming.left():
                try:
                    taken = self.uploads.take([upload], instead_of=instead_of)
                except (IndexFault, OSError):
                    log.exception("%s was not taken in", upload.name)
                else:
                    for one in taken:
                        log.warning("%s was left unread: %s %s", one.source, one.status, one.error)

        thread = threading.Thread(target=work, name="resume", daemon=True)
        thread.start()
        return thread

    def correct(self, report_id: str, wanted: Mapping[str, str], who: str, why: str) -> bool:
        """Keep what differs from what is kept; say whether anything did."""
        card = self.index.records.card(report_id)
        kept = {"title": card.title, "office": card.office, "year": str(card.year or "")}
        new = {f: v.strip() for f, v in wanted.items() if v.strip() and v.strip() != kept[f]}
        if new:
            correcting(self.index, report_id, new, who=who, why=why.strip())
        return bool(new)

    def restore(self, report_id: str) -> None:
        """Let the file's own words hold again."""
        clearing(self.index, report_id, IDENTITY)

    def count(self, report_id: str, *, apart: bool, who: str) -> None:
        """Let a report count in place of its copies, or beside them."""
        word = APART if apart else ITSELF
        correcting(self.index, report_id, {"counts": word}, who=who)

    def replace(self, file: Path, report_id: str, language: Language) -> tuple[str, str]:
        """Put a file in the place of a report; return the id of what follows it and what to say."""
        *_, jobs = self.take([file], language, report_id)
        taken = [item for job in jobs.all for item in job.taken or ()]
        follower = next((item.report_id for item in taken if item.report_id), report_id)
        failed = [failure(item, language) for item in taken if item.error]
        return follower, jobs.error or "; ".join(failed) or label(language, "replaced_by")

    def remove(self, report_id: str) -> str:
        """Remove a report and return its title."""
        title = self.index.records.card(report_id).title
        self.uploads.remove(report_id)
        return title


def said_of(problem: Exception, language: Language) -> str:
    """Return a failure in words a clerk understands; those of the machine are left to the log."""
    if isinstance(problem, StoreBusy):
        return label(language, "busy")
    if isinstance(problem, UnknownReport):
        return label(language, "gone_meanwhile")
    if isinstance(problem, UnfitRemark | UnfitReport):
        return str(problem)
    log.error("a change was not kept: %s", problem)
    full = isinstance(problem, OSError) and problem.errno == errno.ENOSPC
    return label(language, "disk_full" if full else "not_kept")


def _words_of(card: ReportCard) -> str:
    told = (card.title, card.office, card.office_as_printed, str(card.year or ""), card.source)
    return simplified(" ".join(told)).casefold()
