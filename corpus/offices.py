"""Offices and their other names, so that two plaques of one office are one office.

>>> load_offices().canonical("中共重庆市渝北区委网络安全和信息化委员会办公室")
'重庆市渝北区网信办'
>>> load_offices().named("渝北网信办2024年辟谣多少次", ("重庆市渝北区网信办",)).matched
('重庆市渝北区网信办',)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from corpus.errors import BadKnowledge
from corpus.office_kinds import KindNames, OfficeType
from corpus.regions import Region, Regions, load_regions
from corpus.tables import read_table

if TYPE_CHECKING:
    from corpus.mentions import OfficeMention

# A place the table does not know (an invented or a new one): its name and the kind of place.
PLACE = re.compile(
    r"[一-龥]{2,7}?(?:自治区|自治州|自治县|自治旗|新区|开发区|高新区|街道|省|市|区|县|旗|镇|乡)"
)
_COLUMNS = ("called", "short", "also", "en", "en_short", "en_called")
_BLANKS = re.compile(r"[\s　“”\"《》·]+")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_BRANCH = re.compile(r"^([一-龥]{2,8}局)([一-龥]{2,8})分局$")


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office taken apart: the places around it, outermost first, and its kind ("" if none)."""

    places: tuple[str, ...]
    type: str

    def __str__(self) -> str:
        return "".join(self.places) + self.type


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """What ``offices.yaml`` says; the columns are explained there."""

    types: tuple[OfficeType, ...]
    not_kinds: frozenset[str]
    english_places: dict[str, str]
    ordinary: frozenset[str]
    not_places: frozenset[str]
    labels: tuple[str, ...]


# 国家税务总局渝北区税务局: who stands above is named in front of the office.
_ABOVE = re.compile(r"国家[一-龥]{2,6}?(?:总局|局|总署)(?=[一-龥]{4,})")


class Offices:
    """Knows which printed names mean one office, and which offices a question names."""

    def __init__(self, table: OfficeTable, regions: Regions) -> None:
        self.table = table
        self.regions = regions
        self.kinds = KindNames(table.types, table.not_kinds)
        self.type_of = self.kinds.full

    def canonical(self, printed: str) -> str:
        """Return the one name of the office that is printed like this.

        The city is put before a district where the place is known and unambiguous; an unknown
        place or kind of office stays as printed.
        """
        return str(self.parse(printed)) or printed.strip()

    def parse(self, printed: str) -> OfficeName:
        """Take a printed office name apart into its places and its kind."""
        name = re.sub(r"^(中国共产党|中共)", "", _BRACKETED.sub("", _BLANKS.sub("", printed)))
        if above := _ABOVE.match(name):
            own = self.parse(name[above.end() :])
            if own.places and own.type in self.type_of:
                return own
        central = re.match(r"中央|国家", name)
        places: list[str] = ["国家"] if central and self._type(name[2:]) else []
        at = 2 * len(places)
        while at < len(name) and self._type(name[at:]) is None and not self._branch(name[at:]):
            place = self._place_at(name, at, places)
            if place is None:
                break
            places.append(place[0])
            at = place[1]
        rest = name[at:]
        if branch := self._branch(rest):
            return self.parse("".join(places) + branch)
        return OfficeName(self._resolve(tuple(places)), self._type(rest) or rest)

    def _type(self, rest: str) -> str | None:
        """Return the kind of office that ``rest`` is a name of; 区委… may leave its 委 behind."""
        return self.type_of.get(rest) or self.type_of.get(rest.removeprefix("委"))

    def _branch(self, rest: str) -> str | None:
        """Turn 公安局渝北区分局 into 渝北区公安局; None where it is no branch of an office."""
        branch = _BRANCH.match(rest)
        return branch[2] + branch[1] if branch and branch[1] in self.type_of else None

    def _place_at(self, name: str, at: int, before: list[str]) -> tuple[str, int] | None:
        known = self.regions.longest(name, at)
        if known is not None:
            return known
        for size in (4, 3, 2):  # 重庆渝北区…, 渝北网信办: a place without its 市 or 区
            end = at + size
            candidates = [r for r in self.regions.short(name[at:end]) if _fits(r, before)]
            after = self.regions.longest(name, end)
            inner = self.regions.named(after[0]) if after else ()
            around = [c for c in candidates if any(c.name in region.parents for region in inner)]
            if around:
                return around[0].name, end
            if len(candidates) == 1 and self._type(name[end:]) is not None:
                return candidates[0].name, end
        found = PLACE.match(name, at)
        return (found[0], found.end()) if found and self._type(found[0]) is None else None

    def _resolve(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Return the chain as an office is named after it: city before district, no province."""
        for index in range(len(places) - 1, -1, -1):
            fitting = [r for r in self.regions.named(places[index]) if _fits(r, places[:index])]
            if len(fitting) == 1:
                return (*fitting[0].display, *places[index + 1 :])
            if fitting:
                return places
        return places

    def compatible(self, one: str, other: str) -> bool:
        """Say whether two names mean one office: the same kind, and no place contradicts."""
        a, b = self.parse(one), self.parse(other)
        if a.type != b.type or not a.places or not b.places:
            return a == b
        short, long = sorted((a.places, b.places), key=len)
        return long[-len(short) :] == short

    def within(self, place: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return the known governments whose area holds ``place`` (沭阳县 lies in 宿迁市).

        A report of such a government may state figures of the place as parts of its own.
        """
        parsed = self.parse(place)
        around: set[str] = set(parsed.places)
        for name in parsed.places[-1:]:
            for region in self.regions.named(name):
                if _fits(region, parsed.places[:-1]):
                    around.update(region.parents)
        parts = [(office, self.parse(office)) for office in known]
        return tuple(
            o
            for o, p in parts
            if p.type in ("人民政府", "") and p.places and p.places[-1] in around and p != parsed
        )

    def named(self, text: str, known: Sequence[str]) -> OfficeMention:
        """Say which of the ``known`` offices a question names, and which places it names besides.

        Understands full and short names, English ones, and homophones (宿牵 for 宿迁).
        """
        from corpus.mentions import find_mentions  # stands on this module

        return find_mentions(self, text, tuple(known))


def _fits(region: Region, before: Sequence[str]) -> bool:
    """Say whether a place can stand after these: one of them holds it, or none is known."""
    return not before or any(parent in region.parents for parent in before)


def _words(row: Any, key: str, where: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise BadKnowledge(
            f"'{key}' is not a list of words",
            where=where,
            instead=f"Write it as {key}: [word, word].",
        )
    return tuple(value)


def parse_offices(data: Any, where: str) -> OfficeTable:
    """Check what was read from the table and return it; raise ``BadKnowledge`` where it is wrong."""
    types: list[OfficeType] = []
    owner: dict[str, str] = {}
    for row in data["types"]:
        name = row.get("name", "")
        if not name:
            raise BadKnowledge("a kind of office has no name", where=where, instead="Give it one.")
        columns = (_words(row, column, f"{where}, {name}") for column in _COLUMNS)
        kind = OfficeType(name, *columns)
        for alias in (kind.name, *kind.also, *kind.called, *kind.short):
            if owner.setdefault(alias, name) != name:
                raise BadKnowledge(
                    f"'{alias}' names both {owner[alias]} and {name}",
                    where=where,
                    instead="Leave it in one of the two.",
                )
        types.append(kind)
    return OfficeTable(
        tuple(types),
        frozenset(_words(data, "not_kinds", where)),
        dict(data.get("english_places", {})),
        frozenset(_words(data, "ordinary", where)),
        frozenset(_words(data, "not_places", where)),
        _words(data, "labels", where),
    )


@lru_cache(maxsize=1)
def load_offices() -> Offices:
    """Return the table of offices; it is read once."""
    return Offices(parse_offices(read_table("offices.yaml"), "offices.yaml"), load_regions())
