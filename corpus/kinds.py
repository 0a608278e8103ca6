"""Says whether a figure is a result, a target, a share of a whole or a change."""

from __future__ import annotations

import re

from corpus.amounts import Amount
from corpus.changes import CHANGE_NOUNS, CHANGE_VERBS, RELATIVE
from corpus.models import FigureKind, SectionRole

_CHANGED = re.compile(
    rf"(?:{CHANGE_NOUNS})(?:均|约|近|超|超过|逾|达|达到|为|控制在|控制|在)*$"
    rf"|(?:{CHANGE_VERBS})(?:了|约|近|超|超过|逾|率|幅度?)*$"
    rf"|(?:同比|环比)(?:分别)?(?:{CHANGE_VERBS})(?![^，。；]{{0,6}}[到至为])[^，。；]{{0,8}}$"
)
_COMPARED = re.compile(
    rf"(?:同比|环比|(?:较|比|相比|与)[^，。；、]{{0,24}}?|(?:较|比|与)[^，。；]{{2,24}}?(?:相比|比较|相较|同期)，[^，。；]{{0,16}}?)(?:分别|再|均|大幅|累计|净|又)*(?:{CHANGE_VERBS})(?:了|约|近)?$"
)
# 将 before a verb plans; before a thing it only marks the object (将16个网站纳入).
_PLANS = re.compile(
    r"力争|打算|(?<![按度动养划])计划(?![生单经》”的内外书表数率任])|(?<![模虚草])拟(?![定合态制])|争取(?=[\u4e00-\u9fff]{0,6}?(?:完成|实现|达到|建成|开工|举办|新增))|目标(?:是|为|：)|预期目标|确保(?:达到|实现|完成|[^，。；]{0,12}(?:以上|达到|不低于))|"
    r"(?:要求|明确)[^，。；]{0,24}(?:不低于|不少于|不超过|达到)|将(?=(?:继续|进一步|再|力争|于|在|新|完成|实现|开展|建成|推动|打造|组织|举办|达到|达|投入|实施|启动))|"
    r"到20[2-9][0-9]年[^，。；]{0,30}(?:达到|达|实现|建成)|(?:不得|应|应当|须|必须|原则上)(?:不)?(?:低于|少于|高于|超过|达到)"
)


# These govern all that follows in their sentence, until something is said to be done.
_GOVERNS = re.compile(
    r"力争|打算|(?<![按度动养划])计划(?![生单经》”的内外书表数率任])|(?<![模虚草])拟(?![定合态制])"
)
_DONE = re.compile(r"实际|实有|已|目前|累计|现有|超额|完成|同比|较上年|比上年|[；。！？]")


# 与上年同期相比，…增加136件，…减少56万元: the comparison holds up to the next stop.
_COMPARES = re.compile(r"(?:与|较|比|同)[^，。；]{2,24}?(?:相比|相较|比较)，")
_CHANGE_END = re.compile(rf"(?:{CHANGE_VERBS})(?:了|约|近)?$")


def compared(sentence: str, left: str) -> bool:
    """Say whether a number is a difference from what its sentence is compared with.

    >>> compared("与上年相比，立案增加136件，罚款减少", "罚款减少")
    True
    """
    part = sentence.rpartition("；")[2]
    return _CHANGE_END.search(left) is not None and _COMPARES.search(part) is not None


def goes_on_planning(words: str) -> bool:
    """Say whether what a sentence plans before a number still holds for it.

    >>> goes_on_planning("力争查处案件120件，罚没金额"), goes_on_planning("计划抽检20批，实际完成")
    (True, False)
    """
    plans = [found.end() for found in _GOVERNS.finditer(words)]
    return bool(plans) and not _DONE.search(words, plans[-1])


def kind_of(amount: Amount, left: str, clause: str, role: SectionRole) -> FigureKind:
    """Classify a figure by its unit, the words before it and the part of the report it stands in.

    ``left`` is the clause up to the number, ``clause`` all that governs it in its sentence.
    """
    if role == "plan" or _PLANS.search(clause):
        return "target"
    if amount.unit in ("倍", "番", "个百分点", "百分点"):
        return "change"
    if _is_change(amount, left):
        return "change"
    share = amount.unit in RELATIVE or (not amount.unit and amount.is_fraction)
    return "share" if share else "result"


def _is_change(amount: Amount, left: str) -> bool:
    """Say whether the number is a difference and not the value it led to."""
    if _COMPARED.search(left):
        return True
    relative = amount.unit in RELATIVE or (not amount.unit and amount.is_fraction)
    return relative and bool(_CHANGED.search(left))
