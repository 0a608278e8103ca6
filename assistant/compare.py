"""Whether two figures are the same thing, and why not: the reasons to warn of a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.actions import ACTIONS
from assistant.compute import APPROXIMATE
from assistant.normalise import bare
from assistant.units import same_unit
from corpus.models import Figure

Reason = Literal[
    "action", "scope", "name", "unit", "precision", "period", "kind", "office", "indicator"
]

SCOPE_WORDS: tuple[str, ...] = (
    "属地", "区外", "市外", "境外", "系列", "清朗", "涉政", "网上", "线上", "线下", "重点", "全区", "全市", "全县",
    "行政", "刑事", "一般程序", "简易程序", "个人", "企业", "账号", "平台", "网站", "全口径", "同口径", "优质", "公办",
    "民办", "规上", "限上", "国家级", "省级", "市级", "区级", "国际", "国内", "城镇", "农村",
)  # fmt: skip
"""Words that say of how much of a thing a measure speaks."""
ADDED = ("新增", "净增", "新认定", "新引进", "新设", "新开")
MADE = (
    *ADDED,
    "建成",
    "新建",
    "新改",
    "改造",
    "引进",
    "认定",
    "培育",
    "建设",
    "创建",
    "开办",
    "完成",
    "打通",
    "发放",
)
"""A measure with a word of ADDED speaks of the year's growth; one with none of MADE of the stock."""
_EDGE = re.compile(
    r"^(?:共计?|累计|全年|全区|全市|全县|依法|组织|开展|进行|积极|深入|扎实|大力|各类|实现|完成|达到?|共有|持有?|取得|推动|推进|处理|办理(?=人大|政协))+"
)
_FILLER = re.compile(r"委员|代表的?|总量|总数|数量|总额|数$|量$|情况|工作|的|等|各类|完成")
COST: dict[Reason, float] = {
    "kind": 5, "indicator": 3, "action": 3, "unit": 2, "period": 2, "scope": 1.5, "office": 1,
    "name": 0.5, "precision": 0.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparability:
    """Why two figures are not quite the same thing (empty: they are), and what that weighs."""

    reasons: tuple[Reason, ...]

    @property
    def cost(self) -> float:
        """The weight of the reasons; 0 for like with like, from 2 on another thing."""
        return sum(COST[r] for r in self.reasons)


def core(measure: str) -> str:
    """Return a measure without what it is merely dressed in: 累计开展各类辟谣 -> 辟谣."""
    return _FILLER.sub("", _EDGE.sub("", bare(measure)))


def _stock(measure: str) -> str:
    """Return "new" for what a year added, "stock" for what there is, "" where it cannot be told."""
    if any(w in measure for w in ADDED):
        return "new"
    return "" if any(w in measure for w in MADE) or _actions(measure) else "stock"


def alike(a: Figure, b: Figure) -> float:
    """Return how much of the shorter of two names stands in the other, 0 to 1."""
    one, two = sorted((core(a.measure), core(b.measure)), key=len)
    pairs = [one[i : i + 2] for i in range(len(one) - 1)]
    return sum(p in two for p in pairs) / len(pairs) if pairs else float(one in two)


def _actions(measure: str) -> set[str]:
    return {verb for verb in ACTIONS if verb in measure}


def comparability(a: Figure, b: Figure, office_names: tuple[str, str] = ("", "")) -> Comparability:
    """Return the reasons why ``a`` and ``b`` are not the same thing."""
    reasons: list[Reason] = []
    one, two = bare(a.measure), bare(b.measure)
    if (a.kind == "target") != (b.kind == "target") or (a.kind == "change") != (b.kind == "change"):
        reasons.append("kind")
    if a.indicator and b.indicator and a.indicator != b.indicator:
        reasons.append("indicator")
    verbs = _actions(one), _actions(two)
    if verbs[0] != verbs[1] and ((verbs[0] and verbs[1]) or core(one) != core(two)):
        reasons.append("action")
    scopes = ({w for w in SCOPE_WORDS if w in one}, {w for w in SCOPE_WORDS if w in two})
    grown = {_stock(one), _stock(two)} == {"new", "stock"} and a.kind == b.kind
    if scopes[0] != scopes[1] or grown:
        reasons.append("scope")
    if not reasons and core(one) != core(two):
        reasons.append("name")
    if not same_unit(a.unit, b.unit):
        reasons.append("unit")
    if len(reasons) > 1 and "indicator" in reasons:
        reasons.remove("indicator")  # the act or the scope says it better
    if (a.qualifier in APPROXIMATE) != (b.qualifier in APPROXIMATE):
        reasons.append("precision")
    if _part_of_year(a.period) != _part_of_year(b.period):
        reasons.append("period")
    if office_names[0] and office_names[1] and office_names[0] != office_names[1]:
        reasons.append("office")
    return Comparability(tuple(reasons))


def _part_of_year(period: str) -> str:
    """Return what a period leaves over beside its year: "2024年上半年" -> 上半年, "2024" -> ""."""
    return re.sub(r"^\s*(?:20\d\d)\s*年?度?\s*", "", period or "").strip()
