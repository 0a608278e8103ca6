"""The places of China down to the county level, read from ``regions.txt``.

>>> [r.parents for r in load_regions().named("光明区")]
[('广东省', '深圳市')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from corpus.errors import BadKnowledge

Level = Literal["province", "prefecture", "county"]

SUFFIX = re.compile(
    r"(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|矿区|新区|省|市|区|县|盟|旗|州)$"
)
PEOPLES = re.compile(
    r"(壮族|回族|维吾尔|蒙古族|蒙古|土家族|苗族|侗族|布依族|彝族|白族|傣族|景颇族|傈僳族|藏族|羌族|朝鲜族|哈尼族"
    r"|满族|瑶族|仫佬族|毛南族|黎族|仡佬族|水族|拉祜族|佤族|布朗族|纳西族|独龙族|怒族|普米族|东乡族|保安族"
    r"|撒拉族|裕固族|土族|哈萨克族|哈萨克|柯尔克孜|锡伯|塔吉克|达斡尔族|鄂温克族|畲族|各族)+$"
)
_ENTRY = re.compile(r"([一-龥]+) ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Region:
    """A place: its full and short name, how English writes it, and the places around it.

    ``parents`` run from the province inwards and hold no level that does not exist.
    """

    name: str
    short: str
    english: str
    level: Level
    parents: tuple[str, ...]

    @property
    def display(self) -> tuple[str, ...]:
        """The place as an office is named after it: under its city, without the province.

        A municipality is a city here: 重庆市渝北区, but 深圳市光明区 and not 广东省深圳市光明区.
        """
        around = self.parents[-1:] if self.level == "county" else ()
        return (*(p for p in around if p.endswith(("市", "州", "盟", "地区"))), self.name)


def short_name(name: str) -> str:
    """Return a place's name as people say it: 渝北区 -> 渝北, 恩施土家族苗族自治州 -> 恩施."""
    bare = SUFFIX.sub("", name)
    if len(bare) < 2:
        bare = re.sub(r"[省市区县旗盟]$", "", name)
    if "自治" in name:
        without = PEOPLES.sub("", bare)
        bare = without if len(without) >= 2 else bare
    return bare if len(bare) >= 2 else name


class Regions:
    """Places by full name, by short name and by English name."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self.all = regions
        self._named: dict[str, list[Region]] = defaultdict(list)
        self._short: dict[str, list[Region]] = defaultdict(list)
        self._english: dict[str, list[Region]] = defaultdict(list)
        for region in regions:
            self._named[region.name].append(region)
            self._english[region.english].append(region)
            if region.short != region.name:
                self._short[region.short].append(region)
            if region.name.endswith("自治州"):
                self._named[region.short + "州"].append(region)

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first two characters of every place's names."""
        return frozenset(name[:2] for name in (*self._named, *self._short))

    def named(self, name: str) -> tuple[Region, ...]:
        """Return every place with this full name."""
        return tuple(self._named.get(name, ()))

    def short(self, name: str) -> tuple[Region, ...]:
        """Return every place with this short name."""
        return tuple(self._short.get(name, ()))

    def english(self, word: str) -> tuple[Region, ...]:
        """Return every place that English writes as this word (lower case)."""
        return tuple(self._english.get(word, ()))

    def longest(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the longest full name of a place that stands at ``start``, and its end."""
        for end in range(min(start + 15, len(text)), start + 1, -1):
            found = self._named.get(text[start:end])
            if found:
                return found[0].name, end
        return None


def parse_regions(lines: list[str], where: str) -> tuple[Region, ...]:
    """Read the table's lines; ``where`` names it in an error."""
    found: list[Region] = []
    province = ""
    for number, line in enumerate(lines, 1):
        entries = _ENTRY.findall(line)
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("="):
            ((province, english),) = entries
            found.append(Region(province, short_name(province), english, "province", ()))
            continue
        head, colon, _ = line.partition(":")
        if not colon or not province:
            raise BadKnowledge(
                "the line is neither a province nor a prefecture with its districts",
                where=f"{where}, line {number}",
                instead="Write it as '宿迁市 suqian: 宿城区 sucheng'.",
            )
        parents: tuple[str, ...] = (province,)
        if head.strip() != "-":
            (city, english), *entries = entries
            found.append(Region(city, short_name(city), english, "prefecture", parents))
            parents = (province, city)
        for county, english in entries:
            found.append(Region(county, short_name(county), english, "county", parents))
    return tuple(found)


@lru_cache(maxsize=1)
def load_regions() -> Regions:
    """Return the table of places; it is read once."""
    path = Path(__file__).with_name("regions.txt")
    return Regions(parse_regions(path.read_text(encoding="utf-8").splitlines(), path.name))
