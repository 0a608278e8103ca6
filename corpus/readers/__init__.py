"""Readers: one file per format, each a function from bytes to a ``RawDocument``.

A format is a row in ``FORMATS``: known by its first bytes, else by its suffix. A row without a
reader is a format we can name but not read yet; adding a reader fills that cell in.

    >>> read_raw_bytes("今年开展辟谣422次。".encode(), "2024.txt").pages
    ('今年开展辟谣422次。',)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EmptyFile, UnreadableFile, UnsupportedFormat
from corpus.models import RawDocument
from corpus.readers.text import read_text

Reader = Callable[[bytes], RawDocument]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how it is recognised, who reads it, and what to do where nobody does."""

    name: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    reader: Reader | None = None
    instead: str = "Save it as a UTF-8 text file (.txt) and read that."


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text", ""), reader=read_text),
    Format("Markdown", (".md", ".markdown"), reader=read_text),
    Format("PDF", (".pdf",), (b"%PDF-",)),
    Format("Word (DOCX)", (".docx", ".docm")),
    Format("Excel (XLSX)", (".xlsx", ".xlsm")),
    Format("OpenDocument", (".odt", ".ods")),
    Format("Office or zip", (".zip", ".pptx", ".ofd"), (b"PK\x03\x04", b"PK\x05\x06")),
    Format("old Word (DOC) or WPS", (".doc", ".wps", ".xls"), (b"\xd0\xcf\x11\xe0",)),
    Format("RTF", (".rtf",), (b"{\\rtf",)),
    Format("HTML", (".html", ".htm", ".mhtml"), (b"<!doctype html", b"<html")),
    Format("PNG picture", (".png",), (b"\x89PNG",)),
    Format("JPEG picture", (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    Format("TIFF picture", (".tif", ".tiff"), (b"II*\x00", b"MM\x00*")),
    Format("compressed", (".gz", ".7z", ".rar"), (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")),
)


def format_of(data: bytes, name: str) -> Format | None:
    """Return the format of a file by its first bytes, else by its suffix; None if unknown."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    suffix = Path(name).suffix.lower()
    by_suffix = next((f for f in FORMATS if suffix in f.suffixes), None)
    by_content = next(
        (f for f in FORMATS if any(head.startswith(m.lower()) for m in f.magic)), None
    )
    if by_content is None:
        return by_suffix
    zipped = by_content.magic[:1] == (b"PK\x03\x04",)
    return by_suffix if zipped and by_suffix and by_suffix.reader is None else by_content


def read_raw_bytes(data: bytes, name: str) -> RawDocument:
    """Return what the file called ``name`` holds; raise a ``CorpusError`` where it cannot."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise EmptyFile(
            "the file is empty", where=name, instead="Check that it was downloaded whole."
        )
    found = format_of(data, name)
    if found is None or found.reader is None:
        kind = found.name if found else f"unknown ({Path(name).suffix})"
        readable = sorted({s for f in FORMATS if f.reader for s in f.suffixes if s})
        raise UnsupportedFormat(
            f"its format is {kind}, and only {', '.join(readable)} can be read",
            where=name,
            instead=found.instead if found else FORMATS[0].instead,
        )
    raw = found.reader(data)
    if not any(page.strip("\ufeff\u200b \t\r\n\u3000\xa0") for page in raw.pages):
        raise EmptyFile("the file holds only blanks", where=name, instead="Check its source.")
    return raw


def read_raw(path: Path) -> RawDocument:
    """Return what the file at ``path`` holds."""
    return read_raw_bytes(read_file(path), str(path))


def read_file(path: Path) -> bytes:
    """Return the bytes at ``path``, or raise ``UnreadableFile`` with the reason."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        what, instead = "there is no such file", "Check the path."
    except IsADirectoryError:
        what, instead = "this is a folder", "Name the files in it, such as reports/*.txt."
    except OSError as error:
        what, instead = f"the file cannot be opened ({error.strerror})", "Check its permissions."
    raise UnreadableFile(what, where=str(path), instead=instead)
