"""Reads Word files from before 2007 and WPS ones (.doc, .wps) with two small readers, each optional.

One knows paragraphs and tables, the other follows the pieces that a file edited often is stored in.
Where they agree on the text, the first is taken for its tables; else the second, with a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.errors import DamagedFile, LockedFile, UnsupportedFormat
from corpus.models import RawDocument
from corpus.readers.grid import ABOVE, grid_lines

if TYPE_CHECKING:
    from wps2md.core import Paragraph

_INSTEAD = "Open it in Word or WPS and save it as DOCX or PDF."
_INSTALL = 'Install the readers with: pip install "enforcement-report-assistant[old-word]". Or: '
_BLANKS = re.compile(r"\s+")
_LEAST_ALIKE = 0.95
# What one reader leaves out between two lines, such as the code of a field, is shorter than this.
_NEAR = 2000
_WHERE = "old Word file"


def read_old_word(data: bytes) -> RawDocument:
    """Return the text of an old Word or WPS file with its tables, as far as they can be told."""
    told, pieced = _by_paragraphs(data), _by_pieces(data)
    if told and (not pieced or _alike(told, pieced)):
        return RawDocument(("\n".join(told),))
    if pieced:
        note = (
            "The tables of this old Word file could not be told from its text: check their figures."
        )
        return RawDocument((pieced,), notes=(note,) if "\t" in pieced or _has_cells(data) else ())
    raise DamagedFile("its text was not found", where=_WHERE, instead=_INSTEAD)


def _by_paragraphs(data: bytes) -> list[str]:
    """Return the lines of the file as its paragraphs and tables have them, or nothing."""
    try:
        from wps2md.core import WpsParseError, parse
    except ImportError as error:
        raise _missing() from error
    try:
        document = parse(data)
    except WpsParseError as error:
        if "encrypted" in str(error):
            raise LockedFile("it asks for a password", where=_WHERE, instead=_INSTEAD) from error
        return []
    except (OSError, ValueError, IndexError, LookupError, ArithmeticError):
        # Its parser trusts the offsets it finds; the other reader may still get through.
        return []
    return list(_lines(document.paragraphs)) or document.main_text.split("\n")


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the lines of paragraphs, the rows of a table in their one form."""
    rows: list[list[str | None]] = []
    row: list[str | None] = []
    for paragraph in paragraphs:
        if paragraph.is_row_end:
            rows.append(row)
            row = []
        elif paragraph.in_table:
            row.append(paragraph.text)
        else:
            yield from grid_lines([*rows, row] if row else rows)
            rows, row = [], []
            yield paragraph.text
    yield from grid_lines([*rows, row] if row else rows)


def _by_pieces(data: bytes) -> str:
    """Return the text of the file in the order of its pieces, or ''."""
    try:
        from legacy_doc import LegacyDocError, extract_text
    except ImportError as error:
        raise _missing() from error
    import struct

    try:
        return str(extract_text(data).text)
    except LegacyDocError as error:
        if "Encrypted" in str(error):
            raise LockedFile("it asks for a password", where=_WHERE, instead=_INSTEAD) from error
        return ""
    except (struct.error, ValueError, IndexError):
        return ""


def _alike(told: Sequence[str], pieced: str) -> bool:
    """Say whether the lines of one reader stand in the text of the other, in the same order."""
    theirs, at, right = _BLANKS.sub("", pieced), 0, 0
    ours = [
        line
        for line in (_BLANKS.sub("", one.replace("|", "").replace(ABOVE, "")) for one in told)
        if line
    ]
    for line in ours:
        found = theirs.find(line, at, at + len(line) + _NEAR)
        right, at = (right + 1, found + len(line)) if found >= 0 else (right, at)
    return bool(ours) and right >= _LEAST_ALIKE * len(ours)


def _has_cells(data: bytes) -> bool:
    """Say whether the text of the file holds the marks that end a cell."""
    return data.count(b"\x07\x00") > 1


def _missing() -> UnsupportedFormat:
    return UnsupportedFormat(
        "its format is old Word (DOC) or WPS, and its readers are not installed",
        where=_WHERE,
        instead=_INSTALL + _INSTEAD,
    )
