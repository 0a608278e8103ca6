"""Finds the offices and places that a question names, and compares them with the known offices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.known import Found, Known, know
from corpus.models import Span
from corpus.office_kinds import KindAt
from corpus.offices import Offices

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』")
# A place's name that is only a part of another name: 苏州宿迁工业园区, 京沪高速.
_LARGER = re.compile(
    r"[^的有多少几和与、，在是]{0,5}(?:工业园区|产业园|园区|合作区|高速|铁路|高铁|大桥|港区)"
)
_LEVELS = {"区": "区", "县": "县旗", "市": "市", "省": "省", "州": "州", "旗": "旗"}
# Where a kind of office that nobody knows is what the question is about (市交通运输局呢).
_ASKED = re.compile(r"(?:^|[\s，,。；;？?！!：:年月份]|那么?|请问|问问)$")
_OUTSIDE = re.compile(r"[全各本我该国家央级]$")
_OFFICE_END = re.compile(r"[局委办厅]$|委员会$|办公室$")


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """What a text names: known offices, and places or offices that are none of the known.

    ``unknown`` are the words as they stand in the text, ``unknown_spans`` where each stands;
    ``spans`` are the places of all words that named something, in order.
    """

    matched: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    unknown_spans: tuple[Span, ...] = ()


def find_mentions(offices: Offices, text: str, known: tuple[str, ...]) -> OfficeMention:
    """Return the known offices that ``text`` names and the places it names besides."""
    from corpus.mentions_en import english_kinds, english_places
    from corpus.mentions_zh import chinese_places

    table = know(offices, known)
    found = chinese_places(offices, text, table)
    kinds: list[KindAt] = []
    if re.search(r"[A-Za-z]{3}", text):
        found += english_places(offices, text, table)
        kinds += english_kinds(offices, text)
    found.sort(key=lambda place: place.start)
    kinds += table.names.alone(text, table.kinds)
    if len(found) == 1 and found[0].kind is None:
        return _settle(offices, text, table, [*found, *_kind_apart(table, found[0], kinds)])
    if found:
        return _settle(offices, text, table, found)
    return _by_kind(text, table, kinds)


def _settle(offices: Offices, text: str, known: Known, found: list[Found]) -> OfficeMention:
    """Compare the places that were found with the known offices."""
    matched: dict[str, None] = {}
    unknown: dict[Span, None] = {}
    spans: dict[Span, None] = {}
    quoted = [m.span() for m in QUOTED.finditer(text)]
    for place in found:
        hits = [o for n in place.names for o in known.of_place(n, place.chain, place.kind)]
        inside = any(start < place.start and place.end < end for start, end in quoted)
        label = place.kind is None and bool(
            text.startswith(offices.table.labels, place.end) or _LARGER.match(text, place.end)
        )
        if not hits and (inside or label):
            continue
        span = Span(place.start, place.end)
        matched.update(dict.fromkeys(hits))
        if not hits:
            unknown[span] = None
        spans[span] = None
    words = tuple(span.of(text) for span in unknown)
    return OfficeMention(tuple(matched), words, tuple(spans), tuple(unknown))


def _kind_apart(known: Known, place: Found, kinds: list[KindAt]) -> list[Found]:
    """Let a kind that stands apart say which office of the place is meant (云汀2024年城管局…).

    The kind narrows ``place`` itself; what is returned covers the words of the kind.
    """
    here = known.kinds_at(place.names)
    here -= {"人民政府"}  # 政府工作报告, 政府网站: an everyday word
    apart = [k for k in kinds if k.kind in here and not place.start <= k.start < place.end]
    if not apart:
        return []
    place.kind = apart[0].kind
    return [Found(place.names, k.start, k.end, place.chain, k.kind) for k in apart]


def _by_kind(text: str, known: Known, kinds: list[KindAt]) -> OfficeMention:
    """Return the known offices that a kind alone names (区网信办, 城管), or the unknown one."""
    matched: dict[str, None] = {}
    unknown: list[Span] = []
    spans: list[Span] = []
    for hit in sorted((*kinds, *_with_level(text, known)), key=lambda k: k.start):
        start, level = _level_before(text, hit.start)
        if any(span.start <= hit.start < span.end for span in spans):
            continue
        if hit.kind == "人民政府" and not level:
            continue
        fits = [
            o
            for o, p in known.offices
            if p.type == hit.kind
            and p.places
            and (not level or p.places[-1].endswith(tuple(level)))
        ]
        span = Span(start, hit.end)
        if fits:
            matched.update(dict.fromkeys(fits))
            spans.append(span)
        elif _is_asked(text, start, hit.end):
            unknown.append(span)
            spans.append(span)
    if len(matched) == len(known.offices) > 1:
        matched = {}  # the kind of every known office leaves none out
    words = tuple(span.of(text) for span in unknown)
    return OfficeMention(tuple(matched), words, tuple(spans), tuple(unknown))


def _level_before(text: str, start: int) -> tuple[int, str]:
    """Return where a kind's words begin with 区 or 区委 before them, and the levels it names."""
    if text[start - 1 : start] == "委":
        start -= 1
    level = _LEVELS.get(text[start - 1 : start], "")
    if level and not _OUTSIDE.search(text[: start - 1]):
        return start - 1, level
    return start, ""


def _with_level(text: str, known: Known) -> list[KindAt]:
    """Return kinds that stand behind a break or a level, known or not, spelt wrong or right."""
    found: list[KindAt] = []
    for at in range(len(text) - 1):
        if not _ASKED.search(text[max(0, at - 3) : at]):
            continue
        here = at + (text[at] in _LEVELS)
        if here > at and text[here] == "里" and not text.startswith("里面", here):
            found.append(KindAt("人民政府", here, here + 1))
            continue
        hit = known.names.full_at(text, here) or known.names.misspelt_at(text, here, known.kinds)
        if hit is not None:
            found.append(hit)
    return found


def _is_asked(text: str, start: int, end: int) -> bool:
    """Say whether an office that nobody knows is what is asked about, not only spoken of."""
    words = text[start:end]
    if not words.isascii():
        return bool(_ASKED.search(text[:start]) and _OFFICE_END.search(words))
    before = text[:start].lower()
    return bool(re.search(r"(?:^|\b(?:did|does|has|have|had|about))\s*(?:the\s+)?$", before))
