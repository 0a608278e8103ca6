"""What one typed text says by itself: its intent, years, offices and topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.models import Intent, Language, Question, Role
from assistant.normalise import CJK, language_of
from assistant.parts import NamedInText, parts_of
from assistant.topic import blank, topic_of
from assistant.years import YearMention, years_in
from corpus.indicators import Indicators
from corpus.offices import Offices
from index.models import Scope

SIDES = frozenset({"compare", "rank", "series", "sum", "chart"})


@dataclass(frozen=True, slots=True)
class Known:
    """What understanding needs to know of the store: offices, years, units, and what texts name."""

    offices: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[str, ...]
    indicators: Indicators
    lexicon: Offices
    named_in_text: NamedInText
    years_of: Callable[[Sequence[str]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says by itself, before anything is carried into it."""

    text: str
    language: Language
    intent: Intent
    asks_number: bool
    topic: str
    weight: float
    mention: YearMention
    offices: tuple[str, ...]
    unknown: tuple[str, ...]
    parts: tuple[str, ...]
    elliptical: bool


def intent_of(text: str) -> tuple[Intent, bool]:
    """Return the intent that the words of ``text`` show, and whether a number is asked for.

    >>> intent_of("2024年比2022年多多少")
    ('compare', True)
    """
    low = text.lower()
    number = bool(re.search(cues.QUANTITY, low))
    if re.search(cues.REASON, low):
        return "text", False
    for intent, pattern in cues.INTENTS:
        if re.search(pattern, low):
            if intent == "overview" and number and not re.search(r"总结|概括|summar|overview", low):
                continue
            if intent == "identity" and re.search(r"多少|how many", low):
                continue
            return intent, number
    if number:
        return "figure", True
    return ("text", False) if re.search(cues.TEXT, low) else ("figure", False)


def read(text: str, known: Known) -> Reading:
    """Return what ``text`` says by itself."""
    mention = years_in(text)
    offices = known.lexicon.named(text, known.offices)
    intent, number = intent_of(text)
    language = language_of(text)
    parts = parts_of(offices.unknown, known.lexicon, known.offices, known.named_in_text)
    matched = offices.matched or parts.offices
    spans = (*mention.spans, *offices.spans)
    topic = _stripped(blank(text, spans), intent)
    weight = topic_of(topic, language, known.indicators, known.units).weight
    words = parts.words
    if words and weight < 1.0 and intent not in ("overview", "ledger", "text"):
        topic, words = (
            f"{' '.join(words)} {topic}",
            (),
        )  # "人民调解委员会有多少个": the part is the thing
        weight = topic_of(topic, language, known.indicators, known.units).weight
    low = text.lower().strip()
    elliptical = bool(re.search(cues.ELLIPTICAL, low)) or (weight < 1.5 and not parts.unknown)
    return Reading(
        text,
        language,
        intent,
        number,
        topic,
        weight,
        mention,
        matched,
        parts.unknown,
        words,
        elliptical,
    )


def role_of(text: str) -> Role:
    """Return which part of a report a text asks for: its problems, its plans, or neither."""
    low = text.lower()
    if re.search(cues.PROBLEMS, low):
        return "problems"
    return "plan" if re.search(cues.PLAN, low) else ""


def _stripped(text: str, intent: Intent) -> str:
    """Return ``text`` without the words that only say what is wanted of the topic."""
    low = text
    if intent in SIDES:
        low = re.sub(cues.HOW_MUCH, " ", low)
        low = re.sub(cues.SET_OFF, " | ", low, flags=re.IGNORECASE)
        low = re.sub(cues.COMPARING, " ", low)
        if not CJK.search(low):
            low = re.sub(cues.COMPARING_EN, " ", low, flags=re.IGNORECASE)
    elif intent == "share":
        for pattern in cues.PART_OF:
            low = re.sub(pattern, r" \g<part> | \g<whole> ", low, flags=re.IGNORECASE)
        low = re.sub(cues.SHARING, " ", low)
    elif intent in ("overview", "ledger"):
        low = re.sub(cues.OVERVIEW, " ", low, flags=re.IGNORECASE)
    elif intent == "text":
        if re.search(cues.REASON, low):
            low = re.sub(cues.CHANGED, " ", low)
        low = re.sub(cues.ASKING_TEXT, " ", low)
    return " ".join(low.split()).strip(" ？?。，,!！:：|、")


def question_of(
    reading: Reading,
    known: Known,
    topic: str,
    intent: Intent,
    scope: Scope,
    carried: tuple[str, ...],
) -> Question:
    """Return the question that ``reading`` is with this topic, intent and scope."""
    language = reading.language
    parsed = topic_of(topic, topic_language(topic, language), known.indicators, known.units)
    low = reading.text.lower()
    if intent == "text" and parsed.ids and re.search(cues.WHAT_VALUE, low):
        intent = "figure"  # "What was its throughput?" asks for a number, where there is one
    least = re.search(
        r"最少|最低|最小|更少|更低|\b(?:least|lowest|smallest|fewest|fewer|lower)\b", low
    )
    latest = max(known.years_of(scope.offices), default=0)
    future = bool(scope.years) and min(scope.years) > latest > 0 and intent in ("text", "overview")
    return Question(
        text=reading.text,
        language=language,
        intent=intent,
        measures=tuple(t.surface for t in parsed.terms),
        indicators=parsed.ids,
        scope=scope,
        carried=carried,
        unknown_offices=reading.unknown,
        parts=reading.parts,
        wants_plan=bool((re.search(cues.PLAN, low) or future) and not re.search(cues.ACTUAL, low)),
        direction="least" if least else "most",
        topic=topic,
        role=role_of(reading.text) or ("plan" if future and not parsed.weight else ""),
        asks_number=reading.asks_number,
    )


def topic_language(topic: str, language: Language) -> Language:
    """Return the language of a topic, which may be of an earlier turn in the other language."""
    if re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", topic):
        return "en"
    if len(CJK.findall(topic)) > 1:
        return "zh"
    return "en" if re.search(r"[A-Za-z]{2}", topic) else language
