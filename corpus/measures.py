"""Says what each figure counts, as printed and understandable by itself: 查删有害信息, 属地APP."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.changes import (
    CHANGE,
    RELATIVE,
    change_of,
    deal_out,
    goes_on,
    ranked,
    rate_of_each,
    read_change,
    row_verbs,
    take_share,
    what_changed,
)
from corpus.nouns import read_noun, stands_behind
from corpus.phrases import OFTEN, bare_verb, noun_of, subject_of, way_of
from corpus.places import Counted, Place, Places
from corpus.shadow import QUOTE_SIGN, Shadow
from corpus.units import MONEY, PERSONS
from corpus.verbs import beginning_action

_GENERIC = re.compile(
    r"^(?:总|共|已|直接|累计|日均|年均|人均|平均|新增|主动)?(?:覆盖|惠及|受益|参与|参加|占比|占|占总数|金额|案值|货值|总额|总量|总数|数量|面积|"
    r"人数|户数|件数|人次|场次|增速|增幅|降幅|收取|案例|活动|平均|平均需要?|平均用时|平均耗时|用时|剩余|尚余|余下|投资|产值|收入|营收|利润|规模|资金|标的额?|涉及|涉案|受众|观看|点击|阅读|浏览|播放|转发|点赞|访问|"
    r"确认违法|终止|中止|驳回|责令履行|不予受理|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|调解结案|和解结案|撤回申请|答题|粉丝|成交|成功率?|其中|比例|比重|合计|小计|总计|在线|参训|参考|参会|听众|观众|学员|答复|办结|采纳|整改|结案|审结|办复|纠错|直接纠错|维持|撤销|驳回|合格|不合格|废止|修改|失效|继续有效|结转|未结|已结|移送|移交|得分|评分|排名|整改完成)?"
    r"(?:覆盖|人数|人群|受众|受益|群众|人口|金额|货值金额|总额|总量|数量|量|率|面积|达|人|额|数)?$"
)
_SHORT_RATE = re.compile(
    rf"^(?!.*{QUOTE_SIGN})(?:(?:综合|直接|总体|整体|按时|按期|如期|及时|调解|平均)(?=[^、]{{2}}率))?[^、]{{0,3}}(?:率|占比|比例|比重|指数)(?:[、和及与][^、和]{{0,3}}(?:率|占比|比例|比重|指数))*$"
)
# Verbs that are names of what is counted by themselves: 培训 12 次, 刑事拘留 2 人.
_VERBAL_NOUNS = tuple(
    "投诉 举报 培训 教育 处分 警告 罚款 拘留 辟谣 宣讲 检查 演出 贷款 融资 查询 训练 巡查 巡逻 会商 走访 暗访 督查 督导 抽检 送检 "
    "检测 调解 约谈 宣传 服务 行政处罚 备案 登记 注册 申请 审计 处罚 办件 监测 立案 逮捕 起诉 刑拘 通报 承办 查处 处置 编制".split()
)
_PLACE_END = re.compile(
    r"(?:[省市区县镇乡局委办厅院所站处级类国村]|街道|政府|部门|园区|新区|开发区|集团|公司|企业|中心|法院|公安|支队|大队)$"
)
_RATE = re.compile(r"^.{1,8}率$")
_ITS_RATE = re.compile(r"[\u4e00-\u9fff]{2}率(?:[、和及与][\u4e00-\u9fff]{2,3}率)*$")
_METRIC = re.compile(r"(?:收入|产值|总额|利润|营收|销售额|投资|总量)$")
# Rates that are known by their own name.
_WHOLE_RATE = re.compile(
    r"(?:行政诉讼|行政案件|一审|诉讼)?(?:败诉|胜诉|应诉|出庭|出庭应诉|发案|破案)率$"
)
_OTHERS = re.compile(r"其[他它]$")
_OF_ALL = re.compile(r"占[^，。；]{2,}的$")
_ROW_MARKS = ("、", "和", "与", "及")
# A time, a rate or a mark has no rate or sum of its own.
_NO_OWNER = re.compile(r"(?:时[限间长]|周期|学时|占比|比例|满意度|得分|增幅|降幅)(?:平均)?$")
_LEFT_OVER = re.compile(r"(?:上年|上期)?(?:度)?结转")
_STOCK = re.compile(r"现有|共有|总数|达到|达$|共$|累计|增至|升至|降至|减至")
_LOOK_BACK = 40
# A clause between two figures must say at least this much to be what the second is said of.
_TOPIC = 5
_ONE_VERB = 2
_SELF_SUFFICIENT = 5


def _goes_on(place: Place) -> bool:
    """Say whether the number goes on with a row: 、9% or 、增长9%."""
    return place.listed or (place.amount.unit in RELATIVE and goes_on(place.left))


class MeasureReader:
    """Walks the figures of a text in order and names what each of them counts."""

    def __init__(
        self, shadow: Shadow, amounts: Sequence[Amount], owners: Sequence[int | None]
    ) -> None:
        self._places = Places(shadow, amounts)
        self._owners = owners
        self._done: list[Counted] = []

    def read(self) -> list[Counted]:
        """Return what each amount counts, in the order of the amounts."""
        for number in range(len(self._places.amounts)):
            self._done.append(self._one(number))
        return self._done

    def _one(self, number: int) -> Counted:
        """Name one figure, by the first of the ways that fits."""
        start = self._places.amounts[number].span.start
        sentence = self._places.shadow.sentence(start).start
        previous = self._done[-1] if self._done and self._done[-1].sentence == sentence else None
        place = self._places.at(number, previous)
        counted = Counted(sentence=sentence, depth=self._places.depth(start))
        change = change_of(place)
        if previous and previous.shares and not place.right and _goes_on(place):
            take_share(previous, counted)
        elif change:
            before = self._before(number, counted)
            topic = "" if before else self._places.topic(start)
            row, verbs = self._row_of_changes(place, change, counted)
            read_change(place, change, row[0] if row else before, topic, counted)
            counted.shares += [
                what_changed(one) + verb for one, verb in zip(row[1:], verbs[1:], strict=True)
            ]
        elif _is_share(place) and self._rates(place, counted):
            pass
        elif not (ranked(place, counted) or deal_out(place, counted)):
            self._plain(place, counted)
        counted.measure = self._places.tidy(counted.measure, start)
        counted.label = self._places.tidy(counted.label, start)
        often = OFTEN.match(place.left)
        if often and counted.measure and not counted.measure.startswith("每"):
            counted.measure = often["each"] + counted.measure
        if counted.measure == "实有" and place.amount.unit in PERSONS:
            counted.measure = "实有人员"
        if counted.measure.endswith("占") and _is_share(place):
            counted.measure += "比"
        counted.subject = self._places.tidy(counted.subject or noun_of(counted.measure), start)
        return counted

    def _plain(self, place: Place, counted: Counted) -> None:
        """Name a figure by the noun behind it, the phrase before it, or what came earlier."""
        if stands_behind(place):
            read_noun(self._places, place, counted)
        else:
            counted.measure, counted.verb = place.core, beginning_action(place.core)
            if self._owners[place.number] is not None and bare_verb(place.core):
                counted.measure = way_of(place.left) or place.core
        counted.label = counted.measure
        if _is_share(place) and place.left == "的" and _OF_ALL.search(place.clause):
            self._share_of_all(place, counted)
        elif not counted.measure:
            before = self._before(place.number, counted, any_depth=place.glued)
            inherits = before is not None and (place.previous is not None or place.glued)
            counted.measure = _again(place, before) if before and inherits else ""
            counted.measure = counted.measure or self._places.topic(place.start)
        elif _OTHERS.match(counted.measure):
            self._others(place, counted)
        elif counted.measure.startswith("其余"):
            before = self._whole_before(place, counted)
            counted.measure = (_thing(before) if before else "") + counted.measure
        elif counted.measure.startswith("占") and not _is_share(place):
            counted.measure = counted.measure[1:]
        elif _says_nothing(counted.measure) or _part_of_a_verb(place, counted.measure):
            self._said_of(place, counted)
        elif _needs_object(place, counted.measure):
            before = self._whole_before(place, counted)
            counted.measure += _thing(before) if before else ""

    def _share_of_all(self, place: Place, counted: Counted) -> None:
        """Name the 12.3% of 37卷…，占抽查案卷总数300卷的12.3% by the part and the whole."""
        whole = self._done[-1].measure if self._done else ""
        before = self._done[-2] if len(self._done) > 1 else None
        if before and before.sentence != counted.sentence:
            before = None
        counted.subject = _thing(before) if before else self._places.topic(place.start)
        counted.measure = f"{counted.subject}占{whole}"

    def _others(self, place: Place, counted: Counted) -> None:
        """Name 其他12件 at the end of a list by its total, or leave it as it is."""
        owner = self._owners[place.number]
        head = _thing(self._done[owner]) if owner is not None else ""
        counted.measure = counted.subject = counted.measure + head

    def _row_of_changes(
        self, place: Place, change: re.Match[str], counted: Counted
    ) -> tuple[list[Counted], list[str]]:
        """Return the figures that 同比分别下降12%、增长8.5% speaks of, with the verb of each."""
        if "分别" not in change.group() or change.start() > 0:
            return [], []
        verbs = row_verbs(self._places.between(place.number), change)
        row = self._earlier(place, counted)[-len(verbs) :]
        return (row, verbs) if len(row) == len(verbs) > 1 else ([], [])

    def _rates(self, place: Place, counted: Counted) -> bool:
        """Deal 优秀率分别为36.5%、41.2% out to the figures before; say whether it is such a row."""
        rate = rate_of_each(place.left)
        if not rate:
            return False
        gaps = self._places.between(place.number)
        length = 1 + next((n for n, gap in enumerate(gaps) if gap not in _ROW_MARKS), len(gaps))
        row = self._earlier(place, counted)[-length:]
        if len(row) != length or length == 1:
            return False
        counted.measure, *counted.shares = [_thing(one) + rate for one in row]
        counted.subject = counted.measure
        return True

    def _earlier(self, place: Place, counted: Counted) -> list[Counted]:
        """Return the figures before in the sentence: no parts, no changes, each thing once."""
        found: list[Counted] = []
        for number in range(max(0, place.number - _LOOK_BACK), place.number):
            one = self._done[number]
            whole = self._owners[number] is None and one.depth <= counted.depth
            again = bool(found) and found[-1].measure == one.measure
            if one.sentence == counted.sentence and whole and not again:
                found += [] if CHANGE.search(one.measure) else [one]
        return found

    def _said_of(self, place: Place, counted: Counted) -> None:
        """Give a measure that says nothing by itself the thing it is said of."""
        if _WHOLE_RATE.match(counted.measure):
            return
        before = self._after_list(place, counted) or (
            self._before(place.number, counted, besides=_RATE)
            if _is_share(place)
            else self._whole_before(place, counted)
        )
        floor = self._places.amounts[place.number - 1].span.end if before else 0
        topic = self._places.topic(place.start, floor, least=_TOPIC if before else 2)
        if not topic and before:
            topic = subject_of(_thing(before))
        topic = _ITS_RATE.sub("", topic)
        if _NO_OWNER.search(topic):
            return
        again = counted.measure.startswith(topic) or topic.endswith(counted.measure)
        if topic and not again and not (_METRIC.search(topic) and _METRIC.search(counted.measure)):
            counted.subject = topic
            counted.measure = topic + counted.measure

    def _after_list(self, place: Place, counted: Counted) -> Counted | None:
        """Return the total of the list before a rate: 1286件，其中甲类517件、乙类769件，办结率98%."""
        last = place.number - 1
        if place.amount.unit not in RELATIVE or "占" in counted.measure or last < 1:
            return None
        owner = self._owners[last]
        listed = owner is not None and self._owners[last - 1] == owner
        if owner is None or not listed or self._owners[place.number] is not None:
            return None
        return self._done[owner] if self._done[owner].sentence == counted.sentence else None

    def _whole_before(self, place: Place, counted: Counted) -> Counted | None:
        """Return the nearest earlier figure, passing over parts of a total and over leftovers."""
        for earlier in range(place.number - 1, max(-1, place.number - _LOOK_BACK), -1):
            done = self._done[earlier]
            if done.sentence != counted.sentence:
                return None
            whole = self._owners[earlier] is None and done.depth <= counted.depth
            if whole and done.measure and not _LEFT_OVER.match(done.measure):
                return done
        return None

    def _before(
        self,
        number: int,
        counted: Counted,
        *,
        any_depth: bool = False,
        besides: re.Pattern[str] | None = None,
    ) -> Counted | None:
        """Return the nearest earlier figure of the sentence that is not inside a closed bracket."""
        for earlier in reversed(self._done[max(0, number - _LOOK_BACK) :]):
            if earlier.sentence != counted.sentence:
                return None
            if besides and besides.search(earlier.measure) and earlier.subject == earlier.measure:
                continue
            if earlier.measure and (any_depth or earlier.depth <= counted.depth):
                return earlier
        return None


def _thing(counted: Counted) -> str:
    """Return the thing an earlier figure counts, "" where it only says what was done."""
    thing = what_changed(counted) if CHANGE.search(counted.measure) else counted.subject
    thing = thing or counted.measure
    if bare_verb(thing) or CHANGE.search(thing):
        return ""
    return noun_of(thing)


def _again(place: Place, before: Counted) -> str:
    """Return what a number without words of its own counts: the same as the one before."""
    counts_on = before.measure.startswith(before.subject) and before.measure != before.subject
    if before.subject and counts_on and _STOCK.search(place.left):
        return before.subject
    return what_changed(before) if CHANGE.search(before.measure) else before.measure


def _part_of_a_verb(place: Place, measure: str) -> bool:
    """Say whether a share is only said of a verb: 移送线索45条，立案的不足三分之一."""
    return _is_share(place) and bare_verb(measure)


def _is_share(place: Place) -> bool:
    """Say whether the number is a part of a whole."""
    return place.amount.unit in RELATIVE or place.amount.is_fraction


def _needs_object(place: Place, measure: str) -> bool:
    """Say whether a measure is a mere verb that leaves its object to the figure before."""
    if place.amount.unit.startswith(MONEY) or len(measure) > _ONE_VERB:
        return False
    return bare_verb(measure) and not measure.endswith(_VERBAL_NOUNS)


def _says_nothing(measure: str) -> bool:
    """Say whether a measure needs the thing it is said of: 占比, 参考率, 占财政支出比重."""
    if _GENERIC.match(measure) or _SHORT_RATE.match(measure):
        return True
    return measure.startswith("占") and not measure.startswith(("占地", "占道", "占用"))


def label_in_brackets(head: str, label: str) -> str:
    """Return head（label） where the label alone does not say what it counts.

    >>> label_in_brackets("收办政府信息公开申请案件", "沭阳县")
    '收办政府信息公开申请案件（沭阳县）'
    """
    verb = beginning_action(head)
    if verb and label.endswith(verb) and _PLACE_END.search(label.removesuffix(verb)):
        label = label.removesuffix(verb)
    if not label or label == head or not head:
        return head or label
    plain = len(label) >= _SELF_SUFFICIENT and not _PLACE_END.search(label)
    plain = plain and not label.endswith(("以上", "以下", "以内"))
    return label if plain and not _GENERIC.match(label) else f"{head}（{label}）"
