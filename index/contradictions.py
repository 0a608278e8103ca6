"""Where reports contradict themselves or each other. Both sides are shown; none is taken for right.

Two figures are held against each other only where they surely state one thing: one measure (its
name may only be worn: 全年共开展辟谣, 辟谣次数), one unit, kind and period, and no word that says of
how much of it one of them speaks. What merely looks alike is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from corpus.models import Figure, Report
from corpus.offices import load_offices
from corpus.sentences import sentence_at
from index.extents import conflict
from index.models import Contradiction
from index.sums import wrong_sums

_WORN = re.compile(
    r"^(?:全年|全区|全市|全县|全省|全系统|本年度?|年度|截至[^，]*|累计|总计|合计|共计|共|总共|一共|先后|"
    r"各级|依法|组织|开展|进行|举办|实施|完成|推动|推进|各类|各项|相关|有关)+"
)
_COUNTED = re.compile(
    r"(?:[（(][^（）()]{1,4}[)）]|总数|总量|总额|数量|件数|次数|人数|户数|个数|[数量]|情况|工作)+$"
)
_MARKS = re.compile(r"的|[\s“”\"'‘’《》〈〉、，,：:·]")
# Words that leave open what was acted on: such a name stands for something else in every section.
_VAGUE = re.compile(
    r"(?:立案|结案|办结|查处|查办|检查|处罚|处置|处理|罚款|罚没款?|整改|完成|培训|会议|宣传|巡查|约谈|受理|办理|参与|参加|"
    r"出动|发现|排查|督查|抽查|组织|移送|审查|制定|印发|投入|投资|建设|新建|改造|发放|收到|行政|违法|案件|问题|隐患|线索|企业|"
    r"单位|人员|干部|群众|执法|活动|项目|资金|材料|资料|文件|次数|部门|场所|工作|居民|学生|车辆|其他|其它|合计|总计|小计|"
    r"增长|同比|占比|比例|下降|提高|率|金额|各类|余|的)+"
)
# Where a sentence says so, its number is of everything, not of one campaign, place or month.
_WHOLE = re.compile(
    r"全年|年终|年底|年末|一年来|全区|全市|全县|全省|全系统|总计|合计|累计|共(?!同|享|建|治)|总体|本年度"
)
_WHOLE_PLACE = re.compile(r"全[国省市区县]")
# How much of it a number is of, as told before it in its sentence.
_SCOPE = re.compile(
    r"(?:在[^，。；]{2,20}[中里内上]|[^，。；]{0,12}期间|通过[^，。；]{2,20}|[^，。；、]{2,10}(?:专项行动|专项整治|专项检查)中|"
    r"(?:上|下)半年|[一二三四1-4]季度|[0-9]{1,2}月份?|春节|国庆|节前|节后|节日|当天|当日|首次|首批|"
    r"[\u4e00-\u9fff]{1,6}(?:街道|社区|支队|大队|中队|派出所|园区|新区|开发区|分局|学校|医院|集团|公司|乡|镇|村)|"
    r"[省市区县]?本级|机关)"
)
# Who, or what part of the work, a number is of: said in its sentence before it.
_OF_SOME = re.compile(
    r"领域|方面|行业|板块|行动|整治|期间|其中|(?<![0-9０-９余多 ])[局委办处科队所站院厅部会](?=[，、依共办查受开出落]|$)|中心|平台|公司|"
    r"[行违][为法]，|环节|渠道|热线"
)
_BRACKET = re.compile(r"[（(][^（）()]*[)）]")
_ROW = re.compile(r"\S(?:\t| {2,}|\s*\|\s*)\S")
_INLINE = re.compile(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，|[①-⑳])")
_LEAST = 2
_SHORT = 2

Stated = tuple[Report, Figure]


def contradictions(reports: Iterable[Report]) -> tuple[Contradiction, ...]:
    """Return what contradicts itself in ``reports`` and between those of one office, in order."""
    loaded = sorted(reports, key=lambda report: (report.office, report.year or 0, report.source))
    found = [*(c for report in loaded for c in _sums(report)), *_values(loaded)]
    return tuple(sorted(found, key=lambda c: (c.office, c.year or 0, c.measure)))


def _sums(report: Report) -> Iterator[Contradiction]:
    for wrong in wrong_sums(report):
        yield Contradiction(
            kind="sum",
            office=report.office,
            year=wrong.total.year,
            measure=wrong.total.measure,
            figures=(wrong.total, *wrong.parts),
            sum=wrong.sum,
        )


def _values(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """Yield each thing of which different values are stated."""
    for group in _same_things(reports):
        at_odds: dict[str, Stated] = {}
        for one, other in combinations(group, 2):
            if conflict(one[1], other[1]) and _one_thing(one, other):
                at_odds.update({figure.id: (report, figure) for report, figure in (one, other)})
        if at_odds:
            yield _contradiction(list(at_odds.values()))


def _contradiction(stated: Sequence[Stated]) -> Contradiction:
    report, first = stated[0]
    rows = {_in_table(*item) for item in stated}
    between = len({report.id for report, _ in stated}) > 1
    return Contradiction(
        kind="reports" if between else "table" if len(rows) > 1 else "values",
        office=report.office,
        year=first.year,
        measure=first.measure,
        figures=tuple(figure for _, figure in stated),
    )


def _same_things(reports: Sequence[Report]) -> Iterator[list[Stated]]:
    """Yield the figures that state one thing of one office and period, where there are several."""
    groups: dict[tuple[str, ...], list[Stated]] = {}
    offices: list[str] = []
    for report in reports:
        office = _known_as(report.office, offices)
        for figure in report.figures:
            named = core(figure.measure)
            if figure.value is None or figure.part_of or figure.kind == "target":
                continue
            if len(named) >= _LEAST:
                period = _MARKS.sub("", figure.period).removesuffix("年")
                groups.setdefault((office, named, period, figure.kind), []).append((report, figure))
    yield from (group for group in groups.values() if len(group) > 1)


def _known_as(office: str, offices: list[str]) -> str:
    """Return the name under which an office of that name, or of a compatible one, came before."""
    compatible = load_offices().compatible
    known = next((name for name in offices if name == office or compatible(name, office)), None)
    if known is None:
        offices.append(office)
    return known or office


def core(measure: str) -> str:
    """Return a measure without what it only wears.

    >>> core("全年共开展辟谣"), core("辟谣次数（次）")
    ('辟谣', '辟谣')
    """
    return _COUNTED.sub("", _WORN.sub("", _MARKS.sub("", measure)))


def _one_thing(one: Stated, other: Stated) -> bool:
    """Say whether two figures of one name surely count the same."""
    (report, a), (another, b) = one, other
    in_table = _in_table(*one), _in_table(*other)
    if a.unit != b.unit and not (any(in_table) and not (a.unit and b.unit)):
        return False
    if report is another and _side_by_side(report, a, b):
        return False
    needed = _WHOLE if a.kind == "result" else _WHOLE_PLACE
    told = [_before(*item) for item in (one, other)]
    whole = [needed.search(words) is not None for words in told]
    if _leaves_open(a) and not (all(whole) or (any(whole) and _both_known(a, b, told))):
        return False
    return _scope(*one) == _scope(*other)


def _both_known(a: Figure, b: Figure, told: Sequence[str]) -> bool:
    """Say whether an indicator named in full is stated twice, and no office, field or drive apart."""
    named = a.kind == "result" and a.indicator and a.indicator == b.indicator
    return bool(named) and len(core(a.measure)) > _SHORT and not any(map(_OF_SOME.search, told))


def _leaves_open(figure: Figure) -> bool:
    """Say whether a figure's name leaves open what, or how much of it, it counts."""
    named = core(figure.measure)
    unknown = len(named) <= _SHORT and not figure.indicator
    return figure.kind != "result" or unknown or _VAGUE.fullmatch(named) is not None


def _side_by_side(report: Report, a: Figure, b: Figure) -> bool:
    """Say whether both stand in one sentence, or in two points of one list: each is of its own."""
    text = report.text
    if sentence_at(text, a.span.start) == sentence_at(text, b.span.start):
        return True
    here, there = report.section_at(a.span.start), report.section_at(b.span.start)
    return (
        here is not None
        and there is not None
        and here is not there
        and here.path[:-1] == there.path[:-1]
        and all(_INLINE.match(section.heading) for section in (here, there))
    )


def _in_table(report: Report, figure: Figure) -> bool:
    sentence = sentence_at(report.text, figure.span.start)
    return _ROW.search(sentence.of(report.text)) is not None


def _scope(report: Report, figure: Figure) -> set[str]:
    own = _before(report, figure).rpartition("；")[2]
    return set(_SCOPE.findall(_BRACKET.sub("", own)))


def _before(report: Report, figure: Figure) -> str:
    """Return the figure's sentence up to its number."""
    start = sentence_at(report.text, figure.span.start).start
    return report.text[start : figure.span.start]
