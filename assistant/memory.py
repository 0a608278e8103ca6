"""What an earlier turn lends to a question that leaves something out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.models import Choice, Question, Turn
from index.models import Scope

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")}
_ENGLISH_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NOT_BUT = re.compile(r"(?P<new>.+?)(?:，|,|而)?\s*(?:不是|而不是|，不是|not)\s*(?P<old>.+)$")
_SWAPPED = re.compile(r"^(?:不对[，,\s]*)?不是(?P<old>[^，,。]+)[，,]\s*(?:而)?是(?P<new>.+)$")
_TALK = frozenset({"chat", "coverage"})


@dataclass(frozen=True, slots=True)
class Recalled:
    """The last turn that was about something, and what it was about."""

    question: Question
    figure_ids: tuple[str, ...]
    years: tuple[int, ...]
    discussed: tuple[int, ...]
    topics: tuple[str, ...] = ()
    reason: str = ""


def recall(turns: Sequence[Turn]) -> Recalled | None:
    """Return the last turn that was about the reports, None at the beginning of a talk.

    ``years`` are those of that turn; ``discussed`` those of the turns on the same topic.
    """
    about = [t for t in turns if t.question.intent not in _TALK]
    if not about:
        return None
    last = about[-1]
    discussed: list[int] = []
    for turn in reversed(about):
        if turn.question.topic and turn.question.topic != last.question.topic:
            break
        discussed = [y for y in _years(turn) if y not in discussed] + discussed
    return Recalled(
        last.question,
        tuple(f.figure.id for f in last.answer.figures),
        _years(last),
        tuple(dict.fromkeys(discussed)),
        tuple(dict.fromkeys(t.question.topic for t in about if t.question.topic))[-3:],
        last.answer.reason,
    )


def forget(past: Recalled, slots: Collection[str]) -> Recalled:
    """Return ``past`` without the slots that the reader took away: measure, year, office."""
    question, scope = past.question, past.question.scope
    if "year" in slots:
        scope = Scope(scope.offices, ())
        past = replace(past, years=(), discussed=())
    if "office" in slots:
        scope = Scope((), scope.years)
        question = replace(question, unknown_offices=(), parts=())
    if "measure" in slots:
        question = replace(question, topic="", measures=(), indicators=(), role="")
        past = replace(past, figure_ids=(), topics=())
    return replace(past, question=replace(question, scope=scope))


def _years(turn: Turn) -> tuple[int, ...]:
    if turn.question.scope.years:
        return turn.question.scope.years
    return tuple(sorted({f.figure.year for f in turn.answer.figures if f.figure.year}))


def chosen(text: str, turns: Sequence[Turn]) -> Choice | None:
    """Return the choice that ``text`` picks from the last answer: 第二个, 2, the second one."""
    if not turns or not turns[-1].answer.choices:
        return None
    choices = turns[-1].answer.choices
    plain = text.strip(" 。.?？!！").lower()
    m = re.search(cues.ORDINAL, plain)
    if m:
        word = next(g for g in m.groups() if g)
        number = int(word) if word.isdigit() else _HAN.get(word, _ENGLISH_ORDINALS.get(word, 0))
        return choices[number - 1] if 0 < number <= len(choices) else None
    return next((c for c in choices if plain and plain == c.label.lower()), None)


def corrected(text: str) -> tuple[str, str] | None:
    """Return (new words, old words) of a correction such as 不对，我问的是处置不是上报.

    The old words are empty where only the right ones are given.
    """
    m = re.match(cues.CORRECTION + r"[\s，,：:]*", text, re.IGNORECASE)
    if not m:
        return None
    swapped = _SWAPPED.match(text.strip(" 。.?？!！"))
    if swapped:
        return swapped["new"].strip(), swapped["old"].strip()
    rest = re.sub(
        r"^(?:我(?:问|说|指|要)的(?:是|应该是)?|我的意思是|应该是|是|i meant?|i asked (?:about|for))[\s，,]*",
        "",
        text[m.end() :],
        flags=re.IGNORECASE,
    ).strip(" 。.?？!！")
    both = _NOT_BUT.match(rest)
    if both:
        return both["new"].strip(" ，,"), both["old"].strip(" ，,")
    return (rest, "") if rest else None


def replaced(topic: str, new: str, old: str) -> str:
    """Return ``topic`` with ``old`` put right: the new words in its place, or alone."""
    return topic.replace(old, new) if old and old in topic else new
