"""Finds every number with its unit and qualifier in a text: 超20万余次, 300—500条, 三分之二, 数十起.

An Amount is only what is printed; whether it is a figure of the report is decided in ``traps``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.models import Qualifier, Span
from corpus.numerals import ARABIC, CHEQUE, HAN, HAN_DIGITS, SCALES, parse_han, parse_number
from corpus.units import CALENDAR, DURATIONS, unit_at
from corpus.verbs import ending_action

LEADS: dict[str, Qualifier] = {
    "不少于": "at_least", "不低于": "at_least", "不小于": "at_least", "不下": "at_least",
    "不下于": "at_least", "至少": "at_least", "最少": "at_least", "起码": "at_least",
    "≥": "at_least", "不超过": "at_most", "不高于": "at_most", "不多于": "at_most",
    "不大于": "at_most", "至多": "at_most", "最多": "at_most", "≤": "at_most",
    "不突破": "at_most", "超过": "over", "突破": "over", "已超": "over", "超": "over",
    "逾": "over", "多于": "over", "大于": "over", "高于": "over", "不止": "over", ">": "over",
    "上": "over", "过": "over", "破": "over", "将近": "under", "接近": "under", "近": "under",
    "不足": "under", "不到": "under", "未满": "under", "少于": "under", "小于": "under",
    "低于": "under", "<": "under", "大约": "about", "大概": "about", "约": "about",
    "约为": "about", "大致": "about", "左右": "about",
}  # fmt: skip
TRAILS: dict[str, Qualifier] = {
    "以上": "at_least", "及以上": "at_least", "或以上": "at_least", "以下": "at_most",
    "及以下": "at_most", "以内": "at_most", "之内": "at_most", "左右": "about",
    "上下": "about", "不等": "about", "有余": "over", "余": "over", "多": "over", "+": "over",
}  # fmt: skip
# 签约38个 is no "about", 最近5次 no "under": these leads end other words.
_WORD_ENDINGS = {
    "约": "签节条履预公违合集制契毁续邀特相",
    "近": "最附邻相靠远亲临",
    "超": "高赶反",
    "过": "超经通不",
    "上": "以网线",
    "破": "突侦查",
    "逾": "",
}
_ONLY_BEFORE_HAN = ("上", "过", "破")
_LEAD = re.compile("(?:" + "|".join(sorted(LEADS, key=len, reverse=True)) + r") ?$")
_TRAIL = re.compile(
    r" ?(?:及以上|或以上|以上|及以下|以下|以内|之内|左右|上下|不等|有余|余|\+(?![0-9A-Za-z])|多(?=[，。；、）]|$))"
)
_OVER = r"(?: ?[余多](?!元化|样)| ?来(?=[个名家次件人场天])|\+(?![0-9A-Za-z]))"
_SCALE = (
    r" ?(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千(?![米克瓦伏卡兆帕]|家万户)|百(?![分姓货年日]))"
)
_AMOUNT = re.compile(
    rf"(?P<share>(?<![0-9/])[1-9]/[1-9][0-9]?(?=的|以上|左右|多)|(?<=[占少加降升达近约超过了])[1-9]/[1-9][0-9]?(?=[，。；、）]|$)|(?<![另多少])一半(?=以上|左右|[，。；、）]|$)|半数(?=以上)|[{HAN}]{{1,6}}分之(?:[{HAN}]{{1,9}}(?:点[{HAN}]{{1,6}})?|{ARABIC}))"
    rf"|(?P<arabic>(?<![0-9.]){ARABIC})(?P<over>{_OVER})?(?P<scale>{_SCALE})?(?P<over2>{_OVER})?"
    rf"|(?P<vague>数|好几|几)(?P<scales>[十百千万亿]{{1,3}})(?P<over3>余|多)?"
    rf"|(?P<han>{CHEQUE}|[{HAN}]{{1,25}}(?:点[{HAN}]{{1,4}})?)(?P<few>几)?(?P<over4>余|多(?!元|样))?"
)
_TO = re.compile(r" ?(?:-{1,2}|—{1,2}|~|至|到) ?")
_FROM = re.compile(r"(?:由|从)[^，。；、]{0,12}$")
_SHARES = {"百": "%", "千": "‰", "万": "‱"}
_TENTHS = re.compile(
    r"成(?P<more>[一二三四五六七八九半])?(?![立功员效果为绩就本长都熟型交品分人年])"
)
_TEN = 10
# 2亿3千万元, 3万5千人: what is left over is printed with the next scale down.
_REMAINDER = re.compile(r"([0-9]{1,4})(千万|百万|十万|万|千|百)(?![0-9])")
_UP_TO = re.compile(r"(?:至|到|、)?(?=[0-9])")
_ROW_MARKS = ("、", "和", "及", "与")
# 至少开展4次: the word stands before the verb and is no part of what is printed of the number.
_BEFORE_VERB = re.compile(
    r"(?P<lead>不少于|不低于|至少|最少|起码|不超过|至多|最多|约|近|逾|超)(?:应|需|要|可|再|能)?(?P<verb>[\u4e00-\u9fff]{1,8})$"
)
_VERBS_OF_SHORT = frozenset(("有", "达", "需", "占", "为", "合", "计"))
_VERBS_OF_LONG = _VERBS_OF_SHORT | {
    "开展",
    "延长",
    "接受",
    "参加",
    "学习",
    "听取",
    "召开",
    "每年",
    "每季度",
    "每月",
}
_COUNTING_VERB = re.compile(
    r"(?:新增|投放|采购|购置|发放|建成|新建|改建|种植|栽植|养殖|引进|收缴|查获|缴获|查扣|没收|销毁|配备|补充|捐赠)$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number: where it stands, its value in base units, its unit and its qualifier.

    ``han`` says that it is written in Chinese numerals, ``digits`` is the bare number as printed,
    ``scale`` what its 万 or 亿 multiplied it by.
    """

    span: Span
    value: Decimal | None
    upper: Decimal | None
    unit: str
    qualifier: Qualifier
    digits: str
    han: bool = False
    scale: int = 1

    @property
    def is_fraction(self) -> bool:
        """Say whether it is a part of a whole: 三分之二, 2/3."""
        return "分之" in self.digits or "/" in self.digits or "半" in self.digits

    @property
    def scaled(self) -> bool:
        """Say whether 万 or 亿 or a Chinese numeral makes it more than bare digits."""
        return self.han or self.scale > 1


def amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a levelled text in order.

    >>> [a.span.of("共超20万余次") for a in amounts("共超20万余次")]
    ['超20万余次']
    """
    return _lend_units(text, tuple(_scan(text)))


def _scan(text: str) -> Iterator[Amount]:
    """Yield the amounts one by one, each with its own unit."""
    position = 0
    while found := _AMOUNT.search(text, position):
        position = found.end()
        amount = _read(text, found)
        if amount is None:
            continue
        amount = _with_upper(text, amount) or amount
        yield _qualified(text, amount)
        position = max(position, amount.span.end)


def _lend_units(text: str, found: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Give 12 and 15 of 分别完成12、15、18件 the unit and scale of the last."""
    lent = list(found)
    for number in range(len(lent) - 2, -1, -1):
        amount, after = lent[number], lent[number + 1]
        between = text[amount.span.end : after.span.start]
        points = amount.unit == "个" and after.unit == "个百分点"
        if points and between in _ROW_MARKS:
            lent[number] = replace(amount, unit=after.unit)
        if amount.unit or not after.unit or between not in _ROW_MARKS or amount.value is None:
            continue
        before = text[max(0, amount.span.start - 40) : amount.span.start]
        if "分别" in before and not re.search(r"[。；\n]", before[before.rfind("分别") :]):
            value = amount.value if amount.scale > 1 else amount.value * after.scale
            lent[number] = replace(amount, unit=after.unit, value=value, scale=after.scale)
    return tuple(lent)


def _read(text: str, found: re.Match[str]) -> Amount | None:
    """Turn one match into an Amount without its leading and trailing qualifiers."""
    if found["share"]:
        return _share(found)
    if found["arabic"]:
        return _arabic(text, found)
    if found["vague"]:
        return _with_unit(text, found, None, found["vague"] + found["scales"], over=False)
    value = parse_han(found["han"])
    if value is None:
        return None
    over = bool(found["over4"] or found["few"])
    return _with_unit(text, found, value, found["han"], over=over)


def _arabic(text: str, found: re.Match[str]) -> Amount | None:
    """Read a number in digits with its scale, and the rest where it is printed in two (2亿3千万)."""
    value = parse_number(found["arabic"])
    if value is None:
        return None
    scale = SCALES[found["scale"].strip()] if found["scale"] else 1
    over, end = bool(found["over"] or found["over2"]), found.end()
    rest = _REMAINDER.match(text, end) if scale > 1 and not over else None
    value *= scale
    if rest and SCALES[rest[2]] < scale:
        value, end = value + int(rest[1]) * SCALES[rest[2]], rest.end()
    return _with_unit(text, found, value, found["arabic"], over=over, end=end)


def _with_unit(
    text: str,
    found: re.Match[str],
    value: Decimal | None,
    digits: str,
    *,
    over: bool,
    end: int | None = None,
) -> Amount | None:
    """Add the unit that follows; a vague number (数十) is about, an 余 makes it over."""
    han = not found["arabic"]
    end = found.end() if end is None else end
    gap = len(text[end : end + 2]) - len(text[end : end + 2].lstrip(" "))
    verb = _COUNTING_VERB.search(text[max(0, found.start() - 4) : found.start()])
    unit = unit_at(text, end + gap, after_verb=bool(verb) and not han)
    tenths = _TENTHS.match(text, end)
    if tenths and value is not None and value <= _TEN:
        unit, gap = tenths.group(), 0
    qualifier: Qualifier = "over" if over else "about" if value is None else "exact"
    span = Span(found.start(), end + gap + len(unit) if unit else end)
    if tenths and unit == tenths.group() and value is not None:
        more = HAN_DIGITS.get(tenths["more"] or "零", 5)
        value, unit = value * 10 + more, "%"
    scale = SCALES[found["scale"].strip()] if found["scale"] else 1
    return Amount(span, value, None, unit.replace(" ", ""), qualifier, digits, han, scale)


def _share(found: re.Match[str]) -> Amount | None:
    """Read 百分之八十 as 80 % and 三分之二 as 0.6667 of a whole."""
    if "半" in found["share"]:
        span = Span(found.start(), found.end())
        return Amount(span, Decimal("0.5"), None, "", "exact", found["share"], True)
    if "/" in found["share"]:
        above, _, below = found["share"].partition("/")
        bottom = parse_number(below)
    else:
        below, _, above = found["share"].partition("分之")
        bottom = parse_han(below)
    top = parse_number(above)
    if top is None or not bottom:
        return None
    span = Span(found.start(), found.end())
    if below in _SHARES:
        return Amount(span, top, None, _SHARES[below], "exact", found["share"], True)
    value = round(top / bottom, 4)
    return Amount(span, value, None, "", "exact", found["share"], True)


def _with_upper(text: str, low: Amount) -> Amount | None:
    """Join 300—500条 and 7.5万元至20万元 into one range, or return None where it is none."""
    bounded = text.startswith("以上", low.span.end)
    to = (_UP_TO if bounded else _TO).match(text, low.span.end + 2 * bounded)
    if not to or low.value is None or low.unit in CALENDAR:
        return None
    found = _AMOUNT.match(text, to.end())
    high = _read(text, found) if found else None
    led = to.group().strip() in ("至", "到") and _FROM.search(
        text, max(0, low.span.start - 16), low.span.start
    )
    # 由5件到9件 is a change, 从500元到2万元不等 a range.
    if led and not (high and text.startswith("不等", high.span.end)):
        return None
    if bounded and (high is None or not text.startswith("以下", high.span.end)):
        return None
    if high is None or high.value is None or found is None or high.han != low.han:
        return None
    if low.unit and low.unit != high.unit:
        return None
    bare = not low.unit and not low.scaled
    scale = SCALES[found["scale"].strip()] if bare and found["scale"] else 1
    value = low.value * scale
    if high.value <= value:
        return None
    span = Span(low.span.start, high.span.end)
    return replace(
        high, span=span, value=value, upper=high.value, qualifier="range", digits=low.digits
    )


def _qualified(text: str, amount: Amount) -> Amount:
    """Widen the amount over the qualifiers printed around it; the leading one decides."""
    start, end, qualifier = amount.span.start, amount.span.end, amount.qualifier
    trail = _TRAIL.match(text, end)
    if trail and (amount.unit or amount.scaled or "+" in trail.group()):
        end = trail.end()
        if qualifier != "range":
            qualifier = TRAILS[trail.group().strip()]
    lead = _lead(text, amount)
    if lead:
        start -= len(lead)
        if amount.qualifier != "range" and amount.value is not None:
            qualifier = LEADS[lead.strip()]
    elif qualifier == "exact":
        qualifier = _before_verb(text, amount) or qualifier
    if (
        amount.unit in DURATIONS
        and text.startswith("内", end)
        and text.endswith("之日起", 0, start)
    ):
        end, qualifier = end + 1, "at_most"
    return replace(amount, span=Span(start, end), qualifier=qualifier)


def _before_verb(text: str, amount: Amount) -> Qualifier | None:
    """Return the qualifier that stands before the verb of the number: 至少开展4次, 约有300名."""
    found = _BEFORE_VERB.search(text, max(0, amount.span.start - 12), amount.span.start)
    if not found:
        return None
    lead, verb = found["lead"], found["verb"]
    if len(lead) == 1:
        joined = text[found.start() - 1 : found.start()] in tuple(_WORD_ENDINGS.get(lead, ""))
        return None if joined or verb not in _VERBS_OF_SHORT else LEADS[lead]
    fits = verb in _VERBS_OF_LONG or ending_action(verb) == verb
    return LEADS[lead] if fits else None


def _lead(text: str, amount: Amount) -> str:
    """Return the qualifier that stands right before the number, with its blank, or ""."""
    found = _LEAD.search(text, max(0, amount.span.start - 5), amount.span.start)
    if not found:
        return ""
    word = found.group().strip()
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    if before and before in _WORD_ENDINGS.get(word, ""):
        return ""
    if word in _ONLY_BEFORE_HAN and not amount.digits.startswith(("十", "百", "千", "万", "亿")):
        return ""
    return found.group()
