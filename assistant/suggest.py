"""Questions that can be asked: examples from what is loaded, and what may come next."""

from __future__ import annotations

from collections import Counter

from assistant.gather import Gatherer
from assistant.models import Answer, Language, Question
from assistant.wording import say
from index.models import Scope


def _office(gatherer: Gatherer, name: str, language: Language) -> str:
    return (gatherer.english_office(name) if language == "en" else "") or name


def examples(gatherer: Gatherer, language: Language) -> tuple[str, ...]:
    """Return up to four questions that the loaded reports answer, of different kinds."""
    cards = sorted((c for c in gatherer.cards() if c.year), key=lambda c: -(c.year or 0))
    if not cards:
        return ()
    counts = Counter(c.office for c in cards)
    office = counts.most_common(1)[0][0]
    latest = next(c for c in cards if c.office == office)
    name = _office(gatherer, office, language)
    figures = [
        f
        for f in gatherer.index.figures(Scope((office,), (latest.year or 0,)))
        if f.kind == "result" and f.indicator
    ]
    out = []
    years = gatherer.years((office,))
    named = Counter(f.indicator for f in figures)
    single = [f for f in figures if named[f.indicator] == 1 and f.qualifier == "exact"]
    for f in single[-1:] or figures[:1]:
        measure = gatherer.english_indicator(f.indicator or "") if language == "en" else f.measure
        out.append(say(language, "ask_figure", year=latest.year, office=name, measure=measure))
        if len(years) > 1:
            out.append(
                say(
                    language,
                    "ask_compare",
                    measure=f"{name}{measure}" if language == "zh" else measure,
                    year=years[-2],
                )
            )
    out.append(say(language, "ask_problems", office=name, year=latest.year))
    out.append(say(language, "ask_plan", office=name))
    return tuple(out)


def next_questions(gatherer: Gatherer, question: Question, answer: Answer) -> tuple[str, ...]:
    """Return up to three questions that go on from an answer and can be answered."""
    if answer.outcome != "answered" or not answer.figures:
        return ()
    language = question.language
    cited = answer.figures[0]
    figure, office = cited.figure, cited.office
    name = _office(gatherer, office, language)
    measure = (
        gatherer.english_indicator(figure.indicator)
        if language == "en" and figure.indicator
        else ""
    ) or figure.measure
    out = []
    stating = gatherer.index.figures(Scope((office,)), figure.indicator) if figure.indicator else ()
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
