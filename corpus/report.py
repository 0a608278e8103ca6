"""Reads a report: bytes to pages, pages to the one text, then identity, sections and figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.clean import clean
from corpus.errors import CorpusError, ManyReports
from corpus.figures import read_figures
from corpus.identity import read_identity
from corpus.indicators import load_indicators
from corpus.models import RawDocument, Report, Unread
from corpus.offices import load_offices
from corpus.readers import format_of, read_file, read_raw_bytes
from corpus.readers.archive import Member, is_bundle, members, without_unseen
from corpus.sections import read_sections

ID_LENGTH = 12


def read_report(path: Path) -> Report:
    """Return the report in the file at ``path``; raise a ``CorpusError`` where it cannot be read.

    It is read in this process, without a limit on time or memory: for files of strangers use
    ``corpus.worker.Readers``.
    """
    return read_bytes(read_file(path), str(path))


def read_reports(path: Path) -> tuple[Report | Unread, ...]:
    """Return every report in the file at ``path``: one, or those of a ZIP in the order of its list.

    What holds no report we can read is an ``Unread`` with the reason; nothing is raised for it.
    """
    try:
        found = tuple(members_of(read_file(path), str(path)))
    except CorpusError as error:
        return (Unread(str(path), str(error)),)
    return tuple(read_member(member) for member in found)


def members_of(data: bytes, name: str) -> Iterator[Member]:
    """Yield the files in ``data``: the members of a ZIP of reports, or itself."""
    if is_bundle(data):
        yield from members(data, name)
    else:
        # Given away and not kept: a file may be as large as all else that reading it takes.
        held = [data]
        del data
        yield Member(name, held.pop)


def read_member(member: Member) -> Report | Unread:
    """Return the report that a file holds, or why there is none."""
    try:
        return read_bytes(member.read(), member.source)
    except CorpusError as error:
        return Unread(member.source, str(error))


def read_bytes(data: bytes, name: str) -> Report:
    """Return the report that ``data``, a file called ``name``, holds.

    The id comes from the cleaned text, so the same text under another name is the same report; a
    file without any text is told apart by its bytes.
    """
    return report_of(read_pages(data, name), name, seal_of(data, name))


@dataclass(frozen=True, slots=True)
class Seal:
    """What a report keeps of its file: the digest of its bytes, and which format they were."""

    sha256: str
    format: str


def seal_of(data: bytes, name: str) -> Seal:
    """Return the seal of the bytes of a file called ``name``."""
    form = format_of(data, name)
    return Seal(hashlib.sha256(data).hexdigest(), form.name if form else "")


def read_pages(data: bytes, name: str) -> RawDocument:
    """Return what the file called ``name`` holds; raise ``ManyReports`` where that is a bundle."""
    if is_bundle(data):
        raise ManyReports(
            "the file is a ZIP of reports", where=name, instead="Read it with read_reports."
        )
    return read_raw_bytes(data, name)


def report_of(raw: RawDocument, name: str, seal: Seal) -> Report:
    """Return the report in the pages that were read from a file called ``name``."""
    cleaned = clean(raw)
    content = hashlib.sha256(cleaned.text.encode()).hexdigest() if cleaned.text else seal.sha256
    report_id = content[:ID_LENGTH]
    identity = read_identity(raw, cleaned, without_unseen(name), load_offices())
    sections = read_sections(cleaned.text, year=identity.year)
    figures = read_figures(
        cleaned.text,
        sections,
        report_id=report_id,
        year=identity.year,
        indicators=load_indicators(),
    )
    return Report(
        id=report_id,
        title=identity.title,
        office=identity.office,
        office_as_printed=identity.office_as_printed,
        year=identity.year,
        published=identity.published,
        source=name,
        sha256=seal.sha256,
        text=cleaned.text,
        pages=cleaned.pages,
        sections=sections,
        figures=figures,
        notes=cleaned.notes + identity.notes,
        format=seal.format,
    )
