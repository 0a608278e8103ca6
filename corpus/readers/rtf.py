"""Reads RTF files: their text with its automatic numbers, their notes, and their tables as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.models import RawDocument
from corpus.readers.grid import grid_lines
from corpus.readers.old_word_tables import ABOVE_MERGED, BESIDE_MERGED, Row, grid_of

_TOKEN = re.compile(r"\\(?:([a-zA-Z]+)(-?\d{1,10})? ?|'[0-9a-fA-F]{2}|[^a-zA-Z])|[{}]", re.DOTALL)
_ROW, _CELL, _ROW_END, _NOTE = (chr(0xE0F0 + n) for n in range(4))
_MARKS = {"cell": _CELL, "row": _ROW_END}
_MERGED = {"clmrg": BESIDE_MERGED, "clvmrg": ABOVE_MERGED}
_NUMBER = r"[一二三四五六七八九十百零〇\d]{1,4}"
# A number that a list printed, with the tab behind it: " 一、⇥", "（二）⇥", "1.⇥".
_LABEL = re.compile(rf"[ \t　]*({_NUMBER}[、.．)）]|[（(]{_NUMBER}[)）]|[①-⑳])\t+")


def read_rtf(data: bytes) -> RawDocument:
    """Return the text of an RTF file; what is not text in it, pictures and objects, is left out."""
    source = _Source()
    text = _text_of("".join(source.marked(data.decode("latin-1"))))
    notes = iter([" ".join(_text_of(rf"{{\rtf1 {note}}}").split()) for note in source.notes])
    lines = []
    for line in _lines(text, source.rows):
        lines.append(_LABEL.sub(_label, line.replace(_NOTE, ""), count=1))
        cited = [note for _, note in zip(range(line.count(_NOTE)), notes, strict=False) if note]
        lines += [note if note.startswith("注") else f"注：{note}" for note in cited]
    return RawDocument(("\n".join(lines),))


def _text_of(source: str) -> str:
    from striprtf import striprtf

    read: Callable[..., str] = striprtf.rtf_to_text
    return read(source, encoding="gb18030", errors="replace")


def _label(found: re.Match[str]) -> str:
    return found[1] + (" " if found[1][-1].isascii() else "")


@dataclass(slots=True)
class _Source:
    """The rows and notes of a file, found while its source is gone through."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _edges: list[int] = field(default_factory=list)
    _merged: list[int] = field(default_factory=list)
    _flags: int = 0
    _in_row: bool = False

    def marked(self, source: str) -> Iterator[str]:
        """Yield the source with marks in the place of rows, cells and notes."""
        at = kept = 0
        while found := _TOKEN.search(source, at):
            at = found.end()
            word, number = found[1], int(found[2] or 0)
            if word == "bin" and 0 < number <= len(source) - at:
                yield source[kept : found.start()]
                at = kept = at + number
            elif word == "footnote":
                past = _end_of_group(source, at)
                self.notes.append(source[at:past])
                yield source[kept : found.start()].removesuffix(r"\*") + _mark(_NOTE)
                at = kept = past
            elif word == "u" and not -0x8000 <= number < 0x10000:
                yield source[kept : found.start()]  # no character
                kept = at
            elif word in _MARKS or (word == "trowd" and not self._in_row):
                yield source[kept : found.start()] + _mark(_MARKS.get(word, _ROW))
                kept = at
            if word:
                self._row_word(word, number)
        yield source[kept:]

    def _row_word(self, word: str, number: int) -> None:
        """Take in what a word says of the row that is being defined."""
        if word == "trowd":
            self._edges, self._merged, self._in_row = [0], [], True
        elif word == "trleft" and self._edges:
            self._edges[0] = number
        elif word in _MERGED:
            self._flags |= _MERGED[word]
        elif word == "cellx":
            self._edges.append(number)
            self._merged.append(self._flags)
            self._flags = 0
        elif word == "row":
            self.rows.append(Row((), tuple(self._edges), tuple(self._merged)))
            self._in_row = False


def _mark(sign: str) -> str:
    return rf"{{\uc1\u{ord(sign) - 0x10000}?}}"


def _end_of_group(source: str, at: int) -> int:
    """Return where the group ends that ``at`` is inside of."""
    depth = 1
    for found in _TOKEN.finditer(source, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    return len(source)


def _lines(text: str, known: list[Row]) -> Iterator[str]:
    """Yield the lines of a text, the rows of its tables in their one form."""
    rows: list[Row] = []
    coming = iter(known)
    before, *parts = text.split(_ROW)
    yield from before.removesuffix("\n").split("\n")
    for part in parts:
        row, _, after = part.partition(_ROW_END)
        texts = tuple(cell.strip() for cell in row.split(_CELL)[:-1])
        said = next(coming, Row(()))
        fits = len(said.edges) == len(texts) + 1
        rows.append(Row(texts, said.edges, said.merged) if fits else Row(texts))
        if after.strip():
            grid, sure = grid_of(rows)
            yield from grid_lines(grid, sure=sure)
            rows = []
            yield from after.removeprefix("\n").removesuffix("\n").split("\n")
    grid, sure = grid_of(rows)
    yield from grid_lines(grid, sure=sure)
