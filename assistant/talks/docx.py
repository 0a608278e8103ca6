"""Conversations as DOCX, with real footnotes, which the library does not write by itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.talks.document import Document, Entry, Line, Note

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
LATIN, CHINESE = "Calibri", "宋体"


def to_docx(made: Document) -> bytes:
    """Return a document as DOCX."""
    import docx

    word = docx.Document()
    _set_fonts(word)
    word.core_properties.title = made.title
    word.core_properties.author = ""
    word.add_heading(made.title, 1)
    word.add_paragraph(made.made)
    for entry in made.entries:
        _add(word, entry)
    _add_footnotes(word, [note for entry in made.entries for note in entry.notes])
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _add(word: Word, entry: Entry) -> None:
    word.add_heading(" ".join(entry.asked.split()), 2)
    for line in entry.lines:
        _write(word.add_paragraph(), line)
    if entry.table:
        width = max(len(row) for row in entry.table)
        table = word.add_table(rows=0, cols=width, style="Table Grid")
        for row in entry.table:
            for cell, line in zip(table.add_row().cells, row, strict=False):
                _write(cell.paragraphs[0], line)
    for remark in entry.remarks:
        word.add_paragraph(remark, style="Quote")


def _write(paragraph: Paragraph, line: Line) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for piece in line:
        paragraph.add_run(piece.text)
        for number in piece.notes:
            run = paragraph.add_run()
            run.font.superscript = True
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(number))
            run._r.append(mark)


def _add_footnotes(word: Word, notes: list[Note]) -> None:
    """Add the part of the file that holds the footnotes; -1 and 0 are the lines above them."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    ruled = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    told = "".join(
        f'<w:footnote w:id="{note.number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
        f"</w:rPr><w:footnoteRef/></w:r><w:r><w:rPr>{_fonts()}<w:sz w:val="
        f'"18"/></w:rPr><w:t xml:space="preserve"> {escape(note.text)}</w:t></w:r></w:p></w:footnote>'
        for note in notes
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">{ruled}{told}</w:footnotes>'
    package = word.part.package
    part = Part(PackURI("/word/footnotes.xml"), _KIND, xml.encode(), package)
    word.part.relate_to(part, _LINK)


def _set_fonts(word: Word) -> None:
    """Name the fonts of Chinese text, which a style keeps apart from those of Latin text."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Heading 1", "Heading 2"):
        style: Any = word.styles[name]
        style.font.name = LATIN
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE)


def _fonts() -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{CHINESE}"/>'
