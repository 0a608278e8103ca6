"""Names the thing that stands behind its number: 对8127家属地网站, 将16个网站纳入重点监管."""

from __future__ import annotations

import re

from corpus.phrases import bare_verb, noun_of, subject_of, trim
from corpus.places import Counted, Place, Places
from corpus.units import MONEY
from corpus.verbs import LIGHT, PIVOTS, beginning_action, ending_action, predicate

_SCOPE_END = re.compile(
    r"(?:全[区市省县国]|各[区市县]|[省市区县镇乡]|等|的|全部|所有|其余|其他|内|中|外|对|将|把|为|向|从|由|被|于|在|给|以|让|使|与|和|及|、|有|是|达|共|近年|每|首批|新)$"
)
_INTO = re.compile(
    r"(?:全部|均|都|统一|分别)?(?:纳入|列入|归入|划入|列为|确定为|认定为|评为|评定为|命名为)"
    r"(?P<what>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:名单|名录|目录|台账|清单|库|范围|体系|管理|对象)*$"
)
_ENTERS = re.compile(r"(?:纳入|列入|归入|划入|列为|确定为|认定为|评为|评定为|命名为)")
_MOVED = re.compile(r"(?:移交|移送|下放|委托|转办|调整|划转|上报|报送|推送|提升|升级|改造)")
_GIVEN = re.compile(
    r"(?:予以|给予|进行了?|作出)(?P<what>通报表扬|通报批评|表扬|表彰|奖励|[\u4e00-\u9fff]{0,2}处罚|处分|警告|约谈|问责|通报)"
)
_LEVEL = re.compile(r"^(?P<level>(?:国家|省|市|区|县|镇|村|校|厅|局|州)级(?:[和及与]以上)?)$")
_LEVELLED = re.compile(r"^(?:国家|省|市|区|县|镇|村|校|厅|局|州)级(?P<noun>[\u4e00-\u9fff].*)$")
_AMONG = re.compile(r"(?<=.{2})(?<![集其])(?:当|之)?中$")
_ADDED = re.compile(r"(?:[和及与或]|以及)$")
_OBJECT_MARK = re.compile(r"(?:将|把)$")
_PARTIES = frozenset("名人个家位户支")
_LENGTHS = frozenset("米 公里 千米 平方米 平方公里 亩 公顷 吨 立方米 元 千瓦".split())
_RATES = frozenset("%‰‱")
_CLAUSE_SPLIT = re.compile(r"[并且、]")
_SHORT_NOUN = 3
_LONGEST_DOING = 10
# 移送3件涉嫌犯罪案件: behind a verb and its number these say which things, not what became of them.
_WHICH = re.compile(
    r"(?:涉嫌|违反|未经|未按|拒不|存在)[\u4e00-\u9fff]{2,12}"
    r"(?:案件?|线索|行为|问题|企业|单位|人员?|场所|网站|账号|信息|产品|商品|车辆|项目)$"
)
_WHOLE = re.compile(r"^(?:全[区市省县国]|[各我本该][区市省县局办委]|其中|其)$")
_SIZE = re.compile(
    r"(?:投资|总投资|投资额|资本|资金|占地|面积|建筑面积|长|全长|总长|高|价值|货值|案值|金额|标的额?|产值|产能|容量|库容|流量|里程)$"
)
_SIZE_LENGTH = 8
_MONEY_NOUN = re.compile(
    r"(?:罚款|罚金|没收违法所得|违法所得|滞纳金|补助|补贴|奖励|赔偿)(?:金)?(?![\u4e00-\u9fff]{0,2}额)"
)


def stands_behind(place: Place) -> bool:
    """Say whether the counted thing stands after the number (758 个属地 APP)."""
    right, core = place.right, place.core
    if not right or right.startswith("的") or place.amount.unit in _RATES:
        return bool(right)
    if not core or bare_verb(core) or ending_action(core) or _SCOPE_END.search(place.left):
        return True
    return predicate(right) != 0 and not beginning_action(right)


def read_noun(places: Places, place: Place, counted: Counted) -> None:
    """Fill ``counted`` from the noun after the number, its verb, or the list it belongs to."""
    right = place.right.removeprefix("的")
    at = -1 if _names_which(ending_action(place.core), right) else predicate(right)
    noun, tail = (right, "") if at < 0 else (right[:at], right[at:])
    whole, noun = noun, _ADDED.sub("", noun)
    noun = _AMONG.sub("", noun)
    ends = at < 0 and noun == whole
    counted.right_end = place.right_end if ends else places.noun_end(place, noun)
    if place.amount.unit in _RATES:
        counted.measure = _of_a_rate(place, noun, tail)
        return
    fined = _MONEY_NOUN.match(right) if place.amount.unit.startswith(MONEY) else None
    if fined or (place.right.startswith("的") and _MONEY_NOUN.fullmatch(place.core)):
        counted.measure, counted.right_end = fined.group() if fined else place.core, -1
        return
    if place.right.startswith("的") and _is_size(place):
        counted.measure, counted.right_end = subject_of(noun) + place.core, -1
        return
    if place.amount.unit in _LENGTHS and "、" in noun:
        noun = noun.rpartition("的")[2] if "的" in noun else noun.partition("、")[0]
        counted.right_end = places.noun_end(place, noun)
    continued = place.previous is not None and place.previous.right_end >= 0 and place.listed
    if continued and place.previous is not None:
        counted.verb, counted.prefix = place.previous.verb, place.previous.prefix
        if place.glued or not place.left:
            noun = noun_of(place.previous.measure) + noun if _touches(place) else noun
    elif _OBJECT_MARK.search(place.left):
        counted.prefix = _taken_into(places, place)
    else:
        counted.verb, counted.prefix = _verb(place), _given(places, place)
    noun = _with_level(places, place, noun)
    counted.measure = _named(place, noun, tail, counted, continued=continued)


def _names_which(verb: str, right: str) -> bool:
    """Say whether the words behind a verb and its number only name things: 开展3次|部门联合检查."""
    done = verb in LIGHT and ending_action(right) and len(right) <= _LONGEST_DOING
    return bool(verb) and bool(done or _WHICH.match(right))


def _is_size(place: Place) -> bool:
    """Say whether the words before name the amount itself: 注册资本12亿元的公司."""
    return _SIZE.search(place.core) is not None and len(place.core) <= _SIZE_LENGTH


def _touches(place: Place) -> bool:
    """Say whether the noun before ends where this number starts: 602家企业|4.46万个岗位."""
    return place.previous is not None and place.previous.right_end == place.start


def _of_a_rate(place: Place, noun: str, tail: str) -> str:
    """Name what a rate is said of: 全区99.8%的群众诉求得到有效解决."""
    of = "" if _SCOPE_END.search(place.left) and len(place.core) <= 4 else place.core
    return of + noun + _first_clause(tail)


def _verb(place: Place) -> str:
    """Return the words before the number that go with the noun behind it."""
    core = place.core
    if _WHOLE.match(core):
        return ""
    ending, beginning = ending_action(core), beginning_action(core)
    if place.left.endswith("的"):
        return ""
    if ending and beginning and len(core) > len(ending) + len(beginning):
        return core if len(core) <= 12 else ending
    if ending or bare_verb(core) or len(core) <= 2:
        return ending or core
    return beginning


def _named(place: Place, noun: str, tail: str, counted: Counted, *, continued: bool) -> str:
    """Put verb, noun and what is said of it together."""
    if counted.prefix:
        return counted.prefix + noun
    if not noun:
        of = place.previous if place.previous and place.previous.right_end >= 0 else None
        goes_on = place.clause.endswith(("、", "和", "与", "及"))
        same = of is not None and not goes_on and place.previous_unit == place.amount.unit
        return (noun_of(of.measure) if of and same else "") + (trim(tail) or tail)
    if counted.verb in PIVOTS and tail and place.amount.unit in _PARTIES:
        return counted.verb + noun + _first_clause(tail)
    example = place.left.endswith("等")
    if example and len(noun) <= _SHORT_NOUN and len(place.core) <= 24:
        return place.core + "等" + noun + ("" if counted.verb else trim(_first_clause(tail)))
    if len(noun) <= _SHORT_NOUN and _names_kind(place, counted):
        return place.core + ("的" if place.left.endswith("的") else "") + noun
    if counted.verb or not tail or continued or place.amount.unit in _LENGTHS:
        return counted.verb + noun
    within = place.left.endswith(("中", "内", "里"))
    opens = (within or not place.core) and not place.left.endswith(
        ("对", "为", "向", "给", "由", "与", "和")
    )
    return noun + trim(_first_clause(tail)) if opens or example else noun


def _names_kind(place: Place, counted: Counted) -> bool:
    """Say whether the words before tell what kind of thing a bare noun is: 安全生产|措施."""
    if place.left.endswith("的"):
        return 0 < len(place.core) <= 20
    scoped = _SCOPE_END.search(place.left) is not None
    return not scoped and len(counted.verb) + 2 <= len(place.core) <= 20


def _given(places: Places, place: Place) -> str:
    """Return 通报表扬 where the clause ends in 予以通报表扬 and begins with 对."""
    if "对" not in place.left:
        return ""
    given = _GIVEN.search(_clause_after(places, place))
    return given["what"] if given else ""


def _taken_into(places: Places, place: Place) -> str:
    """Return what 将16个网站、…纳入重点监管 makes of its things: 重点监管."""
    clause = _clause_after(places, place)
    enters = _ENTERS.search(clause)
    if enters:
        into = _INTO.match(clause[enters.start() :])
        return into["what"] if into else clause[enters.start() :][:10]
    moved = _MOVED.search(clause)
    return moved.group() if moved else ""


def _clause_after(places: Places, place: Place) -> str:
    start = place.amount.span.end
    return places.shadow.shade[start : places.shadow.right_border(start, start + 120)]


def _with_level(places: Places, place: Place, noun: str) -> str:
    """Lend 8个国家级 the noun of 4个省级区域医疗中心, which it shares."""
    if not _LEVEL.match(noun):
        return noun
    shared = _LEVELLED.match(places.following(place.number))
    if not shared:
        return noun
    at = predicate(shared["noun"])
    return noun + (shared["noun"] if at < 0 else shared["noun"][:at])


def _first_clause(tail: str) -> str:
    """Return a predicate up to its first 并, 且 or 、, at most 18 characters."""
    return _CLAUSE_SPLIT.split(tail)[0][:18]
