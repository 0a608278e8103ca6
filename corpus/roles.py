"""What a section is for and which year it describes, told from its heading and its opening words.

A plan is not a result, and a glossary states nothing: the difference between a right answer and a
wrong one. The words that tell are tables here.
"""

from __future__ import annotations

import re

from corpus.models import SectionRole
from corpus.years import years_in

_FUTURE = "下一步|下步|下一阶段|下阶段|今后|来年|明年|下一?年度|未来|后续"
_PLANNING = "打算|计划|安排|思路|展望|设想|谋划|部署|目标|任务|重点|举措|措施|要点|建议|规划|工作"

GLOSSARY = re.compile(r"名词|术语|注释|(?:用语|概念).{0,3}(?:解释|说明)|缩略语|指标解释")
PROBLEMS = re.compile(
    r"^(?:我[市区县局办省]|当前|目前|工作中?|仍|还|主要)*.{0,8}(?:存在|面临)(?!感).{0,10}(?:问题|不足|困难|短板|差距|挑战|薄弱|瓶颈)"
    r"|^(?:存在|面临)(?:的)?(?:主要|突出)?(?:问题|不足|困难|短板|差距|挑战)"
    r"|^(?:主要|突出|工作)?(?:问题|不足|困难|短板|差距|薄弱环节|困难挑战|短板弱项)(?:和|与|及|、|短板|不足|挑战|分析|及其|$)"
    r"|(?:问题|不足|困难)(?:和|与|及|、)(?:不足|困难|短板|挑战|差距|建议|打算)"
)
PLAN = re.compile(
    rf"^(?:{_FUTURE})"
    rf"|(?:{_FUTURE}).{{0,8}}(?:{_PLANNING})"
    r"|(?:工作|主要|改进|整改|初步|总体|努力)(?:的)?(?:打算|计划|安排|思路|展望|设想|谋划|方向)(?:和|与|及|、|$)"
    r"|(?:打算|展望|设想)(?:和|与|及)?.{0,4}$|^(?:工作)?(?:计划|安排|思路|建议)$|目标任务(?:和|与|及|$)|主要预期目标"
    r"|(?:改进|整改|对策|工作)(?:措施|建议)$|(?:意见|对策)建议$"
)
DONE = re.compile(
    r"完成情况|落实情况|执行情况|推进情况|实施情况|开展情况|工作情况|办理情况|改进情况|整改情况|进展|回顾|总结|成效|取得"
)
# Sentences that open a part without a heading of its own.
PROBLEM_OPENING = re.compile(
    r"(?:在看到成绩的同时|(?:但|同时|与此同时|当然|此外)?[，,]?(?:我们|我[市区县局办省])?(?:也|还|仍)?(?:清醒|深刻)地?(?:认识|看)到"
    r"|(?:当前|目前)?[，,]?(?:我[市区县局办省]|工作中?|[^，。；]{0,14}工作)?[，,]?(?:也|还|仍|尚|依然)(?:然|旧)?(?:存在|面临)(?:着)?(?:一些|不少|一定|许多|以下|的|较多|诸多)?"
    r"[^。；：]{0,8}(?:问题|不足|困难|短板|差距|薄弱)(?!.{0,4}(?:整改|线索|的|清单)))"
)
PLAN_OPENING = re.compile(
    rf"(?:(?:{_FUTURE})(?:工作)?(?:中)?[，,、：:]|(?P<year>(?:20\d\d|二[〇○零]\w\w)年)[，,]?[^。；，]{{0,10}}[，,]?[^。；，]{{0,6}}(?:将|拟|计划|(?<![主重需必首])要(?!求|点|素|闻))"
    r"|今年政府工作的总体要求|今年(?:全[市区县省])?(?:经济社会发展|工作)(?:的)?主要(?:预期)?目标)"
)
# The characters of these tables in their traditional form.
_SIMPLE = str.maketrans(
    "問題計劃總結標務來進開執實與還個們將擬點術釋註語區縣辦設難戰對議規籌顧檢",
    "问题计划总结标务来进开执实与还个们将拟点术释注语区县办设难战对议规筹顾检",
)
_REST_OF_YEAR = re.compile(r"下半年|第?[二三四]季度|下一?季度|后[几三四五六]个?月")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_OPENING_YEAR = re.compile(r"(?:到|截至)?((?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年)")


def role_of(heading: str, year: int | None) -> SectionRole:
    """Return what a heading, its numbering left out, says its section is for.

    >>> role_of("2025年工作打算", 2024), role_of("存在的主要问题", 2024), role_of("总体情况", 2024)
    ('plan', 'problems', 'report')
    """
    heading = heading.translate(_SIMPLE)
    plain = _QUOTED.sub("", heading)
    if GLOSSARY.search(heading) and len(heading) <= 30:
        return "glossary"
    if PROBLEMS.search(plain) and not re.match(r"解决|化解|破解|整改|聚焦", plain):
        return "problems"
    years = years_in(plain)
    past = bool(years) and year is not None and max(years) <= year
    coming = bool(years) and year is not None and min(years) > year
    if past or DONE.search(plain):
        return "report"
    dated = bool(years) and re.search(_PLANNING, plain) is not None
    return "plan" if PLAN.search(plain) or coming or dated else "report"


def inherited(own: SectionRole, parent: SectionRole | None) -> SectionRole:
    """Return the role of a section inside ``parent``: a plan's parts are plan, whatever they name."""
    if parent == "glossary" or own == "report":
        return parent or own
    if parent == "plan" and own == "problems":
        return parent
    return own


def year_of(
    heading: str, opening: str, role: SectionRole, year: int | None, parent: int | None
) -> int | None:
    """Return the year a section describes: its heading's, for a plan the coming one."""
    named = years_in(_QUOTED.sub("", heading))
    if role != "plan":
        past = [y for y in named if year is None or y <= year]
        return past[0] if len(set(past)) == 1 and not _is_range(heading) else parent
    coming = [y for y in named if year is None or y > year]
    if coming:
        return max(coming)
    if _REST_OF_YEAR.search(heading):  # a half-year's report plans for the year it covers
        return year
    found = _OPENING_YEAR.match(opening)
    told = years_in(found[1]) if found else ()
    if told and (year is None or told[0] > year):
        return told[0]
    if parent is not None and (year is None or parent > year):
        return parent
    return year + 1 if year is not None else None


def _is_range(heading: str) -> bool:
    """Say whether a heading names a span of years (2021—2025年)."""
    return re.search(r"\d{4}年?\s?[—\-–－至到~]\s?\d{4}", heading) is not None
