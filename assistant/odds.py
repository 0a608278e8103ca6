"""Where the reports contradict a figure of an answer, the answer says so: every value, each cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.cite import Sources
from assistant.compute import plain
from assistant.gather import Gatherer
from assistant.models import Answer, Language
from assistant.wording import say
from assistant.write import Draft
from index.models import Contradiction

MOST = 3
"""How many contradictions one answer tells; a whole ledger is checked by other means."""
_KEYS = {"sum": "warn_odds_sum", "reports": "warn_odds_reports"}


def noted(answer: Answer, gatherer: Gatherer, language: Language) -> Answer:
    """Return ``answer`` with a warning for each of its figures that its reports contradict."""
    found = tuple(dict.fromkeys(_of(answer, gatherer)))
    if not found or answer.reason == "ledger":
        return answer
    draft = Draft(gatherer, language)
    draft.sources = Sources(answer.citations)
    draft.figures = list(answer.figures)
    said = {say(language, "warn_conflict", measure=f.measure) for c in found for f in c.figures}
    draft.warnings = [w for w in answer.warnings if w not in said]  # told below, with the values
    for contradiction in found[:MOST]:
        _warn(draft, contradiction)
    chart = answer.chart and replace(answer.chart, footnotes=tuple(draft.warnings))
    return replace(
        answer,
        warnings=tuple(draft.warnings),
        citations=draft.sources.citations,
        figures=tuple(draft.figures),
        chart=chart,
    )


def _of(answer: Answer, gatherer: Gatherer) -> Iterator[Contradiction]:
    for cited in answer.figures:
        office = gatherer.office_of(cited.figure.report_id)
        for contradiction in gatherer.at_odds(office):
            if any(f.id == cited.figure.id for f in contradiction.figures):
                yield contradiction


def _warn(draft: Draft, contradiction: Contradiction) -> None:
    values = [draft.say("odd_value", **draft.slots(f)) for f in contradiction.figures]
    total = values.pop(0) if contradiction.kind == "sum" else ""
    draft.warn(
        _KEYS.get(contradiction.kind, "warn_odds_values"),
        measure=contradiction.measure,
        values=draft.joined(values),
        total=total,
        sum="" if contradiction.sum is None else plain(contradiction.sum),
    )
