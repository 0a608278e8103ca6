"""What the words of a heading, a label or a caption say of the numbers of a table.

The unit they are counted in, the year they describe, and whether they are results, targets, shares
or changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.models import FigureKind
from corpus.units import MONEY, is_known

_SCALE = r"(?:十|百|千|万|十万|百万|千万|亿)?"
# （件）, (单位：万元), /人次 at the end; a note such as （含自查） is no unit.
_IN_BRACKETS = re.compile(
    rf"（(?:计量)?(?:单位[：:]?)?(?P<scale>{_SCALE})(?P<unit>[\u4e00-\u9fff/]{{1,5}}|%|‰)）"
)
_BEHIND_SLASH = re.compile(rf"/(?P<scale>{_SCALE})(?P<unit>[\u4e00-\u9fff]{{1,3}}|%)$")
_CAPTION = re.compile(
    r"(?:单位|计量单位|金额单位|数量单位)[：:] ?(?P<units>[^\s。；）|]+(?:[、，,/和 ][^\s。；）|]{1,4})*)"
)
_PARTS = re.compile(r"[、，,/和；; ]+")
_SCALED = re.compile(rf"(?P<scale>{_SCALE})(?P<unit>[^\s]{{1,6}})")
_COUNT_HEAD = re.compile(
    r"(?P<unit>[人户家件场批]次|[件人次户宗起项家个份条场])(?:数|次数|数量|(?<=[人户家件场批]次))$"
)
_MONEY_WORDS = re.compile(
    r"罚款|罚没|金额|经费|资金|收入|支出|款额|款数|没收违法所得|税款|货值|案值|产值|损失|补助|补贴|费$|款$|额$"
)
_PEOPLE_WORDS = re.compile(r"人数|人员|人次|人员数|人口")
_RATE_WORDS = re.compile(r"(?:率|占比|比重|比例|百分比|增幅|降幅|同比|环比)(?:（.*）)?$")
_NO_MEASURE = re.compile(
    r"电话|邮编|邮政编码|传真|编号|日期|年份|页码|文号|代码|网址|邮箱|序号|热线|版本|排名|名次|位次|排序|顺序|行次|栏次"
    r"|^(?:第.*[页期号]|备注|说明|地址|联系人|负责人|责任人|时间|项次|No\.?)$|^[-—0-9.\s]*$",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"目标|计划(?!生育|单列)|任务(?:数|量|指标)?$|预期|指标值|应完成|下达(?:数|任务|指标|计划)|预算(?:数|额|安排)?$|拟(?!定)"
)
_TARGET_ROW = re.compile(r"(?:目标|计划|任务)(?:数|量|值)?$")
_CHANGED = "增长|增加|减少|下降|上升|提高|降低"
_CHANGE = re.compile(
    r"同比|环比|增减|增幅|降幅|升降|变化|变动|(?:比|较)(?:上年|去年|上期|同期|20[0-9]{2}年)"
    rf"|^(?:{_CHANGED})(?:数|量|额|率|值|幅度)?$|(?:增长|下降|上升)(?:率|幅度)$"
)
# 增长12.4% is a change, 增加岗位（个） a count.
_RELATIVE_CHANGE = re.compile(_CHANGED)
_SHARE = re.compile(r"率$|占比|比重|比例|百分比|占.{0,8}(?:%|比)")
_YEAR = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?:年(?:度)?|(?![0-9]))")
_BACK = re.compile(r"上年|去年|上一?年度|同期(?!.*(?:比|增|减))|前一?年|往年")
_ONLY_TIME = re.compile(
    r"(?:本年度?|今年|当年|本期|上年度?|去年|上一?年度|上期|前一?年|全年|年度?|同期|）|（)+(?:同期)?(?:累计)?(?:数量?|数值|值|度)?"
)
_STRETCH = re.compile(
    r"上半年|下半年|第?[一二三四]季度|前[一二三]季度|[01]?[0-9](?:月?(?:-{1,2}|—{1,2}|~|至|到))[01]?[0-9]月(?:份)?|(?<![0-9])[01]?[0-9]月(?:份)?(?![0-9])"
)

Unit = tuple[str, str]
NO_UNIT: Unit = ("", "")


@dataclass(frozen=True, slots=True)
class Time:
    """When numbers are from: a year, how many years back where none is named, a part of the year."""

    year: int | None = None
    back: int = 0
    stretch: str = ""

    def over(self, other: Time) -> Time:
        """Return this time with what it leaves open taken from ``other``."""
        year, back = (self.year, self.back) if self.year or self.back else (other.year, other.back)
        return Time(year, back, self.stretch or other.stretch)


@lru_cache(maxsize=4096)
def measures_nothing(head: str) -> bool:
    """Say whether a column of this heading holds no figures: 序号, 联系电话, 排名."""
    return bool(head) and _NO_MEASURE.search(head) is not None


def caption_units(line: str) -> tuple[Unit, ...]:
    """Return the units that a caption names.

    >>> caption_units("单位：件、万元")
    (('', '件'), ('万', '元'))
    """
    found = _CAPTION.search(line)
    if not found:
        return ()
    parts = (_SCALED.fullmatch(part) for part in _PARTS.split(found["units"]) if part)
    units = tuple((part["scale"], part["unit"]) for part in parts if part)
    return units if all(is_known(unit) for _, unit in units) else ()


@lru_cache(maxsize=4096)
def unit_in(words: str) -> Unit | None:
    """Return the unit that a heading or label carries in brackets or behind a slash.

    >>> unit_in("罚款金额（万元）"), unit_in("检查（含自查）")
    (('万', '元'), None)
    """
    for found in (*_IN_BRACKETS.finditer(words), *_BEHIND_SLASH.finditer(words)):
        if is_known(found["unit"]):
            return found["scale"], found["unit"]
    return None


@lru_cache(maxsize=4096)
def without_unit(words: str) -> str:
    """Return a heading without the unit that stands in it."""
    for pattern in (_IN_BRACKETS, _BEHIND_SLASH):
        for found in pattern.finditer(words):
            if is_known(found["unit"]):
                return words[: found.start()] + words[found.end() :]
    return words


def implied_unit(words: str, units: Sequence[Unit]) -> Unit:
    """Return the unit that heading and label imply where they do not print it.

    ``units`` are those of the caption: with several the words choose, money for 罚款金额.
    """
    count = _COUNT_HEAD.search(words)
    money = [unit for unit in units if unit[1] in MONEY]
    plain = [unit for unit in units if unit[1] not in (*MONEY, "%")]
    if _RATE_WORDS.search(words):
        return ("", "%")
    if _MONEY_WORDS.search(words) and not count:
        return money[0] if money else NO_UNIT
    if count and ("", count["unit"]) in plain:
        return "", count["unit"]
    if _PEOPLE_WORDS.search(words):
        people = [unit for unit in plain if unit[1] in ("人", "名", "人次")]
        return people[0] if people else ("", count["unit"]) if count else NO_UNIT
    if len(units) == 1 or (plain and not count):
        return plain[0] if plain else units[0]
    return ("", count["unit"]) if count else NO_UNIT


@lru_cache(maxsize=4096)
def kind_said(head: str, label: str, unit: str) -> FigureKind:
    """Return what the heading over a number and the label beside it say that it is.

    >>> kind_said("2024年", "同比增长", "%"), kind_said("年度目标", "培训", "场"), kind_said("", "增加岗位", "个")
    ('change', 'target', 'result')
    """
    relative = unit in ("%", "‰")
    for words in (head, label):
        if _CHANGE.search(words) or (relative and _RELATIVE_CHANGE.search(words)):
            return "change"
    if unit in ("个百分点", "百分点", "倍"):
        return "change"
    if relative or _SHARE.search(head) or _SHARE.search(label):
        return "share"
    return "target" if _TARGET.search(head) or _TARGET_ROW.search(label) else "result"


@lru_cache(maxsize=4096)
def time_of(words: str) -> Time:
    """Return the year, and the part of it, that a heading or label names."""
    year = _YEAR.search(words)
    stretch = _STRETCH.search(words)
    back = 1 if not year and _BACK.search(words) and not _carried(words) else 0
    return Time(int(year["year"]) if year else None, back, stretch.group() if stretch else "")


def _carried(words: str) -> bool:
    """Say whether 上年 names what was brought over (上年结转) or what is compared, not a year."""
    return (
        re.search(r"(?:上年|去年|上一?年度)(?:度)?(?:结转|遗留|转入|未)|(?:比|较)", words)
        is not None
    )


@lru_cache(maxsize=4096)
def without_time(words: str) -> str:
    """Return a heading without the year and the part of the year that it names.

    >>> without_time("2024年立案"), without_time("上年同期")
    ('立案', '')
    """
    plain = _STRETCH.sub("", _YEAR.sub("", words))
    bare = plain != words and plain in ("数", "数量", "值", "度")
    return "" if bare or _ONLY_TIME.fullmatch(plain) else plain
