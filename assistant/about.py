"""Answers about the reports themselves: what is loaded, when one was issued, what can be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.models import Answer, Question
from assistant.refuse import refuse
from assistant.write import Draft
from corpus.models import Report, Span


def coverage(draft: Draft) -> Answer:
    """Return the loaded offices and years."""
    cards = draft.gatherer.cards()
    if not cards:
        draft.add("no_store")
        return draft.answer("not_found", "no_store")
    draft.add("coverage", count=len(cards))
    for office in draft.gatherer.offices():
        years = [
            str(c.year) if c.year else draft.say("no_year_known")
            for c in cards
            if c.office == office
        ]
        draft.add("coverage_line", office=draft.office(office), years=draft.joined(sorted(years)))
    return draft.answer("answered", "coverage")


def identity(draft: Draft, question: Question) -> Answer:
    """Return the title and the date of issue of the reports in scope."""
    cards = draft.gatherer.cards_of(question.scope)
    if not cards:
        return refuse(draft, question)
    for card in cards[:5]:
        report = draft.gatherer.report(card.id)
        draft.add(
            "titled",
            title=report.title,
            office=draft.office(report.office),
            year=report.year or "—",
        )
        span = date_span(report)
        if report.published and span:
            draft.add(
                "published",
                title=report.title,
                date=report.published,
                mark=draft.cite(report, span),
            )
        elif report.published:
            draft.add("published", title=report.title, date=report.published, mark="")
        else:
            draft.add("unpublished", title=report.title)
    dated = any(draft.gatherer.report(c.id).published for c in cards)
    return draft.answer("answered" if dated else "not_found", "identity")


def date_span(report: Report) -> Span | None:
    """Return where the date of issue stands, with the signing line before it."""
    if not report.published:
        return None
    year, month, day = (int(x) for x in report.published.split("-"))
    pattern = rf"{year}\s*年\s*{month}\s*月\s*{day}\s*日"
    found = list(re.finditer(pattern, report.text))
    if not found:
        return None
    at = found[-1]
    line = report.text.rfind("\n", 0, at.start())
    before = report.text.rfind("\n", 0, line) if line > 0 else -1
    start = at.start()
    if line >= 0 and not report.text[line + 1 : at.start()].strip() and line - before <= 40:
        start = before + 1
    return Span(start, at.end())


def chat(draft: Draft, examples: Sequence[str]) -> Answer:
    """Return what the assistant is for, with questions that can be asked."""
    draft.add("chat")
    for question in examples:
        draft.add("example_line", question=question)
    return draft.answer("out_of_scope", "chat", examples)


def beyond(draft: Draft, examples: Sequence[str]) -> Answer:
    """Return that the question is none for reports, with questions that are."""
    draft.add("beyond")
    for question in examples:
        draft.add("example_line", question=question)
    return draft.answer("out_of_scope", "beyond", examples)
