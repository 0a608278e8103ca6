"""Names what grew or fell, and what was ranked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.dealt import names_of_row
from corpus.phrases import noun_of, trim
from corpus.places import Counted, Place
from corpus.verbs import LIGHT, beginning_action

CHANGE_NOUNS = "增幅|减幅|降幅|涨幅|升幅|增速|跌幅"
CHANGE_VERBS = (
    "增长|增加|净增|净减|下降|减少|提高|提升|上升|降低|回落|上涨|下跌|压减|压缩|缩短|缩减|下浮|上浮|扩大|翻|"
    "提速|改善|削减|高出|多出|多|少|快于|高于|低于"
)
RELATIVE = frozenset(("%", "‰", "‱", "个百分点", "百分点", "倍", "番"))
CHANGE = re.compile(
    r"(?:分别|均)?(?P<than>(?:年均|平均|月均|同比|环比|(?:比|较|相比|与)[^，。；、]{0,12}?(?:相比)?)?)(?:（下同）)?"
    r"(?:分别|平均|再|均|大幅|累计|各|又|净|约|可比口径|名义|实际|同口径|进一步|持续)*"
    rf"(?P<verb>(?:{CHANGE_NOUNS})(?=(?:了|约|到|达|为|超|近|超过|逾|控制在|控制|在)*$)|(?:{CHANGE_VERBS})(?=(?:了|约|超|近|超过|逾)*$))"
)
_NO_COMPARISON = ("", "年均", "平均", "月均", "与")
# 比2023年的2,311宗 before 增加559宗: the number that is compared stands between.
_BASE_BEFORE = re.compile(
    r"(?:比|较|与|同)[^，。；、]{2,24}?(?:[0-9][^，。；、]{1,10}?)?(?:相比)?，?$"
)
_BASE_CLAUSE = re.compile(r"(?:与|比|较|同)[^，。；]{2,24}(?:相比|比较)(?:，)?$")
_ROW_VERB = re.compile(
    rf"[、，和与及](?P<than>同比|环比)?(?:分别)?(?P<verb>{CHANGE_VERBS})?(?:了|约|近|超)?"
)
# 优秀率分别为36.5%、41.2%: one rate of each of the figures before.
_RATE_OF_EACH = re.compile(
    r"(?P<rate>[\u4e00-\u9fff]{1,6}(?:率|占比|比例|比重)|罚没?款|罚[款没]金额|涉案金额)(?:也)?分别(?:为|是|达到?|达|约)?$"
)
_RANKED = re.compile(
    r"(?P<what>[^，。；]{2,20}?)(?:(?:较[多高大]|最[多高大]|排名?|位列|居)?(?:在?前|第)[一二三四五六七八九十0-9]{1,2}(?:位|名)?)?"
    r"(?:的)?(?:是|单位|部门|领域|地区|类型|行业|三类|类别)?(?:依次|分别)(?:是|为)：?(?P<name>[\u4e00-\u9fff]{2,14})$"
)
# 罚款金额排名前三的是：甲市5万元、乙市4万元
_LED_RANK = re.compile(
    r"(?P<what>[^，。；：]{2,20}?)(?:较[多高大]|最[多高大]|排名?|位列|居)?(?:在?前|第)[一二三四五六七八九十0-9]{1,2}(?:位|名)?"
    r"(?:的)?(?:单位|部门|领域|地区|类型|行业|类别|[市县区])?(?:依次|分别)?(?:是|为|有)?：(?P<name>[\u4e00-\u9fff]{2,14})$"
)
_LAST_RANK = re.compile(
    r"(?:最[少低小多高大]|垫底|末位|倒数第一)的?(?:单位|部门|地区|[市县区])?(?:是|为)(?P<name>[\u4e00-\u9fff]{2,14}?)(?:，)?(?:仅|只|共)?(?:有|为|达)?$"
)
_LONGEST_NAME = 14
_NEW_HEIGHT = re.compile(r"(?:再创|创下|创出|创|刷新|达到|保持).*$")
_EMPTY_DOING = LIGHT | {"完成", "达到", "实现"}


def change_of(place: Place) -> re.Match[str] | None:
    """Return the words of change before a number that is a difference, or None."""
    change = CHANGE.search(place.left)
    if change is None:
        return None
    if not is_difference(place.amount, change):
        # The verb opens its clause right after the number, or the clause, it is compared with.
        base = place.clause[: len(place.clause) - len(place.left) + change.start()]
        numbered = change.start() == 0 and _BASE_BEFORE.search(base)
        if not numbered or not change["verb"]:
            return None
    return change


def is_difference(amount: Amount, change: re.Match[str]) -> bool:
    """Say whether the number is how much something changed, not how much there is."""
    if amount.unit in RELATIVE:
        return len(change["verb"]) > 1 or bool(change["than"])
    return change["than"] not in _NO_COMPARISON


def read_change(
    place: Place, change: re.Match[str], before: Counted | None, topic: str, counted: Counted
) -> None:
    """Name a change by its subject, which may stand before the figure it changes."""
    head = trim(place.left[: change.start()])
    tail = ("" if change["than"] == "平均" else change["than"]) + change["verb"]
    if "分别" in change.group() and len(parts := names_of_row(place.left[: change.start()])) > 1:
        head, *others = parts
        counted.shares = [other + tail for other in others]
    counted.subject = head or (what_changed(before) if before else topic)
    counted.measure = counted.subject + tail


def what_changed(before: Counted) -> str:
    """Return the thing of an earlier figure, with its verb where the verb tells it apart."""
    if before.subject and before.subject not in before.measure:
        return "" if CHANGE.search(before.subject) else before.subject
    if CHANGE.search(before.measure):
        return CHANGE.sub("", before.measure)
    empty = beginning_action(before.measure) in _EMPTY_DOING
    thing = noun_of(before.measure) if empty else before.measure
    return _NEW_HEIGHT.sub("", thing)


def row_verbs(between: Sequence[str], change: re.Match[str]) -> list[str]:
    """Return the verb of each number of 分别下降4.1%、增长11.5%、9% from the words between them.

    The row ends where something else than a verb of change stands between two numbers.
    """
    verbs = [change["than"] + change["verb"]]
    for words in between:
        found = _ROW_VERB.fullmatch(words)
        if not found:
            break
        verbs.append(
            (found["than"] or change["than"]) + found["verb"] if found["verb"] else verbs[-1]
        )
    return verbs


def rate_of_each(words: str) -> str:
    """Return the rate that 优秀率分别为 deals out to the figures before, or ""."""
    found = _RATE_OF_EACH.fullmatch(words.lstrip("，、其"))
    return found["rate"] if found else ""


def goes_on(words: str) -> bool:
    """Say whether the words between two numbers keep them in one row of changes."""
    return _ROW_VERB.fullmatch(words) is not None


def ranked(place: Place, counted: Counted) -> bool:
    """Name 罚款前三位的分别是甲局12万元、乙局9万元: each name with what is ranked; say if it is one."""
    first = _RANKED.match(place.left) or _LED_RANK.match(f"{place.lead}：{place.left}")
    before = place.previous
    last = _LAST_RANK.search(place.clause) if before and before.heads else None
    if first:
        counted.heads = trim(first["what"])
        name = first["name"]
    elif before and before.heads and place.left[:1] in ("、", "和", "，") and not place.right:
        counted.heads, name = before.heads, place.left.lstrip("、和，")
    elif before and last:
        counted.heads, name = before.heads, last["name"]
    else:
        return False
    if not counted.heads or not 2 <= len(name) <= _LONGEST_NAME:
        return False
    counted.measure = name + noun_of(counted.heads)
    return True
