"""What a question is about: its words without the year, the office and the asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import cues
from assistant.models import Language
from assistant.normalise import bare
from assistant.synonyms import respelled
from corpus.indicators import Indicators
from corpus.models import Span

_UNIT_AFTER = r"(?:多少|几)\s*(?:个|余|万|亿)?\s*"
_COUNTERS = (
    "件次 人次 家次 场次 条次 户次 批次 宗次 次 件 人 名 个 家 条 场 份 宗 起 项 批 位 篇 期 款 户 元 所 处 部 台 辆 间 座 "
    "本 册 张 支 轮 种 门 名次 块 钱 吨 例 幅 只 枚 车次 班次 课时 学时 小时 天 公里 平方米 倍 号 单 回 趟"
).split()
KNOWN, UNKNOWN = 1.2, 0.9  # what an English word counts for that the glossary has, or has not
MOST_TERMS = 16
"""More words than these are not looked for: each is held against every figure."""
_CLAUSE = re.compile(r"[，,；;。？！?!、|\s]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a Chinese term that names indicators, and the units these are counted in."""

    start: int
    end: int
    ids: tuple[str, ...]
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of the question to be found in a measure or a text.

    ``alternatives`` are its Chinese forms (bare); ``ids`` the indicators it names (``named`` where). A Chinese term
    is covered character by character, an English one as a whole through its alternatives.
    """

    surface: str
    alternatives: tuple[str, ...]
    ids: tuple[str, ...] = ()
    weight: float = 1.0
    whole: bool = False
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """The terms of one thing asked about, the units it may be counted in, and what kind it is.

    ``beside`` holds the bare sentences of which the talk was: what stands there is preferred.
    ``must`` holds bare words that a figure has to stand with (a place inside the report);
    ``countable`` says that things are counted, so that no sum of money answers; ``period`` is the
    part of a year that is asked for (上半年).
    """

    words: str
    terms: tuple[Term, ...]
    units: tuple[str, ...] = ()
    counter: str = ""
    rate: bool = False
    change: bool = False
    beside: frozenset[str] = frozenset()
    must: tuple[str, ...] = ()
    countable: bool = False
    period: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicators that the topic names."""
        return tuple(dict.fromkeys(i for t in self.terms for i in t.ids))

    @property
    def weight(self) -> float:
        """How much there is to be found; 0 for a topic without content."""
        return sum(term_weight(t) for t in self.terms)


@lru_cache(maxsize=8192)
def char_weights(text: str) -> tuple[float, ...]:
    """Return the weight of each character: 0 for function words, 0.35 for generic ones, else 1."""
    weights = [0.0 if c in cues.FUNCTION_CHARS else 1.0 for c in text]
    for phrases, weight in ((cues.SOLID, 1.0), (cues.GENERIC, 0.35), (cues.COUNTING, 0.0)):
        for phrase in phrases:
            at = text.find(phrase)
            while at >= 0:
                weights[at : at + len(phrase)] = [weight] * len(phrase)
                at = text.find(phrase, at + 1)
    return tuple(weights)


def term_weight(term: Term) -> float:
    """Return what finding ``term`` counts for."""
    return term.weight if term.whole else sum(char_weights(term.alternatives[0]))


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` with the characters of ``spans`` replaced by blanks."""
    out = list(text)
    for span in spans:
        out[span.start : span.end] = " " * (span.end - span.start)
    return "".join(out)


def counter_of(text: str, known_units: Sequence[str]) -> tuple[str, Span | None]:
    """Return the counting word after 多少 or 几 and where the asking stands: 多少宗 -> 宗."""
    units = sorted({*known_units, *_COUNTERS} - {""}, key=len, reverse=True)
    pattern = _UNIT_AFTER + "(" + "|".join(map(re.escape, units)) + ")"
    for m in re.finditer(pattern, text):
        rest = text[m.end(1) : m.end(1) + 1]
        if m[1] == "人" and rest in ("民", "大", "才", "事", "员", "工"):
            continue
        return m[1], Span(m.start(), m.end())
    return "", None


def topic_of(
    text: str, language: Language, indicators: Indicators, known_units: Sequence[str] = ()
) -> Topic:
    """Return the topic of ``text``, from which years and offices were blanked out before."""
    low = text.lower()
    units = tuple(u for pattern, us in cues.UNIT_WORDS if re.search(pattern, low) for u in us)
    if language == "zh":
        text = re.sub(r"多少(?:块)?钱", "钱", text)
        low = text.lower()
    counter, asking = counter_of(low, known_units)
    terms = (
        _english_terms(text, indicators)
        if language == "en"
        else _chinese_terms(blank(text, [asking] if asking else []), indicators)
    )
    if len(terms) > MOST_TERMS:  # no question of a person: what is said twice is said once
        terms = tuple({term.surface: term for term in terms}.values())[:MOST_TERMS]
    return Topic(
        words=" ".join(t.surface for t in terms),
        terms=terms,
        units=units,
        counter=counter,
        rate=bool(re.search(cues.RATE, low)),
        change=bool(re.search(cues.CHANGE, low)),
        countable=bool(re.search(r"\bhow many\b|\bnumber of\b", low)),
    )


def _chinese_terms(text: str, indicators: Indicators) -> tuple[Term, ...]:
    left = re.sub(cues.POLITE, " ", text)
    terms = []
    for piece in _CLAUSE.split(left):
        piece = bare(piece).strip("的了呢吗，。 ")
        if not piece or not any(char_weights(piece)):
            continue
        piece = re.sub(r"(?:[那这](?:部分|块))?(?:(?<![持占所国公具拥没])有|是|为)*$", "", piece)
        if not any(char_weights(piece)):
            continue
        piece = piece.replace("奖项", "奖").replace("获奖", "奖").replace("得奖", "奖")
        named = tuple(
            Named(spot.start(), spot.end(), indicators.family(hit.id), indicators.get(hit.id).units)
            for hit in indicators.asked(piece)
            for word in hit.words
            for spot in re.finditer(re.escape(word.lower()), piece)
            if hit.span.start <= spot.start() < hit.span.end
        )
        ids = tuple(dict.fromkeys(i for n in named for i in n.ids))
        shown = piece.removesuffix("钱") if len(piece) > 2 else piece
        terms.append(Term(shown, (piece, *respelled(piece)), ids, named=named))
    return tuple(terms)


def _english_terms(text: str, indicators: Indicators) -> tuple[Term, ...]:
    text = re.sub(r"\breport(?:ed)?\s*(?:in|for|during)?[\s?.]*$", " ", text)  # the office's verb
    terms: list[Term] = []
    taken: list[Span] = []
    for hit in indicators.asked(text):
        spans = _word_spans(text, hit.words, hit.span)
        ids = indicators.family(hit.id)
        same = next((t for t in terms if t.surface == " ".join(hit.words)), None)
        forms = (*indicators.get(hit.id).forms, *_plainly(" ".join(hit.words), indicators))
        if same is not None:
            terms.remove(same)
            forms, ids = (*same.alternatives, *forms), (*same.ids, *ids)
        elif all(any(t.start <= s.start and s.end <= t.end for t in taken) for s in spans):
            continue  # a shorter name inside a longer one says nothing more
        terms.append(Term(" ".join(hit.words), tuple(dict.fromkeys(forms)), ids, 3.0, True))
        taken += spans
    rest = blank(text, taken)
    for chinese in re.findall(r"[㐀-鿿]+", rest):
        terms.append(Term(chinese, (chinese,)))
    for found in indicators.translated(rest):
        if found.word.lower() in cues.ENGLISH_STOP:
            continue
        light = found.word.lower() in cues.ENGLISH_LIGHT
        forms = tuple(f.lower() for f in found.forms)
        terms.append(Term(found.word, forms, (), 0.3 if light else KNOWN, True))
        rest = blank(rest, [found.span])
    for word in re.findall(r"[A-Z]{2}\d[\d.]*\d|[A-Za-z][A-Za-z\-']+", rest):
        plain = word.lower().removesuffix("'s")
        if plain in cues.ENGLISH_STOP:
            continue
        light = (
            plain in cues.ENGLISH_LIGHT or word[:1].isupper()
        )  # a name: its Chinese is not known
        terms.append(Term(word, (plain,), (), 0.2 if light else UNKNOWN, True))
    return tuple(terms)


def _plainly(words: str, indicators: Indicators) -> tuple[str, ...]:
    """Return the everyday Chinese words of an English name that is one everyday word (complaints)."""
    found = indicators.translated(words)
    whole = len(found) == 1 and len(found[0].word) == len(words)
    return tuple(f.lower() for f in found[0].forms if len(f) > 1) if whole else ()


def _word_spans(text: str, words: Sequence[str], within: Span) -> list[Span]:
    """Return where ``words`` stand in ``text``, each once, inside ``within``."""
    low = text.lower()
    spans = []
    for word in words:
        at = low.find(word.lower(), within.start, within.end)
        if at >= 0:
            end = re.compile(r"[A-Za-z']*").match(text, at + len(word))
            spans.append(Span(at, end.end() if end else at + len(word)))
    return spans
