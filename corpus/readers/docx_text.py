"""Walks the XML of a Word file in reading order and yields its lines as Word would show them.

Deleted and hidden text, page numbers and the table of contents are not shown; inserted text, links,
controls and text boxes are. A footnote stands on a line of its own after its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.docx_numbering import W, whole
from corpus.readers.docx_styles import Styles, is_on, style_of
from corpus.readers.grid import ABOVE, grid_lines

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VERBATIM = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_GONE = frozenset(
    f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "rt", "instrText", "delText")
)
_UNSEEN_FIELD = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|INDEX|FILENAME|PRINTDATE)\b", re.IGNORECASE
)
_MOST_COLUMNS = 200
_DEEPEST_TABLE = 8


@dataclass(slots=True)
class _Paragraph:
    """What the runs of a paragraph hold: its text, and what is anchored in it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Walker:
    """Reads blocks one after the other; fields and numbering go on from one to the next.

    ``notes`` holds the paragraphs of the footnotes and endnotes by kind and id.
    """

    styles: Styles
    notes: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    _fields: list[list[Any]] = field(default_factory=list)
    _held: str = ""
    _depth: int = 0

    def lines(self, container: Any) -> Iterator[str]:
        """Yield the lines of the paragraphs and tables in ``container``, in their order."""
        for block in container:
            tag = block.tag
            if tag == f"{W}p":
                yield from self._paragraph(block)
            elif tag == f"{W}tbl":
                yield from self._table(block)
            elif tag == f"{W}sdt":
                content = block.find(f"{W}sdtContent")
                if content is not None and not _is_gallery_of_contents(block):
                    yield from self.lines(content)
            elif tag in (f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                yield from self.lines(block)
            elif tag == f"{_MC}AlternateContent":
                yield from self.lines(_shown(block))

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        """Yield the lines of a paragraph, then those of its text boxes and notes."""
        style = style_of(paragraph) or self.styles.default
        held = _Paragraph()
        self._inline(paragraph, held, style)
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
        text = self._held + "".join(held.text)
        if mark is not None:
            # The end of this paragraph is deleted: the next one goes on where it stops.
            self._held = text
            return
        self._held = ""
        if text.strip() and not self.styles.is_contents(style):
            label = self.styles.label(paragraph)
            yield from (label + text.strip() if label else text).split("\n")
        for box in held.boxes:
            yield from self.lines(box)
        yield from held.notes

    def _inline(self, element: Any, held: _Paragraph, style: str) -> None:
        """Gather what the children of a paragraph, a link or a control show."""
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                if not self.styles.hides(child.find(f"{W}rPr"), style):
                    self._run(child, held, style)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                prompt = child.find(f"{W}sdtPr/{W}showingPlcHdr")
                if content is not None and prompt is None:
                    self._inline(content, held, style)
            elif tag == f"{W}fldSimple" and _UNSEEN_FIELD.match(child.get(f"{W}instr", "")):
                continue
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                held.text += [t.text or "" for t in child.iter(f"{_M}t")]
            else:
                self._inline(child, held, style)

    def _run(self, run: Any, held: _Paragraph, style: str) -> None:
        """Gather what one run shows; what stands in a page number's field is not shown."""
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1][0] += child.text or ""
            elif any(self._unseen(one) for one in self._fields):
                continue
            elif tag == f"{W}t":
                held.text.append(child.text or "")
            elif tag in _VERBATIM:
                held.text.append(_VERBATIM[tag])
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                held.notes += self._note(tag.removeprefix(W).removesuffix("Reference"), child)
            elif tag == f"{W}ruby":
                for base in child.iterfind(f"{W}rubyBase"):
                    self._inline(base, held, style)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"):
                held.boxes += _boxes(child)

    def _field(self, mark: str) -> None:
        """Follow the marks of a field: what it is stands before the separator, what it shows after."""
        if mark == "begin":
            self._fields.append(["", False])
        elif mark == "separate" and self._fields:
            self._fields[-1][1] = True
        elif mark == "end" and self._fields:
            self._fields.pop()

    def _unseen(self, one: list[Any]) -> bool:
        """Say whether what stands here in a field is its code, or a result that is no text."""
        code, shown = one
        return not shown or _UNSEEN_FIELD.match(code) is not None

    def _note(self, kind: str, reference: Any) -> list[str]:
        """Return the line of a note: 注：… ."""
        found = self.notes.get((kind, reference.get(f"{W}id", "")))
        if found is None:
            return []
        inner = Walker(self.styles)
        text = "".join(line.strip() for line in inner.lines(found))
        return [text if text.startswith("注") else f"注：{text}"] if text else []

    def _table(self, table: Any) -> Iterator[str]:
        """Yield the lines of a table."""
        if self._depth >= _DEEPEST_TABLE:
            return
        self._depth += 1
        rows = [self._row(row) for row in _rows(table)]
        self._depth -= 1
        yield from grid_lines(rows)

    def _row(self, row: Any) -> list[str | None]:
        """Return the cells of a row, covered ones told by what covers them."""
        cells: list[str | None] = [""] * _told(row.find(f"{W}trPr"), "gridBefore", 0)
        for cell in _cells(row):
            properties = cell.find(f"{W}tcPr")
            span = _told(properties, "gridSpan", 1)
            across = None if properties is None else properties.find(f"{W}hMerge")
            down = None if properties is None else properties.find(f"{W}vMerge")
            if across is not None and across.get(f"{W}val") != "restart":
                cells.append(None)
                continue
            below = down is not None and down.get(f"{W}val", "continue") == "continue"
            cells.append(ABOVE if below else "\n".join(self.lines(cell)))
            cells += [None] * (span - 1)
        return cells + [""] * _told(row.find(f"{W}trPr"), "gridAfter", 0)


def _rows(container: Any) -> Iterator[Any]:
    """Yield the rows of a table that are shown, those inside of controls too."""
    for child in container:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            gone = () if properties is None else ("del", "hidden")
            if not any((f := properties.find(f"{W}{t}")) is not None and is_on(f) for t in gone):
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _rows(child)


def _cells(container: Any) -> Iterator[Any]:
    """Yield the cells of a row, those inside of controls too."""
    for child in container:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _told(properties: Any | None, name: str, default: int) -> int:
    """Return a count that the properties of a row or cell tell, within reason."""
    found = None if properties is None else properties.find(f"{W}{name}")
    told = default if found is None else whole(found.get(f"{W}val"), default)
    return min(max(told, default), _MOST_COLUMNS)


def _boxes(element: Any) -> list[Any]:
    """Return the contents of the text boxes in a drawing, each once."""
    if element.tag == f"{W}txbxContent":
        return [element]
    children = _shown(element) if element.tag == f"{_MC}AlternateContent" else element
    return [box for child in children for box in _boxes(child)]


def _shown(alternatives: Any) -> Any:
    """Return the first of the alternatives that are there for different programs."""
    choice = alternatives.find(f"{_MC}Choice")
    if choice is not None and next(choice.iter(f"{W}t"), None) is not None:
        return choice
    fallback = alternatives.find(f"{_MC}Fallback")
    return fallback if fallback is not None else ()


def _is_gallery_of_contents(control: Any) -> bool:
    """Say whether a control holds the table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
