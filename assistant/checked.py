"""An answer as it may be shown: noted, led on, in the writer's words, and no number without a source."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace

from assistant import judgements, odds, overview
from assistant.cite import unsupported
from assistant.gather import Gatherer
from assistant.models import Answer, Question
from assistant.suggest import next_questions
from assistant.wording import say
from assistant.write import Writer

_OF_THE_STORE = ("coverage", "identity", "chat", "ledger", "no_store")
"""Answers that tell of the store itself: how many reports, and how many figures in each."""

_log = logging.getLogger(__name__)


def checked(question: Question, answer: Answer, gatherer: Gatherer, writer: Writer) -> Answer:
    """Return ``answer`` in the writer's words where these pass the check, else the draft's."""
    answer = odds.noted(answer, gatherer, question.language)
    answer = judgements.noted(answer, gatherer, question.language)
    led_on = answer.suggestions or next_questions(gatherer, question, answer)
    answer = replace(answer, suggestions=led_on)
    worded = writer.write(question, answer)
    versions = [replace(answer, text=worded), answer] if worded != answer.text else [answer]
    good = []
    for version in versions:
        bad = _unsupported(question, version, gatherer)
        if not bad:
            good.append(version)
            continue
        _log.warning("numbers without a source in an answer: %s", ", ".join(bad))
    if good:
        return replace(good[0], plain="".join(version.text for version in good[1:]))
    quotes = [
        say(question.language, "quote", quote=c.quote, mark=f"[{c.number}]")
        for c in answer.citations
    ]
    lines = [say(question.language, "checked_failed"), *quotes]
    return replace(answer, text="\n".join(lines), derived=())


def _unsupported(question: Question, answer: Answer, gatherer: Gatherer) -> tuple[str, ...]:
    """Return the numbers of an answer that no source bears out."""
    years = {*gatherer.years(), *question.scope.years}
    if answer.chart is not None:  # a gap in a course of years is said by its year
        years |= {int(x) for x in answer.chart.labels if x.isdigit()}
    context = [question.text, *question.measures]  # said back in quotation marks
    if answer.reason == "several":  # "3 related figures", whose parts are cited beside them
        told = Counter((f.office, f.figure.year) for f in answer.figures)
        context += [str(number) for number in range(2, max(told.values(), default=0) + 1)]
    if answer.reason in _OF_THE_STORE:
        cards = gatherer.cards()
        context += [f"{c.title} {c.published or ''} {c.figures}" for c in cards]
        context += [str(len(cards)), str(len(answer.figures)), *answer.suggestions]
    if answer.outcome != "answered":
        context += answer.suggestions
    text = overview.counts_left_out(answer.text)
    return unsupported(
        text, answer.citations, answer.figures, answer.derived, " ".join(context), years
    )
