"""The indicators of enforcement reports: what a printed measure is, and which one a question means.

>>> load_indicators().match("查删有害信息", "条")
'harmful_information_deleted'
>>> [hit.id for hit in load_indicators().asked("How many rumour rebuttals in 2024?")]
['rumor_rebuttals']
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.asking import Asker, Hit, Translation
from corpus.errors import BadKnowledge
from corpus.models import FigureKind
from corpus.rules import Rule, RuleIndex, compact, parse_rule
from corpus.spelling import Speller
from corpus.stems import phrases, stems
from corpus.tables import read_table

IndicatorHit = Hit
_ID = re.compile(r"[a-z][a-z0-9_]*")
_CHANGE = re.compile(r"同比|环比|增长|下降|增加|减少|上升|提高|增幅|降幅")
_OF_IT = re.compile(r"（([^（）]+)）$")
_COUNT = re.compile(r"^[约近超逾共达余多几数十百千万亿]+")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that reports count; the columns are explained in ``indicators.yaml``."""

    id: str
    zh: str
    en: str
    keys: tuple[Rule, ...]
    also_zh: tuple[Rule, ...] = ()
    also_en: tuple[str, ...] = ()
    look_for: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    parent: str | None = None
    related: tuple[str, ...] = ()
    compare: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The Chinese words to look for in a text, the usual ones first."""
        named = tuple(dict.fromkeys(form for rule in self.keys for form in rule.forms()))[:24]
        return (*named, *self.look_for)


class Indicators:
    """Knows the indicators by their printed names and by the words people ask with."""

    def __init__(
        self,
        indicators: tuple[Indicator, ...],
        units: Mapping[str, frozenset[str]],
        heads: tuple[str, ...],
        terms: Mapping[str, tuple[str, ...]],
        other_words: tuple[str, ...] = (),
    ) -> None:
        self.all = indicators
        self._by_id = {indicator.id: indicator for indicator in indicators}
        self._numbers = units.get("money", frozenset()), units.get("percent", frozenset())
        self._heads = heads
        self._printed = RuleIndex((i.id, key) for i in indicators for key in i.keys)
        self._asker = Asker(
            tuple((i.id, (*i.keys, parse_rule(i.zh), *i.also_zh), i.excludes) for i in indicators),
            ((i.id, said) for i in indicators for en in (i.en, *i.also_en) for said in phrases(en)),
            terms,
            {i.id: i.parent for i in indicators},
            Speller((*terms, *(en for i in indicators for en in (i.en, *i.also_en))), other_words),
        )

    def get(self, id: str) -> Indicator:  # noqa: A002 - it is what the data call it
        """Return the indicator with this id."""
        if id not in self._by_id:
            raise BadKnowledge(
                f"there is no indicator '{id}'",
                where="indicators.yaml",
                instead="Use one of the ids listed there.",
            )
        return self._by_id[id]

    def family(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """Return the id and those of the indicators that are parts of it."""
        return (id, *(i.id for i in self.all if i.parent == id))

    def match(self, measure: str, unit: str = "", kind: FigureKind = "result") -> str | None:
        """Return the indicator that a printed measure is, or None where none fits best.

        The longest name wins; of equally long ones the one that reaches nearest to the end, which
        says what is counted (受理投诉举报办结); then a part before its whole. What follows in
        brackets is the thing itself where it is a part of what stands before them.
        ``unit`` as printed (条, 人次, 元, %); a percentage is an indicator's change or share only
        where ``kind`` or the measure says so.
        """
        whole = self._best(compact(_OF_IT.sub("", measure)).text, unit, kind)
        of_it = _OF_IT.search(measure)
        if of_it is None:
            return whole
        part = self._best(compact(of_it[1]).text, unit, kind)  # 罚没金额（罚款）
        if part and whole and self._by_id[part].parent == whole:
            return part
        return self._best(compact(measure).text, unit, kind)

    def _best(self, text: str, unit: str, kind: FigureKind) -> str | None:
        head = next((h for h in self._heads if text.endswith(h)), "")
        scores: dict[str, tuple[int, int]] = {}
        for owner, _, words in self._printed.holding(text):
            if self._fits(self._by_id[owner], text, unit, kind) and (
                not head or any(head in word for word in words)
            ):
                reach = max(text.rfind(word) + len(word) for word in words)
                score = (sum(map(len, words)), reach)
                scores[owner] = max(score, scores.get(owner, score))
        best = [owner for owner, score in scores.items() if score == max(scores.values())]
        parents = {self._by_id[owner].parent for owner in best}
        best = [owner for owner in best if owner not in parents]
        return best[0] if len(best) == 1 else None

    def _fits(self, indicator: Indicator, text: str, unit: str, kind: FigureKind) -> bool:
        """Say whether no word makes the measure something else, and the unit can count it."""
        if any(word in text for word in indicator.excludes):
            return False
        bare = _COUNT.sub("", unit) or unit
        money, percent = self._numbers
        if not bare or bare in indicator.units:
            return True
        if bare in percent:
            return kind in ("change", "share") or bool(_CHANGE.search(text))
        return bare not in money and not indicator.units

    def asked(self, text: str) -> tuple[IndicatorHit, ...]:
        """Return the indicators that a question names, in the order of its words.

        Chinese is expected in its simplified form.
        """
        return self._asker.asked(text)

    def translated(self, text: str) -> tuple[Translation, ...]:
        """Return the everyday English words of a text with the Chinese ones to look for."""
        return self._asker.translated(text)

    def expand(self, text: str) -> tuple[str, ...]:
        """Return the Chinese words that stand for a question's words in the reports."""
        words = [form for hit in self.asked(text) for form in self.get(hit.id).forms[:6]]
        words += [form for found in self.translated(text) for form in found.forms]
        return tuple(dict.fromkeys(words))


def parse_indicators(data: Any, where: str) -> Indicators:
    """Check what was read from the table and return it; raise ``BadKnowledge`` where it is wrong."""
    units = {name: frozenset(_words(data["units"], name, where)) for name in data["units"]}
    rows = tuple(_row(row, units, where) for row in data["indicators"])
    _unique(rows, where)
    ids = {row.id for row in rows}
    for row in rows:
        for other in filter(None, (row.parent, *row.related)):
            if other not in ids:
                raise BadKnowledge(
                    f"'{other}' is not the id of an indicator",
                    where=f"{where}, {row.id}",
                    instead="Correct or remove it.",
                )
    terms = {str(phrase): _words(data["terms"], phrase, where) for phrase in data["terms"]}
    said: dict[tuple[str, ...], str] = {}
    for phrase in terms:
        if said.setdefault(stems(phrase), phrase) != phrase:
            raise BadKnowledge(
                f"the terms '{said[stems(phrase)]}' and '{phrase}' are one word",
                where=where,
                instead="Put their Chinese words into one row.",
            )
        if not stems(phrase):
            raise BadKnowledge(
                f"the term '{phrase}' holds only little words", where=where, instead="Leave it out."
            )
    heads = _words(data, "heads", where)
    return Indicators(rows, units, heads, terms, _words(data, "other_words", where))


def _row(row: Any, units: Mapping[str, frozenset[str]], where: str) -> Indicator:
    name = str(row.get("id", ""))
    place = f"{where}, {name or row.get('zh') or 'a row without id'}"
    if not _ID.fullmatch(name):
        raise BadKnowledge(
            "the id is not small English letters",
            where=place,
            instead="Write it like rumor_rebuttals.",
        )
    if not row.get("zh") or not row.get("en"):
        raise BadKnowledge("a name is empty", where=place, instead="Give it a zh and an en name.")
    counted: set[str] = set()
    for unit in _words(row, "units", place):
        counted |= units.get(unit, frozenset({unit}))
    return Indicator(
        name,
        row["zh"],
        row["en"],
        keys=_keys(row, place),
        also_zh=_rules(_words(row, "also_zh", place), place),
        also_en=_words(row, "also_en", place),
        look_for=_words(row, "look_for", place),
        excludes=tuple(compact(word).text for word in _words(row, "not", place)),
        units=frozenset(counted),
        parent=row.get("parent"),
        related=_words(row, "related", place),
        compare=row.get("compare", ""),
    )


def _keys(row: Any, where: str) -> tuple[Rule, ...]:
    """Return the rules of a row, its name first where that is a word as reports print it."""
    named = [] if re.search(r"[（、]", row["zh"]) else [row["zh"]]
    return _rules((*named, *_words(row, "keys", where)), where)


def _rules(texts: tuple[str, ...], where: str) -> tuple[Rule, ...]:
    rules = tuple(dict.fromkeys(map(parse_rule, texts)))
    for rule in rules:
        if not rule.words or rule.overlaps():
            raise BadKnowledge(
                f"in '{rule.text}' one word stands inside another",
                where=where,
                instead="Write the two as separate entries.",
            )
    return rules


def _words(row: Any, key: str, where: str) -> tuple[str, ...]:
    value = row.get(key) or []
    words = tuple(str(word).strip() for word in value) if isinstance(value, list) else ("",)
    if not all(words):
        raise BadKnowledge(
            f"'{key}' is not a list of words",
            where=where,
            instead=f"Write it as {key}: [word, word].",
        )
    return words


def _unique(rows: tuple[Indicator, ...], where: str) -> None:
    """Raise where an id occurs twice or a name belongs to two indicators."""
    owner: dict[object, str] = {}
    for row in rows:
        if owner.setdefault(("id", row.id), row.zh) != row.zh:
            raise BadKnowledge(
                f"the id '{row.id}' occurs twice",
                where=where,
                instead="Give one of the two another id.",
            )
        names: list[object] = [*row.keys, *row.also_zh]
        names += [frozenset(stems(said)) for en in (row.en, *row.also_en) for said in phrases(en)]
        for name in names:
            if owner.setdefault(name, row.id) != row.id:
                shown = name.text if isinstance(name, Rule) else " ".join(sorted(name))  # type: ignore[call-overload]
                raise BadKnowledge(
                    f"'{shown}' names both {owner[name]} and {row.id}",
                    where=where,
                    instead="Leave it with one of the two.",
                )


@lru_cache(maxsize=1)
def load_indicators() -> Indicators:
    """Return the table of indicators; it is read once."""
    return parse_indicators(read_table("indicators.yaml"), "indicators.yaml")
