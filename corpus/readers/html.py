"""Reads web pages, saved ones too: the article with its tables, without the site around it.

The text is read block by block, so that nothing in it is reworded or lost; trafilatura says where in
the page the article is. Nothing is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.errors import EmptyFile
from corpus.models import RawDocument
from corpus.readers.html_blocks import Block, page_blocks
from corpus.readers.text import BOMS, decode
from corpus.years import date_in

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE
)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
# What pages call GB2312 holds characters that only its successors have.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
}
_HEAD = 8_192
# Voting takes the square of the time; a page of more elements than this is read whole.
MOST_ELEMENTS = 30_000
_TITLES = ("articletitle", "og:title", "title", "headline")
_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "firstpublishedtime",
    "releasedate",
    "others",
    "date",
)
_DATED = re.compile(r"(?:发布|发文|成文|公开|印发|生成|更新)(?:时间|日期)\s*[：:]?\s*(\S.{0,24})")
_BOILERPLATE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|share|bdsharebuttonbox|footer|foot|header|breadcrumb|crumbs?|position|location|related|"
    r"relate|sidebar|side|toolbar|print|copyright|pager|pagination|qrcode|ewm|friendlink|links?|search|login|banner)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_BOILERPLATE_TAGS = frozenset(("nav", "footer", "header", "aside"))
_SPANS = re.compile(r"""\s(?:col|row)span\s*=\s*["']?\d+["']?""", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9０-９]")
_PROSE = 15
_MOST_OF_IT = 0.97
_TOO_LITTLE = 0.3


def read_html(data: bytes) -> RawDocument:
    """Return the article of a web page with its title and the day it was published."""
    return read_markup(*decode_html(data))


def read_mhtml(data: bytes) -> RawDocument:
    """Return the article of a web page saved as one file with all its parts (MHTML)."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            return read_html(body if isinstance(body, bytes) else b"")
    raise EmptyFile(
        "the saved page holds no HTML", where="MHTML file", instead="Save the page as HTML or PDF."
    )


def decode_html(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the markup of a page: a BOM counts first, then UTF-8 that proves itself, then its meta.

    >>> decode_html('<meta charset="gb2312">镕基'.encode("gb18030"))[0]
    '<meta charset="gb2312">镕基'
    """
    found = _CHARSET.search(data[:_HEAD])
    name = found[1].decode("ascii").lower() if found else ""
    try:
        encoding = codecs.lookup(_WIDER.get(name, name)).name if name else ""
    except LookupError:
        encoding = ""
    told = encoding and not encoding.startswith(("utf-16", "utf-32", "utf-8", "ascii"))
    if told and not any(data.startswith(bom) for bom, _ in BOMS) and not _is_utf8(data):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") * 200 <= len(text):
            return text, ()
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8, whatever else they say they are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_markup(markup: str, notes: tuple[str, ...] = ()) -> RawDocument:
    """Return the article in the markup of a page."""
    from lxml import html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(_DECLARED.sub("", markup) or "<html/>", parser=parser)
    metas = _metas(root)
    blocks = page_blocks(root)
    small = sum(1 for _ in root.iter()) <= MOST_ELEMENTS
    chosen = article(blocks, _voted(markup) if small else "")
    title = _title(root, metas, blocks)
    lines = [block.text for block in chosen]
    if title and not _is_headed(chosen, re.sub(r"\s+", "", title)):
        lines = [title, *lines]
    return RawDocument(
        ("\n".join(lines),), title=title, published=_date(metas, blocks), notes=notes
    )


def _is_headed(blocks: Sequence[Block], title: str) -> bool:
    """Say whether the article prints its title itself, on one line or on several."""
    head = "".join(block.bare for block in blocks[:4])
    alone = any(title in b.bare and len(b.bare) <= len(title) + _PROSE for b in blocks[:6])
    return alone or head.startswith(title)


def article(blocks: Sequence[Block], voted: str) -> list[Block]:
    """Return the blocks of the article; ``voted`` is its text as trafilatura takes it.

    The article is the part of the page that holds nearly all that was voted for, so a table or a
    signature in it that the vote passed over stays in.
    """
    total = sum(len(block.bare) for block in blocks if not block.linked)
    kept = [b for b in blocks if len(b.bare) >= _PROSE and not b.table and b.bare in voted]
    size = sum(len(block.bare) for block in kept)
    if not kept or size < _TOO_LITTLE * total:
        return [block for block in blocks if not _is_boilerplate(block, voted, None)]
    home = _home(kept, size)
    inside = [b for b in blocks if b in kept or _within(b.element, home)]
    return [b for b in inside if b in kept or not _is_boilerplate(b, voted, home)]


def _voted(markup: str) -> str:
    """Return the article's text without blanks as trafilatura takes it."""
    import trafilatura

    plain = _SPANS.sub("", markup)  # cells that cover others are counted out one by one there
    text = trafilatura.extract(
        plain, favor_precision=True, include_comments=False, include_tables=True
    )
    return re.sub(r"\s+", "", text or "")


def _home(kept: Sequence[Block], size: int) -> Any:
    """Return the innermost element that holds nearly all of the blocks that were voted for."""
    held: dict[Any, int] = {}
    for block in kept:
        for element in _line_of(block.element):
            held[element] = held.get(element, 0) + len(block.bare)
    enough = [element for element, amount in held.items() if amount >= _MOST_OF_IT * size]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))


def _line_of(element: Any) -> Iterator[Any]:
    """Yield an element and those around it, the innermost first."""
    yield element
    yield from element.iterancestors()


def _within(element: Any, home: Any) -> bool:
    return any(one is home for one in _line_of(element))


def _is_boilerplate(block: Block, voted: str, home: Any | None) -> bool:
    """Say whether a block that was not voted for is the site's and not the article's.

    A block without links stays, unless it stands in what the page itself calls a menu, a footer or
    a share bar and says nothing in a sentence or in numbers.
    """
    if block.table or (len(block.bare) >= _PROSE and block.bare in voted):
        return False
    if block.linked * 2 > len(block.bare):
        return True
    for element in _line_of(block.element):
        if element is home or element.tag in ("body", "html"):
            return False
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag in _BOILERPLATE_TAGS or _BOILERPLATE.search(named):
            return _DIGIT.search(block.bare) is None and "。" not in block.text
    return False


def _metas(root: Any) -> dict[str, str]:
    """Return what the page says of itself, by lower-case name."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        if name and meta.get("content", "").strip():
            metas.setdefault(name, meta.get("content").strip())
    return metas


def _title(root: Any, metas: dict[str, str], blocks: Sequence[Block]) -> str | None:
    """Return the article's title: as its meta names it, else its first heading, else the page's."""
    page = root.findtext(".//title") or ""
    candidates = [
        metas.get("articletitle", ""),
        _headline(blocks),
        metas.get("og:title", ""),
        page,
    ]
    bare = (re.sub(r"\s*(?:[_|]|[-–—](?!\d)).*$", "", " ".join(one.split())) for one in candidates)
    return next((one for one in bare if len(one) > 3), None)


def _headline(blocks: Sequence[Block]) -> str:
    """Return the first heading of the page, all lines of it; a numbered one heads a part."""
    tags = [{e.tag for e in _line_of(block.element)} for block in blocks]
    heads = ["h1" in line and "li" not in line for line in tags]
    if True not in heads:
        return ""
    first = heads.index(True)
    past = next((at for at in range(first, len(heads)) if not heads[at]), len(heads))
    return "".join(block.text for block in blocks[first : min(past, first + 3)])


def _date(metas: dict[str, str], blocks: Sequence[Block]) -> str | None:
    """Return the day of publication that the page names in its meta or beside its title."""
    told = [metas[name] for name in _DATES if name in metas]
    told += [found[1] for block in blocks if (found := _DATED.search(block.text))]
    return next((day for one in told if (day := date_in(one[:40]))), None)
