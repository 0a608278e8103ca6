"""A typed text and the turns before it -> Question, by rules alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.follow import both_ends, completed, correction, within_a_year
from assistant.memory import corrected, forget, recall
from assistant.models import Question, Turn
from assistant.normalise import question_text
from assistant.reading import Known, Reading, question_of, read
from assistant.years import resolve, years_in
from index.models import Scope


def understand(
    text: str, turns: Sequence[Turn], known: Known, without: Collection[str] = ()
) -> Question:
    """Return what ``text`` asks, completed from ``turns`` where it leaves something out.

    The slots in ``without`` are taken neither from the talk nor, but for the measure, from the text.
    """
    asked = _understood(text, turns, known, without)
    return replace(asked, left_out=tuple(dict.fromkeys(without))) if without else asked


def _understood(
    text: str, turns: Sequence[Turn], known: Known, without: Collection[str]
) -> Question:
    typed = question_text(text)
    past = recall(turns)
    past = forget(past, without) if past else None
    fixed = corrected(typed) if past else None
    if fixed and past:
        return correction(typed, fixed, past, known)
    reading = _less(read(typed, known), without)
    if reading.intent in ("chat", "coverage") or past is None:
        return question_of(
            reading, known, reading.topic, reading.intent, _scope(reading, known), ()
        )
    return completed(reading, past, known)


def _less(reading: Reading, without: Collection[str]) -> Reading:
    """Return ``reading`` without the years or the offices that it names itself."""
    if "year" in without:
        reading = replace(reading, mention=years_in(""))
    if "office" in without:
        reading = replace(reading, offices=(), unknown=(), parts=())
    return reading


def _scope(reading: Reading, known: Known) -> Scope:
    loaded = known.years_of(reading.offices)
    years = resolve(reading.mention, loaded, (), reading.intent == "compare")
    if reading.intent == "compare" and len(years) == 1 and not within_a_year(reading):
        years = both_ends(reading.text, years[0], (), loaded)
    return Scope(reading.offices, years)
