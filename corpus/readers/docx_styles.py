"""What the styles of a Word file lend to a paragraph: its numbering, and whether it is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.docx_numbering import Numbering, W, whole

_DEEPEST = 12
_CONTENTS = re.compile(r"toc ?[1-9]|目录 ?[1-9]", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class Styles:
    """The styles of a file by id, and the lists that number its paragraphs."""

    by_id: dict[str, Any] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    default: str = ""

    def label(self, paragraph: Any) -> str:
        """Count a paragraph in its list and return its printed number."""
        list_id, depth = self._list(paragraph)
        return self.numbering.label(list_id, depth) if list_id not in ("", "0") else ""

    def hides(self, properties: Any | None, style_id: str = "") -> bool:
        """Say whether a run with these properties, or one in this style, is hidden text."""
        if properties is not None:
            own = properties.find(f"{W}vanish")
            if own is not None:
                return is_on(own)
            style = properties.find(f"{W}rStyle")
            if style is not None and self.hides(None, style.get(f"{W}val", "")):
                return True
        for style in self._chain(style_id):
            found = style.find(f"{W}rPr/{W}vanish")
            if found is not None:
                return is_on(found)
        return False

    def is_contents(self, style_id: str) -> bool:
        """Say whether the style is that of a line of the table of contents."""
        names = [s.find(f"{W}name") for s in self._chain(style_id)]
        told = [style_id, *(name.get(f"{W}val", "") for name in names if name is not None)]
        return any(_CONTENTS.fullmatch(name) for name in told)

    def _chain(self, style_id: str) -> list[Any]:
        """Return a style and those it is based on, the nearest first."""
        chain: list[Any] = []
        while style_id in self.by_id and len(chain) < _DEEPEST:
            style = self.by_id[style_id]
            chain.append(style)
            base = style.find(f"{W}basedOn")
            style_id = "" if base is None else base.get(f"{W}val", "")
        return chain

    def _list(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level a paragraph is in, by itself or by its style."""
        own = paragraph.find(f"{W}pPr")
        list_id, depth = "", None
        for holder in (
            own,
            *(s.find(f"{W}pPr") for s in self._chain(style_of(paragraph) or self.default)),
        ):
            place = None if holder is None else holder.find(f"{W}numPr")
            if place is None:
                continue
            told, level = place.find(f"{W}numId"), place.find(f"{W}ilvl")
            if depth is None and level is not None:
                depth = whole(level.get(f"{W}val"), 0)
            if told is not None:
                list_id = told.get(f"{W}val", "")
                break
        return list_id, depth or 0


def read_styles(root: Any | None, numbering: Numbering) -> Styles:
    """Return the styles of a file; ``root`` is None where it has no styles of its own."""
    styles = Styles(numbering=numbering)
    for style in root.iterfind(f"{W}style") if root is not None else ():
        name = style.get(f"{W}styleId", "")
        styles.by_id[name] = style
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            styles.default = name
    return styles


def style_of(paragraph: Any) -> str:
    """Return the id of a paragraph's style, '' where it names none."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val", ""))


def is_on(switch: Any) -> bool:
    """Say whether a property such as <w:vanish/> is switched on."""
    return switch.get(f"{W}val", "1").lower() not in _OFF
