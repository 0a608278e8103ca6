"""One file that holds a store, taken while it is in use, and a store made of such a file again.

A backup is a ZIP of what cannot be made anew: the records, and whatever else lies in the folder.
Generations, second copies, marks and locks stay out. Its manifest holds the sha256 of every file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from secrets import token_hex
from tempfile import TemporaryDirectory

from index.assemble import settle
from index.database import FILE, address_of, records_file
from index.errors import BackupUnusable, RecordsUnusable, StoreMissing
from index.files import copy_database, replace, sync, whole
from index.marks import copy_of, log_of, mark_of
from index.points import point
from index.sqlite import LOCK, instead, locked
from index.state import HEADER, faults_of, state_of

MANIFEST = "manifest.json"
FORMAT = 1
DERIVED = (
    "generations/*", "*.lock", "*.mark", "*.copy.sqlite", "*-wal", "*-shm", "*-journal",
    "*.damaged-*", "*.before-schema-*", "records.draft/*", "incoming/*",
    ".*",
)  # fmt: skip
"""What of a store's folder stays out of a backup, because it is made anew or was set aside."""
_GARBLED = (
    zipfile.BadZipFile, zlib.error, ValueError, KeyError, TypeError, EOFError, NotImplementedError,
    AttributeError, RuntimeError,
)  # fmt: skip
_NOTHING = "nothing was changed"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    file: str
    reports: int
    revision: int
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; ``files`` tells size and sha256 of each."""

    format: int
    made: str
    reports: int
    revision: int
    files: dict[str, tuple[int, str]]

    @classmethod
    def read(cls, told: str | bytes) -> Manifest:
        """Return the manifest that was written; raise ``ValueError`` or the like for another text."""
        read = json.loads(told)
        files = {str(name): (int(size), str(mark)) for name, (size, mark) in read["files"].items()}
        numbers = (int(read[name]) for name in ("format", "reports", "revision"))
        kind, reports, revision = numbers
        return cls(kind, str(read["made"]), reports, revision, files)


def back_up(folder: Path, target: Path, *, force: bool = False, address: str = "") -> Backup:
    """Write the store in ``folder`` to the file ``target``, as it is at one moment."""
    address = address_of(folder, address)
    file = records_file(folder, address)
    what = f"no backup of {folder} was made"
    if file is None:
        raise BackupUnusable(what, "its records lie on a server", "back that up with `pg_dump`")
    if not file.exists():
        raise StoreMissing(str(folder))
    if target.exists() and not force:
        raise BackupUnusable(what, f"{target} is there", "name another file, or give --force")
    try:
        with TemporaryDirectory(prefix="era-backup-", dir=target.parent) as work:
            kept = _gathered(folder, file, Path(work))
            found = faults_of(kept[FILE])
            if found:
                way = "mend the store with `python -m index repair` first"
                raise BackupUnusable(what, f"it is damaged ({'; '.join(found[:3])})", way)
            manifest = _manifest(kept)
            point("backup:gathered")
            with whole(target) as draft:
                _zip(kept, manifest, draft)
    except (OSError, sqlite3.Error, RecordsUnusable) as problem:
        raise BackupUnusable(what, str(problem), instead(str(problem))) from problem
    return _told(target, manifest)


def restore(target: Path, folder: Path, *, force: bool = False) -> Backup:
    """Make the store in ``folder`` of a backup, which is verified before anything is changed.

    With ``force`` a store that is there is kept under another name beside it.
    """
    what = f"{target} was not restored"
    taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if taken and not force:
        way = "name a new folder, or give --force to set what is there aside"
        raise BackupUnusable(what, f"{folder} is not empty", way)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{token_hex(4)}")
    try:
        manifest = _unpacked(target, draft, what)
        point("restore:verified")
        if taken:
            with locked(folder / FILE):
                _take_over(draft, folder)
        else:
            if folder.exists():
                folder.rmdir()
            replace(draft, folder)
        sync(folder.parent)
    except OSError as problem:
        raise BackupUnusable(what, str(problem), instead(str(problem))) from problem
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return _told(target, manifest)


def _take_over(draft: Path, folder: Path) -> None:
    """Put the files of ``draft`` in place of a store's own, which are kept beside its folder.

    The records come last and by one rename, so that the store is the old one or the new one. What
    was derived from the old ones goes first, for it would not fit the new ones.
    """
    from sqlalchemy.exc import DatabaseError

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    aside = folder.with_name(f"{folder.name}.before-restore-{stamp}")
    shutil.copytree(folder, aside, ignore=shutil.ignore_patterns(LOCK))
    point("restore:aside")
    copy = copy_of(folder / FILE)
    for path in (copy, mark_of(copy), mark_of(folder / FILE)):
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / "generations", ignore_errors=True)
    with suppress(DatabaseError):
        settle(folder / FILE)
    new = {path.relative_to(draft): path for path in _own(draft)}
    for name, path in new.items():
        if name != Path(FILE):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            replace(path, folder / name)
    log_of(folder / FILE).unlink(missing_ok=True)
    settle(draft / FILE)
    sync(draft / FILE)
    point("restore:placing")
    replace(draft / FILE, folder / FILE)
    point("restore:placed")


def _told(target: Path, manifest: Manifest) -> Backup:
    size = target.stat().st_size
    return Backup(str(target), manifest.reports, manifest.revision, len(manifest.files), size)


def _gathered(folder: Path, records: Path, work: Path) -> dict[str, Path]:
    """Copy what a backup holds into ``work``: databases as they are at one moment, others as files."""
    found = {path.relative_to(folder).as_posix(): path for path in _own(folder)}
    found = {name: path for name, path in found.items() if path != records}
    kept: dict[str, Path] = {}
    for number, (name, path) in enumerate({FILE: records, **found}.items()):
        copy = work / str(number)
        with path.open("rb") as raw:
            database = raw.read(len(HEADER)) == HEADER
        if database or path == records:
            copy_database(path, copy)
        else:
            shutil.copyfile(path, copy)
        kept[name] = copy
    return kept


def _own(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if path.is_file() and not path.is_symlink() and not _derived(name):
            yield path


def _derived(name: PurePosixPath) -> bool:
    head = name.parts[0]
    return any(
        head == rule.removesuffix("/*") if rule.endswith("/*") else PurePosixPath(part).match(rule)
        for rule in DERIVED
        for part in name.parts
    ) or name.name == "records.url"  # fmt: skip


def _manifest(kept: dict[str, Path]) -> Manifest:
    state = state_of(kept[FILE])
    return Manifest(
        format=FORMAT,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        reports=len(state.listed) if state else 0,
        revision=state.revision if state else 0,
        files={name: (path.stat().st_size, _sha256(path)) for name, path in kept.items()},
    )


def _zip(kept: dict[str, Path], manifest: Manifest, draft: Path) -> None:
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        for name, path in kept.items():
            bundle.write(path, name)
            point("backup:written")
        bundle.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def _unpacked(target: Path, draft: Path, what: str) -> Manifest:
    """Unpack a backup into ``draft`` and verify every byte of it."""
    other = "use another backup; " + _NOTHING
    try:
        with zipfile.ZipFile(target) as bundle:
            manifest = Manifest.read(bundle.read(MANIFEST))
            if manifest.format != FORMAT:
                way = "update the assistant; " + _NOTHING
                raise BackupUnusable(what, "a later version of the assistant made it", way)
            draft.mkdir()
            for name, (size, digest) in manifest.files.items():
                path = draft / _inside(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                with bundle.open(name) as packed, path.open("wb") as file:
                    shutil.copyfileobj(packed, file)
                if (path.stat().st_size, _sha256(path)) != (size, digest):
                    raise BackupUnusable(what, f"{name} in it is not what was put in", other)
                sync(path)
            found = faults_of(draft / FILE)
    except _GARBLED as problem:
        raise BackupUnusable(what, f"it is damaged ({problem})", other) from problem
    if found:
        raise BackupUnusable(what, f"its records are damaged ({'; '.join(found[:3])})", other)
    return manifest


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
        raise ValueError(f"{name!r} is no name for a file of a store")
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
