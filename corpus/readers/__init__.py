"""Readers: one file per format, each a function from bytes to a ``RawDocument``.

A format is a row in ``FORMATS``, and what a file *is* decides which row (``detect.kind_of``), not its
suffix. A row without a reader is a format we can name but not read; adding a reader fills that cell
in. A reader may raise what its library raises: here it becomes a ``DamagedFile`` with the reason.

    >>> read_raw_bytes("今年开展辟谣422次。".encode(), "2024.txt").pages
    ('今年开展辟谣422次。',)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.errors import (
    CorpusError,
    DamagedFile,
    EmptyFile,
    LockedFile,
    NotText,
    OverLimit,
    UnreadableFile,
    UnsupportedFormat,
)
from corpus.models import RawDocument
from corpus.readers.archive import check_package, damaged_zip, without_unseen
from corpus.readers.detect import BROKEN_ZIP, kind_of
from corpus.readers.docx import read_docx
from corpus.readers.html import read_html, read_mhtml
from corpus.readers.image import read_image
from corpus.readers.old_word import read_old_word
from corpus.readers.pdf import read_pdf
from corpus.readers.rtf import read_rtf
from corpus.readers.text import decode, read_text
from corpus.readers.xlsx import read_xlsx

Reader = Callable[[bytes], RawDocument]

FILE_BYTES = 200_000_000
# A text of this many characters fills 2,000 pages: no report is longer, and what reads it is bounded.
MOST_CHARACTERS = 2_000_000
_TEXT_BYTES = 4 * MOST_CHARACTERS
_PADDING = 16
_TITLE = 300
# An even number keeps UTF-16 whole.
_SAMPLE = 65_536
_BLANK = "\ufeff\u200b \t\r\n\f\v\x00\u3000\xa0"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: the suffixes it goes by, who reads it, and what to do where nobody does."""

    name: str
    suffixes: tuple[str, ...]
    reader: Reader | None = None
    instead: str = "Save it as PDF or DOCX and read that."


_PICTURE = "Save it as PNG, JPG, TIFF or PDF and read that."
_UNPACK = "Unpack it, or pack its files as ZIP, and read them."

FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text", ""), read_text),
    Format("Markdown", (".md", ".markdown"), read_text),
    Format("PDF", (".pdf",), read_pdf),
    Format("Word (DOCX)", (".docx", ".docm", ".dotx"), read_docx),
    Format("HTML", (".html", ".htm", ".xhtml", ".shtml"), read_html),
    Format("old Word (DOC) or WPS", (".doc", ".wps", ".wpt"), read_old_word),
    Format("PNG picture", (".png",), read_image),
    Format("JPEG picture", (".jpg", ".jpeg"), read_image),
    Format("TIFF picture", (".tif", ".tiff"), read_image),
    Format("Excel (XLSX)", (".xlsx", ".xlsm"), read_xlsx),
    Format("old Excel (XLS)", (".xls", ".et")),
    Format("OpenDocument", (".odt", ".ods")),
    Format("PowerPoint", (".pptx", ".ppt", ".dps")),
    Format("OFD", (".ofd",), instead="Open it in an OFD reader and save or print it as PDF."),
    Format("CEB", (".ceb", ".cebx"), instead="Open it in its reader and print it as PDF."),
    Format("CAJ", (".caj", ".kdh", ".nh"), instead="Open it in its reader and print it as PDF."),
    Format("EPUB", (".epub",)),
    Format("RTF", (".rtf",), read_rtf),
    Format("Word XML", (), instead="Open it in Word and save it as DOCX."),
    Format("XML", (".xml",)),
    Format("MHTML", (".mht", ".mhtml"), read_mhtml),
    Format("e-mail", (".eml", ".msg"), instead="Save its attachment, or its text, and read that."),
    Format("GIF picture", (".gif",), instead=_PICTURE),
    Format("BMP picture", (".bmp",), read_image),
    Format("WEBP picture", (".webp",), read_image),
    Format("HEIC picture", (".heic", ".heif", ".avif"), instead=_PICTURE),
    Format("compressed", (".gz", ".7z", ".rar", ".bz2", ".xz", ".tar", ".tgz"), instead=_UNPACK),
    Format("program", (".exe", ".dll", ".so", ".msi"), instead="Read the report itself."),
    Format("locked Office file", (), instead="Save it without a password and read that."),
    Format("ZIP", (".zip",), instead="It is a bundle: read its members (read_reports)."),
)
_BY_NAME = {form.name: form for form in FORMATS}
_PLAIN = ("text", "Markdown")


def readable_suffixes() -> frozenset[str]:
    """Return the suffixes of the files in a folder that may be reports: of all we read, and .zip."""
    read = {suffix for form in FORMATS if form.reader for suffix in form.suffixes if suffix}
    return frozenset(read | {".zip"})


def format_of(data: bytes, name: str) -> Format | None:
    """Return the format of a file by its bytes; by its suffix where they show none; else None."""
    suffix = PurePath(name).suffix.lower()
    by_suffix = next((f for f in FORMATS if suffix in f.suffixes), None)
    kind = kind_of(data, name)
    if kind == BROKEN_ZIP:
        return by_suffix if by_suffix and by_suffix.name not in _PLAIN else _BY_NAME["ZIP"]
    if kind is not None:
        return _BY_NAME[kind]
    if by_suffix is None or by_suffix.name in _PLAIN or by_suffix.name == "HTML":
        return by_suffix
    try:
        decode(data[:_SAMPLE])
    except NotText:
        return None
    return _BY_NAME["text"]


def read_raw_bytes(data: bytes, name: str) -> RawDocument:
    """Return what the file called ``name`` holds; raise a ``CorpusError`` where it cannot."""
    if len(data) > FILE_BYTES:
        raise too_large(len(data), name)
    if not data.strip(b"\xff\xfe\xef\xbb\xbf \t\r\n\x00"):
        raise EmptyFile(
            "the file is empty", where=name, instead="Check that it was downloaded whole."
        )
    found = format_of(data, name)
    if found is None or found.reader is None:
        raise _not_read(found, name)
    plain = found.name in _PLAIN
    if plain:
        data = _without_padding(data)
    raw = _read(found, found.reader, _beginning(data) if plain else data, name)
    if not any(page.strip(_BLANK) for page in raw.pages):
        raise EmptyFile("the file holds only blanks", where=name, instead="Check its source.")
    notes = (*_misnamed(found, name), *raw.notes)
    title = without_unseen(raw.title)[:_TITLE] if raw.title else None
    raw = replace(raw, notes=notes, title=title)
    return _bounded(raw, cut=plain and len(data) > _TEXT_BYTES)


def _read(found: Format, reader: Reader, data: bytes, name: str) -> RawDocument:
    """Read ``data``; whatever the library of the format raises on it becomes a ``DamagedFile``."""
    try:
        check_package(data, name)
        return reader(data)
    except CorpusError as error:
        told = type(error)(_tidy(error.what), where=name, instead=error.instead)
        raise told from error
    except MemoryError as error:
        raise OverLimit(
            "it takes more memory than a report ever does",
            where=name,
            instead="Save it anew, in parts.",
        ) from error
    except Exception as error:
        # Each library has errors of its own, and broken files bring out the undocumented ones too.
        reason = _tidy(f"{type(error).__name__}: {error}")
        raise DamagedFile(
            f"the {found.name} file is damaged or not made as it should be ({reason})",
            where=name,
            instead="Open it in its own program, save it anew and read that.",
        ) from error


def _tidy(reason: str) -> str:
    """Return a library's words as one line of printable characters, the same every time."""
    line = " ".join(re.sub(r"<[^<>]* at 0x[0-9A-Fa-f]+>", "its bytes", reason).split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)[:300]


def _beginning(data: bytes) -> bytes:
    """Return as much of a text as is read, up to a line's end; cut evenly, which keeps UTF-16 whole."""
    if len(data) <= _TEXT_BYTES:
        return data
    end = data.rfind(b"\n", 0, _TEXT_BYTES) + 1 or _TEXT_BYTES
    return data[: end - end % 2]


def _without_padding(data: bytes) -> bytes:
    """Return a text without the zero bytes that a broken copy was filled up with."""
    bare = data.rstrip(b"\x00")
    if len(data) - len(bare) < _PADDING:
        return data
    # The last letter of a text in UTF-16 may end with a zero of its own.
    return bare + b"\x00" if len(bare) % 2 and b"\x00" in bare else bare


def _not_read(found: Format | None, name: str) -> CorpusError:
    """Return the error for a file of a kind nobody reads."""
    suffix = PurePath(name).suffix
    if found and found.name == "locked Office file":
        return LockedFile("the file asks for a password", where=name, instead=found.instead)
    by_suffix = next((f for f in FORMATS if suffix.lower() in f.suffixes), None)
    if found is None and by_suffix is not None:
        return DamagedFile(
            f"the file is named {suffix or 'a text'} but its bytes are not {by_suffix.name}, nor any"
            " format that is known",
            where=name,
            instead="Check that it was downloaded whole.",
        )
    if found and found.name == "ZIP":
        return damaged_zip(name, "its list of members is missing")
    kind = found.name if found else f"unknown ({suffix})"
    readable = dict.fromkeys(f.suffixes[0].lstrip(".").upper() for f in FORMATS if f.reader)
    return UnsupportedFormat(
        f"its format is {kind}, and only {', '.join(readable)} and ZIP of these can be read",
        where=name,
        instead=found.instead if found else FORMATS[0].instead,
    )


def _misnamed(found: Format, name: str) -> tuple[str, ...]:
    """Return a note where the file is of another kind than its name says."""
    suffix = PurePath(name).suffix.lower()
    said = next((f for f in FORMATS if suffix in f.suffixes), None)
    if not suffix or said is found or (said and said.reader is found.reader is read_text):
        return ()
    return (f"The file is named {suffix} but is {found.name}; it was read as what it is.",)


def _bounded(raw: RawDocument, *, cut: bool) -> RawDocument:
    """Return ``raw`` with no more text than a report can have, and a note where some was left out."""
    kept: list[str] = []
    left = MOST_CHARACTERS
    for page in raw.pages:
        if left <= 0:
            break
        kept.append(page[:left])
        left -= len(page)
    if left >= 0 and not cut:
        return raw
    note = f"The file is very long: only its first {MOST_CHARACTERS:,} characters were read."
    return replace(raw, pages=tuple(kept), notes=(*raw.notes, note))


def too_large(size: int, name: str) -> OverLimit:
    """Return the error for a file of ``size`` bytes, more than any report has."""
    return OverLimit(
        f"the file has {size / 1e6:,.0f} MB, and at most {FILE_BYTES / 1e6:,.0f} MB are read",
        where=name,
        instead="Read it in parts, or save it with smaller pictures.",
    )


def read_raw(path: Path) -> RawDocument:
    """Return what the file at ``path`` holds."""
    return read_raw_bytes(read_file(path), str(path))


def read_file(path: Path) -> bytes:
    """Return the bytes at ``path``, or raise ``UnreadableFile`` or ``OverLimit`` with the reason."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise UnreadableFile(
                "this is a device or a pipe", where=str(path), instead="Name a file."
            )
        with path.open("rb") as file:
            # One byte more than is read shows a file that is larger, or that never ends.
            data = file.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise too_large(max(path.stat().st_size, len(data)), str(path))
    except FileNotFoundError:
        what, instead = "there is no such file", "Check the path."
    except IsADirectoryError:
        what, instead = "this is a folder", "Name the files in it, such as reports/*.txt."
    except ValueError:
        what, instead = "this cannot be the path of a file", "Check the path."
    except OSError as error:
        what, instead = f"the file cannot be opened ({error.strerror})", "Check its permissions."
    else:
        return data
    raise UnreadableFile(what, where=str(path), instead=instead)
