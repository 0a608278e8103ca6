"""Questions that can be asked: examples from what is loaded, and what may come next."""

from __future__ import annotations

from collections import Counter

from assistant.gather import Gatherer
from assistant.models import Answer, Language, Question
from assistant.normalise import bare
from assistant.wording import say
from corpus.models import Figure
from index.models import Scope

MOST = 3
LEAST, LONGEST = 2, 14
"""Characters of a measure that is a name and can be said in a question."""


def _office(gatherer: Gatherer, name: str, language: Language) -> str:
    return (gatherer.english_office(name) if language == "en" else "") or name


def examples(gatherer: Gatherer, language: Language, scope: Scope) -> tuple[str, ...]:
    """Return up to four questions that the loaded reports answer, of different kinds.

    They are of the offices and years of ``scope``, of any where it holds no report.
    """
    cards = sorted((c for c in gatherer.cards_of(scope) if c.year), key=lambda c: -(c.year or 0))
    if not cards:
        return examples(gatherer, language, Scope()) if scope != Scope() else ()
    office = Counter(c.office for c in cards).most_common(1)[0][0]
    latest = next(c.year for c in cards if c.office == office) or 0
    name = _office(gatherer, office, language)
    out = []
    found = _telling(gatherer, office, latest)
    if found is not None:
        figure, before = found
        measure = _measure(gatherer, figure, language)
        out.append(say(language, "ask_figure", year=latest, office=name, measure=measure))
        if before:
            of_office = f"{name}{measure}" if language == "zh" else f"{measure} of {name}"
            out.append(say(language, "ask_compare", measure=of_office, year=before))
    out.append(say(language, "ask_problems", office=name, year=latest))
    if latest == max(gatherer.years((office,))):
        out.append(say(language, "ask_plan", office=name))
    return tuple(out)


def _telling(gatherer: Gatherer, office: str, year: int) -> tuple[Figure, int | None] | None:
    """Return a figure of ``year`` that is short to name, and an earlier year that states it too."""
    figures = [
        f
        for f in gatherer.figures(Scope((office,)))
        if f.kind == "result" and LEAST <= len(f.measure) <= LONGEST
    ]
    once = Counter((f.indicator or bare(f.measure), f.year) for f in figures)
    clear = [
        f
        for f in figures
        if once[f.indicator or bare(f.measure), f.year] == 1 and f.qualifier == "exact"
    ]
    now = [f for f in clear if f.year == year]
    now.sort(key=lambda f: (not f.indicator, len(f.measure)))
    loaded = set(gatherer.years((office,)))
    for figure in now:
        same = [f for f in clear if f.indicator and f.indicator == figure.indicator]
        years = [f.year for f in same if f.unit == figure.unit]
        earlier = [y for y in years if y and y < year and y in loaded]
        if earlier:
            return figure, max(earlier)
    return (now[0], None) if now else None


def _measure(gatherer: Gatherer, figure: Figure, language: Language) -> str:
    english = gatherer.english_indicator(figure.indicator) if figure.indicator else ""
    return (english if language == "en" else "") or figure.measure


def next_questions(gatherer: Gatherer, question: Question, answer: Answer) -> tuple[str, ...]:
    """Return up to three questions that go on from an answer and can be answered.

    They name a measure as the report does that states it, so that it is found again.
    """
    if answer.outcome != "answered" or not answer.citations:
        return ()
    language = question.language
    out = _of_figure(gatherer, answer, language) if answer.figures else []
    out += _of_report(gatherer, question, answer, language)
    return tuple(dict.fromkeys(out))[:MOST]


def _of_figure(gatherer: Gatherer, answer: Answer, language: Language) -> list[str]:
    """Return questions about the first figure of an answer: another year, the change, its parts."""
    figure, office = answer.figures[0].figure, answer.figures[0].office
    measure = _measure(gatherer, figure, language)
    out = []
    stating = gatherer.figures(Scope((office,)), figure.indicator) if figure.indicator else ()
    loaded = set(gatherer.years((office,)))
    others = [
        f for f in stating if f.kind == figure.kind and f.year in loaded and f.year != figure.year
    ]
    if others and not answer.derived:
        other = max(others, key=lambda f: f.year or 0)
        out.append(_ask(gatherer, other, office, language))
        same = bare(other.measure) == bare(figure.measure) and other.unit == figure.unit
        if same and (other.year or 0) < (figure.year or 0):
            out.append(say(language, "ask_compare", measure=measure, year=other.year))
    figures = gatherer.report(figure.report_id).figures
    if sum(f.part_of == figure.id for f in figures) > 1 and len(answer.figures) == 1:
        out.append(say(language, "ask_parts"))
    return out


def _of_report(
    gatherer: Gatherer, question: Question, answer: Answer, language: Language
) -> list[str]:
    """Return questions about the report that an answer cites first: what follows, problems, plans."""
    cited = answer.citations[0]
    report = gatherer.report(cited.report_id)
    office = gatherer.office_of(report.id)
    shown = {f.figure.id for f in answer.figures}
    names = Counter(bare(f.measure) for f in report.figures)
    clear = [
        f
        for f in report.figures
        if f.id not in shown
        and f.kind == "result"
        and f.year == report.year
        and f.qualifier == "exact"
        and names[bare(f.measure)] == 1
        and LEAST <= len(f.measure) <= LONGEST
        and f.indicator
        and (language == "zh" or gatherer.english_indicator(f.indicator))
    ]
    after = sorted(clear, key=lambda f: (f.span.start < cited.span.start, f.span.start))
    out = [_ask(gatherer, f, office, language) for f in after[:1]]
    name = _office(gatherer, office, language)
    for role, key in (("problems", "ask_problems"), ("plan", "ask_plan")):
        if question.role != role and gatherer.sections(report, role) and report.year:
            out.append(say(language, key, office=name, year=report.year))
    return out


def _ask(gatherer: Gatherer, figure: Figure, office: str, language: Language) -> str:
    return say(
        language,
        "ask_figure",
        year=figure.year,
        office=_office(gatherer, office, language),
        measure=_measure(gatherer, figure, language),
    )
