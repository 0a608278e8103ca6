"""Reads a report: bytes to pages, pages to the one text, then identity, sections and figures."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.clean import clean
from corpus.figures import read_figures
from corpus.identity import read_identity
from corpus.indicators import load_indicators
from corpus.models import Report
from corpus.offices import load_offices
from corpus.readers import read_file, read_raw_bytes
from corpus.sections import read_sections

ID_LENGTH = 12


def read_report(path: Path) -> Report:
    """Return the report in the file at ``path``; raise a ``CorpusError`` where it cannot be read."""
    return read_bytes(read_file(path), str(path))


def read_bytes(data: bytes, name: str) -> Report:
    """Return the report that ``data``, a file called ``name``, holds.

    The id comes from the cleaned text, so the same text under another name is the same report; a
    file without any text is told apart by its bytes.
    """
    raw = read_raw_bytes(data, name)
    cleaned = clean(raw)
    sha256 = hashlib.sha256(data).hexdigest()
    content = hashlib.sha256(cleaned.text.encode()).hexdigest() if cleaned.text else sha256
    report_id = content[:ID_LENGTH]
    identity = read_identity(raw, cleaned, name, load_offices())
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
        sha256=sha256,
        text=cleaned.text,
        pages=cleaned.pages,
        sections=sections,
        figures=figures,
        notes=cleaned.notes + identity.notes,
    )
