"""Says what a file is by its bytes; its name only decides what the bytes leave open.

>>> kind_of(b"%PDF-1.7 ...", "report.txt")
'PDF'
>>> kind_of("<!-- saved --><html lang='zh'>".encode("utf-16"), "report")
'HTML'
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from pathlib import PurePath

# The first bytes of formats that begin always the same.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"II*\x00", "TIFF picture"),
    (b"MM\x00*", "TIFF picture"),
    (b"II+\x00", "TIFF picture"),
    (b"MM\x00+", "TIFF picture"),
    (b"GIF8", "GIF picture"),
    (b"BM", "BMP picture"),
    (b"CAJ\x00", "CAJ"),
    (b"KDH ", "CAJ"),
    (b"HN\x00\x00", "CAJ"),
    (b"Founder CEB", "CEB"),
    (b"FOUNDER CEB", "CEB"),
    (b"\x1f\x8b", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"Rar!\x1a", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ", "compressed"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
# What Python's reader of ZIP files raises on one that is broken, locked or packed in a rare way.
ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, ValueError,
    OSError, EOFError, struct.error, LookupError, MemoryError,
)  # fmt: skip
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
BROKEN_ZIP = "broken ZIP"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names that a folder of an old Office file holds, in UTF-16, tell which program made it.
OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked Office file"),
    ("WordDocument", "old Word (DOC) or WPS"),
    ("Workbook", "old Excel (XLS)"),
    ("PowerPoint Document", "PowerPoint"),
    ("__substg1.0_", "e-mail"),
)
# What stands in a ZIP tells whose it is: a member, or the beginning of one.
ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("OFD.xml", "OFD"),
    ("word/", "Word (DOCX)"),
    ("xl/", "Excel (XLSX)"),
    ("ppt/", "PowerPoint"),
)
# What [Content_Types].xml or the mimetype member calls the main part.
ZIP_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml", "Word (DOCX)"),
    (b"ms-word", "Word (DOCX)"),
    (b"spreadsheetml", "Excel (XLSX)"),
    (b"ms-excel", "Excel (XLSX)"),
    (b"presentationml", "PowerPoint"),
    (b"opendocument.text", "OpenDocument"),
    (b"opendocument", "OpenDocument"),
    (b"epub", "EPUB"),
)
HEAD = 4096
# A saved page may begin with a long comment.
MARKUP_HEAD = 65_536
# A PDF may begin with a few stray bytes; its readers allow for this many.
PDF_LEEWAY = 1024
_SKIPPED = re.compile(r"(?:\s+|<!--.*?-->|<\?[^>]*>)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset|title|meta|base)\b", re.IGNORECASE)
_PIECE = re.compile(
    r"<(?:div|p|table|span|h[1-6]|script|style|link|section|article|main|center|font|ul|ol|br|b"
    r"|strong|a|img|iframe|form)\b",
    re.IGNORECASE,
)
_XML_DOCTYPE = re.compile(r"<!doctype\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(
    rb"(?:(?:received|return-path|delivered-to|message-id|mime-version|from|to|date|subject"
    rb"|content-type|x-[a-z-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
_WORD_XML = re.compile(r"<(?:w:wordDocument|pkg:package)\b")
_MARKED_UP = (".md", ".markdown")
# Two letters are little: a text may begin with them.
_SHORT = ("BMP picture", "program", "GIF picture", "compressed", "CAJ")


def kind_of(data: bytes, name: str) -> str | None:
    """Return the format that the bytes show, by its name in ``FORMATS``; None where they show none.

    Plain text shows nothing: it is what remains.
    """
    head = data[:HEAD]
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(ZIP):
        return zip_kind(data)
    if head.startswith(OLE):
        return ole_kind(data)
    found = next((kind for magic, kind in MAGIC if bare.startswith(magic)), None)
    if found and not (found in _SHORT and _is_words(head)):
        return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP picture"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"hevc"):
        return "HEIC picture"
    markup = markup_kind(data[:MARKUP_HEAD], name)
    if markup:
        return markup
    if _MAIL.match(bare):
        return "MHTML" if b"multipart/related" in head.lower() else "e-mail"
    return "PDF" if b"%PDF-" in head[:PDF_LEEWAY] and b" obj" in data[:MARKUP_HEAD] else None


def markup_kind(head: bytes, name: str) -> str | None:
    """Return HTML or XML where the first tag shows it, in whatever encoding the tags are written."""
    text = _SKIPPED.sub("", _ascii(head), count=1)
    if not text.startswith("<"):
        return None
    text = _SKIPPED.sub("", _XML_DOCTYPE.sub("", text, count=1), count=1)
    if _PAGE.match(text):
        return "HTML"
    if _WORD_XML.match(text):
        return "Word XML"
    if PurePath(name).suffix.lower() in _MARKED_UP:
        return None
    if _PIECE.match(text):
        return "HTML"
    return "XML" if _ascii(head).lstrip("\ufeff \r\n\t").startswith("<?xml") else None


def zip_kind(data: bytes) -> str:
    """Return whose ZIP this is; a ZIP of files, if of no program's.

    A broken one has no list of its members: then the names that stand in its bytes tell.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            told = _zip_type(archive, names)
    except ZIP_FAULTS:
        by_bytes = (kind for part, kind in ZIP_MEMBERS if part.encode() in data[:HEAD])
        return next(by_bytes, BROKEN_ZIP)
    if told:
        return told
    # Only a program's own folder counts: a bundle may hold a folder called word with reports.
    program = "[Content_Types].xml" in names or "OFD.xml" in names or "_rels/.rels" in names
    by_name = (k for part, k in ZIP_MEMBERS if any(name.startswith(part) for name in names))
    return next(by_name, "ZIP") if program else "ZIP"


def _zip_type(archive: zipfile.ZipFile, names: list[str]) -> str | None:
    """Return what a ZIP says of itself in the member made for that, or None."""
    for member in ("[Content_Types].xml", "mimetype"):
        if member in names:
            with archive.open(member) as file:
                told = file.read(HEAD * 16)
            found = next((kind for word, kind in ZIP_TYPES if word in told), None)
            if found:
                return found
    return None


def ole_kind(data: bytes) -> str:
    """Return which program of the old Office made a file, by the names in its folder."""
    found = (kind for name, kind in OLE_STREAMS if name.encode("utf-16-le") in data)
    return next(found, "old Word (DOC) or WPS")


def _ascii(head: bytes) -> str:
    """Return the plain letters of the first bytes: tags read alike in every encoding."""
    wide = head[:1] == head[2:3] == b"\x00" or head[1:2] == head[3:4] == b"\x00"
    if wide or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.replace(b"\x00", b"").lstrip(b"\xff\xfe").decode("latin-1")
    return head.lstrip(b"\xef\xbb\xbf").decode("latin-1")


def _is_words(head: bytes) -> bool:
    """Say whether the first bytes are printable, as a text's that begins with such letters by chance."""
    return not re.search(rb"[\x00-\x08\x0e-\x1f]", head)
