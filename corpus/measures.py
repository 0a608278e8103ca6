"""Says what each figure counts, as printed and understandable by itself: 查删有害信息, 属地APP."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.changes import (
    RELATIVE,
    change_of,
    goes_on,
    ranked,
    rate_of_each,
    read_change,
    row_verbs,
    what_changed,
)
from corpus.dealt import deal_out, take_share
from corpus.earlier import Earlier, again, is_share, thing
from corpus.nouns import read_noun, stands_behind
from corpus.phrases import OFTEN, bare_verb, noun_of, subject_of, way_of
from corpus.places import Counted, Place, Places
from corpus.shadow import Shadow
from corpus.units import PERSONS
from corpus.vague import needs_object, says_nothing, whole_rate
from corpus.verbs import beginning_action

_FINE = re.compile(r"(?:罚没?款|罚[款没]金额|涉案金额|案值)(?:金额)?")
_RATE = re.compile(r"^.{1,8}率$")
_ITS_RATE = re.compile(r"[\u4e00-\u9fff]{2}率(?:[、和及与][\u4e00-\u9fff]{2,3}率)*$")
_METRIC = re.compile(r"(?:收入|产值|总额|利润|营收|销售额|投资|总量)$")
_MERE = ("完成", "实施", "开展")
_OTHERS = re.compile(r"其[他它]$")
_OF_ALL = re.compile(r"占[^，。；]{2,}的$")
_ROW_MARKS = ("、", "和", "与", "及")
# A time, a rate or a mark has no rate or sum of its own.
_NO_OWNER = re.compile(r"(?:时[限间长]|周期|学时|占比|比例|满意度|得分|增幅|降幅)(?:平均)?$")
_GRADE = re.compile(r"(?:基本|不)?(?:优秀|优良|良好|合格|达标|一般|较差)(?:等次|等级|案卷)?")
_SECOND = re.compile(
    r"[，；、](?P<name>[\u4e00-\u9fff]{2,10}?)(?:次之|居次|紧随其后|其次|[排居列]第[二三])，?(?:为|是|有|达)?$"
)
_LEVEL = re.compile(r"(?:国家|[省市区县镇乡村州校厅])级")
_ENDS_LEVEL = re.compile(r"(?P<what>.{2,}?)(?:国家|[省市区县镇乡村州校厅])级$")
# A clause between two figures must say at least this much to be what the second is said of.
_TOPIC = 5


def _goes_on(place: Place) -> bool:
    """Say whether the number goes on with a row: 、9% or 、增长9%."""
    return place.listed or (place.amount.unit in RELATIVE and goes_on(place.left))


class MeasureReader:
    """Walks the figures of a text in order and names what each of them counts."""

    def __init__(
        self, shadow: Shadow, amounts: Sequence[Amount], owners: Sequence[int | None]
    ) -> None:
        self._places = Places(shadow, amounts)
        self._earlier = Earlier(amounts, owners)

    def read(self) -> list[Counted]:
        """Return what each amount counts, in the order of the amounts."""
        for number in range(len(self._places.amounts)):
            self._earlier.done.append(self._one(number))
        return self._earlier.done

    def _one(self, number: int) -> Counted:
        """Name one figure, by the first of the ways that fits."""
        start = self._places.amounts[number].span.start
        sentence = self._places.shadow.sentence(start).start
        previous = (
            self._earlier.done[-1]
            if self._earlier.done and self._earlier.done[-1].sentence == sentence
            else None
        )
        place = self._places.at(number, previous)
        counted = Counted(sentence=sentence, depth=self._places.depth(start))
        change = change_of(place)
        if previous and previous.shares and not place.right and _goes_on(place):
            take_share(previous, counted)
        elif change:
            before = self._earlier.before(number, counted)
            topic = "" if before else self._places.topic(start)
            row, verbs = self._row_of_changes(place, change, counted)
            read_change(place, change, row[0] if row else before, topic, counted)
            counted.shares += [
                what_changed(one) + verb for one, verb in zip(row[1:], verbs[1:], strict=True)
            ]
        elif self._rates(place, counted):
            pass
        elif not (ranked(place, counted) or deal_out(place, counted, self._places.between(number))):
            self._plain(place, counted)
        counted.measure = self._places.tidy(self._of_part(place, counted) + counted.measure, start)
        counted.label = self._places.tidy(counted.label, start)
        often = OFTEN.match(place.left)
        if often and counted.measure and not counted.measure.startswith("每"):
            counted.measure = often["each"] + counted.measure
        if counted.measure == "实有" and place.amount.unit in PERSONS:
            counted.measure = "实有人员"
        counted.measure = self._places.labelled(counted.measure, start)
        if counted.measure.endswith("占") and is_share(place):
            counted.measure += "比"
        counted.subject = self._places.tidy(counted.subject or noun_of(counted.measure), start)
        return counted

    def _of_part(self, place: Place, counted: Counted) -> str:
        """Return the part that a fine in the bracket behind it is of: 渣土案件164件（罚款97万元）."""
        number, shadow = place.number, self._places.shadow
        if not number or not _FINE.fullmatch(counted.measure):
            return ""
        bracket, before = shadow.bracket(place.start), self._places.amounts[number - 1]
        opened = bracket.opened if bracket else -1
        right_behind = 0 <= opened - before.span.end <= 1
        if not right_behind or self._earlier.owners[number - 1] is None:
            return ""
        return thing(self._earlier.done[-1])

    def _plain(self, place: Place, counted: Counted) -> None:
        """Name a figure by the noun behind it, the phrase before it, or what came earlier."""
        if stands_behind(place):
            read_noun(self._places, place, counted)
        else:
            counted.measure, counted.verb = place.core, beginning_action(place.core)
            if self._earlier.owners[place.number] is not None and bare_verb(place.core):
                counted.measure = way_of(place.left) or place.core
        counted.label = counted.measure
        if is_share(place) and place.left == "的" and _OF_ALL.search(place.clause):
            self._share_of_all(place, counted)
        elif not counted.measure:
            self._inherited(place, counted)
        else:
            self._completed(place, counted)

    def _inherited(self, place: Place, counted: Counted) -> None:
        """Name a number without words of its own by the figure or the clause before."""
        before = self._earlier.before(place.number, counted, any_depth=place.glued)
        if not is_share(place) and place.number and before is self._earlier.done[-1]:
            before = self._earlier.same_unit(place, counted) or before
        inherits = before is not None and (place.previous is not None or place.glued)
        second = _SECOND.search(place.clause) if place.previous else None
        if second:
            counted.measure = second["name"]
        elif before and inherits:
            counted.measure = again(place, before)
        counted.measure = counted.measure or self._places.topic(place.start)

    def _completed(self, place: Place, counted: Counted) -> None:
        """Give a measure what it lacks: its total, its noun, its object, or what it is said of."""
        if _OTHERS.match(counted.measure):
            self._others(place, counted)
        elif level := self._of_level(place, counted):
            counted.measure, counted.subject = level, noun_of(level)
        elif self._graded(place, counted):
            counted.measure = self._earlier.done[-1].verb + counted.measure
            counted.verb = self._earlier.done[-1].verb
        elif counted.measure.startswith("其余"):
            before = self._earlier.whole_before(place, counted)
            if before and not before.measure.endswith(("类", "型")):  # the rest of all kinds
                counted.measure = thing(before) + counted.measure
        elif counted.measure.startswith("占") and not is_share(place):
            counted.measure = counted.measure[1:]
        elif says_nothing(counted.measure) or (is_share(place) and bare_verb(counted.measure)):
            self._said_of(place, counted)
        elif needs_object(counted.measure, place.amount.unit):
            before = self._earlier.whole_before(place, counted)
            named = thing(before) if before else ""
            if before and not named and counted.measure in _MERE:
                named = before.measure
            counted.measure += named

    def _of_level(self, place: Place, counted: Counted) -> str:
        """Return what 省级 counts in a row of levels: 示范村国家级2个、省级15个 -> 示范村省级."""
        before = place.previous
        if before is None or not _LEVEL.fullmatch(counted.measure):
            return ""
        named = _ENDS_LEVEL.match(before.measure)
        return named["what"] + counted.measure if named else ""

    def _graded(self, place: Place, counted: Counted) -> bool:
        """Say whether a grade goes on with a list of grades: 评定优秀214卷、合格621卷."""
        before = place.previous
        if before is None or not before.verb or not place.left.startswith("、"):
            return False
        same = _GRADE.fullmatch(before.measure.removeprefix(before.verb))
        return same is not None and _GRADE.fullmatch(counted.measure) is not None

    def _share_of_all(self, place: Place, counted: Counted) -> None:
        """Name the 12.3% of 37卷…，占抽查案卷总数300卷的12.3% by the part and the whole."""
        whole = self._earlier.done[-1].measure if self._earlier.done else ""
        before = self._earlier.done[-2] if len(self._earlier.done) > 1 else None
        if before and before.sentence != counted.sentence:
            before = None
        counted.subject = thing(before) if before else self._places.topic(place.start)
        counted.measure = f"{counted.subject}占{whole}"

    def _others(self, place: Place, counted: Counted) -> None:
        """Name 其他12件 at the end of a list by its total, or leave it as it is."""
        owner = self._earlier.owners[place.number]
        head = thing(self._earlier.done[owner]) if owner is not None else ""
        counted.measure = counted.subject = counted.measure + head

    def _row_of_changes(
        self, place: Place, change: re.Match[str], counted: Counted
    ) -> tuple[list[Counted], list[str]]:
        """Return the figures that 同比分别下降12%、增长8.5% speaks of, with the verb of each."""
        if "分别" not in change.group() or change.start() > 0:
            return [], []
        verbs = row_verbs(self._places.between(place.number), change)
        row = self._earlier.wholes(place, counted)[-len(verbs) :]
        return (row, verbs) if len(row) == len(verbs) > 1 else ([], [])

    def _rates(self, place: Place, counted: Counted) -> bool:
        """Deal 优秀率分别为36.5%、41.2% out to the figures before; say whether it is such a row."""
        rate = rate_of_each(place.left)
        if not rate:
            return False
        gaps = self._places.between(place.number)
        length = 1 + next((n for n, gap in enumerate(gaps) if gap not in _ROW_MARKS), len(gaps))
        row = self._earlier.wholes(place, counted)[-length:]
        if len(row) != length or length == 1:
            return False
        counted.measure, *counted.shares = [thing(one) + rate for one in row]
        counted.subject = counted.measure
        return True

    def _said_of(self, place: Place, counted: Counted) -> None:
        """Give a measure that says nothing by itself the thing it is said of."""
        if whole_rate(counted.measure):
            return
        before = self._earlier.after_list(place, counted) or (
            self._earlier.before(place.number, counted, besides=_RATE)
            if is_share(place)
            else self._earlier.whole_before(place, counted)
        )
        floor = self._places.amounts[place.number - 1].span.end if before else 0
        topic = self._places.topic(place.start, floor, least=_TOPIC if before else 2)
        if not topic and before:
            topic = subject_of(thing(before))
        topic = _ITS_RATE.sub("", topic)
        if _NO_OWNER.search(topic):
            return
        known = counted.measure.startswith(topic) or topic.endswith(counted.measure)
        if topic and not known and not (_METRIC.search(topic) and _METRIC.search(counted.measure)):
            counted.subject = topic
            counted.measure = topic + counted.measure
