"""The three kinds of "no": nothing loaded for it, loaded but not stated, and stated as none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.find import Found
from assistant.match import RATE_UNITS, Match, bare, best, cover, ranked
from assistant.models import Answer, Question
from assistant.normalise import CJK
from assistant.topic import Topic, char_weights, topic_of
from assistant.write import Draft
from corpus.denials import denials
from corpus.sentences import sentence_spans
from index.models import ReportCard, Scope

_MOST_REPORTS = 8


def missing_reports(question: Question, cards: Sequence[ReportCard]) -> str:
    """Return why the store cannot hold an answer: "no_store", "no_office", "no_year" or ""."""
    if not cards:
        return "no_store"
    if (question.unknown_offices or question.parts) and not question.scope.offices:
        return "no_office"
    if not question.scope.years:
        return ""
    years = {
        c.year for c in cards if not question.scope.offices or c.office in question.scope.offices
    }
    return "" if years & set(question.scope.years) else "no_year"


def refuse(draft: Draft, question: Question, found: Sequence[Found] = ()) -> Answer:
    """Return the answer that says which kind of "no" it is, what is loaded, and what comes near."""
    gatherer = draft.gatherer
    cards = gatherer.cards()
    why = missing_reports(question, cards)
    topic = said_back(question)
    there = _loaded_years(draft, question)
    where = draft.where(question.scope.offices, there)
    if why == "no_store":
        draft.add("no_store")
        return draft.answer("not_found", why)
    if why == "no_office":
        draft.add("no_office", names=draft.joined(question.unknown_offices or question.parts))
    elif why == "no_year":
        draft.add("no_year", where=where)
        if _plan_only(draft, question):
            draft.add("plan_only", where=where, topic=topic)
            why = "plan_only"
    elif not any(card.passages for card in gatherer.cards_of(question.scope)):
        draft.add("no_text", where=where)
        why = "no_text"
    elif changes := _changes(draft, question):
        measures = draft.joined(dict.fromkeys(draft.measure(m.figure) for m in changes))
        draft.add("change_only", where=where, topic=topic, measures=measures)
        _say_missing(draft, question, there)
        return draft.answer("not_found", "not_stated", _questions(draft, changes))
    elif _plan_only(draft, question):
        draft.add("plan_only", where=where, topic=topic)
        why = "plan_only"
    else:
        draft.add("not_stated", where=where, topic=topic)
        why = "not_stated"
    if why in ("no_office", "no_year", "plan_only"):
        draft.add("loaded", reports=loaded(draft, question.scope.offices))
    _say_missing(draft, question, there)
    near = _nearest(draft, found) if why == "not_stated" else ""
    if near:
        draft.add("nearest", measures=near)
    return draft.answer("not_found", why, _suggestions(draft, found))


def _loaded_years(draft: Draft, question: Question) -> tuple[int, ...]:
    """Return the asked years that a report is loaded for; all of them where none is."""
    scope = question.scope
    known = {card.year for card in draft.gatherer.cards_of(Scope(scope.offices, ()))}
    return tuple(y for y in scope.years if y in known) or scope.years


def _say_missing(draft: Draft, question: Question, there: Sequence[int]) -> None:
    """Say which of the asked years no report is loaded for."""
    missing = tuple(y for y in question.scope.years if y not in there)
    if missing:
        draft.add("no_year", where=draft.where(question.scope.offices, missing))


def said_back(question: Question) -> str:
    """Return what is asked about as the reader typed it: 移交违法线索 of 移交了多少违法线索, GDP."""
    said = ""
    end = 0
    for measure in question.measures:
        at = question.text.lower().find(measure, end)
        typed = question.text[at : at + len(measure)] if at >= 0 else measure
        apart = re.search(r"[、，,；;]|[和与及跟]|还有", question.text[end:at]) if at >= 0 else None
        joint = bool(said) and bool(CJK.match(said[-1])) and bool(CJK.match(typed))
        said += typed if joint and not apart else f"{'、' if joint else ' '}{typed}"
        end = max(at + len(measure), end)
    return said.strip() or question.topic or question.text


def loaded(draft: Draft, offices: Sequence[str] = ()) -> str:
    """Return the loaded offices and years in one phrase; only ``offices`` where they are given."""
    by_office: dict[str, list[str]] = {}
    for card in draft.gatherer.cards():
        if not offices or card.office in offices:
            year = str(card.year) if card.year else draft.say("no_year_known")
            by_office.setdefault(card.office, []).append(year)
    shown = [
        draft.say("report_name", office=draft.office(o), years=draft.joined(sorted(ys)))
        for o, ys in sorted(by_office.items())
    ]
    more = ["…"] if len(shown) > _MOST_REPORTS else []
    return draft.say("semicolon").join(shown[:_MOST_REPORTS] + more)


def _changes(draft: Draft, question: Question) -> tuple[Match, ...]:
    """Return the stated changes of what is asked for, where a report tells how it grew and no more."""
    if question.wants_plan or not question.topic:
        return ()
    found = [
        x
        for x in draft.gatherer.layers(question.scope)
        if x.figure.kind == "change" and not x.figure.part_of
    ]
    gatherer = draft.gatherer
    topic = topic_of(question.topic, question.language, gatherer.indicators, gatherer.units)
    topic = replace(topic, change=True, units=(), counter="", countable=False)
    return best([m for m in ranked(topic, found) if m.answers])[:3]


def _plan_only(draft: Draft, question: Question) -> bool:
    """Say whether only a plan for the asked years answers the topic."""
    if question.wants_plan or not question.topic:
        return False
    gatherer = draft.gatherer
    plans = [x for x in gatherer.layers(question.scope) if x.figure.kind == "target"]
    topic = topic_of(question.topic, question.language, gatherer.indicators, gatherer.units)
    found = ranked(topic, plans)
    return any(m.answers and (topic.rate or m.figure.unit not in RATE_UNITS) for m in found)


def _nearest(draft: Draft, found: Sequence[Found]) -> str:
    near = _near_matches(found)
    return draft.joined(dict.fromkeys(draft.measure(m.figure) for m in near))


def _near_matches(found: Sequence[Found]) -> list[Match]:
    return [m for f in found for m in f.near if m.near >= 0.3 and m.figure.kind != "target"][:3]


def _suggestions(draft: Draft, found: Sequence[Found]) -> tuple[str, ...]:
    return _questions(draft, _near_matches(found))


def _questions(draft: Draft, matches: Sequence[Match]) -> tuple[str, ...]:
    asked = [
        draft.say(
            "ask_figure",
            year=m.figure.year or "",
            office=draft.office(m.layers.office),
            measure=m.figure.measure,
        )
        for m in matches
    ]
    return tuple(dict.fromkeys(asked))


def states_none(draft: Draft, question: Question, topic: Topic, scope: Scope) -> Answer | None:
    """Return the answer where a report says in words that there was none (未发生…), else None."""
    if topic.weight < 1.5:
        return None
    for card in draft.gatherer.cards_of(scope):
        report = draft.gatherer.report(card.id)
        for span in sentence_spans(report.text):
            sentence = span.of(report.text)
            for none in denials(sentence):
                if covered(topic, bare(none.of(sentence))) >= 0.8:
                    mark = draft.cite(report, span)
                    draft.add("states_zero")
                    draft.add("quote", quote=" ".join(sentence.split()), mark=mark)
                    return draft.answer("answered", "states_zero")
    return None


def covered(topic: Topic, text: str) -> float:
    """Return how much of the weight of ``topic`` stands in a bare text, from 0 to 1."""
    got = total = 0.0
    for term in topic.terms:
        forms = term.alternatives if term.whole else term.alternatives[:1]
        best = 0.0
        for form in forms:
            weights = char_weights(form)
            if sum(weights):
                hit = cover(form, text, single=False)
                worth = zip(weights, hit, form, strict=True)
                alone = 1.0 if weights.count(1.0) == 1 else 0.5
                got_here = sum(w if h else w * alone if c in text else 0.0 for w, h, c in worth)
                best = max(best, got_here / sum(weights))
        weight = term.weight if term.whole else sum(char_weights(term.alternatives[0]))
        got, total = got + best * weight, total + weight
    return got / total if total else 0.0
