"""Reads the places and the kinds of office beside them off a Chinese text.

The text is walked once; at each position the longest name wins, whether it is a place or a phrase
that only looks like one (光明正大).
"""

from __future__ import annotations

import re

from corpus.known import Found, Known
from corpus.office_kinds import KindAt
from corpus.offices import Offices
from corpus.regions import Region
from corpus.sounds import sounds_alike

# What may stand before or behind a place's bare name where the name is also an everyday word.
_BREAKS = frozenset(' ，,。；;、？?！!：:（(“"\n\t年月份和与跟比及或同问那在对是把查看给即请于')
_BEHIND = re.compile(
    r"($|[\s，,。；;、？?！!）)”\"的呢吗与和跟比及、\d０-９]|全年|去年|今年|前年|上年|本年|受理|开展|有|共|"
    r"一共|总共|到底|办理|处置|查|是|多少|几|在|为|近|这|那|二[〇○零]|[自]?从|政府|各)"
)
# A name that no table holds, with the kind of place behind it.
_KIND = r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|自治县|新区|省|市|区|县|镇|街道)"
_UNLISTED = re.compile(rf"[一-龥]{{2,6}}?{_KIND}(?![场民政容值面级内外直里辖域别间块县划长属])")
_BARE = re.compile(rf"[一-龥]?{_KIND}|(?:经济|高新|工业|技术)?(?:开发|高新|园|经开)区")
_FILLER = re.compile(
    r"[的了在和与对从到把比跟及是有个各全本我该每哪某那这年月日第其他她它们或几多少被让向给为于由去问请说查办"
    r"家次条件起人老不同以将并]|什么|怎么|如何|多大|网络|平台|执法|部分|所有|相关|以上|有关|其中|重点|试点|下辖|基层|一些|多个"
    r"|推进|召开|完成|启动|优化|实施|修订|提升|开展|加快|抓好|推动|聚焦|建立|制定|探索|超额|蝉联|保持|获评|公布|启用|承办|做好"
    r"|强化|深化|落实|打造|建设|创建|支持|服务|全面|大力|指导|督促|组织|联合|会同|联动|介绍|统计|关于|比较|对比|看看|告诉"
)
_VERB = re.compile(
    r"排查|检查|查|处|约谈|立案|辟|举报|罚|行政|依法|主动|公开|办|收|做|如何|怎|面临|存在|拆|抽|追|移|发|网信|市场|城管|公安"
)
# 衡阜市场 is 衡阜 and 市场, though 衡阜市 is a place; 云汀区域 is 云汀 and 区域.
_NO_LEVEL = re.compile(
    r"市(?:[场容值面]|民(?![政宗族办])|政(?![府务协法数]))|区(?:[域块划间别])|县域"
)
# A place of two characters that no table holds, before a kind of office: 青禾网信办.
_BARE_UNLISTED = re.compile(
    r"(?:^|[年月、，,。；;？?！!：:\s和与跟比那问被由向对让给])([一-龥]{2})$"
)
_NO_NAME = re.compile(
    r"[省市区县局委办厅部处科所站队上下内外前后中左右大小新旧来去做作开办查罚移送收发报告联合会同配协助"
    r"属地各级国家由向被到得着过将已未正]|相关|有关|基层|辖区|主管|负责|问题|当时|现在|目前|整治|专项|热线|工单|行政"
)


def chinese_places(offices: Offices, text: str, known: Known) -> list[Found]:
    """Return the places of a Chinese text, each with the kind of office behind it."""
    found = _walk(offices, text, known)
    if not found:
        found = _misspelt(text, known)
    found += _unlisted(offices, text, known, found)
    return found or _bare_unlisted(text, known)


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
        _with_kind(text, place, known)
        _join(offices, known, found, place)
        at = found[-1].end
        at = _more_kinds(text, known, found, at)
    return found


def _harmless_at(offices: Offices, text: str, at: int) -> int:
    """Return the end of the longest phrase at ``at`` that looks like a place and is none."""
    return next(
        (at + size for size in range(6, 1, -1) if text[at : at + size] in offices.table.not_places),
        at,
    )


def _listed_at(offices: Offices, text: str, at: int, known: Known) -> Found | None:
    if text[at : at + 2] not in known.starts:
        return None
    for size in range(min(15, len(text) - at), 1, -1):
        word = text[at : at + size]
        names = known.full.get(word) or tuple({r.name for r in offices.regions.named(word)})
        common = word[:-1] in offices.table.ordinary
        if names and (word in known.full or not common or _after_break(text, at)):
            return Found(names, at, at + size)
        if word in known.outer:
            return Found(known.outer[word], at, at + size)
        names = known.short.get(word, ())
        regions = offices.regions.short(word)
        if not names and not regions:
            continue
        if _may_be_place(offices, text, at, at + size, regions, known):
            return Found(names or tuple(r.name for r in regions), at, at + size)
    return None


def _may_be_place(
    offices: Offices, text: str, start: int, end: int, regions: tuple[Region, ...], known: Known
) -> bool:
    """Say whether a bare short name is meant as a place where it stands.

    Provinces, cities and known places always are, unless the name is an everyday word; any other
    district must stand where a place would: after a break and before a time, a verb or an end.
    """
    word = text[start:end]
    is_known = word in known.short
    if word in known.names.full:
        return False
    before = _after_break(text, start)
    behind = (
        bool(_BEHIND.match(text, end))
        or known.names.full_at(text, end) is not None
        or known.names.bare_at(text, end, frozenset(known.names.called.values())) is not None
        or offices.regions.longest(text, end) is not None
    )
    ordinary = word in offices.table.ordinary
    if is_known or any(r.level != "county" for r in regions):
        return before and behind if ordinary and not is_known else before or behind or not ordinary
    return before and behind and not ordinary


def _after_break(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _BREAKS


def _with_kind(text: str, place: Found, known: Known) -> None:
    """Read the kind of office behind a place into it; 衡阜市监局 shares its 市 with the place."""
    end = place.end
    shared = text[end - 1] == "市" and end - place.start > 2
    hit = _kind_at(text, (end, end - 1) if shared else (end,), known, known.kinds_at(place.names))
    if hit is None and text[end : end + 1] == "的":
        hit = known.names.full_at(text, end + 1)
    if hit is not None:
        place.kind, place.end = hit.kind, hit.end
    elif _NO_LEVEL.match(text, end - 1) and end - place.start > 2:
        place.end = end - 1
    elif text[end - 1] in "县区市" and text[end : end + 1] == "里":
        place.end = end + 1


def _kind_at(
    text: str, starts: tuple[int, ...], known: Known, kinds: frozenset[str]
) -> KindAt | None:
    """Return the kind named at one of these: in full, bare if one of ``kinds``, or misspelt."""
    names = known.names
    for at in starts:
        if hit := names.full_at(text, at) or names.bare_at(text, at, kinds):
            return hit
    for at in starts:
        if hit := names.misspelt_at(text, at):
            return hit
    return names.unlisted_at(text, starts[0])


def _more_kinds(text: str, known: Known, found: list[Found], at: int) -> int:
    """Add further offices of the place right before: 云汀区网信办和城管局."""
    place = found[-1]
    kinds = known.kinds_at(place.names)
    while place.kind is not None and text[at : at + 1] in tuple("和与跟及、或"):
        hit = known.names.full_at(text, at + 1) or known.names.bare_at(text, at + 1, kinds)
        if hit is None or hit.kind not in kinds:
            break
        found.append(Found(place.names, hit.start, hit.end, place.chain, hit.kind))
        at = hit.end
    return at


def _join(offices: Offices, known: Known, found: list[Found], place: Found) -> None:
    """Add a place, joining it to the one right before that lies around it (重庆市 + 渝北区)."""
    if found and found[-1].kind is None and 0 <= place.start - found[-1].end <= 1:
        outer = found[-1]
        names = tuple(
            n
            for n in place.names
            for r in offices.regions.named(n)
            if set(outer.names) & set(r.parents)
        )
        around = any(
            set(outer.names) & set(parts.places[:-1])
            for _, parts in known.offices
            if parts.places[-1:] and parts.places[-1] in place.names
        )
        if names or (around and outer.end == place.start):
            found.pop()
            place.names = names or place.names
            place.chain, place.start = (*outer.chain, *outer.names), outer.start
    found.append(place)


def _misspelt(text: str, known: Known) -> list[Found]:
    """Return known places whose name is written with another character of the same sound."""
    names = {**{n: (n,) for n in known.full}, **known.short}
    for at in range(len(text)):
        for name, full in names.items():
            end = at + len(name)
            word = text[at:end]
            if len(word) != len(name) or not any(a == b for a, b in zip(word, name, strict=True)):
                continue
            whole = name in known.full
            own = word[-1] == name[-1] if whole else bool(re.match("[省市区县州旗]", text[end:]))
            placed = own or (
                _after_break(text, at)
                and (_BEHIND.match(text, end) or known.names.full_at(text, end))
            )
            if placed and sounds_alike(word, name):
                place = Found(full, at, end + (own and not whole))
                _with_kind(text, place, known)
                return [place]
    return []


def _unlisted(offices: Offices, text: str, known: Known, found: list[Found]) -> list[Found]:
    """Return places that no table holds (青禾区, 两江新区), by the shape of their names.

    What stands around must be what stands around an office in a question.
    """
    masked = text
    for place in found:
        masked = masked[: place.start] + "\n" * (place.end - place.start) + masked[place.end :]
    result: list[Found] = []
    for match in _UNLISTED.finditer(masked):
        cut = max((m.end() for m in _FILLER.finditer(match[0])), default=0)
        name, start = match[0][cut:], match.start() + cut
        harmless = offices.table.not_places
        if _BARE.fullmatch(name) or any(name.endswith(w) or w.startswith(name) for w in harmless):
            continue
        hit = _kind_at(text, (match.end(),), known, frozenset())
        behind = hit or _BEHIND.match(text, match.end()) or _VERB.match(text, match.end())
        if behind and (cut or _after_break(text, start)):
            place = Found((name,), start, match.end())
            if hit:
                place.kind, place.end = hit.kind, hit.end
            result.append(place)
    return result


def _bare_unlisted(text: str, known: Known) -> list[Found]:
    """Return places of two characters that no table holds before a kind of office (青禾网信办).

    Before a bare kind only where such an office is known, which would else be taken for it.
    """
    found: list[Found] = []
    for at in range(2, len(text) - 1):
        before = _BARE_UNLISTED.search(text[max(0, at - 3) : at])
        if not before or _FILLER.search(before[1]) or _NO_NAME.search(before[1]):
            continue
        hit = known.names.full_at(text, at) or known.names.called_alone(text, at)
        office = hit and re.search(r"[局委办厅会室]$", text[hit.start : hit.end])
        if hit and (office or hit.kind in known.kinds):
            found.append(Found((before[1],), at - 2, hit.end, kind=hit.kind))
    return found
