"""Names what grew or fell, and deals out what 分别 gives to each of a row."""

from __future__ import annotations

import re

from corpus.amounts import Amount
from corpus.phrases import noun_of, trim
from corpus.places import Counted, Place
from corpus.verbs import LIGHT, beginning_action

CHANGE_NOUNS = "增幅|降幅|涨幅|升幅|增速|跌幅"
CHANGE_VERBS = (
    "增长|增加|下降|减少|提高|提升|上升|降低|回落|上涨|下跌|压减|压缩|缩短|缩减|下浮|上浮|扩大|翻|"
    "提速|改善|削减|高出|多出|多|少|快于|高于|低于"
)
RELATIVE = frozenset(("%", "‰", "‱", "个百分点", "百分点", "倍"))
CHANGE = re.compile(
    r"(?:分别|均)?(?P<than>(?:年均|平均|月均|同比|环比|(?:比|较|相比|与)[^，。；、]{0,10}?(?:相比)?)?)(?:（下同）)?"
    r"(?:分别|平均|再|均|大幅|累计|各|又|净|约|可比口径|名义|实际|同口径|进一步|持续)*"
    rf"(?P<verb>(?:{CHANGE_NOUNS})(?=(?:了|约|到|达|为|超|近|超过|逾|控制在|控制|在)*$)|(?:{CHANGE_VERBS})(?=(?:了|约|超|近|超过|逾)*$))"
)
_NO_COMPARISON = ("", "年均", "平均", "月均", "与")
_SPLIT = re.compile(r"[、和与及]")
_SHARED_NOUN = re.compile(
    r"(?:数量|案件|总数|金额|人数|面积|收入|总额|[\u4e00-\u9fff]{2}[量率额](?<!数量))$"
)
_NEW_HEIGHT = re.compile(r"(?:再创|创下|创出|创|刷新|达到|保持).*$")
_EMPTY_DOING = LIGHT | {"完成", "达到", "实现"}


def change_of(place: Place) -> re.Match[str] | None:
    """Return the words of change before a number that is a difference, or None."""
    change = CHANGE.search(place.left)
    return change if change and is_difference(place.amount, change) else None


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
    parts = [part for part in _SPLIT.split(head) if part] if "分别" in change.group() else []
    if len(parts) > 1:
        counted.shares = [_share_name(part, parts[-1]) + tail for part in parts[1:]]
        head = _share_name(parts[0], parts[-1])
    counted.subject = head or (what_changed(before) if before else topic)
    counted.measure = counted.subject + tail


def what_changed(before: Counted) -> str:
    """Return the thing of an earlier figure, with its verb where the verb tells it apart."""
    if before.subject and before.subject not in before.measure:
        return before.subject
    if CHANGE.search(before.measure):
        return CHANGE.sub("", before.measure)
    empty = beginning_action(before.measure) in _EMPTY_DOING
    thing = noun_of(before.measure) if empty else before.measure
    return _NEW_HEIGHT.sub("", thing)


def deal_out(place: Place, counted: Counted) -> bool:
    """Deal A、B、C分别完成1、2、3件 out in order; say whether there was anything to deal."""
    head, found, rest = place.left.rpartition("分别")
    parts = [part for part in _SPLIT.split(trim(head)) if part]
    if not found or len(parts) < 2 or len(rest) > 8:
        return False
    verb = beginning_action(rest) or trim(rest)
    lead = beginning_action(parts[0])
    names = [
        lead + name if number and lead and not beginning_action(name) else name
        for number, name in enumerate(parts)
    ]
    names = [_share_name(name, names[-1]) + verb for name in names]
    counted.measure = counted.subject = names[0]
    counted.verb, counted.shares = lead, names[1:]
    return True


def take_share(previous: Counted, counted: Counted) -> None:
    """Give the next number of a row the next name."""
    counted.measure = counted.subject = previous.shares[0]
    counted.shares, counted.follows = previous.shares[1:], True


def _share_name(part: str, last: str) -> str:
    """Give 发文 the noun of 会议数量, the last of its row: 发文数量."""
    noun = _SHARED_NOUN.search(last)
    if not noun or part == last or part[-1] in "量率额数":
        return part
    return part + noun.group()
