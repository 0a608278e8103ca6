"""The three kinds of "no": nothing loaded for it, loaded but not stated, and stated as none."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.find import Found
from assistant.match import Match, bare, cover
from assistant.models import Answer, Question
from assistant.topic import Topic, char_weights
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
    topic = _topic_words(question)
    where = draft.where(question.scope.offices, question.scope.years)
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
    elif _plan_only(draft, question):
        draft.add("plan_only", where=where, topic=topic)
        why = "plan_only"
    else:
        draft.add("not_stated", where=where, topic=topic)
        why = "not_stated"
    if why in ("no_office", "no_year", "plan_only"):
        draft.add("loaded", reports=loaded(draft, question.scope.offices))
    near = _nearest(draft, found) if why == "not_stated" else ""
    if near:
        draft.add("nearest", measures=near)
    return draft.answer("not_found", why, _suggestions(draft, question, found))


def _topic_words(question: Question) -> str:
    return " ".join(question.measures) or question.topic or question.text


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


def _plan_only(draft: Draft, question: Question) -> bool:
    """Say whether only a plan for the asked years answers the topic."""
    from assistant.match import ranked
    from assistant.topic import topic_of

    if question.wants_plan or not question.topic:
        return False
    gatherer = draft.gatherer
    plans = [x for x in gatherer.layers(question.scope) if x.figure.kind == "target"]
    topic = topic_of(question.topic, question.language, gatherer.indicators, gatherer.units)
    return any(m.answers for m in ranked(topic, plans))


def _nearest(draft: Draft, found: Sequence[Found]) -> str:
    near = _near_matches(found)
    return draft.joined(dict.fromkeys(draft.measure(m.figure) for m in near))


def _near_matches(found: Sequence[Found]) -> list[Match]:
    return [m for f in found for m in f.near if m.near >= 0.3 and m.figure.kind != "target"][:3]


def _suggestions(draft: Draft, question: Question, found: Sequence[Found]) -> tuple[str, ...]:
    asked = [
        draft.say(
            "ask_figure",
            year=m.figure.year or "",
            office=draft.office(m.layers.office),
            measure=m.figure.measure,
        )
        for m in _near_matches(found)
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
