"""Answers in the reports' own words: why, how, which problems, what plans, what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.find import Finder
from assistant.match import bare
from assistant.models import Answer, Question, Role
from assistant.normalise import CJK
from assistant.overview import overview
from assistant.quoting import latest, quote, trimmed
from assistant.refuse import covered, refuse, said_back
from assistant.topic import Topic
from assistant.write import Draft
from corpus.models import Report, Section, Span
from corpus.sentences import sentence_spans
from index.models import Hit, ReportCard, Scope

ENOUGH = 0.5
_QUOTES = 6
_SENTENCE = 24
_TELLS = 12
_POINTS = 12
_REASON = re.compile(r"因为|由于|因|为了|为[^，。]{2,20}，|导致|致使|原因|是因|所以|旨在|以便")


@dataclass(frozen=True, slots=True)
class Piece:
    """A quotation in the making: where it stands, and how much of the topic it covers."""

    report: Report
    span: Span
    coverage: float


def tell(draft: Draft, question: Question, finder: Finder) -> Answer:
    """Return the answer to a question about what the reports say."""
    topic = finder.topic(question.topic, question)
    if question.role:
        asked = re.sub(cues.ROLE_WORDS[question.role], " ", question.topic.lower())
        answer = _by_role(draft, question, question.role, finder.topic(asked, question))
        if answer is not None:
            return answer
    if topic.weight < 0.8:
        return overview(draft, question)
    pieces = _pieces(draft, question, finder, topic)
    if not pieces:
        return refuse(
            draft, question, (finder.find(topic, finder.candidates(question, question.scope)),)
        )
    return _quoted(draft, question, pieces)


def _quoted(draft: Draft, question: Question, pieces: Sequence[Piece]) -> Answer:
    if re.search(r"为什么|为何|为啥|原因|\bwhy\b", question.text.lower()):
        quotes = " ".join(p.span.of(p.report.text) for p in pieces)
        if not _REASON.search(quotes):
            draft.add("reason_unsaid", topic=said_back(question))
    last = None
    for piece in pieces:
        head = (piece.report.office, piece.report.year)
        if head != last:
            draft.add(
                "text_head" if piece.report.year else "text_head_undated",
                year=piece.report.year or "",
                office=draft.office(piece.report.office),
            )
            last = head
        quote(draft, piece.report, piece.span)
    return draft.answer("answered", "quoted")


def _by_role(draft: Draft, question: Question, role: Role, topic: Topic) -> Answer | None:
    """Return the points of the problems or plan sections in scope, None where there are none."""
    cards = _cards_by_role(draft, question, role)
    wrote = False
    for card in cards:
        report = draft.gatherer.report(card.id)
        points = [s for sec in draft.gatherer.sections(report, role) for s in _points(report, sec)]
        if topic.weight >= 1.0 and covered(topic, bare(report.title)) < 0.6:
            fitting = [p for p in points if covered(topic, bare(p.of(report.text))) >= 0.6]
            points = fitting or points
        if points:
            draft.add(f"{role}_head", office=draft.office(report.office), year=report.year or "")
            for span in points[:_POINTS]:
                quote(draft, report, span)
            wrote = True
    return draft.answer("answered", "quoted") if wrote else None


def _cards_by_role(draft: Draft, question: Question, role: str) -> tuple[ReportCard, ...]:
    """Return the reports in scope; a plan for a year stands in the report of the year before."""
    scope = question.scope
    if role == "plan" and scope.years:
        cards = draft.gatherer.cards_of(Scope(scope.offices))
        planning = [
            c
            for c in cards
            if any(
                s.role == "plan" and s.year in scope.years
                for s in draft.gatherer.report(c.id).sections
            )
        ]
        if planning:
            return tuple(planning)
    cards = draft.gatherer.cards_of(scope)
    return cards if scope.years or not cards else latest(cards)


def _points(report: Report, section: Section) -> list[Span]:
    """Return the points of a section: each sub-section's words, or its sentences."""
    inner = [
        s
        for s in report.sections
        if section.span.covers(s.span) and s.path[: len(section.path)] == section.path
    ]
    leaves = [
        s
        for s in inner
        if not any(
            o is not s and s.span.covers(o.span) and len(o.path) > len(s.path) for o in inner
        )
    ]
    if len(leaves) > 1:
        first = min(leaf.span.start for leaf in leaves)
        lead = trimmed(report.text, Span(section.span.start, first))
        more = len(lead.of(report.text)) - len(section.heading) > _TELLS
        before = [lead] if more or len(section.heading) > _SENTENCE else []
        return before + [trimmed(report.text, s.span) for s in leaves]
    whole = (
        len(section.heading) > _SENTENCE
    )  # a paragraph without a heading is named by its opening
    return [
        trimmed(report.text, s)
        for s in sentence_spans(report.text)
        if section.span.covers(s)
        and (whole or bare(s.of(report.text)) != bare(section.heading))
        and s.of(report.text).strip()
    ]


def _pieces(draft: Draft, question: Question, finder: Finder, topic: Topic) -> list[Piece]:
    """Return the passages that answer, in the order of their report; empty where none covers the topic."""
    expansion = tuple(
        dict.fromkeys(
            a for t in topic.terms if t.whole or CJK.search(t.surface) for a in t.alternatives
        )
    )
    hits = draft.gatherer.search(question.text, question.scope, 12, question.language, expansion)
    report_of = draft.gatherer.report
    if not question.wants_plan:  # what was done stands in the report of the year, not in a plan
        hits = tuple(h for h in hits if h.passage.role != "plan") or hits
    named = [bare(p) for p in question.parts]
    scored = [
        (h, _hit_coverage(topic, h))
        for h in hits
        if not _only_heading(h)
        and all(p in bare(h.passage.text + " ".join(h.passage.section)) for p in named)
    ]
    if not scored:
        return []
    best = max(c for _, c in scored)
    enough = ENOUGH if question.language == "zh" else ENOUGH - 0.1
    if best < enough:
        return []
    wanted = max(enough, best - 0.25)
    good = [(h, c) for h, c in scored if c >= wanted][:3]
    lead = max(good, key=lambda g: g[1])[0]
    pieces = [Piece(report_of(h.passage.report_id), h.passage.span, c) for h, c in good]
    pieces += _next(draft, lead, pieces) if len(pieces) < _QUOTES else []
    section = _headed(report_of(lead.passage.report_id), lead, topic)
    if section is not None:
        report = report_of(lead.passage.report_id)
        inside = [Piece(report, s, 1.0) for s in _points(report, section)][:_QUOTES]
        outside = [
            p for p in pieces if not (p.report.id == report.id and section.span.covers(p.span))
        ]
        pieces = inside + outside[: max(0, _QUOTES - len(inside))]
    pieces.sort(key=lambda p: (p.report.office, p.report.year or 0, p.report.id, p.span.start))
    return pieces


def _next(draft: Draft, lead: Hit, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the passage behind the best one in its section: an answer often goes on there."""
    passages = draft.gatherer.index.passages(lead.passage.report_id)
    at = next((i for i, p in enumerate(passages) if p.id == lead.passage.id), len(passages))
    for passage in passages[at + 1 : at + 2]:
        same = passage.section == lead.passage.section
        if same and all(p.span != passage.span for p in pieces):
            return [Piece(draft.gatherer.report(passage.report_id), passage.span, 0.0)]
    return []


def _only_heading(hit: Hit) -> bool:
    """Say whether a passage holds nothing but a heading, which answers nothing."""
    return any(bare(hit.passage.text) == bare(h) for h in hit.passage.section)


def _headed(report: Report, hit: Hit, topic: Topic) -> Section | None:
    """Return the innermost section around a hit whose heading says the topic."""
    around = [s for s in report.sections if s.span.covers(hit.passage.span)]
    fitting = [s for s in around if covered(topic, bare(s.heading)) >= 0.6]
    return max(fitting, key=lambda s: len(s.path), default=None)


def _hit_coverage(topic: Topic, hit: Hit) -> float:
    text = bare(hit.passage.text)
    return max(
        covered(topic, text), covered(topic, text + bare(" ".join(hit.passage.section))) - 0.05
    )
