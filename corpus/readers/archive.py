"""Opens ZIP files that strangers made: bundles of reports, and the packages that Office files are.

Nothing is ever written to disk, so a member's path is only a name. What a member will unpack to is
known from the list of members, and Python's reader never unpacks more than the list says.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.errors import (
    CorpusError,
    DamagedFile,
    EmptyFile,
    LockedFile,
    OverLimit,
    UnsupportedFormat,
)
from corpus.readers.detect import ZIP, ZIP_FAULTS, zip_kind

MOST_MEMBERS = 2_000
MEMBER_BYTES = 200_000_000
TOTAL_BYTES = 1_000_000_000
# Text packs to a tenth, rarely to a fiftieth: what unpacks to more is made to do harm.
MOST_RATIO, HARMLESS_BYTES = 200, 50_000_000
# The text of an Office file; its tree takes ten times as much memory.
PART_BYTES = 50_000_000
PACKAGE_BYTES = 500_000_000
PACKAGE_PARTS = 10_000
_UTF8_FLAG, _LOCKED_FLAG = 0x800, 0x1
_LOCAL_HEADER = 30
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"^[A-Za-z]:$")
# Marks that print nothing or turn the reading direction round have no place in a name.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_CLUTTER = ("__MACOSX", "Thumbs.db", "desktop.ini", "Desktop.ini")
_ENCODINGS = ("utf-8", "gb18030", "big5")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a bundle: the name it is cited by, and how to get its bytes (or a ``CorpusError``)."""

    source: str
    read: Callable[[], bytes]


@dataclass(slots=True)
class _Budget:
    """How many members and bytes of a bundle may still be read."""

    members: int = MOST_MEMBERS
    size: int = TOTAL_BYTES


def is_bundle(data: bytes) -> bool:
    """Say whether ``data`` is a ZIP of files and not some program's package."""
    return data.startswith(ZIP) and zip_kind(data) == "ZIP"


def members(data: bytes, name: str) -> Iterator[Member]:
    """Yield the files in the bundle called ``name`` in their order, those of bundles in it too.

    Resource forks, hidden files and folders are left out. Raises ``DamagedFile`` where the bundle
    cannot be opened, ``EmptyFile`` where it holds no file.
    """
    found = False
    for member in _members(data, name, _Budget(), nested=False):
        found = True
        yield member
    if not found:
        raise EmptyFile("the bundle holds no file", where=name, instead="Check how it was packed.")


def _members(data: bytes, name: str, budget: _Budget, *, nested: bool) -> Iterator[Member]:
    archive = _opened(data, name)
    for info in archive.infolist():
        shown = shown_name(info)
        if info.orig_filename.endswith(("/", "\\")) or _is_clutter(shown):
            continue
        source = f"{name}/{shown}"
        budget.members -= 1
        if budget.members < 0:
            yield Member(source, _refused(_too_many(source)))
            return
        member = Member(source, _reader(archive, info, source, budget, nested=nested))
        if nested or not shown.lower().endswith(".zip"):
            yield member
        else:
            yield from _unpacked(member, budget)


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the ZIP in ``data``; raise where it is broken or its members lie over one another."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ZIP_FAULTS as error:
        raise damaged_zip(name, error) from error
    end = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise damaged_zip(name, "its members lie over one another")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
    return archive


def _unpacked(member: Member, budget: _Budget) -> Iterator[Member]:
    """Yield the members of a bundle inside a bundle, or the member itself where it is none."""
    try:
        inner = member.read()
        if is_bundle(inner):
            yield from list(_members(inner, member.source, budget, nested=True))
            return
    except CorpusError as error:
        yield Member(member.source, _refused(error))
        return
    yield Member(member.source, lambda: inner)


def _reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, budget: _Budget, *, nested: bool
) -> Callable[[], bytes]:
    """Return what reads one member, and refuses one that is a link, locked or blown up."""

    def read() -> bytes:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnsupportedFormat(
                "it is a link to another place, and links are not followed",
                where=source,
                instead="Pack the file itself.",
            )
        if info.flag_bits & _LOCKED_FLAG:
            raise LockedFile(
                "it is packed with a password",
                where=source,
                instead="Pack it without a password.",
            )
        check_size(info, source, MEMBER_BYTES)
        budget.size -= info.file_size
        if budget.size < 0:
            raise _blown_up(source, TOTAL_BYTES, "the bundle unpacks")
        try:
            data = archive.read(info)
        except ZIP_FAULTS as error:
            raise damaged_zip(source, error) from error
        if nested and is_bundle(data):
            raise UnsupportedFormat(
                "it is a ZIP in a ZIP in a ZIP",
                where=source,
                instead="Pack the reports themselves.",
            )
        return data

    return read


def check_size(info: zipfile.ZipInfo, where: str, most: int) -> None:
    """Raise ``OverLimit`` where a member would unpack to more than ``most`` or than is natural."""
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > most or (info.file_size > HARMLESS_BYTES and ratio > MOST_RATIO):
        raise _blown_up(where, most, f"its part {shown_name(info)} unpacks")


def check_package(data: bytes, name: str) -> None:
    """Raise where the Office file in ``data`` would unpack to more than a report ever is."""
    if not data.startswith(ZIP):
        return
    parts = _opened(data, name).infolist()
    if len(parts) > PACKAGE_PARTS:
        raise _too_many(name)
    if sum(part.file_size for part in parts) > PACKAGE_BYTES:
        raise _blown_up(name, PACKAGE_BYTES, "it unpacks")
    for part in parts:
        is_text = part.filename.lower().endswith((".xml", ".rels"))
        check_size(part, name, PART_BYTES if is_text else MEMBER_BYTES)


def shown_name(info: zipfile.ZipInfo) -> str:
    r"""Return the name of a member as a person wrote it, without anything that leads elsewhere.

    Old programs write names in the encoding of the country and do not say so. ``..\..\C:/etc/a.txt``
    is shown as ``etc/a.txt``.
    """
    name = _unicode_path(info) or info.orig_filename
    if not info.flag_bits & _UTF8_FLAG and name == info.orig_filename:
        name = _decoded(name)
    parts = without_unseen(name.replace("\\", "/")).split("/")
    kept = [part for part in parts if part.strip(". ") and not _DRIVE.match(part)]
    return "/".join(kept) or "(no name)"


def without_unseen(name: str) -> str:
    """Return a name or a title without the marks that print nothing or turn the reading round."""
    return _UNSEEN.sub("", name)


def _decoded(name: str) -> str:
    """Return a name that was written in an unnamed encoding and read as IBM's of 1981."""
    try:
        written = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in _ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _unicode_path(info: zipfile.ZipInfo) -> str | None:
    """Return the name that some programs keep beside the other one in UTF-8, if it is there."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == _UNICODE_PATH and size > 5:
            try:
                return extra[9 : 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        extra = extra[4 + size :]
    return None


def _is_clutter(name: str) -> bool:
    """Say whether a member is something that a system put there: hidden, a fork, a lock."""
    parts = name.split("/")
    return any(part in _CLUTTER or part.startswith((".", "~$")) for part in parts)


def _refused(error: CorpusError) -> Callable[[], bytes]:
    """Return what raises ``error`` in place of giving bytes."""

    def read() -> bytes:
        raise error

    return read


def damaged_zip(where: str, error: BaseException | str) -> DamagedFile:
    """Return the error for a ZIP, or a member of one, that can not be unpacked."""
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return DamagedFile(
        f"it can not be unpacked ({reason})",
        where=where,
        instead="Check that it was downloaded whole, or pack it anew as ZIP.",
    )


def _blown_up(where: str, most: int, what: str) -> OverLimit:
    return OverLimit(
        f"{what} to far more than a report holds (limits: {most / 1e6:,.0f} MB, {MOST_RATIO} times"
        " its packed size)",
        where=where,
        instead="Save it anew in its own program and read that.",
    )


def _too_many(where: str) -> OverLimit:
    return OverLimit(
        f"it and what follows is not read: at most {MOST_MEMBERS:,} members are",
        where=where,
        instead="Pack fewer files in one bundle.",
    )
