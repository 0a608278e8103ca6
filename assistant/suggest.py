"""Questions that can be asked: examples from what is loaded, and what may come next."""

from __future__ import annotations

from collections import Counter

from assistant.gather import Gatherer
from assistant.models import Answer, Language, Question
from assistant.wording import say
from corpus.models import Figure
from index.models import Scope


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
    out.append(say(language, "ask_plan", office=name))
    return tuple(out)


def _telling(gatherer: Gatherer, office: str, year: int) -> tuple[Figure, int | None] | None:
    """Return a figure of ``year`` that is short to name, and an earlier year that states it too."""
    figures = [f for f in gatherer.figures(Scope((office,))) if f.kind == "result" and f.indicator]
    once = Counter((f.indicator, f.year) for f in figures)
    clear = [f for f in figures if once[f.indicator, f.year] == 1 and f.qualifier == "exact"]
    now = sorted((f for f in clear if f.year == year), key=lambda f: len(f.measure))
    loaded = set(gatherer.years((office,)))
    for figure in now:
        years = [f.year for f in clear if f.indicator == figure.indicator and f.unit == figure.unit]
        earlier = [y for y in years if y and y < year and y in loaded]
        if earlier:
            return figure, max(earlier)
    return (now[0], None) if now else None


def _measure(gatherer: Gatherer, figure: Figure, language: Language) -> str:
    english = gatherer.english_indicator(figure.indicator) if figure.indicator else ""
    return (english if language == "en" else "") or figure.measure


def next_questions(gatherer: Gatherer, question: Question, answer: Answer) -> tuple[str, ...]:
    """Return up to three questions that go on from an answer and can be answered."""
    if answer.outcome != "answered" or not answer.figures:
        return ()
    language = question.language
    cited = answer.figures[0]
    figure, office = cited.figure, cited.office
    name = _office(gatherer, office, language)
    measure = _measure(gatherer, figure, language)
    out = []
    stating = gatherer.figures(Scope((office,)), figure.indicator) if figure.indicator else ()
    others = sorted(
        {f.year for f in stating if f.kind == figure.kind and f.year and f.year != figure.year}
        & set(gatherer.years((office,)))
    )
    if others and not answer.derived:
        out.append(say(language, "ask_figure", year=others[-1], office=name, measure=measure))
        if figure.year and others[-1] < figure.year:
            out.append(say(language, "ask_compare", measure=measure, year=others[-1]))
    report = gatherer.report(figure.report_id)
    if any(f.part_of == figure.id for f in report.figures) and len(answer.figures) == 1:
        out.append(say(language, "ask_parts"))
    return tuple(out[:3])
