"""What kinds of office are called: 城管局, 城管, 城市管理综合行政执法局 are one kind.

A full name (城管局) is a name wherever it stands. A bare one (城管, 教育) is a name only where the
reader of the text knows such an office; who asks gives the kinds that may be meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus.sounds import sounds_alike

ENDINGS = ("局", "委", "委员会", "厅", "办", "办公室", "分局", "部门", "总局")
BARE_ENDINGS = ("", "机关", "系统")
_LONGEST = 22
# 网信办办了 is 网信办 + 办了, but 城管办了 is 城管 + 办了.
_VERB_OF_办 = re.compile(r"[了理]|[案结](?![案件卷])|件")
# What may follow a bare everyday word (教育, 司法) that is meant as the office's name.
_ACTS = re.compile(
    r"$|[\s，,。；;、？?！!：:）)”\"的呢吗与和跟比及\d０-９]|[一-龥]{1,3}[了过]|[二一][〇○零九]|全年|[去今前上]年|本年"
    r"|有[多没什哪几]|共|一共|总共|到底|怎么|如何|为什么|为何|为啥|是[多怎如不]|这[几三两]年|那边|这边|哪|几|多少"
    r"|采取|受理|开展|办理|处[置理罚]|查[处办]|检查|罚[没款]|组织|出动|抽[查检取]|完成|收[到缴]|评查|培训|排查"
    r"|立案|移送|吊销|下[达发]|做出|作出|打算|计划|存在|面临|承认|近[几两三]年"
)
# What may not stand before an office that does something: here the words name whom something went to.
_GOES_TO = re.compile(
    r"(移[送交]|配合|联合|会同|协[同助调]|通报|抄[告送]|[报提]请|上报|报送|国家|中央|上级|[全各级]|基层|各项|其他|有关|相关"
    r"|数字|智慧|安全|法治|普法|宣传|[向由与和给把对让请找被经])$"
)
_SPOKEN_OF = re.compile(
    r"[移送报向由经与和及被请找查了在的省市区县]|联合|会同|配合|协[助调]|受理|开展|处[罚理置]|作出"
)
_UNLISTED = re.compile(r"[一-龥]{2,9}?(?:(?<![大全时格布结僵当破邮])局|委员会)(?![长部面势域限])")


@dataclass(frozen=True, slots=True)
class OfficeType:
    """One kind of office: its usual name and its other names, as ``offices.yaml`` explains them."""

    name: str
    called: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    en_short: tuple[str, ...] = ()
    en_called: tuple[str, ...] = ()

    def full_names(self) -> tuple[str, ...]:
        """Return every whole name, those that are put together first."""
        built = [stem + end for stem in (*self.called, *self.short) for end in ENDINGS]
        return tuple(dict.fromkeys((self.name, *self.also, *built)))


@dataclass(frozen=True, slots=True)
class KindAt:
    """A kind of office read off a text, and where its words stand."""

    kind: str
    start: int
    end: int


class KindNames:
    """Reads the kinds of office off a Chinese text; ``extra`` are kinds that no table lists."""

    def __init__(
        self, types: Iterable[OfficeType], not_kinds: Collection[str], extra: Iterable[str] = ()
    ) -> None:
        self.not_kinds = frozenset(not_kinds)
        self.full: dict[str, str] = {kind: kind for kind in extra}
        self.called: dict[str, str] = {}
        self.bare: dict[str, str] = {}
        for kind in types:
            for name in (kind.name, *kind.also):
                self.full[name] = kind.name
        for kind in types:
            for name in kind.full_names():
                self.full.setdefault(name, kind.name)
            self.called.update(dict.fromkeys(kind.called, kind.name))
            for stem in kind.called:
                self.bare.update(dict.fromkeys([stem + e for e in BARE_ENDINGS], kind.name))
            self.bare.update(dict.fromkeys(kind.short, kind.name))
            self.bare.update(dict.fromkeys([stem + "系统" for stem in kind.short], kind.name))
        self._alike: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name in self.full:
            if len(name) >= 3 and name[-1] in "局办委厅会室":
                self._alike[len(name), name[-1]].append(name)
        self._starts = frozenset(name[:2] for name in (*self.full, *self.bare))

    def full_at(self, text: str, at: int) -> KindAt | None:
        """Return the longest full name at ``at``; 区委… may leave its 委 behind."""
        if text[at : at + 1] == "委" and (inner := self.full_at(text, at + 1)):
            return KindAt(inner.kind, at, inner.end)
        if text[at : at + 2] not in self._starts:
            return None
        for end in range(min(at + _LONGEST, len(text)), at + 1, -1):
            kind = self.full.get(text[at:end])
            if kind is None or (text[end - 1] == "办" and _VERB_OF_办.match(text, end)):
                continue
            return None if self._harmless(text, at, end) else KindAt(kind, at, end)
        return None

    def bare_at(self, text: str, at: int, kinds: Collection[str]) -> KindAt | None:
        """Return the bare name at ``at`` if it is one of these kinds."""
        if text[at : at + 2] not in self._starts:
            return None
        for end in range(min(at + _LONGEST, len(text)), at + 1, -1):
            kind = self.bare.get(text[at:end])
            if kind not in kinds or kind is None or self._harmless(text, at, end):
                continue
            system = text[at:end].endswith("系统")
            if system or text[at:end] in self.called or kind == self.called.get(text[at : end - 2]):
                return KindAt(kind, at, end)
            if _ACTS.match(text, end):
                return KindAt(kind, at, end)
        return None

    def _harmless(self, text: str, at: int, end: int) -> bool:
        """Say whether a longer phrase stands here that only begins like a kind of office."""
        return any(text[at:stop] in self.not_kinds for stop in range(end + 1, end + 6))

    def misspelt_at(
        self, text: str, at: int, kinds: Collection[str] | None = None
    ) -> KindAt | None:
        """Return a full name with one wrong character: any in a long name, a homophone in a short.

        ``kinds`` are the only ones that may be meant, all if None.
        """
        for end in range(min(at + _LONGEST, len(text)), at + 2, -1):
            word = text[at:end]
            for name in self._alike.get((len(word), word[-1]), ()):
                if kinds is not None and self.full[name] not in kinds:
                    continue
                wrong = sum(a != b for a, b in zip(word, name, strict=True))
                if wrong == 1 and (len(word) >= 5 or sounds_alike(word, name)):
                    return KindAt(self.full[name], at, end)
        return None

    def unlisted_at(self, text: str, at: int) -> KindAt | None:
        """Return a kind that no table holds (地震局), by the shape of its name."""
        match = _UNLISTED.match(text, at)
        if match is None or _SPOKEN_OF.search(match[0]):
            return None
        if any(self.full_at(text, inner) for inner in range(at + 1, match.end() - 1)):
            return None
        return KindAt(match[0], at, match.end())

    def alone(self, text: str, kinds: Collection[str]) -> list[KindAt]:
        """Return the kinds of these that are named without a place and do or are asked something.

        A full name must not be one that something went to (移送公安局); a bare one must also be
        followed by what an office does (城管采取了).
        """
        found: list[KindAt] = []
        at = 0
        while at < len(text) - 1:
            hit = None
            if text[at : at + 2] in self._starts:
                listed = bool(found) and text[found[-1].end : at] in tuple("和与跟及、")
                if listed or not _GOES_TO.search(text[max(0, at - 4) : at]):
                    hit = self.full_at(text, at) or self.called_alone(text, at)
            if hit and hit.kind in kinds:
                found.append(hit)
                at = hit.end
            else:
                at += 1
        return found

    def called_alone(self, text: str, at: int) -> KindAt | None:
        """Return the name at ``at`` that people call an office, before what an office does."""
        for end in range(min(at + 12, len(text)), at + 1, -1):
            kind = self.called.get(text[at:end])
            if kind and _ACTS.match(text, end) and not self._harmless(text, at, end):
                return KindAt(kind, at, end)
        return None
