"""Overviews: what a report says, section by section; and all its figures in one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Answer, Question, Table
from assistant.quoting import latest, quote, trimmed
from assistant.refuse import refuse
from assistant.wording import SAY
from assistant.write import Draft
from corpus.models import Report, Section, SectionRole, Span
from corpus.sentences import sentence_spans

POINTS = 14
"""How many points of one report are quoted; of several, they share them."""
IN_GROUP = 4
REPORTS = 4
_WHOLE = re.compile(
    r"总结|概括|概述|概况|总体|讲了|说了|主要内容|summar|overview|key points|main points"
)
_MORE = re.compile("|".join(re.escape(s).replace(r"\{count\}", r"\d+") for s in SAY["points_more"]))
_ROLES: tuple[tuple[SectionRole, str], ...] = (("problems", "problems_part"), ("plan", "plan_part"))


@dataclass(frozen=True, slots=True)
class Group:
    """A headed part of a report: its heading and the spans of its points, in order."""

    heading: str
    points: tuple[Span, ...]


def overview(draft: Draft, question: Question) -> Answer:
    """Return the points of each report in scope under the headings of its parts."""
    cards = draft.gatherer.cards_of(question.scope)
    if not cards:
        return refuse(draft, question)
    if not question.scope.years and not question.scope.offices and len(cards) > 2:
        cards = latest(cards)[:3]
    cards = cards[:REPORTS]
    for card in cards:
        report = draft.gatherer.report(card.id)
        draft.add("overview_head", year=report.year or "", office=draft.office(report.office))
        groups = groups_of(report, "report") or (_all_of(report),)
        _write(draft, report, groups, max(POINTS // len(cards), 4))
        if _WHOLE.search(question.text.lower()):
            for role, key in _ROLES:
                points = tuple(p for g in groups_of(report, role) for p in g.points)
                part = Group(draft.say(key), points)
                _write(draft, report, (part,) if points else (), 3)
    return draft.answer("answered", "overview")


def _write(draft: Draft, report: Report, groups: Sequence[Group], limit: int) -> None:
    """Write down the groups with their points, and how many were left out of each."""
    each = min(IN_GROUP, max(1, limit // max(len(groups), 1)))
    for group in groups:
        if group.heading:
            draft.add("section", heading=group.heading)
        for span in group.points[:each]:
            quote(draft, report, span)
        if len(group.points) > each:
            draft.add("points_more", count=len(group.points) - each)


def groups_of(report: Report, role: SectionRole) -> tuple[Group, ...]:
    """Return the parts of a report that have ``role``: its chapters' sections, else its chapters."""
    having = [s for s in report.sections if s.role == role]
    parts = [
        s
        for s in having
        if len(s.path) == _level(having, s) or not any(_inside(o, s) for o in having)
    ]
    parts = [s for s in parts if not any(_inside(s, o) for o in parts)]
    groups = [Group(_heading(s), points_of(report, s, having)) for s in parts]
    return tuple(g for g in groups if g.points)


def _inside(inner: Section, outer: Section) -> bool:
    return (
        inner is not outer and outer.span.covers(inner.span) and len(inner.path) > len(outer.path)
    )


def _level(having: Sequence[Section], section: Section) -> int:
    """Return how deep the parts of a chapter lie: just below it, where it has any."""
    chapter = [s for s in having if s.path[:1] == section.path[:1]]
    top = min(len(s.path) for s in chapter)
    return top + 1 if sum(len(s.path) == top + 1 for s in chapter) > 1 else top


def _heading(section: Section) -> str:
    return " ".join(section.heading.split())


def points_of(report: Report, part: Section, having: Sequence[Section]) -> tuple[Span, ...]:
    """Return a sentence for each sub-section of ``part``, or its sentences that state a figure."""
    inner = [s for s in having if _inside(s, part)]
    leaves = [s for s in inner if not any(_inside(o, s) for o in inner)]
    if leaves:
        chosen = (_telling(report, s) for s in leaves)
        return tuple(s for s in chosen if s is not None)
    sentences = _sentences(report, part)
    counted = [s for s in sentences if _figures(report, s)]
    return tuple(counted or sentences[:1])


def _telling(report: Report, section: Section) -> Span | None:
    """Return the sentence of a section with the most figures, the first where none has any."""
    sentences = _sentences(report, section)
    return max(sentences, key=lambda s: _figures(report, s), default=None)


def _figures(report: Report, span: Span) -> int:
    return sum(span.covers(f.span) for f in report.figures)


def _sentences(report: Report, section: Section) -> list[Span]:
    """Return the sentences of a section that are more than its heading, else the one it is."""
    inside = [s for s in sentence_spans(report.text) if section.span.covers(s)]
    more = [s for s in inside if s.end - s.start > len(section.heading) + 4]
    whole = [s for s in inside if s.of(report.text).rstrip().endswith(("。", "；", "！"))]
    return [trimmed(report.text, s) for s in more or whole]


def _all_of(report: Report) -> Group:
    """Return the counted sentences of a report without headings as one group."""
    spans = [trimmed(report.text, s) for s in sentence_spans(report.text)]
    full = [s for s in spans if s.of(report.text)]
    return Group("", tuple([s for s in full if _figures(report, s)] or full[:POINTS]))


def ledger(draft: Draft, question: Question) -> Answer:
    """Return all figures of the reports in scope as a table, plans told from results."""
    cards = draft.gatherer.cards_of(question.scope)
    if not cards:
        return refuse(draft, question)
    rows: list[tuple[str, ...]] = []
    for card in cards[:REPORTS]:
        report = draft.gatherer.report(card.id)
        office = draft.office(report.office)
        draft.add("ledger_head", year=report.year or "", office=office, count=len(report.figures))
        rows += _rows(draft, report)
    heads = ("col_year", "col_measure", "col_value", "col_kind", "col_section", "col_source")
    draft.table = Table(tuple(draft.say(k) for k in heads), tuple(rows))
    return draft.answer("answered", "ledger")


def _rows(draft: Draft, report: Report) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for figure in report.figures:
        section = report.section_at(figure.span.start)
        rows.append(
            (
                str(figure.year or ""),
                figure.measure,
                " ".join(figure.surface.split()),
                draft.say(f"kind_{figure.kind}"),
                section.heading if section else "",
                draft.cite_figure(figure),
            )
        )
    return rows


def counts_left_out(text: str) -> str:
    """Return ``text`` without the lines that count what was left out: those numbers are ours.

    >>> counts_left_out("- a\\n- …另有 3 点，见原文。")
    '- a'
    """
    return "\n".join(line for line in text.split("\n") if not _MORE.fullmatch(line))
