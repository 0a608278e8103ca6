"""Reads Word files from before 2007 and WPS ones (.doc, .wps): paragraphs, tables, notes, numbering.

A file that is too damaged to be taken apart is read by a second reader, which follows the pieces of
its text alone; then its tables cannot be told, and a note says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.errors import DamagedFile, LockedFile, UnsupportedFormat
from corpus.models import RawDocument
from corpus.readers.grid import grid_lines
from corpus.readers.old_word_file import (
    END_NOTES,
    NOTES,
    Locked,
    NoWordFile,
    WordFile,
    open_word,
    sprms,
)
from corpus.readers.old_word_lists import list_of, lists_of_styles, numbering_of
from corpus.readers.old_word_tables import Row, grid_of, row_of, tells

_INSTEAD = "Open it in Word or WPS and save it as DOCX or PDF."
_INSTALL = 'Install the readers with: pip install "enforcement-report-assistant[old-word]". Or: '
_TABLES = "The tables of this old Word file could not be told from its text: check their figures."
_WHERE = "old Word file"
_CELL, _PAGE_END, _END = 0x07, 0x0C, 0x0D
_DELETED, _HIDDEN = 0x0800, 0x083C
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_MEANT = {"\x0b": "\n", "\x1e": "-", "\xa0": " "}
_SIGNS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_old_word(data: bytes) -> RawDocument:
    """Return the text of an old Word or WPS file with its tables, as far as they can be told."""
    try:
        word = open_word(data)
        written = _Written(word)
        lines = list(written.lines())
    except ImportError as error:
        raise _missing() from error
    except Locked as error:
        raise LockedFile(str(error), where=_WHERE, instead=_INSTEAD) from error
    except NoWordFile:
        lines, written = [], None
    if written is not None and any(line.strip() for line in lines):
        return RawDocument(("\n".join(lines),), notes=(_TABLES,) if written.loose else ())
    pieced = _by_pieces(data)
    if not pieced:
        raise DamagedFile("its text was not found", where=_WHERE, instead=_INSTEAD)
    told = "\t" in pieced or data.count(b"\x07\x00") > 1
    return RawDocument((pieced,), notes=(_TABLES,) if told else ())


@dataclass(slots=True)
class _Written:
    """The lines of a file in their order; ``loose`` says that cells stood outside a table."""

    word: WordFile
    loose: bool = False
    _cell: list[str] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the main text, each note after its paragraph, and the text boxes."""
        word, fields = self.word, _Fields()
        numbering, styles = numbering_of(word), lists_of_styles(word)
        notes = sorted([*_notes(word, NOTES, 1), *_notes(word, END_NOTES, 5)])
        gone = _gone(word)
        for start, stop in _paragraphs(word, 0, word.stories[1]):
            said = word.said_of_paragraph(stop)
            text = fields.result("".join(_kept(word, start, stop, gone)))
            listed = list_of(said, styles) if text.strip() else None
            label = numbering.label(str(listed[0]), listed[1]) if listed else ""
            cited = [note for at, note in notes if start <= at < stop and note]
            yield from self._paragraph(said, word.units[stop], label + text, cited)
        yield from self._table()
        for start, stop in _paragraphs(word, word.stories[6], word.stories[7]):
            yield _Fields().result(word.text(start, stop))

    def _paragraph(self, said: bytes, mark: int, text: str, notes: Sequence[str]) -> Iterator[str]:
        in_table, row_end = tells(said)
        if row_end:
            self._rows.append(row_of(said, self._row))
            self._row, self._cell = [], []
        elif in_table:
            self._cell += [text, *notes]
            if mark == _CELL:
                self._row.append("\n".join(self._cell))
                self._cell = []
        else:
            yield from self._table()
            self.loose = self.loose or mark == _CELL
            yield from (text, *notes)

    def _table(self) -> Iterator[str]:
        """Yield the table that has just ended."""
        if self._row or self._cell:
            self._rows.append(row_of(b"", [*self._row, *self._cell]))
        grid, sure = grid_of(self._rows)
        yield from grid_lines(grid, sure=sure)
        self._row, self._cell, self._rows = [], [], []


@dataclass(slots=True)
class _Fields:
    """Keeps of each field its result; the codes, such as the address of a link, are no text."""

    _open: list[bool] = field(default_factory=list)
    _codes: int = 0

    def result(self, text: str) -> str:
        """Return what a reader sees of the next piece of text."""
        kept = []
        for sign in text:
            if sign == _FIELD:
                self._open.append(True)
                self._codes += 1
            elif sign == _RESULT and self._open:
                self._codes -= self._open[-1]
                self._open[-1] = False
            elif sign == _FIELD_END and self._open:
                self._codes -= self._open.pop()
            elif not self._codes:
                kept.append(_MEANT.get(sign, sign))
        return _SIGNS.sub("", "".join(kept))


def _paragraphs(word: WordFile, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins and where the mark that ends it stands."""
    for at in range(start, stop):
        if word.units[at] in (_CELL, _PAGE_END, _END):
            yield start, at
            start = at + 1
    if start < stop:
        yield start, stop - 1


def _gone(word: WordFile) -> list[tuple[int, int]]:
    """Return where text stands that was struck out while changes were tracked, or is hidden."""
    return sorted(
        (start, stop)
        for start, stop, said in word.runs()
        if any(code in (_DELETED, _HIDDEN) and value == b"\x01" for code, value in sprms(said))
    )


def _kept(word: WordFile, start: int, stop: int, gone: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the text between two places without what is gone."""
    at = start
    for first, past in gone[max(bisect_left(gone, (start, start)) - 1, 0) :]:
        if first >= stop:
            break
        if past > at:
            yield word.text(at, max(at, first))
            at = min(past, stop)
    yield word.text(at, stop)


def _notes(word: WordFile, parts: tuple[int, int], story: int) -> Iterator[tuple[int, str]]:
    """Yield where each note is cited in the main text, and the note."""
    cited, texts = (word.part(number) for number in parts)
    count = min((len(cited) - 4) // 6, len(texts) // 4 - 1)
    first, past = word.stories[story], word.stories[story + 1]
    for number in range(max(count, 0)):
        at, start, stop = (
            int.from_bytes(told[4 * place : 4 * place + 4], "little")
            for told, place in ((cited, number), (texts, number), (texts, number + 1))
        )
        held = word.text(min(first + start, past), min(first + stop, past))
        text = " ".join(_Fields().result(held.replace("\r", "\n")).split())
        yield at, text if text.startswith("注") or not text else f"注：{text}"


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


def _missing() -> UnsupportedFormat:
    return UnsupportedFormat(
        "its format is old Word (DOC) or WPS, and its readers are not installed",
        where=_WHERE,
        instead=_INSTALL + _INSTEAD,
    )
