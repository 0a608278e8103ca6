"""Reads Word files (DOCX, and DOCM with its macros left alone): text, numbering and tables in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from corpus.models import RawDocument
from corpus.readers.docx_numbering import W, read_numbering
from corpus.readers.docx_styles import read_styles
from corpus.readers.docx_text import Walker

if TYPE_CHECKING:
    from docx.opc.part import Part

_TITLE = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_TITLE = 80
_HEAD = 600


def read_docx(data: bytes) -> RawDocument:
    """Return the text of a Word file, its numbering written out and its tables as lines.

    Headers, footers, comments, deleted and hidden text are not read. A broken file raises what
    the library raises.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE as TYPES
    from docx.package import Package

    package = Package.open(io.BytesIO(data))
    main = package.main_document_part
    numbering = read_numbering(_root(main, TYPES.NUMBERING))
    walker = Walker(read_styles(_root(main, TYPES.STYLES), numbering), _notes(main))
    body = _parsed(main).find(f"{W}body")
    lines = list(walker.lines(body)) if body is not None else []
    return RawDocument(("\n".join(lines),), title=_title(package, lines))


def _parsed(part: Part) -> Any:
    """Return the XML of a part; entities are never resolved."""
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)


def _root(main: Part, kind: str) -> Any | None:
    """Return the XML of the part that ``main`` names for ``kind``, or None where there is none."""
    related = [rel for rel in main.rels.values() if rel.reltype == kind and not rel.is_external]
    return _parsed(related[0].target_part) if related else None


def _notes(main: Part) -> Mapping[tuple[str, str], Any]:
    """Return the footnotes and endnotes of the file by kind and id."""
    from docx.opc.constants import RELATIONSHIP_TYPE as TYPES

    kinds = (("footnote", TYPES.FOOTNOTES), ("endnote", TYPES.ENDNOTES))
    return {
        (kind, key): note for kind, part in kinds for key, note in _ids(_root(main, part), kind)
    }


def _ids(root: Any | None, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield the id and the element of each note that has words."""
    for note in root.iterfind(f"{W}{kind}") if root is not None else ():
        if note.get(f"{W}type", "normal") == "normal":
            yield note.get(f"{W}id", ""), note


def _title(package: Any, lines: list[str]) -> str | None:
    """Return the title in the file's properties where the text bears it out; many are stale."""
    title = re.sub(r"\s+", "", package.core_properties.title or "")
    head = re.sub(r"\s+", "", "".join(lines)[:_HEAD])
    sensible = _TITLE.search(title) and len(title) <= _LONGEST_TITLE and title in head
    return title if sensible else None
