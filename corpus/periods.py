"""Says which year and which stretch of it a figure describes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})"
_MENTION = re.compile(
    rf"(?P<since>(?:自|从)?{_YEAR}年(?:(?P<sm>[01]?[0-9])月)?(?:[0-9]{{1,2}}日)?(?:以来|起|开始))"
    r"|(?P<until>截至(?:目前|(?P<uy>(?:19|20)[0-9]{2})年(?:(?P<um>[01]?[0-9])月)?(?P<ue>底|末)?|(?P<um2>[01]?[0-9])月(?:底|末)?))"
    rf"|(?P<span>{_YEAR}年?(?:-{{1,2}}|—{{1,2}}|~|至|到)(?P<to>(?:19|20)[0-9]{{2}})年?)"
    r"|(?P<year>(?<![0-9])(?P<y>(?:19|20)[0-9]{2})年(?:度)?)(?P<part>上半年|下半年|第?[一二三四]季度|前[一二三]季度|[01]?[0-9]月?(?:-{1,2}|—{1,2}|~|至|到)[01]?[0-9]月|[01]?[0-9]月)?"
    r"|(?P<han>[〇零一二三四五六七八九]{4})年"
    r"|(?P<this>今年|本年度?|当年)(?!第?[一二三四]季度|上半年)"
    r"|(?P<whole>全年)"
    r"|(?P<last>去年|上年度|上年(?!结转)|上一年度?)"
    r"|(?P<stretch>上半年|下半年|第[一二三四]季度|前[一二三]季度|[01]?[0-9]月?(?:-{1,2}|—{1,2}|~|至|到)[01]?[0-9]月)"
    r"|(?P<five>(?:过去|近|这)?五年(?:来|间)|(?:过去|近|最近)(?:[两三四五六]|[2-6])年(?:来|间|以来)?|过去五年|本届政府以来|“?十[二三四五]五”?(?:时期|期间|以来))"
)
_FIVE_YEARS = re.compile(r"十([二三四五])五")
_PLAN_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030}
_COMPARED = re.compile(r"(?:较|比|与|同|超过|高于|低于|相比)$")
# 由2022年的5件, 比2023年同期的2,311宗: the year holds for that one number.
_BASE = re.compile(r"(?:由|从|自|较|比|与|同|超过|高于|低于|相比|在)$")
_NUMBER_OF_BASE = re.compile(
    r"(?:同期|全年|年?底|年?末|年?初)?的?[^，。；：、0-9]{0,8}?(?:约|近|超|逾)?[0-9〇一二两三四五六七八九十百千万亿]"
)
# 2022年、2023年分别查处5件、9件: the years are dealt out in order.
_YEARS_IN_ROW = re.compile(
    rf"((?:{_YEAR}年?[、和与及]){{1,5}}{_YEAR}年|{_YEAR}年?(?:-{{1,2}}|—{{1,2}}|~|至|到){_YEAR}年)(?:，)?(?:[^，。；0-9]{{0,24}})分别[^，。；0-9]{{0,14}}(?P<before>[^。；]*)$"
)
_UPON = re.compile(r"[^，。；0-9]{0,12}(?:基础上|相比|比较)")
_NUMBERS = re.compile(r"[0-9][0-9.,]*[^，。；、和与及0-9]{0,6}[、，和与及]")
# （其中上半年5件、下半年7件）: what a closed bracket deals out holds for nothing behind it.
_PARTS = re.compile(r"（[^（）]*[0-9][^（）0-9年月日.．—\-至到][^（）]*）")
# 由4.5天缩短至2.8天: what a value came from is that of the year before.
_FROM = re.compile(r"(?:由|从)(?:原来?的?|此前的?|月均|日均|年均|上年的?)?(?:约|近|超过?)?$")
_TO = re.compile(
    r"(?:左右|以上)?[^，。；、0-9]{0,8}?(?:增|升|降|减|压|缩|提|扩|拓|涨|跌|长|高|低|少|多|短|大|精简|整合|归并|合并|优化|调整)[^，。；、0-9]{0,3}?(?:到|至|为)"
)
_MULTIPLE = re.compile(r"(?:是|为|达|达到|相当于)$")
# Every mention of time holds one of these: a quick look before the thorough one.
_NAMES_TIME = re.compile(r"[年季月届]|目前|五”")
_HAN_YEAR = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}


@dataclass(frozen=True, slots=True)
class Period:
    """The year a figure describes, and how the report bounds it."""

    year: int | None
    text: str


def whole_year(year: int | None) -> Period:
    """Return the plain year, the period of a figure that names none."""
    return Period(year, "" if year is None else str(year))


def period_of(
    words: str, default: int | None, last: int | None, after: str = "", *, relative: bool = False
) -> Period:
    """Return the period named nearest before a figure in ``words``, else the default year.

    ``last`` is the year that 去年 means in this report; ``after`` are the words behind the
    figure, and ``relative`` says that it only measures another number.

    >>> period_of("由2022年的", 2023, 2022)
    Period(year=2022, text='2022')
    """
    words = _PARTS.sub("", words)
    if not _NAMES_TIME.search(words) and not _FROM.search(words, max(0, len(words) - 12)):
        return whole_year(default)
    dealt = _YEARS_IN_ROW.search(words) if "分别" in words else None
    if dealt:
        years = _years_of(dealt[1])
        place = len(_NUMBERS.findall(dealt["before"]))
        if place < len(years) and not relative:
            return whole_year(years[place])
    nearest = None
    for found in _MENTION.finditer(words):
        if found["whole"]:
            nearest = None if nearest and nearest["stretch"] else nearest
        elif not _spent(words, found, relative):
            nearest = found
    if nearest is None and default is not None and _FROM.search(words) and _TO.match(after):
        return Period(default - 1, str(default - 1))
    return whole_year(default) if nearest is None else _read(nearest, default, last)


def _years_of(words: str) -> list[int]:
    """Return the years of 2022年、2023年 or of 2022年至2024年."""
    years = [int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", words)]
    if len(years) == 2 and not re.search(r"[、和与及]", words):
        return list(range(years[0], years[1] + 1))
    return years


def _spent(words: str, found: re.Match[str], relative: bool) -> bool:
    """Say whether a mention does not hold for the figure: it is the base of a comparison.

    What 由2022年的5件 or 比2023年的2311宗 names holds for that one number only, and 较2022年 for none.
    """
    based = _BASE.search(words, max(0, found.start() - 4), found.start())
    own = words.startswith("的", found.end()) or words.startswith("同期的", found.end())
    came_from = based is not None and based.group() in ("由", "从")  # 由2022年的61.7%提高至67.4%
    if own and ((relative and not came_from) or _MULTIPLE.search(words, 0, found.start())):
        return True
    if _UPON.match(words, found.end()):
        return True
    number = _NUMBER_OF_BASE.match(words, found.end()) if based or own else None
    if number:
        return True
    if not based:
        return False
    rest = words[found.end() :]
    value = re.fullmatch(r"(?:同期|全年|年?底|年?末|年?初)?的[^，。；：、0-9]{0,8}", rest)
    started = based.group() in ("由", "从") and re.fullmatch(r"[^，。；：、0-9]{0,8}", rest)
    ongoing = based.group() in ("自", "在", "从", "由") and not value and not started
    return not (value or started or ongoing)


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
    plan = _FIVE_YEARS.search(found["five"] or "")
    if plan:
        last_of_plan = _PLAN_ENDS[plan[1]]
        return Period(
            min(last_of_plan, default or last_of_plan),
            found["five"].replace("“", "").replace("”", ""),
        )
    stretch = found["stretch"] or found["five"]
    return Period(default, f"{default}年{stretch}" if found["stretch"] and default else stretch)
