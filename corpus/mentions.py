"""Finds the offices and places that a question names, in Chinese and in English.

The text is walked once; at each position the longest name wins, whether it is a place or a phrase
that only looks like one (光明正大). What is read is then compared with the offices that are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.known import Found, Known, know
from corpus.models import Span
from corpus.offices import Offices
from corpus.regions import Region
from corpus.sounds import sounds_alike

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』")
# What may stand before or behind a place's bare name where the name is also an everyday word.
_BEFORE = re.compile(
    r"(^|[\s，,。；;、？?！!：:（(“\"]|[年月份和与跟比及或同问那在对是把查看给即请对于])$"
)
_BEHIND = re.compile(
    r"^($|[\s，,。；;、？?！!）)”\"的呢吗与和跟比及、\d０-９]|全年|去年|今年|前年|上年|本年|受理|开展|有|共|"
    r"一共|总共|到底|办理|处置|查|是|多少|几|在|为|近|这|那|二[〇○零]|[自]?从|政府|各)"
)
# A name that no table holds, with the kind of place behind it.
_KIND = r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|自治县|新区|省|市|区|县|镇|街道)"
_UNLISTED = re.compile(rf"[一-龥]{{2,6}}?{_KIND}(?![场民政容值面级内外直里辖域别间块县划长属])")
_BARE = re.compile(rf"[一-龥]?{_KIND}|(?:经济|高新|工业|技术)?(?:开发|高新|园|经开)区")
# A place's name that is only a part of another name: 苏州宿迁工业园区, 京沪高速.
_LARGER = re.compile(
    r"[^的有多少几和与、，在是]{0,5}(?:工业园区|产业园|园区|合作区|高速|铁路|高铁|大桥|港区)"
)
_FILLER = re.compile(
    r"[的了在和与对从到把比跟及是有个各全本我该每哪某那这年月日第其他她它们或几多少被让向给为于由去问请说查办"
    r"家次条件起人老不同以将并]|什么|怎么|如何|多大|网络|平台|执法|部分|所有|相关|以上|有关|其中|重点|试点|下辖|基层|一些|多个"
    r"|推进|召开|完成|启动|优化|实施|修订|提升|开展|加快|抓好|推动|聚焦|建立|制定|探索|超额|蝉联|保持|获评|公布|启用|承办|做好"
    r"|强化|深化|落实|打造|建设|创建|支持|服务|全面|大力|指导|督促|组织|联合|会同|联动|介绍|统计|关于|比较|对比|看看|告诉"
)
_VERB = re.compile(
    r"排查|检查|查|处|约谈|立案|辟|举报|罚|行政|依法|主动|公开|办|收|做|如何|怎|面临|存在|拆|抽|追|移|发|网信|市场|城管|公安"
)
_LEVELS = {"区": "区", "县": "县旗", "市": "市", "省": "省", "州": "州", "旗": "旗"}


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """What a text names: known offices, and places or offices that are none of the known.

    ``spans`` are the places of the words that named something, in order.
    """

    matched: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def find_mentions(offices: Offices, text: str, known: tuple[str, ...]) -> OfficeMention:
    """Return the known offices that ``text`` names and the places it names besides."""
    from corpus.mentions_en import english_places

    table = know(offices, known)
    found = _walk(offices, text, table)
    if re.search(r"[A-Za-z]{3}", text):
        found += english_places(offices, text, table)
    if not any(place.sure for place in found):
        found += _misspelt(offices, text, table)
    found += _unlisted(offices, text, found)
    return _settle(offices, text, table, sorted(found, key=lambda place: place.start))


def _walk(offices: Offices, text: str, known: Known) -> list[Found]:
    """Read the listed places off the text, longest first, and join 重庆 and 渝北区."""
    found: list[Found] = []
    at = 0
    while at < len(text):
        place = _listed_at(offices, text, at, known)
        harmless = _harmless_at(offices, text, at)
        if harmless > at and harmless >= (place.end if place else at):
            at = harmless
            continue
        if place is None:
            at += 1
            continue
        place.kind, place.end = _kind_at(offices, text, place.end)
        _join(offices, found, place)
        at = place.end
    return found


def _harmless_at(offices: Offices, text: str, at: int) -> int:
    """Return the end of the longest phrase at ``at`` that looks like a place and is none."""
    return next(
        (at + size for size in range(6, 1, -1) if text[at : at + size] in offices.table.not_places),
        at,
    )


def _listed_at(offices: Offices, text: str, at: int, known: Known) -> Found | None:
    for size in range(min(15, len(text) - at), 1, -1):
        word = text[at : at + size]
        names = known.full.get(word) or tuple({r.name for r in offices.regions.named(word)})
        names = names or ((word,) if word in known.around else ())
        common = word[:-1] in offices.table.ordinary
        if names and (word in known.full or not common or _BEFORE.search(text[:at])):
            return Found(names, at, at + size)
        names = known.short.get(word, ())
        regions = offices.regions.short(word)
        if (names or regions) and _may_be_place(offices, text, at, at + size, regions, bool(names)):
            return Found(names or tuple(r.name for r in regions), at, at + size)
    return None


def _may_be_place(
    offices: Offices, text: str, start: int, end: int, regions: tuple[Region, ...], is_known: bool
) -> bool:
    """Say whether a bare short name is meant as a place where it stands.

    Provinces, cities and known places always are, unless the name is an everyday word; any other
    district must stand where a place would: after a break and before a time, a verb or an end.
    """
    if offices.type_of.get(text[start:end]):
        return False
    before = bool(_BEFORE.search(text[:start]))
    behind = bool(_BEHIND.match(text[end:])) or _kind_at(offices, text, end)[0] is not None
    inner = offices.regions.longest(text, end)
    if inner is not None:
        behind = True
    ordinary = text[start:end] in offices.table.ordinary
    if is_known or any(r.level != "county" for r in regions):
        return before and behind if ordinary and not is_known else before or behind or not ordinary
    return before and behind and not ordinary


def _kind_at(offices: Offices, text: str, at: int) -> tuple[str | None, int]:
    """Return the kind of office named at ``at`` (委网信办, 人民政府) and where its name ends."""
    for size in range(min(18, len(text) - at), 1, -1):
        kind = offices.type_of.get(text[at : at + size])
        if kind is not None:
            return kind, at + size
    if text[at : at + 1] == "委":
        kind, end = _kind_at(offices, text, at + 1)
        return (kind, end) if kind else (None, at)
    return None, at


def _join(offices: Offices, found: list[Found], place: Found) -> None:
    """Add a place, joining it to the one right before that lies around it (重庆市 + 渝北区)."""
    if found and found[-1].kind is None and 0 <= place.start - found[-1].end <= 1:
        outer = found[-1]
        names = tuple(
            n
            for n in place.names
            for r in offices.regions.named(n)
            if set(outer.names) & set(r.parents)
        )
        listed = any(offices.regions.named(n) for n in place.names)
        if names or (not listed and outer.end == place.start):
            found.pop()
            place.names = names or place.names
            place.chain, place.start = (*outer.chain, *outer.names), outer.start
    found.append(place)


def _misspelt(offices: Offices, text: str, known: Known) -> list[Found]:
    """Return known places whose name is written with another character of the same sound."""
    names = {**{n: (n,) for n in known.full}, **known.short}
    for at in range(len(text)):
        for name, full in names.items():
            word = text[at : at + len(name)]
            end = at + len(name)
            if len(word) != len(name) or not any(a == b for a, b in zip(word, name, strict=True)):
                continue
            whole = name in known.full
            own = word[-1] == name[-1] if whole else bool(re.match("[省市区县州旗]", text[end:]))
            placed = own or (_BEFORE.search(text[:at]) and _BEHIND.match(text[end:]))
            if placed and sounds_alike(word, name):
                end += own and not whole
                kind, end = _kind_at(offices, text, end)
                return [Found(full, at, end, kind=kind)]
    return []


def _unlisted(offices: Offices, text: str, found: list[Found]) -> list[Found]:
    """Return places that no table holds (青禾区, 两江新区), by the shape of their names.

    What stands around must be what stands around an office in a question.
    """
    result: list[Found] = []
    for match in _UNLISTED.finditer(_masked(text, [(place.start, place.end) for place in found])):
        cut = max((m.end() for m in _FILLER.finditer(match[0])), default=0)
        name, start = match[0][cut:], match.start() + cut
        harmless = offices.table.not_places
        if _BARE.fullmatch(name) or any(name.endswith(w) or w.startswith(name) for w in harmless):
            continue
        kind, end = _kind_at(offices, text, match.end())
        behind = kind or _BEHIND.match(text[end:]) or _VERB.match(text[end:])
        if behind and (cut or _BEFORE.search(text[:start])):
            result.append(Found((name,), start, end, kind=kind))
    return result


def _masked(text: str, taken: list[tuple[int, int]]) -> str:
    for start, end in taken:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _settle(offices: Offices, text: str, known: Known, found: list[Found]) -> OfficeMention:
    """Compare the places that were found with the known offices."""
    matched: dict[str, None] = {}
    unknown: dict[str, None] = {}
    spans: list[Span] = []
    quoted = [m.span() for m in QUOTED.finditer(text)]
    for place in found:
        hits = [o for n in place.names for o in known.of_place(n, place.chain, place.kind)]
        inside = any(start < place.start and place.end < end for start, end in quoted)
        label = place.kind is None and bool(
            text.startswith(offices.table.labels, place.end) or _LARGER.match(text, place.end)
        )
        if not hits and (inside or label):
            continue
        matched.update(dict.fromkeys(hits))
        if not hits:
            unknown[_label(offices, text, place)] = None
        spans.append(Span(place.start, place.end))
    if not found:
        for office, span in _by_kind(offices, text, known):
            matched[office] = None
            spans.append(span)
    return OfficeMention(tuple(matched), tuple(unknown), tuple(dict.fromkeys(spans)))


def _label(offices: Offices, text: str, place: Found) -> str:
    """Return how to call a place that is not known: its one full name, else the text's words."""
    names = sorted(set(place.names))
    if len(names) != 1:
        return text[place.start : place.end].strip()
    fitting = [
        r
        for r in offices.regions.named(names[0])
        if not place.chain or set(place.chain) & set(r.parents)
    ]
    name = "".join(fitting[0].display) if len(fitting) == 1 else "".join((*place.chain, names[0]))
    return name + (place.kind or "")


def _by_kind(offices: Offices, text: str, known: Known) -> list[tuple[str, Span]]:
    """Return the known offices that a kind alone names (区网信办), where it leaves some out."""
    for at in range(len(text)):
        level = _LEVELS.get(text[at], "")
        kind, end = _kind_at(offices, text, at + 1 if level else at)
        if kind is None or (kind == "人民政府" and not level):
            continue
        if not _BEFORE.search(text[:at]) and not level:
            continue
        fits = [
            o
            for o, p in known.offices
            if p.type == kind and p.places and (not level or p.places[-1].endswith(tuple(level)))
        ]
        if fits and (len(fits) < len(known.offices) or len(fits) == 1):
            return [(office, Span(at, end)) for office in fits]
    return []
