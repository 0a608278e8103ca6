"""The line under an answer: how many figures were verified, copying, asking again, a judgement."""

from __future__ import annotations

from assistant.models import Answer, Citation, CitedFigure, Derived, Language, Turn
from assistant.wording_page import label

SLOW = 0.05
"""Seconds below which nobody waits, and none are shown."""
REASONS = ("wrong_number", "wrong_scope", "beside_point", "is_stated", "other_reason")
"""Why an answer was of no use, as a reader can say it with one click."""


def foot_html(turn: Turn, *, last: bool, address: str = "") -> str:
    """Return the line under an answer: what was verified, and what can be done with it."""
    language = turn.question.language
    good, every = verified(turn.answer)
    tone = "good" if good == every else "bad"
    told = [
        f'<span class="{tone}">{label(language, "verified", good=good, all=every)}</span>'
    ] * bool(every)
    if turn.seconds >= SLOW:
        told.append(f"<span>{label(language, 'seconds', seconds=f'{turn.seconds:.1f}')}</span>")
    if turn.answer.plain:
        told.append(_switch(language))
    acts = ("copy", "edit", "again") if last else ("copy",)
    parts = [_act(act, language) for act in acts]
    if address:
        parts.append(_act("share", language, address))
    if last:
        parts.append(_thumbs(language))
    return (
        f'<div class="foot"><div class="told">{"".join(told)}</div>'
        f'<div class="acts">{"".join(parts)}</div></div>'
    )


def _act(act: str, language: Language, which: str = "") -> str:
    name, value = label(language, act), f"{act}:{which}" if which else act
    return f'<button type="button" class="act" value="{value}" title="{name}">{name}</button>'


def _switch(language: Language) -> str:
    """Return what shows the model's wording or the plain one; the page says which of them is on."""
    return (
        f'<button type="button" class="act wording" value="wording" '
        f'title="{label(language, "wording_hint")}">{label(language, "wording")}</button>'
    )


def _thumbs(language: Language) -> str:
    """Return what tells the keepers of the product that an answer was right, or why it was not."""
    reasons = "".join(
        f'<button type="button" class="act" value="bad:{reason}">{label(language, reason)}</button>'
        for reason in REASONS
    )
    return (
        f'<span class="thumbs"><button type="button" class="act" value="good">{label(language, "good")}'
        f'</button><details class="why"><summary>{label(language, "bad")}</summary>'
        f'<div role="group" aria-label="{label(language, "bad_why")}">{reasons}</div></details></span>'
    )


def verified(answer: Answer) -> tuple[int, int]:
    """Return how many of the answer's figures stand in what they cite, and how many there are."""
    cited = {c.number: c for c in answer.citations}
    stated = [_stands(f, cited.get(f.citation)) for f in answer.figures]
    known = {f.figure.id for f in answer.figures}
    computed = [_rests(d, known) for d in answer.derived]
    return sum(stated) + sum(computed), len(stated) + len(computed)


def _stands(cited: CitedFigure, citation: Citation | None) -> bool:
    return citation is not None and (
        citation.report_id == cited.figure.report_id and citation.span.covers(cited.figure.span)
    )


def _rests(derived: Derived, known: set[str]) -> bool:
    return bool(derived.inputs) and all(f.id in known for f in derived.inputs)
