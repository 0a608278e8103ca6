"""The files that reports were read from: uploaded ones kept in the store, the others where they lie.

What is given out is always named by the store, never by who asks, and only where its bytes are
still those that were read.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath

from corpus.errors import CorpusError
from corpus.models import Report
from corpus.readers import FILE_BYTES
from corpus.report import members_of
from index.files import whole
from index.seen import SeenFiles, digest_of

FOLDER = "originals"
LONGEST_NAME = 120

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class Originals:
    """The originals of one store's reports; of a store in memory they are gone with the process."""

    def __init__(self, store: Path | None) -> None:
        self._store = store
        self._folder = store / FOLDER if store else None

    def folder(self) -> Path:
        """Return the folder of the uploaded files; it is made where there is none yet."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="originals-"))
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder

    def keep(self, file: Path, name: str) -> Path:
        """Keep a copy of an uploaded file, called by its bytes; return where it lies."""
        suffix = PurePath(name).suffix.lower()
        kept = self.folder() / (digest_of(file) + (suffix if _SUFFIX.fullmatch(suffix) else ""))
        if not kept.exists():
            with whole(kept) as draft:
                shutil.copyfile(file, draft)
        return kept

    def keep_members(self, bundle: Path, name: str) -> Iterator[tuple[str, Path]]:
        """Keep each file of a bundle by itself; yield what it is cited by and where it lies."""
        with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
            for number, member in enumerate(members_of(bundle.read_bytes(), name)):
                file = Path(folder) / str(number)
                try:
                    file.write_bytes(member.read())
                except CorpusError:
                    continue  # reading the bundle tells why
                yield member.source, self.keep(file, member.source)

    def uploaded(self, report: Report) -> Path | None:
        """Return where the upload lies that a report was read from; None where it was none."""
        return self.named(report.sha256)

    def named(self, sha256: str) -> Path | None:
        """Return where the upload with these bytes lies; None where there is none."""
        if self._folder is None or not sha256:
            return None
        return next(iter(sorted(self._folder.glob(f"{sha256}*"))), None)

    def has(self, report: Report) -> bool:
        """Say whether there is a file to give out; whether it is still the same is not looked at."""
        if self.uploaded(report) is not None:
            return True
        path = Path(report.source).absolute()
        return path.is_file() or any(parent.is_file() for parent in path.parents)

    def bytes_of(self, report: Report) -> bytes | None:
        """Return the file that a report was read from; None where it is gone or has changed."""
        kept = self.uploaded(report)
        for data in [kept.read_bytes()] if kept else self._on_disk(report):
            if hashlib.sha256(data).hexdigest() == report.sha256:
                return data
        return None

    def _on_disk(self, report: Report) -> Iterator[bytes]:
        known = SeenFiles(self._store).path_of(report.source)
        for path in filter(None, (known, Path(report.source).absolute())):
            if path.is_file() and path.stat().st_size <= FILE_BYTES:
                yield path.read_bytes()
        bundle = next((p for p in Path(report.source).absolute().parents if p.is_file()), None)
        if bundle is not None and bundle.stat().st_size <= FILE_BYTES:
            try:
                for member in members_of(bundle.read_bytes(), str(bundle)):
                    if report.source.endswith(member.source.removeprefix(str(bundle))):
                        yield member.read()
            except CorpusError:
                return

    def drop_unused(self, used: Collection[str]) -> None:
        """Remove the uploads that no report was read from; ``used`` are the reports' digests."""
        if self._folder is None or not self._folder.is_dir():
            return
        for file in self._folder.iterdir():
            if not file.name.startswith(".") and file.name.partition(".")[0] not in used:
                file.unlink(missing_ok=True)


def file_name(source: str) -> str:
    r"""Return the name of a file without its folders and without signs that nobody sees.

    >>> file_name("C:\\报告\\2024年\u202etxt.pdf")
    '2024年txt.pdf'
    """
    name = _UNSEEN.sub("", PurePath(source.replace("\\", "/")).name).strip()
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return (stem[: LONGEST_NAME - len(suffix)] + suffix) or "report"
