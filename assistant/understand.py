"""A typed text and the turns before it -> Question, by rules alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.memory import Recalled, corrected, recall, replaced
from assistant.models import Intent, Language, Question, Role, Turn
from assistant.normalise import CJK, language_of, question_text
from assistant.parts import NamedInText, parts_of
from assistant.topic import blank, topic_of
from assistant.years import YearMention, resolve, years_in
from corpus.indicators import Indicators
from corpus.offices import Offices
from index.models import Scope

_SIDES = frozenset({"compare", "rank", "series", "sum", "chart"})


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
        parts.words,
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
    if intent in _SIDES:
        low = re.sub(r"多多少|少多少|多少|猛不猛|多不多", " ", low)
        low = re.sub(r"(?<=[一-龥])\s*比\s*(?=[一-龥]{2})(?![一较重例])", " | ", low)
        low = re.sub(cues.COMPARING, " ", low)
        if not CJK.search(low):
            low = re.sub(cues.COMPARING_EN, " ", low, flags=re.IGNORECASE)
    elif intent == "share":
        low = re.sub(cues.SHARING, " ", low)
    elif intent in ("overview", "ledger"):
        low = re.sub(cues.OVERVIEW, " ", low, flags=re.IGNORECASE)
    elif intent == "text":
        low = re.sub(cues.ASKING_TEXT, " ", low)
    return " ".join(low.split()).strip(" ？?。，,!！:：|、")


def understand(text: str, turns: Sequence[Turn], known: Known) -> Question:
    """Return what ``text`` asks, completed from ``turns`` where it leaves something out."""
    typed = question_text(text)
    past = recall(turns)
    fixed = corrected(typed, past.question) if past else None
    if fixed and past:
        return _correction(typed, fixed, past, known)
    reading = read(typed, known)
    if reading.intent in ("chat", "coverage") or past is None:
        scope = _scope(reading, known)
        return _question(reading, known, reading.topic, reading.intent, scope, ())
    return _completed(reading, past, known)


def _scope(reading: Reading, known: Known) -> Scope:
    loaded = known.years_of(reading.offices)
    years = resolve(reading.mention, loaded, (), reading.intent == "compare")
    if reading.intent == "compare" and len(years) == 1:
        years = _other_end(reading, years[0], (), loaded)
    return Scope(reading.offices, years)


def _other_end(
    reading: Reading, year: int, talk: Sequence[int], loaded: Sequence[int]
) -> tuple[int, ...]:
    """Return the two years of a comparison that names one: the other is the talk's, the latest
    loaded one where the text compares with ``year`` (比2022年…), or the year before."""
    others = [y for y in talk if y != year]
    if not others and re.search(
        rf"(?:比|较|和|与|跟|同|than|with|to|from|since)\s*(?:in\s+)?'?(?:{year}|{year % 100}年)",
        reading.text,
    ):
        others = [y for y in loaded if y != year]
    if not others:
        others = [y for y in loaded if y == year - 1]
    return tuple(sorted({year, *others[-1:]}))


def _question(
    reading: Reading,
    known: Known,
    topic: str,
    intent: Intent,
    scope: Scope,
    carried: tuple[str, ...],
) -> Question:
    language = reading.language
    parsed = topic_of(topic, _topic_language(topic, language), known.indicators, known.units)
    low = reading.text.lower()
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
        role=role_of(reading.text),
        asks_number=reading.asks_number,
    )


def _topic_language(topic: str, language: Language) -> Language:
    return (
        "zh"
        if CJK.search(topic)
        and len(CJK.findall(topic)) > 1
        and not re.search(r"[A-Za-z]{4,} [A-Za-z]{2,}", topic)
        else language
    )


def _correction(typed: str, fixed: tuple[str, str], past: Recalled, known: Known) -> Question:
    reading = read(fixed[0], known)
    years = resolve(reading.mention, known.years, past.years) or past.question.scope.years
    offices = reading.offices or past.question.scope.offices
    topic = (
        replaced(past.question.topic, reading.topic, fixed[1])
        if reading.weight
        else past.question.topic
    )
    carried = tuple(
        name
        for name, kept in (
            ("office", not reading.offices and bool(offices)),
            ("year", not reading.mention.years and bool(years)),
            ("measure", not reading.weight),
        )
        if kept
    )
    reading = replace(
        reading,
        text=typed,
        language=past.question.language
        if not CJK.search(typed) and reading.language == "zh"
        else language_of(typed),
    )
    return _question(reading, known, topic, past.question.intent, Scope(offices, years), carried)


def _completed(reading: Reading, past: Recalled, known: Known) -> Question:
    """Fill the slots that ``reading`` leaves open from the turn before."""
    last = past.question
    carried: list[str] = []
    bare_follow_up = reading.weight < 1.0
    topic, intent = reading.topic, reading.intent
    several = re.search(cues.SEVERAL_BACK, reading.text.lower())
    if several and len(past.topics) > 1:
        count = 3 if re.search(r"三|three", several[0]) else 2
        topic, bare_follow_up = "、".join(past.topics[-count:]), False
        carried.append("measure")
    offices, language = reading.offices, reading.language
    if not reading.parts and not reading.offices and not reading.unknown and last.parts:
        reading = replace(reading, parts=last.parts)
    if not offices and not reading.unknown and last.unknown_offices:
        reading = replace(reading, unknown=last.unknown_offices)
    elif not offices and not reading.unknown and last.scope.offices:
        offices = last.scope.offices
        carried.append("office")
    years = resolve(
        reading.mention,
        known.years_of(offices),
        past.years or past.discussed,
        reading.intent == "compare",
    )
    if not CJK.search(reading.text) and not re.search(r"[A-Za-z]{3,}", reading.text):
        language = last.language
    if bare_follow_up and intent not in ("overview", "ledger", "identity"):
        topic = last.topic
        if topic:
            carried.append("measure")
        if re.match(cues.WHY, reading.text.lower()):
            intent = "text"
        elif intent == "figure" and not reading.asks_number:
            intent = "figure" if last.intent in _SIDES and len(years) == 1 else last.intent
    years, from_talk = _years(reading, past, years, intent, bare_follow_up, known.years_of(offices))
    if from_talk:
        carried.append("year")
    going_on = bare_follow_up or reading.elliptical
    reading = replace(
        reading,
        language=language,
        asks_number=reading.asks_number or (going_on and last.asks_number and intent == "figure"),
    )
    if from_talk and not set(years) & set(known.years_of(offices)):
        years = ()  # the year of the talk has no report of the office now named
        carried = [c for c in carried if c != "year"]
    question = _question(reading, known, topic, intent, Scope(offices, years), tuple(carried))
    if bare_follow_up and not question.role:
        question = replace(question, role=last.role)
    question = replace(question, beside=past.figure_ids if carried else ())
    if re.search(cues.OF_THESE, reading.text.lower()) and past.figure_ids:
        question = replace(question, topic=re.sub(cues.OF_THESE, " ", question.topic).strip())
        question = replace(question, within=past.figure_ids, within_topic=last.topic)
    return question


def _years(
    reading: Reading,
    past: Recalled,
    years: tuple[int, ...],
    intent: Intent,
    bare_follow_up: bool,
    loaded: Sequence[int],
) -> tuple[tuple[int, ...], bool]:
    """Return the years to read, and whether the talk lent any of them."""
    talk = past.discussed if intent in _SIDES else past.years
    new_office = bool(reading.offices or reading.unknown)
    named = bool(reading.mention.years or reading.mention.relative)
    if intent in ("series", "rank") and not named:
        return (), False
    if intent in ("compare", "sum", "chart"):
        if len(years) >= 2:
            lent = bool(set(years) & set(talk)) and len(reading.mention.years) < len(years)
            return years, lent
        if len(years) == 1 and intent == "compare":
            both = _other_end(reading, years[0], talk, loaded)
            return both, bool(set(both) & set(talk) - set(years))
        if len(years) == 1:
            return years, False
        if not years:
            return (
                (past.discussed, True)
                if bare_follow_up and past.discussed
                else (past.years, bool(past.years))
            )
        return years, False
    if named or not past.years:
        return years, False
    if bare_follow_up and not new_office:
        return past.years, True
    if new_office and not bare_follow_up:
        return (), False
    return past.question.scope.years or past.years, bool(past.question.scope.years or past.years)
