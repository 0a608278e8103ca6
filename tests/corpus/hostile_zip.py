"""Makes Word files and ZIPs that are broken or built to do harm; each function returns their bytes."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterable, Mapping

import docx

from tests.corpus.hostile_pdf import LINES

Parts = Mapping[str, bytes]
MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"


def good_docx(title: str = "") -> bytes:
    """A sound Word file of the report."""
    made = docx.Document()
    made.core_properties.title = title
    for line in LINES:
        made.add_paragraph(line)
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("指标", "件", "办结", "17"), strict=True):
        cell.text = text
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts | Iterable[tuple[str, bytes]], *, store: bool = False) -> bytes:
    """A ZIP of ``parts``."""
    made = io.BytesIO()
    how = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, body in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, body)
    return made.getvalue()


def changed_docx(**changed: bytes | None) -> bytes:
    """The sound Word file with parts replaced, or left out where None: main, relations, types."""
    parts: dict[str, bytes] = parts_of(good_docx())
    names = {"main": MAIN, "relations": RELATIONS, "types": TYPES, "root": "_rels/.rels",
             "styles": "word/styles.xml", "numbering": "word/numbering.xml"}  # fmt: skip
    for part, body in changed.items():
        if body is None:
            del parts[names[part]]
        else:
            parts[names[part]] = body
    return packed(parts)


def body_of(inner: str, doctype: str = "") -> bytes:
    """The main part of a Word file with ``inner`` in its body."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}{doctype}<w:document {W} {R}><w:body>{inner}</w:body></w:document>".encode()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word file."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


REPORT = "".join(paragraph(line) for line in LINES)


def long_docx(characters: int) -> bytes:
    """A Word file whose text unpacks to many characters out of hardly any bytes."""
    return changed_docx(main=body_of(paragraph("办" * characters)))


def entity_bomb(levels: int = 12) -> str:
    """A document type whose last entity stands for a million million words."""
    entities = ['<!ENTITY e0 "办结">']
    entities += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels)]
    return f"<!DOCTYPE w:document [{''.join(entities)}]>"


def reaching_doctype(place: str) -> str:
    """A document type that asks for what stands at ``place``."""
    return f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{place}"><!ENTITY % p SYSTEM "{place}">%p;]>'


def linked_docx(url: str) -> bytes:
    """A Word file whose picture, template, frame and notes lie elsewhere."""
    kinds = (
        "image",
        "attachedTemplate",
        "frame",
        "hyperlink",
        "subDocument",
        "aFChunk",
        "oleObject",
    )
    links = "".join(
        f'<Relationship Id="x{n}" Type="{OFFICE}/{kind}" Target="{url}{kind}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    relations = (
        parts_of(good_docx())[RELATIONS]
        .decode()
        .replace("</Relationships>", links + "</Relationships>")
    )
    drawn = '<w:p><w:hyperlink r:id="x3"><w:r><w:t>联系我们</w:t></w:r></w:hyperlink></w:p><w:altChunk r:id="x5"/>'
    return changed_docx(main=body_of(REPORT + drawn), relations=relations.encode())


def cyclic_docx() -> bytes:
    """A Word file whose parts belong to one another in a circle."""

    def relations(*targets: str) -> bytes:
        inner = "".join(
            f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(t.split("=") for t in targets)
        )
        return f'<Relationships xmlns="{REL}">{inner}</Relationships>'.encode()

    parts = parts_of(good_docx())
    parts[RELATIONS] = relations("styles=styles.xml", "header=document.xml", "footnotes=styles.xml")
    parts["word/_rels/styles.xml.rels"] = relations(
        "officeDocument=document.xml", "styles=styles.xml"
    )
    return packed(parts)


def cyclic_styles() -> bytes:
    """A Word file whose styles are based on one another in a circle, and whose numbers never end."""
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/><w:name w:val="{}"/></w:style>'
    pairs = (("A", "B"), ("B", "C"), ("C", "A"), ("D", "D"))
    styles = f"<w:styles {W}>{''.join(style.format(a, b, a) for a, b in pairs)}</w:styles>"
    body = "".join(
        paragraph(line, f'<w:pPr><w:pStyle w:val="{"ABCD"[n % 4]}"/></w:pPr>')
        for n, line in enumerate(LINES)
    )
    return changed_docx(main=body_of(body), styles=styles.encode())


def absurd_table() -> bytes:
    """A Word file whose table claims a thousand million columns and counts from there."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>17</w:t></w:r></w:p></w:tc>'
    rows = f"<w:tr>{cell}</w:tr>" * 3
    start = '<w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="99999999"/></w:numPr></w:pPr>'
    return changed_docx(main=body_of(f"{REPORT}<w:tbl>{rows}</w:tbl>{paragraph('办结', start)}"))


def deep_docx(levels: int) -> bytes:
    """A Word file whose tables stand in tables."""
    open_, close = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return changed_docx(main=body_of(open_ * levels + paragraph("17") + close * levels))


def macro_docm() -> bytes:
    """A Word file with a macro."""
    parts = parts_of(good_docx())
    parts[TYPES] = parts[TYPES].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    parts["word/vbaProject.bin"] = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"AutoOpen Shell cmd.exe" * 99
    )
    return packed(parts)


def xlsx() -> bytes:
    """A package that says it is a workbook."""
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = b'<Types><Override PartName="/xl/workbook.xml" ContentType="%b"/></Types>' % main
    return packed({TYPES: types, "xl/workbook.xml": b"<workbook/>"})


def ole(stream: str) -> bytes:
    """A file of the old Office that names ``stream`` in its folder and holds nothing."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(3000)
    )


def linked_member() -> bytes:
    """A ZIP whose member is a link to a file of the system."""
    info = zipfile.ZipInfo("2023.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("真.txt", "\n".join(LINES))
    return made.getvalue()


def gbk_names(names: Iterable[str], encoding: str = "gbk") -> bytes:
    """A ZIP whose names are written as an old Windows writes them, without saying so."""

    class Silent(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile asks for it
            return self.filename.encode(encoding), 0

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(Silent(name), "\n".join(LINES))
    return made.getvalue()


def flagged(data: bytes, flags: int, method: int | None = None, size: int | None = None) -> bytes:
    """The ZIP with the flags, the method or the unpacked size of every member changed."""
    made = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            was = struct.unpack_from("<H", made, place + at)[0]
            struct.pack_into("<H", made, place + at, (was & ~0x1) | flags)
            if method is not None:
                struct.pack_into("<H", made, place + at + 2, method)
            if size is not None:
                struct.pack_into("<I", made, place + at + 16, size)
            place = made.find(mark, place + 4)
    return bytes(made)


def overlapping(copies: int, size: int) -> bytes:
    """A ZIP whose list names one packed member many times."""
    one = packed({"a.txt": b"0" * size})
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry, local = one[start:end], one[:start]
    closing = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entry) * copies, len(local), 0
    )
    return local + entry * copies + closing


def nested(levels: int) -> bytes:
    """A ZIP in a ZIP in a ZIP, with a report in each."""
    made = packed({"底.txt": "\n".join(LINES).encode()})
    for level in range(levels):
        made = packed({f"{level}.txt": "\n".join(LINES).encode(), f"inner{level}.zip": made})
    return made


def spread_bomb() -> bytes:
    """A ZIP of sixteen ZIPs that hold the same ten large members each: 16 GB in all."""
    inner = packed({f"{n}.txt": b"0" * 100_000_000 for n in range(10)})
    return packed({f"{n}.zip": inner for n in range(16)})
