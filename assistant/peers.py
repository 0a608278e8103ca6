"""What one report counts beside one another under the names of places, fields or kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.find import Finder
from assistant.match import Layers, Match, ranked
from assistant.models import Question
from assistant.sides import Side
from corpus.models import Figure

_WHICH = re.compile(
    r"哪(?:一|几|些)?个?(?P<kind>市|县|区|州|旗|镇|乡|街道|社区|村|地区|地方|行业|领域|环节|条线|类别|类型|类|种|方面|项目?)"
    r"|各(?P<each>市|县|区|州|镇|街道|地区|地方|行业|领域|环节|类)|\bwhich (?P<en>city|county|district|town|region|industry|sector|field|kind|type|category)\b"
)
_PLACE = re.compile(
    r"(?P<label>(?![全本各我该])[一-龥]{2,5}?(?P<end>市|县|区|州|旗|镇|乡|街道|村))(?=.{2})"
)
_PART = re.compile(r"(?P<what>.+)（(?P<label>[^（）]+)）")
_PLACES = {
    "市": "市州",
    "县": "县市区旗",
    "区": "区县市",
    "州": "州市",
    "旗": "旗",
    "镇": "镇乡道",
    "乡": "乡镇",
    "村": "村",
}
_ENGLISH = {"city": "市", "county": "县", "district": "区", "town": "镇", "region": "地区"}
_KINDS = ("类别", "类型", "类", "种", "领域", "方面", "项", "项目")
_NAMED_KIND = re.compile(r"[一-龥]{2}类(?:案件|处罚|违法)?）?$")
_KIND_WORDS = re.compile(
    r"行业|环节|条线|地区|地方|\b(?:industry|sector|field|city|county|district|town|region|kind|type|category)\b"
)
ENOUGH = 0.6


def peers(question: Question, finder: Finder, layers: Sequence[Layers]) -> tuple[Side, ...]:
    """Return the figures of the places or fields that a question orders, empty where it names none."""
    asked = _WHICH.search(question.text.lower())
    if not asked:
        return ()
    kind = asked["kind"] or asked["each"] or _ENGLISH.get(asked["en"] or "", "")
    topic = finder.topic(_KIND_WORDS.sub(" ", question.topic), question)
    words = " ".join((topic.words, *(a for t in topic.terms for a in t.alternatives)))
    found = [m for m in ranked(topic, layers) if m.coverage >= ENOUGH and not m.conflict]
    groups: dict[tuple[str, int | None, str, str], dict[str, Match]] = {}
    for m in found:
        label, what = _split(m, words)
        if label and _fits(label, kind) and m.figure.kind == "result":
            key = (m.figure.report_id, m.figure.year, m.figure.unit, what)
            groups.setdefault(key, {}).setdefault(label, m)
    best = max(groups.values(), key=len, default={})
    if len(best) > 1:
        return tuple(Side(m.layers.office, m.figure) for m in best.values())
    return _kinds(layers, [m.figure for m in found]) if kind in _KINDS else ()


def _kinds(layers: Sequence[Layers], wholes: Sequence[Figure]) -> tuple[Side, ...]:
    """Return the kinds (医疗卫生类143起…) of one sentence that add up to a figure asked for."""
    groups: dict[tuple[str, str], list[Layers]] = {}
    for x in layers:
        if _NAMED_KIND.search(x.figure.measure) and x.figure.kind == "result":
            groups.setdefault((x.sentence, x.figure.unit), []).append(x)
    for (_, unit), group in groups.items():
        sum_of = sum(x.figure.value or 0 for x in group)
        if len(group) > 1 and any((w.value, w.unit) == (sum_of, unit) for w in wholes):
            return tuple(Side(x.office, x.figure) for x in group)
    return ()


def _split(found: Match, words: str) -> tuple[str, str]:
    """Return the place or field at the head of a measure, or in its bracket, and what is counted."""
    measure = found.figure.measure
    part = _PART.fullmatch(measure)
    if part:
        return part["label"], part["what"]
    place = _PLACE.match(measure)
    if place:
        return place["label"], measure[place.end() :]
    for at in range(2, len(measure) - 1):
        if measure[at:] in words:
            return measure[:at], measure[at:]
    return "", ""


def _fits(label: str, kind: str) -> bool:
    place = _PLACE.match(label + "的数")
    whole = place is not None and place["label"] == label
    if kind in ("地区", "地方"):
        return whole
    if kind in _PLACES or kind in ("街道", "社区"):
        return whole and label[-1] in _PLACES.get(kind, kind[-1])
    return not whole
