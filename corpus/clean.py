"""Makes the one text of a report, which every Span points into, out of the pages of its file.

Digits and punctuation stay as printed. What goes is what the report does not say: page furniture,
damage from crawling, copies of the same text, and the line breaks that a printer put in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.furniture import MENU_RUN, Line, sift
from corpus.joining import GOES_ON, glue_between, join_lines
from corpus.models import CleanText, Page, RawDocument, Span
from corpus.repeats import drop_copies

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|#160|#12288);?")
# Stray bold marks go, but not between digits, where they hide a part of a number: 138**42.
BOLD = re.compile(r"(?<![\d*])\*{2,}+|(?<!\*)\*{2,}+(?!\d)")
DAMAGE = re.compile(r"(?<![0-9０-９\ufffd])\ufffd++|\ufffd++(?![0-9０-９])")
DAMAGED_NUMBER = re.compile(r"[0-9０-９]\ufffd|\ufffd[0-9０-９]")
MARGIN = re.compile(r"[ 　\t]*")
MOST_ROUNDS = 10
_BODY = re.compile(r"[，。；！？]|\d")


@dataclass(slots=True)
class _Tally:
    """What cleaning took out, for the notes, and the empty lines since the last line."""

    gap: int = 0
    damaged: int = 0
    damaged_numbers: int = 0
    copied: int = 0
    menu_lines: int = 0
    emptied: bool = False

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each thing that the person who loads the file should know."""
        told = (
            (self.damaged, f"{self.damaged} damaged characters (U+FFFD) were taken out."),
            (self.damaged_numbers, "A damaged character stands beside a number: check that number."),
            (self.copied, f"The file holds the text more than once; {self.copied} characters of"
             " copies were left out."),
            (self.menu_lines >= MENU_RUN, f"{self.menu_lines} lines of website menus were left out."),
            (self.emptied, "The file holds only website navigation and no report text."),
        )  # fmt: skip
        return tuple(sentence for happened, sentence in told if happened)


def clean(raw: RawDocument) -> CleanText:
    """Return the one text of ``raw``, its pages, and what was noticed on the way.

    >>> clean(RawDocument(("现将我办2024 年度工作情况报告，\\n\\n如下：",))).text
    '现将我办2024 年度工作情况报告，如下：'
    """
    tally = _Tally()
    lines: Sequence[Line] = list(_lines(raw, tally))
    lines = _round(lines, tally, paged=raw.paged)
    for _ in range(MOST_ROUNDS):
        # What a round took out can lay bare more of the same: go on until nothing changes, so that
        # cleaning a clean text leaves it as it is.
        before = [line.text for line in lines]
        lines = _round([_settled(line) for line in lines], tally, paged=False)
        if [line.text for line in lines] == before:
            break
    if tally.menu_lines and not any(_BODY.search(line.text) for line in lines):
        tally.emptied, lines = True, ()
    text, pages = _assemble(lines, raw.paged)
    pages = tuple(_rated(page, raw.confidence) for page in pages)
    return CleanText(text, pages, raw.notes + tally.notes())


def _lines(raw: RawDocument, tally: _Tally) -> Iterable[Line]:
    """Yield the lines of all pages that are not empty, with ordinary characters."""
    held: Line | None = None
    for number, page in enumerate(raw.pages, start=1):
        for line in _page_lines(page, number, tally):
            if held is not None:
                line, held = _overleaf(held, line), None
            if line.text.endswith(GOES_ON):
                held = replace(line, text=line.text[:-1])
            else:
                yield line
    if held is not None:
        yield held


def _page_lines(page: str, number: int, tally: _Tally) -> Iterable[Line]:
    """Yield the lines of one page; the last ends with ``GOES_ON`` where the page does."""
    table = _characters()
    turn: tuple[tuple[int, int], ...] = ((0, number),)
    tally.damaged += page.count("\ufffd")
    tally.damaged_numbers += len(DAMAGED_NUMBER.findall(page)) if tally.damaged else 0
    plain = LINE_END.sub("\n", ENTITY.sub(" ", page)).translate(table)
    lines = BOLD.sub("", DAMAGE.sub("", plain)).split("\n")
    for place, text in enumerate(lines, start=1):
        if not text or text.isspace():
            tally.gap += 1
            continue
        goes_on = GOES_ON if place == len(lines) and page.endswith(GOES_ON) else ""
        yield Line(text.strip() + goes_on, tally.gap, _margin(text), turn)
        tally.gap, turn = 0, ()


def _overleaf(line: Line, rest: Line) -> Line:
    """Return ``line`` with the ``rest`` of it that stands on the next page."""
    glue = glue_between(line.text, rest.text)
    at = len(line.text) + len(glue)
    turns = tuple((at + place, page) for place, page in rest.turns)
    return replace(line, text=line.text + glue + rest.text, turns=line.turns + turns)


def _settled(line: Line) -> Line:
    """Return ``line`` as it would be read from the clean text."""
    return replace(line, text=line.text.lstrip(), gap=0, indent=_margin(line.text))


def _round(lines: Sequence[Line], tally: _Tally, *, paged: bool) -> list[Line]:
    """Sift, drop copies and join once."""
    lines = [line for line in lines if line.text]
    sifted = sift(lines, paged=paged)
    dropped = dict(sifted.dropped)
    tally.menu_lines += dropped.get("menu", 0)
    once = drop_copies(sifted.lines)
    tally.copied += once.removed
    return join_lines(once.lines)


def _margin(text: str) -> int:
    """Return the columns of blanks before the first character of ``text``."""
    found = MARGIN.match(text)
    return sum(2 if char == "　" else 1 for char in found[0]) if found else 0


def _assemble(lines: Sequence[Line], paged: bool) -> tuple[str, tuple[Page, ...]]:
    """Return the text of ``lines`` and the span of each page in it."""
    starts: list[tuple[int, int]] = []
    place = 0
    for line in lines:
        starts += [(place + at, number) for at, number in line.turns]
        place += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    if not paged or not starts:
        return text, ()
    ends = [*(start for start, _ in starts[1:]), len(text)]
    first = [0, *(start for start, _ in starts[1:])]
    pages = zip(first, ends, starts, strict=True)
    return text, tuple(Page(number, Span(a, b)) for a, b, (_, number) in pages if a < b)


def _rated(page: Page, confidence: Sequence[float | None]) -> Page:
    """Return ``page`` with how sure the recognition of its picture was, where it was one."""
    known = confidence[page.number - 1] if page.number <= len(confidence) else None
    return replace(page, confidence=known) if known is not None else page


@cache
def _characters() -> dict[int, str | None]:
    """Return what becomes of single characters: radicals, blanks, and those that print nothing."""
    table: dict[int, str | None] = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    table.update({ord(radical): plain for radical, plain in RADICALS.items()})
    unseen = (*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0xA0), 0xAD, 0x34F, 0x61C)
    marks = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
    private = (*range(0xE000, 0xF900), *range(0xFE00, 0xFE10), *range(0xD800, 0xE000))
    table.update(dict.fromkeys((*unseen, *marks, *private)))
    blanks = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
    table.update(dict.fromkeys(blanks, " "))
    table[0x09] = "    "
    return table


# Radicals that Unicode leaves without an equivalent of their own, as fonts in PDF files use them.
RADICALS = {
    pair[0]: pair[1]
    for pair in (
        "⺀冫 ⺁厂 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺈刀 ⺉刂 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺐尢 ⺑尣 ⺒巳 ⺓幺 ⺔彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺝月 ⺞歹 ⺟母 ⺠民"
        " ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糸 ⺰纟 ⺲罒 ⺳罒 ⺶羊 ⺷羊 ⺹耂 ⺺聿 ⺻聿 ⺼月"
        " ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃西 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒長 ⻓长 ⻔门 ⻕阜 ⻖阝"
        " ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿"
        " ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
    ).split()
}
