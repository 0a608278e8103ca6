"""The shapes of lines in a Chinese report: numbered headings, dates, offices, fields, table rows.

Cleaning asks which lines may be joined, sections ask where a part begins, identity asks who signed:
all three ask here, so that they agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMERAL = "一二三四五六七八九十百零〇"
_TEN = "一二三四五六七八九"

# Rank orders the kinds from the outermost part to the innermost item. Each pattern leaves out the
# look-alikes that open ordinary text: 1.2万元, 一、二等奖, （一）项, 第三部分产品.
MARKERS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, rank, re.compile(pattern))
    for kind, rank, pattern in (
        (
            "chapter",
            1,
            rf"第([{NUMERAL}]+|\d{{1,2}})[编篇章部](?:分)?(?=[\s：:、　]|$|[^\s，。的内产]{{2,30}}$)",
        ),
        ("chapter", 2, rf"第([{NUMERAL}]+|\d{{1,2}})节(?=[\s：:、　]|$|[^\s，。]{{2,30}}$)"),
        ("hanzi", 3, rf"([{NUMERAL}]{{1,3}})[、．](?![{NUMERAL}]*[、等级类者])"),
        ("hanzi", 3, rf"([{NUMERAL}]{{1,3}})\.(?!\d)"),
        ("bracket", 4, rf"[（(]\s?([{NUMERAL}]{{1,3}})\s?[）)](?![项条款目类级期])"),
        (
            "decimal",
            6,
            r"\d{1,2}[.．](\d{1,2})(?:[.．]\d{1,2})*(?=[、\s　][^\d%％万亿千百余多个件条次家户元人倍名起处场份项篇])",
        ),
        ("digit", 5, r"(\d{1,2})\s?[.．、](?![\d０-９])(?=\s?\S)"),
        ("digit", 5, r"(\d{1,2})[.．、](?=\d{2,4}[：:])"),
        ("digit", 5, r"([０-９]{1,2})[.．、](?![\d０-９])"),
        ("paren", 7, r"[（(]\s?([\d０-９]{1,2})\s?[）)](?![项条款目类级期])"),
        ("paren", 7, r"(\d{1,2})[）)](?=\s?\S)"),
        ("circle", 8, r"([①-⑳])"),
        ("dash", 10, r"(?:——|--|－－|──)(?=[^—\-－─])"),
    )
)
# Spoken numbering, safe at a line's start or after a stop: 一是, 一要, 第一，, 首先，, 其一，
SPOKEN = re.compile(
    rf"([{NUMERAL}]{{1,2}})(?:是|要(?!素|点|件|求|领))|第([{NUMERAL}]{{1,2}})[，、：,]"
    r"|其([一二三四五六七八九])[，、：是]|(首先|其次|再次|最后)[，、：]"
)
SPOKEN_RANK = 9
_SPOKEN_ORDER = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}

STOPS = "。！？!?；;：:…"
CLOSERS = "”’」』）)》】〉\"'"
JOINERS = "，、,（(《“‘「『【〈"
OPENS_TEXT_BEFORE = "，、。；：！？）》”’」』】〉%％,;"

_DIGIT = "0-9０-９一二三四五六七八九十〇○零"
DATE_LINE = re.compile(
    rf"[（(]?\s*([{_DIGIT}]{{4}})\s*[年./\-]\s*([{_DIGIT}]{{1,3}})\s*[月./\-]\s*([{_DIGIT}]{{1,3}})\s*日?\s*[）)]?"
)
OFFICE_END = (
    "人民政府办公厅 人民政府办公室 人民政府 委员会办公室 领导小组办公室 街道办事处 管理委员会 管委会 委员会"
    " 办公室 办公厅 网信办 总队 支队 大队 分局 总局 法院 检察院 中心 政府 公司 医院 学校 局 厅 委 办 署 院"
).split()
TITLE_END = tuple("报告 总结 年报 情况 汇报 公报 通报 述职 自查 小结 综述 通知 報告 總結".split())
TITLE_WITH_PLAN = re.compile(r"年.*(?:报告|总结|情况).*(?:思路|打算|计划|安排|要点)$")
BULLET = re.compile(r"[•●◆■▪◇★※➢✓]\s?|[·○]\s+|[-*+]\s+(?=\S)")
FIELD = re.compile(
    r"(?:联\s?系\s?人|联系电话|联系方式|电\s?话|传真|地址|邮箱|邮编|附件|附表|附|注|抄送|主送|签发人?|审核人?|填报人?|填表人?|报送单位|单位"
    r"|负责人|时间|日期|来源|作者|记者|编辑|发布\S{2}|公开\S{2})\s?\d?[：:]"
)
_ROW_GAP = re.compile(r" {2,}")
_BULK = 400


@dataclass(frozen=True, slots=True)
class Marker:
    """The numbering at the start of a line: its kind, rank, ordinal, and where its words begin."""

    kind: str
    rank: int
    ordinal: int
    end: int


def ordinal_of(numeral: str) -> int:
    """Return the value of a short ordinal: 十二 -> 12, ⑤ -> 5, ３ -> 3; 0 where it has none."""
    if not numeral:
        return 0
    if numeral in _SPOKEN_ORDER:
        return _SPOKEN_ORDER[numeral]
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral[0] <= "⑳":
        return ord(numeral[0]) - ord("①") + 1
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _TEN.find(numeral[0]) + 1
    return (_TEN.find(tens) + 1 if tens else 1) * 10 + (_TEN.find(ones) + 1 if ones else 0)


def marker_of(line: str) -> Marker | None:
    """Return the numbering that opens ``line``, or None.

    >>> marker_of("（二）持续强化普法宣传")
    Marker(kind='bracket', rank=4, ordinal=2, end=3)
    >>> marker_of("1.2万元") is None
    True
    """
    for kind, rank, pattern in MARKERS:
        if found := pattern.match(line):
            numeral = found[1] if pattern.groups else ""
            return Marker(kind, rank, ordinal_of(numeral), found.end())
    if found := SPOKEN.match(line):
        numeral = next(group for group in found.groups() if group)
        return Marker("spoken", SPOKEN_RANK, ordinal_of(numeral), found.end())
    return None


def is_closed(text: str) -> bool:
    """Say whether ``text`` ends a sentence or a list's lead-in, closing quotes not counted."""
    bare = text[-8:].rstrip(CLOSERS + " ")
    return bool(bare) and bare[-1] in STOPS


def is_date_line(text: str) -> bool:
    """Say whether the line is a date and nothing else."""
    return len(text) < 40 and DATE_LINE.fullmatch(text.strip()) is not None


def is_office_line(text: str) -> bool:
    """Say whether the line is the name of an office and nothing else."""
    bare = text.strip()
    return (
        4 <= len(bare) <= 40
        and bare.endswith(tuple(OFFICE_END))
        and not re.search(r"[，。；：！？:;!?\d]", bare)
        and marker_of(bare) is None
    )


def is_title_end(text: str) -> bool:
    """Say whether the line ends as the title of a report ends."""
    bare = re.sub(r"[（(][^（）()]{1,12}[）)]$", "", text.strip())
    if not 4 <= len(bare) <= 80 or re.search(r"[。；！？]", bare):
        return False
    return bare.endswith(TITLE_END) or TITLE_WITH_PLAN.search(bare) is not None


def is_grid_row(text: str) -> bool:
    """Say whether the line is a row whose cells stand between bars: | 行政处罚 | 12 |."""
    return len(text) > 2 and text.startswith("|") and text.endswith("|")


def is_row(text: str) -> bool:
    """Say whether the line is a table row: cells parted by bars or by runs of blanks."""
    bare = text.strip()
    if len(bare) > _BULK:
        return bare.startswith("|") and bare.endswith("|")
    if bare.count("|") >= 2 or (bare.startswith("|") and len(bare) > 1):
        return True
    gaps = _ROW_GAP.findall(bare)
    if not gaps:
        return False
    cells = [cell for cell in _ROW_GAP.split(bare) if cell]
    figures = sum(1 for cell in cells if re.fullmatch(r"[\d０-９.,，%％ +\-—/]+\S{0,3}", cell))
    if re.search(r"[，。；]", re.sub(r"(?<=\d)，(?=\d)", "", bare)):
        return figures >= 2 and figures * 2 >= len(cells) - 1
    return len(cells) > 2 or figures > 0 or max(map(len, gaps)) > 2
