"""Walks a web page as a browser shows it: lines of text and tables, each with the element it is in.

What is hidden, and what a browser runs or asks for instead of showing it, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.docx_numbering import format_number
from corpus.readers.grid import ABOVE, grid_lines

_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style noscript template iframe frame frameset object embed applet svg canvas audio video"
    " map select option button input textarea head title meta link datalist rt rp".split()
)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_AT_RULE = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PLAIN_SELECTOR = re.compile(r"([.#])([\w-]+)")
# A line end in the markup is a blank; blanks in a line stay, for they may set out a table.
_SPACE = re.compile(r"[ \t]*[\r\n\f][ \t\r\n\f]*")
_OPENING = re.compile(r"^[ \t]*[\r\n\f][ \t\r\n\f]*")
_BETWEEN_WIDE = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")
_NOTE_SIGN = re.compile(r"[\[［〔(（]?\d{1,3}[\]］〕)）]?|[①-⑳*†‡]")
_LIST_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_MOST_SPAN = 200
_DEEPEST = 400
_PAGE_IN_TABLE = frozenset("table form h1 h2 h3 ul ol article section nav header footer".split())
_PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page or a whole table: its text, its element, and how much of it is links."""

    text: str
    element: Any
    linked: int = 0
    table: bool = False

    @property
    def bare(self) -> str:
        """Return the text without blanks, for comparing."""
        return re.sub(r"\s+", "", self.text)


@dataclass(slots=True)
class _Line:
    """The line that grows while inline elements are walked; ``numbered``: an item's number alone."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    numbered: bool = False


def page_blocks(root: Any) -> list[Block]:
    """Return the blocks of a page in their order."""
    walk = _Walk(_hidden_names(root))
    body = root.find(".//body")
    walk.element(root if body is None else body, depth=0, linked=False)
    walk.flush(root)
    return walk.blocks


def is_hidden(element: Any, names: frozenset[str]) -> bool:
    """Say whether an element is not shown; ``names`` are the .classes and #ids that a style hides."""
    if "hidden" in element.attrib or _HIDING.search(element.get("style", "")):
        return True
    if not names:
        return False
    told = {f".{name}" for name in element.get("class", "").split()}
    return bool(names & (told | {f"#{element.get('id', '')}"}))


class _Walk:
    """Goes through the elements and gathers their lines."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.blocks: list[Block] = []
        self._hidden = hidden
        self._line = _Line()

    def element(self, element: Any, *, depth: int, linked: bool) -> None:
        """Take in one element with all that is in it, but not what stands behind it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or is_hidden(element, self._hidden):
            return
        if tag == "a" and _cites_note(element):
            return
        if tag == "br":
            self.flush(element.getparent())
        elif tag == "table" and not _lays_out(element):
            self.flush(element)
            self._table(element, depth)
        elif depth < _DEEPEST:
            self._inside(element, depth, linked or (tag == "a" and "href" in element.attrib))

    def flush(self, element: Any) -> None:
        """End the line that grew in ``element``."""
        text = "".join(self._line.parts).rstrip(" \t")
        if text:
            self.blocks.append(Block(text, element, self._line.linked))
        self._line = _Line()

    def _inside(self, element: Any, depth: int, linked: bool) -> None:
        block = element.tag in _BLOCK
        if block and not self._line.numbered:
            self.flush(element.getparent() if element.getparent() is not None else element)
        if element.tag == "li" and (number := _item_number(element)):
            self.flush(element)
            self._line.parts.append(number)
            self._line.numbered = True
        self._text(element.text, element, linked)
        for child in element:
            self.element(child, depth=depth + 1, linked=linked)
            self._text(child.tail, element, linked)
        if block:
            self.flush(element)

    def _text(self, text: str | None, element: Any, linked: bool) -> None:
        """Add a piece of text to the line, its blanks drawn together as a browser draws them."""
        if not text:
            return
        if element.tag == "pre":
            *lines, last = text.splitlines() or [""]
            for line in lines:
                self._line.parts.append(line)
                self.flush(element)
            self._line.parts.append(last)
            return
        if self._line.numbered:  # the item's own paragraph goes on behind its number
            text = _OPENING.sub("", text)
            self._line.numbered = not text
        text = text if self._line.parts else _OPENING.sub("", text)
        plain = _SPACE.sub(" ", _BETWEEN_WIDE.sub("", text))
        if plain:
            self._line.parts.append(plain)
            self._line.linked += len(plain.strip()) if linked else 0

    def _table(self, table: Any, depth: int) -> None:
        """Add the lines of a table as one block, its caption before it."""
        for caption in table.iterfind("caption"):
            self.element(caption, depth=depth + 1, linked=False)
        lines = grid_lines(_rows(table, self._hidden))
        if lines:
            self.blocks.append(Block("\n".join(lines), table, table=True))


def _rows(table: Any, hidden: frozenset[str]) -> list[list[str | None]]:
    """Return the rows of a table, every cell at its column."""
    rows: list[list[str | None]] = []
    hanging: dict[int, int] = {}
    for row in _own(table, "tr"):
        if is_hidden(row, hidden):
            continue
        cells: list[str | None] = []
        for cell in (c for c in row if c.tag in ("td", "th") and not is_hidden(c, hidden)):
            _hang(cells, hanging)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            wide = min(wide, max(_MOST_SPAN - len(cells), 1))
            if high > 1:
                hanging.update({len(cells) + n: high if not n else -high for n in range(wide)})
            cells += [_cell_text(cell, hidden), *[None] * (wide - 1)]
        _hang(cells, hanging)
        hanging = {at: n - 1 if n > 0 else n + 1 for at, n in hanging.items() if abs(n) > 1}
        rows.append(cells)
    return rows


def _hang(cells: list[str | None], hanging: dict[int, int]) -> None:
    """Add the cells that reach down from the rows above to the place reached.

    What hangs at a column counts its rows; it is negative where the cell began in the column before.
    """
    while len(cells) in hanging and abs(hanging[len(cells)]) >= 1:
        at = len(cells)
        cells.append(ABOVE if hanging[at] > 0 else None)


def _cell_text(cell: Any, hidden: frozenset[str]) -> str:
    """Return the lines of a cell."""
    walk = _Walk(hidden)
    walk._inside(cell, 0, linked=False)
    walk.flush(cell)
    return "\n".join(block.text for block in walk.blocks)


def _own(table: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table and not those of the tables in it."""
    for child in table:
        if child.tag == tag:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _own(child, tag)


def _span(cell: Any, name: str) -> int:
    """Return how many columns or rows a cell covers, within reason."""
    told = cell.get(name, "1").strip()
    return min(max(int(told), 1), _MOST_SPAN) if re.fullmatch(r"[0-9]{1,4}", told) else 1


def _lays_out(table: Any) -> bool:
    """Say whether a table only lays the page out: it holds tables, headings, lists or paragraphs."""
    if any(inner.tag in _PAGE_IN_TABLE for inner in table.iterdescendants() if inner.tag != "p"):
        return True
    return any(len(cell.findall(".//p")) > _PARAGRAPHS for cell in table.iter("td"))


def _cites_note(link: Any) -> bool:
    """Say whether a link only leads to a note of the page, or back: [1]."""
    inside = (link.get("href") or "").startswith("#")
    return inside and bool(_NOTE_SIGN.fullmatch("".join(link.itertext()).strip()))


def _item_number(item: Any) -> str:
    """Return the number that a browser prints before an item of a numbered list."""
    numbers = item.getparent()
    if numbers is None or numbers.tag != "ol" or "none" in numbers.get("style", ""):
        return ""
    first = numbers.get("start", "1")
    place = sum(1 for before in item.itersiblings("li", preceding=True))
    value = (int(first) if re.fullmatch(r"[0-9]{1,4}", first) else 1) + place
    return f"{format_number(value, _LIST_FORMS.get(numbers.get('type', '1'), 'decimal'))}. "


def _hidden_names(root: Any) -> frozenset[str]:
    """Return the classes and ids that the page's own styles hide: {'.tip', '#old'}."""
    names: set[str] = set()
    for style in root.iter("style"):
        for selectors, rule in _RULE.findall(_AT_RULE.sub("", style.text or "")):
            if _HIDING.search(rule):
                told = (_PLAIN_SELECTOR.fullmatch(one.strip()) for one in selectors.split(","))
                names.update(one.group() for one in told if one)
    return frozenset(names)
