"""Says what each figure counts, as printed and understandable by itself: 查删有害信息, 属地APP."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.amounts import Amount
from corpus.phrases import bare_verb, noun_of, shorten, trim
from corpus.shadow import QUOTE_SIGN, Shadow
from corpus.verbs import PIVOTS, beginning_action, ending_action, predicate

CHANGE_VERBS = "增长|增加|下降|减少|提高|提升|上升|降低|回落|上涨|下跌|压减|压缩|缩短|缩减|下浮|上浮|扩大|翻|增幅|降幅|涨幅|升幅|增速|提速|改善|削减|高出|多出|多|少|快于|高于|低于"
_CHANGE = re.compile(
    r"(?P<than>(?:年均|平均|月均|同比|环比|(?:比|较|相比|与)[^，。；、]{0,10}?(?:相比)?)?)(?:（下同）|◇)?(?:分别|平均|再|均|大幅|累计|各|又|净|约|可比口径|名义|实际|同口径)*"
    rf"(?P<verb>{CHANGE_VERBS})(?:了|约|到|达|为|超|近|超过|逾)*$"
)
_GENERIC = re.compile(
    r"^(?:总|共|已|直接|累计|日均|年均|人均|平均|新增|主动)?(?:覆盖|惠及|受益|参与|参加|占比|占|占总数|金额|案值|货值|罚款|罚没款?|总额|总量|总数|数量|面积|"
    r"人数|户数|件数|人次|场次|增速|增幅|降幅|收取|案例|活动|其他|平均|投资|产值|收入|营收|利润|规模|资金|标的额?|涉及|涉案|受众|观看|点击|阅读|浏览|播放|转发|点赞|访问|"
    r"答题|粉丝|成交|成功率?|其中|比例|比重|合计|小计|总计|在线|参训|参考|参会|听众|观众|学员|答复|办结|采纳|整改|处罚|警告|结案|立案|移送|移交|得分|评分|排名|整改完成)?"
    r"(?:覆盖|人数|人群|受众|受益|群众|人口|金额|货值金额|总额|总量|数量|量|率|面积|达|人|额|数)?$"
)
_SHORT_RATE = re.compile(r"^[^、]{0,4}(?:率|占比|比例|比重|指数)$")
_NO_NOUN_AFTER = re.compile(
    r"^(?:[和及与或并]|以及|以来|左右|之间|不等|等|其中|且|而|至|到(?!期|账|场)|增|分别|的?(?:基础上|目标|要求|标准|速度))"
)
_PLACE_END = re.compile(
    r"(?:[省市区县镇乡局委办厅院所站处级类国村]|街道|政府|部门|园区|新区|开发区|集团|公司|企业|中心|法院|公安|支队|大队)$"
)
_SCOPE_END = re.compile(
    r"(?:全[区市省县国]|各[区市县]|[省市区县镇乡]|等|的|全部|所有|其余|其他|内|中|外|对|将|把|为|向|从|由|被|于|在|给|以|让|使|与|和|及|、|有|是|达|共|近年|每|首批|新)$"
)
_INTO = re.compile(
    r"^(?:全部|均|都|统一|分别)?(?:纳入|列入|归入|划入|列为|确定为|认定为|评为|评定为|命名为)([\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:名单|名录|目录|台账|清单|库|范围|体系|管理|对象)*$"
)
_SPLIT = re.compile(r"[、和与及]")
_EMPTY_TOPIC = re.compile(
    r"^(?:以|并|不断|有力|有效|进一步|切实|为|让|使|提升|确保|形成|实现|营造|推动|促进|同比|环比|增长|下降)"
)
_MAX = 42


@dataclass(slots=True)
class Counted:
    """What one amount counts, and what the next ones may take from it."""

    measure: str = ""
    subject: str = ""
    verb: str = ""
    prefix: str = ""
    right_end: int = -1
    depth: int = 0
    sentence: int = -1
    shares: list[str] = field(default_factory=list)
    own: bool = True


class MeasureReader:
    """Walks the figures of a text in order and names what each of them counts."""

    def __init__(self, shadow: Shadow, amounts: tuple[Amount, ...]) -> None:
        self._shadow = shadow
        self._amounts = amounts
        self._done: list[Counted] = []

    def read(self) -> list[Counted]:
        """Return what each amount counts, in the order of the amounts."""
        for number in range(len(self._amounts)):
            self._done.append(self._one(number))
        return self._done

    # -- one figure ---------------------------------------------------------------------------

    def _one(self, number: int) -> Counted:
        amount, shade = self._amounts[number], self._shadow
        sentence = shade.sentence(amount.span.start).start
        previous = self._done[-1] if self._done and self._done[-1].sentence == sentence else None
        floor = self._floor(number, previous)
        left = self._left(amount.span.start, floor)
        right, right_end = self._right(number)
        counted = Counted(sentence=sentence, depth=self._depth(amount.span.start, sentence))
        if previous and previous.shares and not left.strip("、和与及，") and not right:
            return self._next_share(previous, counted)
        change = _CHANGE.search(left)
        if change and self._is_change(amount, change):
            return self._change(number, left, change, counted)
        distributed = self._distributed(number, left, counted)
        if distributed:
            return distributed
        core = trim(left)
        if right and self._reads_right(left, core, right):
            self._read_right(number, left, core, right, right_end, previous, counted)
        else:
            counted.measure = core
            counted.verb = beginning_action(core)
        self._complete(number, left, previous, counted)
        counted.measure = self._tidy(counted.measure, amount.span.start)
        counted.subject = counted.subject or noun_of(counted.measure)
        return counted

    def _floor(self, number: int, previous: Counted | None) -> int:
        """Return where the words of this amount may begin: after the one before and its noun."""
        if number == 0:
            return 0
        end = self._amounts[number - 1].span.end
        return max(end, previous.right_end) if previous else end

    def _left(self, position: int, floor: int) -> str:
        """Return the clause before a number; over a colon or opening bracket where it is empty."""
        shade = self._shadow.shade
        border = self._shadow.left_border(position, floor)
        if shade[border:position].strip() or border <= floor or shade[border - 1] not in "：（":
            return self._shadow.phrase(border, position)
        return self._shadow.phrase(self._shadow.left_border(border - 1, floor), border - 1)

    def _right(self, number: int) -> tuple[str, int]:
        """Return the words right after a number up to a border or the next number."""
        start = self._amounts[number].span.end
        ceiling = len(self._shadow.shade)
        if number + 1 < len(self._amounts):
            ceiling = self._amounts[number + 1].span.start
        end = self._shadow.right_border(start, ceiling)
        stop = self._shadow.shade.find("、", start, end)
        if stop >= 0 and self._list_goes_on(stop, number):
            end = stop
        phrase = self._shadow.phrase(start, end)
        if not phrase or _NO_NOUN_AFTER.match(phrase):
            return "", end
        return phrase, end

    def _list_goes_on(self, stop: int, number: int) -> bool:
        """Say whether a 、 separates counted things and not parts of one name."""
        if number + 1 >= len(self._amounts):
            return False
        following = self._amounts[number + 1].span.start
        return following - stop <= 24 and not re.search(
            r"[，。；\n]", self._shadow.shade[stop:following]
        )

    def _depth(self, position: int, sentence: int) -> int:
        before = self._shadow.shade[sentence:position]
        return before.count("（") - before.count("）")

    # -- the number before its noun ------------------------------------------------------------

    def _reads_right(self, left: str, core: str, right: str) -> bool:
        """Say whether the counted thing stands after the number (758 个属地 APP)."""
        if right.startswith("的"):
            return True
        if not core or bare_verb(core) or ending_action(core) or _SCOPE_END.search(left):
            return True
        return predicate(right) != 0 and not beginning_action(right)

    def _read_right(
        self,
        number: int,
        left: str,
        core: str,
        right: str,
        right_end: int,
        previous: Counted | None,
        counted: Counted,
    ) -> None:
        """Name the noun after the number, with the verb before it or the list it belongs to."""
        right = right.removeprefix("的")
        at = predicate(right, 0)
        noun, tail = (right, "") if at < 0 else (right[:at], right[at:])
        listed = not left.strip("、和与及以")
        continued = previous is not None and previous.right_end >= 0 and listed
        verb = ending_action(core) or (core if bare_verb(core) else "") or beginning_action(core)
        if continued and previous is not None:
            verb, counted.prefix = previous.verb, previous.prefix
            if not left and previous.measure:
                noun = noun_of(previous.measure) + noun if noun else noun
        start = self._amounts[number].span.end
        counted.verb = verb
        counted.right_end = right_end if at < 0 else start + len(noun)
        taking = left.endswith(("将", "把")) or re.match(r"^.{0,6}(?:将|把)$", left) is not None
        if taking and not continued:
            counted.prefix = self._taken_into(number)
            counted.verb = verb = ""
        if counted.prefix:
            counted.measure = counted.prefix + noun
            return
        if left.endswith("对") or (continued and not verb):
            tail = ""
        if not noun:
            counted.measure = trim(tail) or tail
        elif (
            verb in PIVOTS
            and tail
            and self._amounts[number].unit in ("名", "人", "个", "家", "位", "户")
        ):
            counted.measure = verb + noun + _first_clause(tail)
        elif verb or not tail or not self._opens_clause(left):
            counted.measure = verb + noun
        else:
            counted.measure = noun + trim(_first_clause(tail))

    def _opens_clause(self, left: str) -> bool:
        return not trim(left) and not left.endswith(("对", "为", "向", "给", "由", "与", "和"))

    def _taken_into(self, number: int) -> str:
        """Return what 将16个网站、…纳入重点监管 makes of its things: 重点监管."""
        start = self._amounts[number].span.end
        clause = self._shadow.shade[start : self._shadow.right_border(start, start + 120)]
        for found in re.finditer(
            r"(?:全部|均|都|统一)?(?:纳入|列入|归入|划入|列为|确定为|认定为|评为|评定为|命名为)",
            clause,
        ):
            into = _INTO.match(clause[found.start() :])
            return into.group(1) if into else clause[found.start() :][:10]
        action = re.search(
            r"(?:移交|移送|下放|委托|转办|调整|划转|上报|报送|推送|提升|升级|改造)", clause
        )
        return action.group() if action else ""

    # -- change, distribution, completion ------------------------------------------------------

    def _is_change(self, amount: Amount, change: re.Match[str]) -> bool:
        if amount.unit in ("%", "‰", "个百分点", "倍", "百分点"):
            return len(change["verb"]) > 1 or bool(change["than"])
        return change["than"] not in ("", "年均", "平均", "月均", "与")

    def _change(self, number: int, left: str, change: re.Match[str], counted: Counted) -> Counted:
        """Name a change by its subject, which may stand before the figure it changes."""
        start = self._amounts[number].span.start
        head = left[: change.start()]
        parts = [p for p in _SPLIT.split(trim(head)) if p] if "分别" in change.group() else []
        subject = trim(head)
        than = change["than"] if change["than"] not in ("", "平均") else ""
        tail = than + change["verb"]
        if len(parts) > 1:
            counted.shares = [self._share_name(p, parts[-1]) + tail for p in parts[1:]]
            subject = self._share_name(parts[0], parts[-1])
        if not subject:
            before = self._before(number, counted)
            subject = before.subject or before.measure if before else self._topic(start)
        counted.subject = self._tidy(subject, start)
        counted.measure = self._tidy(counted.subject + tail, start)
        return counted

    def _distributed(self, number: int, left: str, counted: Counted) -> Counted | None:
        """Deal A、B、C分别完成1、2、3件 out in order."""
        head, found, rest = left.rpartition("分别")
        parts = [p for p in _SPLIT.split(trim(head)) if p]
        if not found or len(parts) < 2 or len(rest) > 8:
            return None
        verb = beginning_action(rest) or trim(rest)
        lead = beginning_action(parts[0])
        names = [
            lead + n if i and lead and not beginning_action(n) else n for i, n in enumerate(parts)
        ]
        names = [self._share_name(n, names[-1]) + verb for n in names]
        start = self._amounts[number].span.start
        counted.measure = self._tidy(names[0], start)
        counted.subject, counted.verb = counted.measure, lead
        counted.shares = names[1:]
        return counted

    def _share_name(self, part: str, last: str) -> str:
        """Give 发文 the noun of 会议数量, the last of its row: 发文数量."""
        noun = re.search(r"(?:数量|案件|总数|金额|人数|面积|收入|总额)$", last)
        return (
            part + noun.group()
            if noun and part != last and not part.endswith(noun.group())
            else part
        )

    def _next_share(self, previous: Counted, counted: Counted) -> Counted:
        counted.measure = previous.shares[0]
        counted.shares = previous.shares[1:]
        counted.subject = counted.measure
        return counted

    def _complete(self, number: int, left: str, previous: Counted | None, counted: Counted) -> None:
        """Give a measure that says nothing by itself the thing it is said of."""
        start = self._amounts[number].span.start
        if not counted.measure:
            before = self._before(number, counted, any_depth=self._glued(number))
            inherits = before is not None and (previous is not None or self._glued(number))
            counted.measure = before.measure if before and inherits else self._topic(start)
            counted.own = False
            return
        if _GENERIC.match(counted.measure) or _SHORT_RATE.match(counted.measure):
            before = self._before(number, counted)
            floor = self._amounts[number - 1].span.end if before else 0
            topic = self._topic(start, floor, acted=before is not None)
            if not topic and before:
                topic = noun_of(before.subject or before.measure)
            if (
                topic
                and not counted.measure.startswith(topic)
                and not topic.endswith(counted.measure)
            ):
                counted.subject = topic
                counted.measure = topic + counted.measure

    def _glued(self, number: int) -> bool:
        """Say whether this amount follows the one before without a word: 12883件16645人."""
        return number > 0 and self._amounts[number - 1].span.end == self._amounts[number].span.start

    def _before(self, number: int, counted: Counted, *, any_depth: bool = False) -> Counted | None:
        """Return the nearest earlier figure of the sentence that is not inside a closed bracket."""
        for earlier in reversed(self._done[max(0, number - 40) :]):
            if earlier.sentence != counted.sentence:
                return None
            if earlier.measure and (any_depth or earlier.depth <= counted.depth):
                return earlier
        return None

    def _topic(self, position: int, floor: int = 0, *, acted: bool = False) -> str:
        """Return the thing the clauses before speak of, for a number that names none.

        With ``acted`` only a clause after ``floor`` that does something is taken.
        """
        shade = self._shadow
        first = max(floor, shade.sentence(position).start)
        end = shade.left_border(position, first)
        for _ in range(4):
            if end <= first:
                break
            start = shade.left_border(end - 1, first)
            phrase = shade.phrase(start, max(start, end - 1))
            core = trim(phrase)
            if acted and not (beginning_action(core) and start > floor):
                core = ""
            if len(core) >= 2 and not _EMPTY_TOPIC.match(phrase):
                return noun_of(shorten(core, self._long_quotes(core, start)))
            end = start
        return ""

    def _long_quotes(self, phrase: str, near: int) -> frozenset[str]:
        """Return the signs of quotations that are slogans or lists and no names."""
        signs = set(re.findall(QUOTE_SIGN, phrase))
        texts = {sign: self._shadow.quotation(sign, near) for sign in signs}
        return frozenset(s for s, text in texts.items() if len(text) > 14 or "、" in text)

    def _tidy(self, measure: str, near: int) -> str:
        """Shorten a measure and put its quotations back."""
        short = shorten(measure, self._long_quotes(measure, near))
        return self._shadow.show(short, near).strip("、，：；的")[-_MAX:]


def _first_clause(tail: str) -> str:
    """Return a predicate up to its first 并, 且 or 、, at most 18 characters."""
    return re.split(r"[并且、]", tail)[0][:18]


def label_in_brackets(head: str, label: str) -> str:
    """Return head（label） where the label alone does not say what it counts.

    >>> label_in_brackets("收办政府信息公开申请案件", "沭阳县")
    '收办政府信息公开申请案件（沭阳县）'
    """
    if not label or label == head:
        return head
    if len(label) >= 5 and not _PLACE_END.search(label) and not _GENERIC.match(label):
        return label
    return f"{head}（{label}）"
