"""The figures before one in its sentence: the total, the whole things, the last in the same unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.amounts import Amount
from corpus.changes import CHANGE, RELATIVE, what_changed
from corpus.phrases import bare_verb, noun_of
from corpus.places import Counted, Place

_LEFT_OVER = re.compile(r"(?:上年|上期)?(?:度)?结转")
_FLOWS = ("新增", "增加", "减少", "净增", "净减", "新进", "新招", "退出")
_STOCK = re.compile(r"现有|共有|总数|达到|达$|共$|累计|增至|升至|降至|减至")
_LOOK_BACK = 40


class Earlier:
    """What was read so far, with the total of each figure; ``done`` grows as the text is walked."""

    def __init__(self, amounts: Sequence[Amount], owners: Sequence[int | None]) -> None:
        self._amounts = amounts
        self.owners = owners
        self.done: list[Counted] = []

    def before(
        self,
        number: int,
        counted: Counted,
        *,
        any_depth: bool = False,
        besides: re.Pattern[str] | None = None,
    ) -> Counted | None:
        """Return the nearest earlier figure of the sentence that is not inside a closed bracket."""
        for earlier in reversed(self.done[max(0, number - _LOOK_BACK) :]):
            if earlier.sentence != counted.sentence:
                return None
            if besides and besides.search(earlier.measure) and earlier.subject == earlier.measure:
                continue
            if earlier.measure and (any_depth or earlier.depth <= counted.depth):
                return earlier
        return None

    def whole_before(self, place: Place, counted: Counted) -> Counted | None:
        """Return the nearest earlier figure, passing over parts of a total and over leftovers."""
        for earlier in range(place.number - 1, max(-1, place.number - _LOOK_BACK), -1):
            done = self.done[earlier]
            if done.sentence != counted.sentence:
                return None
            whole = self.owners[earlier] is None and done.depth <= counted.depth
            if whole and done.measure and not _LEFT_OVER.match(done.measure):
                return done
        return None

    def same_unit(self, place: Place, counted: Counted) -> Counted | None:
        """Return the nearest earlier figure in the unit of this one, where the last was a share."""
        units = [
            amount.unit
            for amount in self._amounts[max(0, place.number - _LOOK_BACK) : place.number]
        ]
        if units[-1] not in RELATIVE:
            return None
        for done, unit in zip(reversed(self.done[-len(units) :]), reversed(units), strict=True):
            if done.sentence != counted.sentence:
                return None
            if unit == place.amount.unit and not CHANGE.search(done.measure):
                return done
        return None

    def after_list(self, place: Place, counted: Counted) -> Counted | None:
        """Return the total of the list before a rate: 1286件，其中甲类517件、乙类769件，办结率98%."""
        last = place.number - 1
        if place.amount.unit not in RELATIVE or "占" in counted.measure or last < 1:
            return None
        owner = self.owners[last]
        listed = owner is not None and self.owners[last - 1] == owner
        if owner is None or not listed or self.owners[place.number] is not None:
            return None
        return self.done[owner] if self.done[owner].sentence == counted.sentence else None

    def wholes(self, place: Place, counted: Counted) -> list[Counted]:
        """Return the figures before in the sentence: no parts, no changes, each thing once."""
        found: list[Counted] = []
        for number in range(max(0, place.number - _LOOK_BACK), place.number):
            one = self.done[number]
            whole = self.owners[number] is None and one.depth <= counted.depth
            known = bool(found) and found[-1].measure == one.measure
            if one.sentence == counted.sentence and whole and not known:
                found += [] if CHANGE.search(one.measure) else [one]
        return found


def thing(counted: Counted) -> str:
    """Return the thing an earlier figure counts, "" where it only says what was done."""
    name = what_changed(counted) if CHANGE.search(counted.measure) else counted.subject
    name = name or counted.measure
    return "" if bare_verb(name) or CHANGE.search(name) else noun_of(name)


def again(place: Place, before: Counted) -> str:
    """Return what a number without words of its own counts: the same as the one before."""
    flow = before.measure.removeprefix(before.subject) in _FLOWS
    if before.subject and flow and _STOCK.search(place.left):
        return before.subject
    return what_changed(before) if CHANGE.search(before.measure) else before.measure


def is_share(place: Place) -> bool:
    """Say whether the number is a part of a whole."""
    return place.amount.unit in RELATIVE or place.amount.is_fraction
