"""Reads RTF files: their text, and their tables as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpus.models import RawDocument
from corpus.readers.grid import grid_lines

# The cells of a row end with bars, and so does the row.
_ROW = re.compile(r"[^\n]*\|\s*")


def read_rtf(data: bytes) -> RawDocument:
    """Return the text of an RTF file; what is not text in it, pictures and objects, is left out."""
    from striprtf import striprtf

    read: Callable[..., str] = striprtf.rtf_to_text
    text = read(data.decode("latin-1"), encoding="gb18030", errors="replace")
    return RawDocument(("\n".join(_lines(text.split("\n"))),))


def _lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a text, the rows of its tables in their one form."""
    rows: list[list[str]] = []
    for line in lines:
        if _ROW.fullmatch(line):
            rows.append([cell.strip() for cell in line.strip()[:-1].split("|")])
            continue
        yield from grid_lines(rows)
        rows = []
        yield line
    yield from grid_lines(rows)
