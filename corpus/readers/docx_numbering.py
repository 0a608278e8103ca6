"""Writes out the automatic numbering of a Word file: 一、（一）1. ① as its lists would print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_BANKER = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are written, what stands around them, where it starts."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    plain: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a file and how far each has been counted.

    ``lists`` maps a list's id to the id of its definition and its levels.
    """

    lists: Mapping[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """Count one item of a list and return its printed number, '' where it prints none."""
        if list_id not in self.lists:
            return ""
        definition, levels = self.lists[list_id]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(definition, {})
        again = self.restarts.get(list_id, {}).get(depth)
        if again is not None and (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            counts[depth] = again - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _printed(level, levels, counts)


def _printed(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    """Return the number of an item with what stands around it and the blank that parts it."""
    if level.form == "none":
        return ""
    if level.form == "bullet":
        return ""

    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        known = levels.get(place, Level())
        return format_number(
            counts.get(place, known.start), "decimal" if level.plain else known.form
        )

    label = _PRIVATE.sub("", _PLACE.sub(number, level.text)).strip()
    return f"{label} " if label and label[-1].isascii() else label


def format_number(value: int, form: str) -> str:
    """Return a number as a list of this form prints it.

    >>> [format_number(12, form) for form in ("chineseCounting", "decimal", "upperRoman")]
    ['十二', '12', 'XII']
    """
    if form in _CHINESE:
        return _han(value, _CHINESE[form])
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "chineseCountingDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(value)).replace("零", "〇")
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if form == "decimalEnclosedFullstop":
        return f"{value}."
    if form == "decimalEnclosedParen":
        return f"({value})"
    if form == "decimalZero":
        return f"{value:02d}"
    if form.startswith("decimalFullWidth"):
        return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if form == "ideographTraditional" else _BRANCHES
        return signs[(value - 1) % len(signs)]
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    return str(value)


# The forms that count 一二三, and the digits each writes with.
_CHINESE = {
    "chineseCounting": _DIGITS,
    "chineseCountingThousand": _DIGITS,
    "japaneseCounting": _DIGITS,
    "japaneseDigitalCounting": _DIGITS,
    "taiwaneseCounting": _DIGITS,
    "taiwaneseCountingThousand": _DIGITS,
    "koreanCounting": _DIGITS,
    "chineseLegalSimplified": _BANKER,
    "ideographLegalTraditional": _BANKER,
    "japaneseLegal": _BANKER,
}


def _han(value: int, digits: str) -> str:
    """Return a number up to 9999 in Chinese: 12 -> 十二, 105 -> 一百零五."""
    if not 0 < value < 10_000:
        return str(value)
    banker = digits is _BANKER
    written, gap = "", False
    for size, name in (
        (1000, "仟" if banker else "千"),
        (100, "佰" if banker else "百"),
        (10, "拾" if banker else "十"),
        (1, ""),
    ):
        digit = value // size % 10
        if not digit:
            gap = bool(written)
            continue
        written += (digits[0] if gap else "") + digits[digit] + name
        gap = False
    return written[1:] if 10 <= value < 20 and not banker else written


def _roman(value: int) -> str:
    """Return a number in Roman numerals."""
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (value // worth)
        value %= worth
    return written


def read_numbering(root: Any | None) -> Numbering:
    """Return the lists that the numbering part of a file defines; ``root`` is None without one."""
    if root is None:
        return Numbering()
    definitions: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    links: dict[str, str] = {}
    for definition in root.iterfind(f"{W}abstractNum"):
        name = definition.get(f"{W}abstractNumId", "")
        definitions[name] = dict(_level(one) for one in definition.iterfind(f"{W}lvl"))
        own, other = definition.find(f"{W}styleLink"), definition.find(f"{W}numStyleLink")
        if own is not None:
            linked[own.get(f"{W}val", "")] = name
        if other is not None:
            links[name] = other.get(f"{W}val", "")
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    restarts: dict[str, dict[int, int]] = {}
    for one in root.iterfind(f"{W}num"):
        number, named = one.get(f"{W}numId", ""), one.find(f"{W}abstractNumId")
        name = named.get(f"{W}val", "") if named is not None else ""
        name = linked.get(links.get(name, ""), name)
        levels = dict(definitions.get(name, {}))
        for override in one.iterfind(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl"), 0)
            levels.update(_level(level) for level in override.iterfind(f"{W}lvl"))
            start = override.find(f"{W}startOverride")
            if start is not None:
                restarts.setdefault(number, {})[depth] = whole(start.get(f"{W}val"), 1)
        lists[number] = (name, levels)
    return Numbering(lists, restarts)


def _level(element: Any) -> tuple[int, Level]:
    """Return the depth of a level and what it is."""

    def said(tag: str, default: str) -> str:
        found = element.find(f"{W}{tag}")
        return default if found is None else str(found.get(f"{W}val", default))

    plain = element.find(f"{W}isLgl") is not None
    level = Level(
        said("numFmt", "decimal"), said("lvlText", ""), whole(said("start", "1"), 1), plain
    )
    return whole(element.get(f"{W}ilvl"), 0), level


def whole(text: str | None, default: int) -> int:
    """Return a whole number, or ``default`` where the file says something else."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,4}", text) else default
