"""Says which year and which stretch of it a figure describes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})"
_MENTION = re.compile(
    rf"(?P<since>(?:自|从)?{_YEAR}年(?:(?P<sm>[01]?[0-9])月)?(?:[0-9]{{1,2}}日)?(?:以来|起|开始))"
    r"|(?P<until>截至(?:目前|(?P<uy>(?:19|20)[0-9]{2})年(?:(?P<um>[01]?[0-9])月)?(?P<ue>底|末)?|(?P<um2>[01]?[0-9])月))"
    rf"|(?P<span>{_YEAR}年?(?:-{{1,2}}|—{{1,2}}|~|至|到)(?P<to>(?:19|20)[0-9]{{2}})年?)"
    r"|(?P<year>(?<![0-9])(?P<y>(?:19|20)[0-9]{2})年(?:度)?)(?P<part>上半年|下半年|第?[一二三四]季度|前[一二三]季度|[01]?[0-9]月?(?:-{1,2}|—{1,2}|~|至|到)[01]?[0-9]月|[01]?[0-9]月)?"
    r"|(?P<han>[〇零一二三四五六七八九]{4})年"
    r"|(?P<this>今年|本年度?|当年)(?!第?[一二三四]季度|上半年)"
    r"|(?P<last>去年|上年度|上年(?!结转)|上一年度?)"
    r"|(?P<stretch>上半年|下半年|第[一二三四]季度|前[一二三]季度|[01]?[0-9]月?(?:-{1,2}|—{1,2}|~|至|到)[01]?[0-9]月)"
    r"|(?P<five>(?:过去|近|这)?五年(?:来|间)|过去五年|本届政府以来|“?十[二三四]五”?(?:时期|期间|以来))"
)
_COMPARED = re.compile(r"(?:较|比|与|同|超过|高于|低于|相比)$")
_MULTIPLE = re.compile(r"(?:是|为|达|达到|相当于)$")
_HAN_YEAR = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}


@dataclass(frozen=True, slots=True)
class Period:
    """The year a figure describes, and how the report bounds it."""

    year: int | None
    text: str


def whole_year(year: int | None) -> Period:
    """Return the plain year, the period of a figure that names none."""
    return Period(year, "" if year is None else str(year))


def period_of(words: str, default: int | None, last: int | None) -> Period:
    """Return the period named nearest before a figure in ``words``, else the default year.

    ``last`` is the year that 去年 means in this report.

    >>> period_of("由2022年的", 2023, 2022)
    Period(year=2022, text='2022')
    """
    nearest = None
    for found in _MENTION.finditer(words):
        compared = _COMPARED.search(words, max(0, found.start() - 4), found.start())
        based = words.startswith("的", found.end()) and _MULTIPLE.search(words, 0, found.start())
        if not compared and not based:
            nearest = found
    return whole_year(default) if nearest is None else _read(nearest, default, last)


def _read(found: re.Match[str], default: int | None, last: int | None) -> Period:
    """Turn the mention that counts into a Period."""
    if found["since"]:
        year = int(re.findall(r"(?:19|20)[0-9]{2}", found["since"])[0])
        text = re.sub(r"^[自从]|(?:起|开始)$", "", found["since"])
        plain = year == default and not found["sm"]
        return (
            whole_year(default)
            if plain
            else Period(default, text if text.endswith("以来") else f"{text}以来")
        )
    if found["until"]:
        return Period(int(found["uy"]) if found["uy"] else default, found["until"])
    if found["span"]:
        return Period(int(found["to"]), found["span"])
    if found["year"]:
        text = f"{found['y']}年{found['part']}" if found["part"] else found["y"]
        return Period(int(found["y"]), text)
    if found["han"]:
        return whole_year(int("".join(_HAN_YEAR[c] for c in found["han"])))
    if found["this"]:
        return whole_year(default)
    if found["last"]:
        return whole_year(last)
    stretch = found["stretch"] or found["five"]
    return Period(default, f"{default}年{stretch}" if found["stretch"] and default else stretch)
