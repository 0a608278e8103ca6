"""Takes the binary form of Word files before 2007 apart ([MS-DOC]): its text, and what is said of it.

The text lies in pieces, in no order and of one or two bytes a character; what is said of paragraphs
and characters lies in pages of 512 bytes, by places in the stream. Every number in such a file may
be wrong, so each is bounded by what the file can hold.
"""

from __future__ import annotations

import io
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

WORD_97 = 0xA5EC
_LOCKED, _TABLE_1 = 0x0100, 0x0200
_FIRST_PLACE = 0x9A
_STORIES = (0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64)
_CHARACTERS, _PARAGRAPHS, PIECES, NOTES, END_NOTES = 12, 13, 33, (2, 3), (46, 47)
_PAGE = 512
_ELSEWHERE = (0x6645, 0x6646)
TABLE_ROW = 0xD608


class NoWordFile(ValueError):
    """The file is none of this kind, or too damaged to tell."""


class Locked(ValueError):
    """The file asks for a password."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: the place of the first in the text and in the stream, and their size."""

    start: int
    place: int
    size: int


@dataclass(slots=True)
class WordFile:
    """The streams of a file, and its text with the place in the stream of each character.

    ``stories`` are where the main text, the notes and so on begin, one after the other.
    """

    main: bytes
    table: bytes
    data: bytes = b""
    units: array[int] = field(default_factory=lambda: array("H"))
    pieces: list[Piece] = field(default_factory=list)
    stories: tuple[int, ...] = ()
    _said: dict[int, list[tuple[int, bytes]]] = field(default_factory=dict)

    def part(self, number: int) -> bytes:
        """Return the part of the table stream that has this number; b"" where there is none."""
        at = _FIRST_PLACE + 8 * number
        if at + 8 > len(self.main):
            return b""
        start, size = struct.unpack_from("<II", self.main, at)
        return self.table[start : start + size] if start + size <= len(self.table) else b""

    def text(self, start: int, stop: int) -> str:
        """Return the characters from ``start`` on, up to ``stop``."""
        return self.units[start:stop].tobytes().decode("utf-16-le", "replace")

    def place_of(self, at: int) -> int:
        """Return where in the stream the character at ``at`` stands."""
        known = bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        piece = self.pieces[max(known, 0)]
        return piece.place + (at - piece.start) * piece.size

    def said_of_paragraph(self, at: int) -> bytes:
        """Return what is said of the paragraph that the character at ``at`` ends.

        The number of its style comes first; much is said in the third stream.
        """
        said = self._said_at(_PARAGRAPHS)
        known = bisect_right(said, self.place_of(at), key=_place) - 1
        told = said[known][1] if known >= 0 else b""
        for code, value in sprms(told[2:]):
            if code in _ELSEWHERE:
                (start,) = struct.unpack("<I", value)
                size = int.from_bytes(self.data[start : start + 2], "little")
                return told[:2] + self.data[start + 2 : start + 2 + size]
        return told

    def runs(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield start and stop in the text of each run of which something is said, and what."""
        said = [*self._said_at(_CHARACTERS), (len(self.main), b"")]
        for piece, after in pairwise([*self.pieces, Piece(len(self.units), 0, 1)]):
            past = piece.place + (after.start - piece.start) * piece.size
            known = max(bisect_right(said, piece.place, key=_place) - 1, 0)
            while known < len(said) - 1 and said[known][0] < past:
                first, last = max(said[known][0], piece.place), min(said[known + 1][0], past)
                if said[known][1] and first < last:
                    start = piece.start + (first - piece.place) // piece.size
                    stop = piece.start + (last - piece.place) // piece.size
                    yield start, stop, said[known][1]
                known += 1

    def _said_at(self, which: int) -> list[tuple[int, bytes]]:
        if which not in self._said:
            self._said[which] = sorted(_pages(self, which), key=_place)
        return self._said[which]


def _place(said: tuple[int, bytes]) -> int:
    return said[0]


def open_word(data: bytes) -> WordFile:
    """Return an old Word or WPS file taken apart, or raise ``NoWordFile`` or ``Locked``."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = ole.openstream("WordDocument").read()
            if len(main) < _FIRST_PLACE or struct.unpack_from("<H", main)[0] != WORD_97:
                raise NoWordFile("no Word 97 to 2003 file")
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            if flags & _LOCKED:
                raise Locked("it asks for a password")
            table = ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
            more = ole.openstream("Data").read() if ole.exists("Data") else b""
    except (OSError, IndexError, KeyError, struct.error) as error:
        raise NoWordFile(str(error)) from error
    word = WordFile(main, table, more)
    try:
        _read_pieces(word)
    except struct.error as error:
        raise NoWordFile("its pieces do not fit") from error
    sizes = [struct.unpack_from("<I", main, at)[0] for at in _STORIES]
    word.stories = tuple(min(at, len(word.units)) for at in accumulate([0, *sizes]))
    return word


def _read_pieces(word: WordFile) -> None:
    """Put the pieces together in the order of the text."""
    told = word.part(PIECES)
    while told[:1] == b"\x01":
        told = told[3 + struct.unpack_from("<H", told, 1)[0] :]
    if told[:1] != b"\x02":
        raise NoWordFile("it has no table of pieces")
    count = (struct.unpack_from("<I", told, 1)[0] - 4) // 12
    if count < 1 or 5 + 12 * count + 4 > len(told):
        raise NoWordFile("its table of pieces is cut off")
    starts = struct.unpack_from(f"<{count + 1}I", told, 5)
    for number, (start, stop) in enumerate(pairwise(starts)):
        place = struct.unpack_from("<I", told, 5 + 4 * (count + 1) + 8 * number + 2)[0]
        small = bool(place & 0x40000000)
        place = (place & 0x3FFFFFFF) // 2 if small else place & 0x3FFFFFFF
        size = 1 if small else 2
        held = word.main[place : place + max(0, stop - start) * size]
        if start != len(word.units) or len(held) != (stop - start) * size:
            raise NoWordFile("a piece lies outside the file")
        if 2 * len(word.units) > 4 * len(word.main):
            raise NoWordFile("its pieces hold one text many times")
        word.pieces.append(Piece(start, place, size))
        read = held.decode("cp1252", "replace").encode("utf-16-le") if small else held
        word.units.frombytes(read)


def _pages(word: WordFile, which: int) -> Iterator[tuple[int, bytes]]:
    """Yield from where in the stream on something is said, and what."""
    table = word.part(which)
    count = (len(table) - 4) // 8
    for number in struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ():
        page = word.main[number * _PAGE : (number + 1) * _PAGE]
        held = page[-1] if len(page) == _PAGE else 0
        wide = 13 if which == _PARAGRAPHS else 1
        if not held or 4 * (held + 1) + wide * held > _PAGE:
            continue
        places = struct.unpack_from(f"<{held + 1}I", page)
        for run, place in enumerate(places[:-1]):
            at = 2 * page[4 * (held + 1) + wide * run]
            yield place, _of_paragraph(page, at) if which == _PARAGRAPHS else _of_run(page, at)
        yield places[-1], b""


def _of_paragraph(page: bytes, at: int) -> bytes:
    """Return the number of a paragraph's style and what is said besides, as they stand."""
    if not at or at + 1 >= _PAGE:
        return b""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _of_run(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]] if at else b""


def sprms(said: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each property and its operand."""
    at = 0
    while at + 2 <= len(said):
        (code,) = struct.unpack_from("<H", said, at)
        at += 2
        size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
        if not size and at < len(said):
            size = 1 + said[at]
            if code == TABLE_ROW and at + 2 <= len(said):
                size = 1 + struct.unpack_from("<H", said, at)[0]
        if at + size > len(said):
            return
        yield code, said[at : at + size]
        at += size
