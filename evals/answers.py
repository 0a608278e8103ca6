"""Judges an answer against its case: every field of every figure, the kind of "no", the citations.

Each measure is a small function from (case, turn, library) to Scores; one that does not bear on a
case yields nothing, so that its mean is over the cases it bears on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Protocol

from assistant.models import Answer, Citation, CitedFigure, Turn
from corpus.models import Report
from evals.models import Case, ExpectedFigure, Quote, Score
from evals.squeeze import covered, holds, places

COVERED_ENOUGH = 0.5
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
_MARK = re.compile(r"\[\d+\]")
_KINDS = {"no_store": "no_report", "no_office": "no_report", "no_year": "no_report"}
_EITHER = {"plan_only": ("no_report", "not_stated")}  # the year has no report, the plan for it has
FIELDS = ("value", "unit", "qualifier", "year", "office")
LOWER_IS_BETTER = frozenset(
    {
        "wrong figure",
        "surplus",
        "over-refusal",
        "wrong scope@5",
        "seconds",
        "counterfeit escape",
    }
)


class Library(Protocol):
    """What judging needs to know of the loaded reports."""

    def report(self, report_id: str) -> Report | None:
        """Return a loaded report by its id."""


def answer_scores(case: Case, turn: Turn, library: Library) -> tuple[Score, ...]:
    """Return every answer measure that bears on this case; the last one, "right", joins them."""
    answer = turn.answer
    scores = [
        *_outcome(case, answer),
        *_figures(case, answer),
        *_derived(case, answer),
        *_numbers(case, answer),
        *_citations(case, answer, library),
        *_said(case, turn),
    ]
    return (*scores, _right(case, scores))


REQUIRED = (
    "outcome", "figure", "numbers", "derived", "warned", "carried", "says", "citation recall",
    "citation exact", "citation scope",
)  # fmt: skip


def _right(case: Case, scores: Sequence[Score]) -> Score:
    failed = [s for s in scores if s.measure in REQUIRED and s.value < 1.0]
    wrong = [s for s in scores if s.measure == "wrong figure" and s.value > 0.0]
    reason = "; ".join(f"{s.measure}: {s.reason}" for s in [*failed, *wrong]) or "all as expected"
    return Score(case.id, "right", 0.0 if failed or wrong else 1.0, reason)


def _outcome(case: Case, answer: Answer) -> Iterator[Score]:
    got, wanted = answer.outcome, case.outcome
    listed = got == "ambiguous" and wanted == "answered" and bool(answer.figures)
    same = got == wanted or listed or got in case.also
    yield Score(case.id, "outcome", float(same), f"expected {wanted}, got {got} ({answer.reason})")
    if wanted == "answered":
        refused = got in ("not_found", "out_of_scope")
        yield Score(case.id, "over-refusal", float(refused), f"got {got} ({answer.reason})")
    if case.no:
        kind = kind_of_no(answer)
        yield Score(
            case.id, "kind of no", float(kind == case.no), f"expected {case.no}, got {kind}"
        )


def kind_of_no(answer: Answer) -> str:
    """Return which kind of "no" an answer is, "answered" where it is none."""
    if answer.outcome in ("answered", "ambiguous"):
        return "answered"
    if answer.outcome == "out_of_scope":
        return "out_of_scope"
    return _KINDS.get(answer.reason, answer.reason)


def _figures(case: Case, answer: Answer) -> Iterator[Score]:
    """Yield figure accuracy whole and by field, and whether a wrong figure was shown as the answer.

    A wrong figure is one shown where the report gives none, or in place of the one asked for.
    """
    gives = answer.outcome in ("answered", "ambiguous")
    if not case.figures:
        if case.outcome != "answered":
            shown = _surfaces(answer) if gives else ""
            yield Score(case.id, "wrong figure", float(bool(shown)), f"shown: {shown or 'none'}")
        return
    best = [_closest(wanted, answer.figures) for wanted in case.figures]
    whole = [all(fields.values()) for fields in best]
    shown = f"expected {_wanted(case.figures)}; got {_surfaces(answer) or 'no figure'}"
    yield Score(case.id, "figure", sum(whole) / len(whole), shown)
    for field in FIELDS:
        asked = [fields[field] for fields in best if field in fields]
        if asked:
            yield Score(case.id, f"figure {field}", sum(asked) / len(asked), shown)
    missing = not all(fields["value"] and fields.get("year", True) for fields in best)
    wrong = gives and bool(answer.figures) and missing
    yield Score(case.id, "wrong figure", float(wrong), shown)
    if gives and answer.figures:
        yield _surplus(case, answer)
    if gives:
        printed = [c for c in answer.figures if not holds(_page(answer), c.figure.surface)]
        reason = f"not as printed in the text: {', '.join(c.figure.surface for c in printed)}"
        yield Score(case.id, "as printed", float(not printed), reason if printed else "as printed")


def _surplus(case: Case, answer: Answer) -> Score:
    """Score the share of shown figures that nobody asked for: parts, neighbours, other years."""
    wanted = {f.value for f in case.figures}
    more = [c for c in answer.figures if c.figure.value not in wanted]
    told = "、".join(f"{c.figure.measure} {c.figure.surface}" for c in more)
    share = len(more) / len(answer.figures)
    return Score(case.id, "surplus", share, f"not asked for: {told or 'none'}")


def _closest(wanted: ExpectedFigure, given: Sequence[CitedFigure]) -> dict[str, bool]:
    """Return, field by field, how the best of the given figures compares with the wanted one."""
    compared = [_compare(wanted, one) for one in given]
    if not compared:
        compared = [dict.fromkeys(_asked(wanted), False)]
    return max(compared, key=lambda fields: (fields["value"], sum(fields.values())))


def _asked(wanted: ExpectedFigure) -> list[str]:
    return ["value", *(f for f in FIELDS[1:] if getattr(wanted, f) is not None)]


def _compare(wanted: ExpectedFigure, given: CitedFigure) -> dict[str, bool]:
    figure = given.figure
    upper = wanted.upper is None or wanted.upper == figure.upper
    fields = {
        "value": wanted.value == figure.value and upper,
        "unit": wanted.unit == figure.unit,
        "qualifier": wanted.qualifier == figure.qualifier,
        "year": wanted.year == figure.year,
        "office": (wanted.office or "") in given.office,
    }
    return {field: fields[field] for field in _asked(wanted)}


def _derived(case: Case, answer: Answer) -> Iterator[Score]:
    if case.derived:
        given = {abs(d.value) for d in answer.derived}
        right = [value for value in case.derived if abs(value) in given]
        reason = f"expected {_plain(case.derived)}; got {_plain(d.value for d in answer.derived)}"
        yield Score(case.id, "derived", len(right) / len(case.derived), reason)
    if case.warned is not None:
        reason = f"{len(answer.warnings)} warning(s), expected {'some' if case.warned else 'none'}"
        yield Score(case.id, "warned", float(bool(answer.warnings) == case.warned), reason)


def _numbers(case: Case, answer: Answer) -> Iterator[Score]:
    """Yield the share of numbers that the reader sees, as printed or in base units."""
    if not case.numbers:
        return
    page = _GROUPED.sub("", _MARK.sub("", _page(answer)).translate(_NARROW))
    seen = {Decimal(n) for n in _NUMERAL.findall(page)}
    seen |= {c.figure.value for c in answer.figures if c.figure.value is not None}
    seen |= {abs(d.value) for d in answer.derived}
    missing = [group for group in case.numbers if not seen & set(group)]
    reason = f"not shown: {'; '.join(_plain(g) for g in missing) or 'none'}"
    yield Score(case.id, "numbers", 1 - len(missing) / len(case.numbers), reason)
    gives = answer.outcome in ("answered", "ambiguous") and bool(answer.figures)
    reason += f"; got {_surfaces(answer) or 'no figure'}"
    yield Score(case.id, "wrong figure", float(gives and bool(missing)), reason)


def _citations(case: Case, answer: Answer, library: Library) -> Iterator[Score]:
    """Yield exactness and scope over the citations given, recall over the evidence expected."""
    texts = {c.report_id: library.report(c.report_id) for c in answer.citations}
    bad = [c for c in answer.citations if not _exact(c, texts[c.report_id])]
    if answer.citations:
        reason = "; ".join(f"[{c.number}] “{c.quote}” is not what stands there" for c in bad)
        share = 1 - len(bad) / len(answer.citations)
        yield Score(case.id, "citation exact", share, reason or "every quote stands where it says")
        yield from _scope(case, answer)
    if case.quotes:
        reports = [r for r in texts.values() if r is not None]
        missed = [q for q in case.quotes if not _cited(q, answer.citations, reports)]
        reason = "; ".join(f"“{q.text}” is not cited" for q in missed) or "all evidence is cited"
        yield Score(case.id, "citation recall", 1 - len(missed) / len(case.quotes), reason)
    if case.quotes and answer.citations:
        useful = [c for c in answer.citations if any(holds(c.quote, q.text) for q in case.quotes)]
        reason = f"{len(useful)} of {len(answer.citations)} citations hold expected evidence"
        yield Score(case.id, "citation precision", len(useful) / len(answer.citations), reason)


def _exact(citation: Citation, report: Report | None) -> bool:
    return report is not None and citation.span.of(report.text) == citation.quote


def _scope(case: Case, answer: Answer) -> Iterator[Score]:
    sources = {PurePath(q.source).name for q in case.quotes if q.source}
    if answer.outcome not in ("answered", "ambiguous") or not (
        sources or case.offices or case.years
    ):
        return
    outside = [
        c
        for c in answer.citations
        if (sources and PurePath(c.source).name not in {*sources, *case.beside})
        or (case.offices and c.office not in case.offices)
        or (case.years and c.year not in case.years)
    ]
    reason = "; ".join(f"[{c.number}] is {c.office} {c.year}" for c in outside)
    share = 1 - len(outside) / len(answer.citations)
    yield Score(case.id, "citation scope", share, reason or "every citation is within the question")


def _cited(quote: Quote, citations: Sequence[Citation], reports: Sequence[Report]) -> bool:
    """Say whether the citations cover at least half of a place where the quote stands."""
    for report in reports:
        if quote.source and PurePath(report.source).name != PurePath(quote.source).name:
            continue
        spans = tuple(c.span for c in citations if c.report_id == report.id)
        if any(covered(p, spans) >= COVERED_ENOUGH for p in places(report.text, quote.text)):
            return True
    return False


def _said(case: Case, turn: Turn) -> Iterator[Score]:
    page = _page(turn.answer)
    for words in case.says:
        cited = any(holds(c.quote, words) for c in turn.answer.citations)
        yield Score(case.id, "says", float(cited or holds(page, words)), f"must say “{words}”")
    if case.carried:
        missing = sorted(set(case.carried) - set(turn.question.carried))
        reason = f"carried {turn.question.carried}, missing {missing}"
        yield Score(case.id, "carried", float(not missing), reason)
    same = turn.question.language == case.language
    reason = f"asked in {case.language}, answered in {turn.question.language}"
    yield Score(case.id, "language", float(same), reason)


def _page(answer: Answer) -> str:
    rows = answer.table.rows if answer.table else ()
    return "\n".join([answer.text, *(" ".join(row) for row in rows)])


def _surfaces(answer: Answer) -> str:
    return "、".join(f"{c.figure.surface} ({c.figure.year}, {c.office})" for c in answer.figures)


def _wanted(figures: Sequence[ExpectedFigure]) -> str:
    return "、".join(f"{f.value:f} {f.unit or ''} ({f.qualifier}, {f.year})" for f in figures)


def _plain(values: Iterable[Decimal]) -> str:
    return ", ".join(f"{v:f}" for v in values) or "none"
