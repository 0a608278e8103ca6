"""Where each number stands: the words before it and after it that may say what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.amounts import Amount
from corpus.labelled import Labels
from corpus.phrases import noun_of, shorten, subject_of, trim
from corpus.shadow import QUOTE_SIGN, Shadow

# What may follow a number without being the thing it counts.
_NO_NOUN_AFTER = re.compile(
    r"^(?:的$|[、和及与或并]|[\u4e00-\u9fff]{2,3}[至到]$|相比|相较|比较|(?:增加|减少|增长|下降|净增|净减|提高|提升|多|少)了?$|(?:[增降升减压缩提扩拓涨回调优延][\u4e00-\u9fff]?|下降|下调|上升)(?:到|至|为)|以及|大关|关口|门槛|规模|水平|整$|以来|左右|之间|不等|等|其中|且|而|至|到(?!期|账|场)|增|分别|的?平均(?:水平|值|数)|的?(?:基础上|目标|要求|标准|速度))"
)
_EMPTY_TOPIC = re.compile(
    r"^(?:以|并|不断|有力|有效|进一步|切实|为|让|使|提升|确保|形成|实现|营造|推动|促进|同比|环比|增长|下降|争取|力争|年内|即将|位居|居"
    r"|[据经](?:[^，。；]{0,8})(?:统计|初步测算|测算|核算|汇总|了解|反馈|估算)$)"
)
_JOINS = re.compile(r"[、和与及]|以及")
_PLAIN_NUMBER = re.compile(r"(?<![A-Za-z0-9.])(?!1[0-9]{4}|96[0-9]{3}|(?:19|20)[0-9]{2}年)[0-9]")
_LONGEST_MEASURE = 42
_ROW_GAP = 8
_LONGEST_ROW = 12


@dataclass(slots=True)
class Counted:
    """What one number counts, and what the next ones may take from it.

    ``label`` is the measure as it stands beside the number, ``subject`` the thing without what is said of it, ``verb`` and ``prefix`` go on through a
    list, ``right_end`` is where a noun behind the number ends (-1 where none does), ``shares`` are
    the names dealt out by 分别 to the numbers that follow, ``heads`` is what a list of names is of, and ``follows`` says that this number took
    its name from such a row.
    """

    measure: str = ""
    label: str = ""
    subject: str = ""
    verb: str = ""
    prefix: str = ""
    right_end: int = -1
    depth: int = 0
    sentence: int = -1
    heads: str = ""
    shares: list[str] = field(default_factory=list)
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One number among the figures of a text with the words around it."""

    number: int
    amount: Amount
    left: str
    core: str
    right: str
    right_end: int
    previous: Counted | None
    glued: bool
    clause: str = ""
    previous_unit: str = ""
    lead: str = ""

    @property
    def start(self) -> int:
        """Return where the number starts."""
        return self.amount.span.start

    @property
    def listed(self) -> bool:
        """Say whether only a joining mark stands between the number before and this one."""
        return not self.left.strip("、和与及以")


class Places:
    """Finds the words around each number of a text."""

    def __init__(self, shadow: Shadow, amounts: Sequence[Amount]) -> None:
        self.shadow = shadow
        self.amounts = amounts
        self._starts = [amount.span.start for amount in amounts]
        self._labels = Labels(shadow.shade)

    def at(self, number: int, previous: Counted | None) -> Place:
        """Return the place of an amount; ``previous`` is the one before in its sentence."""
        span = self.amounts[number].span
        floor = self.amounts[number - 1].span.end if number else 0
        glued = number > 0 and floor == span.start
        if previous:
            floor = max(floor, previous.right_end)
        left = self._left(span.start, floor)
        right, right_end = self._right(number)
        amount = self.amounts[number]
        clause = left
        unit = self.amounts[number - 1].unit if number else ""
        if previous and number:
            before = self.amounts[number - 1].span.start
            clause = self.shadow.phrase(self.shadow.left_border(before), span.start)
        core, lead = trim(left), self._lead(span.start, floor)
        return Place(
            number, amount, left, core, right, right_end, previous, glued, clause, unit, lead
        )

    def depth(self, position: int) -> int:
        """Return how many brackets are open at a position."""
        bracket = self.shadow.bracket(position)
        return bracket.depth if bracket else 0

    def following(self, number: int) -> str:
        """Return the words after the amount that follows, up to a border."""
        if number + 1 >= len(self.amounts):
            return ""
        return self._right(number + 1)[0]

    def between(self, number: int) -> list[str]:
        """Return the words between the numbers that follow, up to the end of their sentence."""
        words: list[str] = []
        for place in range(number, min(number + _LONGEST_ROW, len(self.amounts) - 1)):
            before, after = self.amounts[place], self.amounts[place + 1]
            gap = self.shadow.shade[before.span.end : after.span.start].replace(" ", "")
            if len(gap) > _ROW_GAP:
                break
            words.append(gap)
        return words

    def noun_end(self, place: Place, noun: str) -> int:
        """Return where a noun behind the number ends in the text."""
        start = place.amount.span.end
        for end in range(start + len(noun), place.right_end + 1):
            if len(self.shadow.phrase(start, end)) >= len(noun):
                return end
        return place.right_end

    def topic(self, position: int, floor: int = 0, *, least: int = 2) -> str:
        """Return the thing the clauses before, back to ``floor``, speak of.

        It is for a number that names none; a clause that says less than ``least`` is passed over.
        """
        first = max(floor, self.shadow.sentence(position).start)
        end = self.shadow.left_border(position, first)
        for _ in range(4):
            if end <= first:
                break
            start = self.shadow.left_border(end - 1, first)
            phrase = self.shadow.phrase(start, self._before_number(start, max(start, end - 1)))
            phrase = _PLAIN_NUMBER.split(phrase)[0]
            core = trim(phrase)
            whole = start > floor or not floor
            if whole and len(core) >= least and not _EMPTY_TOPIC.match(phrase):
                short = shorten(core, self._long_quotes(core, start))
                return self.shadow.show(trim(subject_of(noun_of(short))), start)
            end = start
        return ""

    def _before_number(self, start: int, end: int) -> int:
        """Return where the first number of a range starts, or its end: what is counted ends there."""
        at = bisect_left(self._starts, start)
        return min(end, self._starts[at]) if at < len(self._starts) else end

    def tidy(self, measure: str, near: int) -> str:
        """Shorten a measure and put its quotations back."""
        short = shorten(measure, self._long_quotes(measure, near))
        return self.shadow.show(short, near).strip("、，：；的")[-_LONGEST_MEASURE:]

    def _left(self, position: int, floor: int) -> str:
        """Return the clause before a number; over a colon or opening bracket where it is empty."""
        shade = self.shadow.shade
        border = self.shadow.left_border(position, floor)
        if shade[border:position].strip() or border <= floor or shade[border - 1] not in "：（":
            return self.shadow.phrase(border, position)
        return self.shadow.phrase(self.shadow.left_border(border - 1, floor), border - 1)

    def _lead(self, position: int, floor: int) -> str:
        """Return the clause that leads to this one with a colon (罚款前三位是：), or ""."""
        border = self.shadow.left_border(position, floor)
        if border <= floor or self.shadow.shade[border - 1] != "：":
            return ""
        return self.shadow.phrase(self.shadow.left_border(border - 1, floor), border - 1)

    def labelled(self, measure: str, position: int) -> str:
        """Return a measure with the label of the list entry it stands in: 矿山：检查9862次 -> 矿山检查."""
        label = self._labels.at(position)
        return measure if not measure or not label or label in measure else label + measure

    def _right(self, number: int) -> tuple[str, int]:
        """Return the words right after a number up to a border or the next number."""
        start = self.amounts[number].span.end
        ceiling = len(self.shadow.shade)
        if number + 1 < len(self.amounts):
            ceiling = self.amounts[number + 1].span.start
        end = self.shadow.right_border(start, ceiling)
        stop = _JOINS.search(self.shadow.shade, start + 1, end)
        if stop and self._list_goes_on(stop.start(), number):
            end = stop.start()
        phrase = self.shadow.phrase(start, end)
        if not phrase or _NO_NOUN_AFTER.match(phrase):
            return "", end
        return phrase, end

    def _list_goes_on(self, stop: int, number: int) -> bool:
        """Say whether a 、 separates counted things and not parts of one name."""
        if number + 1 >= len(self.amounts):
            return False
        following = self.amounts[number + 1].span.start
        between = self.shadow.shade[stop:following] if following - stop <= 24 else "，"
        return not re.search(r"[，。；\n]", between)

    def _long_quotes(self, phrase: str, near: int) -> frozenset[str]:
        """Return the signs of quotations that are slogans or lists and no names."""
        signs = set(re.findall(QUOTE_SIGN, phrase))
        texts = {sign: self.shadow.quotation(sign, near) for sign in signs}
        return frozenset(
            sign
            for sign, text in texts.items()
            if (len(text) > 14 or ("、" in text and len(text) > 10)) and not text.startswith("《")
        )
