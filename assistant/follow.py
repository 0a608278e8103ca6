"""Follow-ups: a question that leaves something out is completed from the talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.memory import Recalled, replaced
from assistant.models import Intent, Question
from assistant.normalise import CJK, language_of
from assistant.reading import SIDES, Known, Reading, question_of, read
from assistant.years import resolve
from index.models import Scope

BARE = 1.0
_WHOLE = ("overview", "ledger", "identity")


@dataclass(slots=True)
class _Slots:
    """The slots of a question in the making, and the names of those that the talk lent."""

    topic: str
    intent: Intent
    offices: tuple[str, ...]
    years: tuple[int, ...]
    carried: list[str]
    bare: bool


def completed(reading: Reading, past: Recalled, known: Known) -> Question:
    """Return the question with the slots that ``reading`` leaves open filled from ``past``."""
    last = past.question
    reading = _target_of_it(reading)
    slots = _Slots(reading.topic, reading.intent, reading.offices, (), [], reading.weight < BARE)
    if last.intent in SIDES or past.years:
        reading = _how_far_apart(reading)
        slots.topic, slots.intent, slots.bare = reading.topic, reading.intent, reading.weight < BARE
    reading = _spoken_in(reading, past)
    reading = _fill_office(slots, reading, past)
    loaded = known.years_of(slots.offices)
    slots.years = resolve(
        reading.mention, loaded, past.years or past.discussed, reading.intent == "compare"
    )
    _fill_topic(slots, reading, past)
    _fill_years(slots, reading, past, loaded)
    if (slots.bare or reading.elliptical) and last.asks_number and slots.intent == "figure":
        reading = replace(reading, asks_number=True)
    scope = Scope(slots.offices, slots.years)
    question = question_of(reading, known, slots.topic, slots.intent, scope, tuple(slots.carried))
    return _pointing_back(question, slots, past)


def _how_far_apart(reading: Reading) -> Reading:
    """Take "by how much?" and 增长率呢 for a comparison of what the talk was about."""
    low = reading.text.lower().strip()
    if not re.search(cues.BY_HOW_MUCH, low) or (CJK.search(low) and reading.weight >= BARE):
        return reading
    return replace(reading, intent="compare", topic="", weight=0.0)


def _target_of_it(reading: Reading) -> Reading:
    """Take 那2024年的目标呢 for a question about the target of what the talk was about."""
    if reading.intent == "figure" and re.fullmatch(cues.TARGET_ALONE, reading.topic.lower()):
        return replace(reading, topic="", weight=0.0)
    return reading


def _spoken_in(reading: Reading, past: Recalled) -> Reading:
    """Answer "2022?" in the language of the talk."""
    wordless = not CJK.search(reading.text) and not re.search(r"[A-Za-z]{3,}", reading.text)
    return replace(reading, language=past.question.language) if wordless else reading


def _fill_office(slots: _Slots, reading: Reading, past: Recalled) -> Reading:
    """Take the office of the talk, known or not: a follow-up never changes to another office."""
    last = past.question
    if slots.offices or reading.unknown:
        return reading
    if last.parts and not reading.parts:
        reading = replace(reading, parts=last.parts)
    if last.unknown_offices:
        return replace(reading, unknown=last.unknown_offices)
    if last.scope.offices:
        slots.offices = last.scope.offices
        slots.carried.append("office")
    return reading


def _fill_topic(slots: _Slots, reading: Reading, past: Recalled) -> None:
    last = past.question
    low = reading.text.lower()
    several = re.search(cues.SEVERAL_BACK, low)
    if several and len(past.topics) > 1:
        count = 3 if re.search(r"三|three", several[0]) else 2
        slots.topic, slots.bare = "、".join(past.topics[-count:]), False
        slots.carried.append("measure")
    elif slots.bare and slots.intent not in _WHOLE:
        slots.topic = last.topic
        slots.carried += ["measure"] if last.topic else []
        if re.match(cues.WHY, low):
            slots.intent = "text"
        elif slots.intent == "figure" and not reading.asks_number:
            compared = last.intent in SIDES and len(slots.years) == 1
            compared = compared and past.reason != "stated_change"
            slots.intent = "figure" if compared else last.intent
    elif slots.intent == "figure" and last.intent in SIDES and _same_asked(reading):
        slots.intent = last.intent


def _same_asked(reading: Reading) -> bool:
    """Say whether a follow-up names but another thing to be compared: 那辟谣呢."""
    named = bool(reading.mention.years or reading.mention.relative)
    another = re.search(
        r"^那.*呢|呢\s*[?？]?$|^(?:and|what about|how about)\b", reading.text.lower()
    )
    return bool(another) and not named and not reading.asks_number


def _fill_years(slots: _Slots, reading: Reading, past: Recalled, loaded: Sequence[int]) -> None:
    """Take years of the talk; not where it had none of the office that is now named."""
    years, lent = (
        _compared_years(slots, reading, past, loaded)
        if slots.intent in SIDES
        else _plain_years(slots, reading, past)
    )
    if lent and not set(years) & set(loaded):
        years, lent = (), False
    slots.years = years
    if lent:
        slots.carried.append("year")


def _plain_years(slots: _Slots, reading: Reading, past: Recalled) -> tuple[tuple[int, ...], bool]:
    named = bool(reading.mention.years or reading.mention.relative)
    if named or not past.years:
        return slots.years, False
    moved = bool(reading.offices) and set(reading.offices) != set(past.question.scope.offices)
    new_office = moved or bool(reading.unknown)
    if new_office and not slots.bare:
        return (), False
    if slots.bare and not new_office:
        return past.years, True
    return past.question.scope.years or past.years, True


def _compared_years(
    slots: _Slots, reading: Reading, past: Recalled, loaded: Sequence[int]
) -> tuple[tuple[int, ...], bool]:
    years, talk = slots.years, past.discussed
    if slots.intent in ("series", "rank"):
        return years, False
    if len(years) > 1:
        return years, bool(set(years) & set(talk)) and len(reading.mention.years) < len(years)
    if len(years) == 1:
        if slots.intent != "compare" or within_a_year(reading):
            return years, False
        if past.reason == "stated_change":  # the report's own change is against the year before
            return (years[0] - 1, years[0]), False
        both = both_ends(reading.text, years[0], talk, loaded)
        return both, bool((set(both) & set(talk)) - set(years))
    spoken = talk if slots.bare and talk else past.years
    if len(spoken) == 1 and slots.intent == "compare" and not within_a_year(reading):
        spoken = both_ends(reading.text, spoken[0], (), loaded)
    return spoken, bool(spoken)


def within_a_year(reading: Reading) -> bool:
    """Say whether offices or two measures are compared, which may well be of one year."""
    return len(reading.offices) > 1 or "|" in reading.topic


def both_ends(text: str, year: int, talk: Sequence[int], loaded: Sequence[int]) -> tuple[int, ...]:
    """Return the two years of a comparison that names one: the other is the talk's, the latest
    loaded one where the text compares with ``year`` (比2022年…), or the year before."""
    others = [y for y in talk if y != year]
    against = (
        rf"(?:比|较|和|与|跟|同|than|with|to|from|since)\s*(?:in\s+)?'?(?:{year}|{year % 100}年)"
    )
    if not others and re.search(against, text):
        others = [y for y in loaded if y != year]
    if not others:
        others = [y for y in loaded if y == year - 1]
    return tuple(sorted({year, *others[-1:]}))


def _pointing_back(question: Question, slots: _Slots, past: Recalled) -> Question:
    """Keep what the talk was about: its part of the report, its figures, and their parts (其中)."""
    if slots.bare and not question.role:
        question = replace(question, role=past.question.role)
    if slots.carried:
        question = replace(question, beside=past.figure_ids)
    if re.search(cues.OF_THESE, question.text.lower()) and past.figure_ids:
        topic = re.sub(cues.OF_THESE, " ", question.topic).strip()
        return replace(
            question, topic=topic, within=past.figure_ids, within_topic=past.question.topic
        )
    return question


def correction(typed: str, fixed: tuple[str, str], past: Recalled, known: Known) -> Question:
    """Return the last question with what was wrong put right: 不对，我问的是处置不是上报."""
    last = past.question
    reading = read(fixed[0], known)
    years = resolve(reading.mention, known.years, past.years) or last.scope.years
    offices = reading.offices or last.scope.offices
    topic = replaced(last.topic, reading.topic, fixed[1]) if reading.weight else last.topic
    kept = (
        ("office", not reading.offices and bool(offices)),
        ("year", not reading.mention.years and bool(years)),
        ("measure", not reading.weight),
    )
    carried = tuple(name for name, lent in kept if lent)
    silent = not CJK.search(typed) and not re.search(r"[A-Za-z]{3,}", typed)
    reading = replace(
        reading,
        text=typed,
        language=last.language if silent else language_of(typed),
        asks_number=reading.asks_number or last.asks_number,
    )
    return question_of(reading, known, topic, last.intent, Scope(offices, years), carried)
