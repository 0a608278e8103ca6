"""What an answer rests on, as chips: what the talk lent, which years and offices, what was left out."""

from __future__ import annotations

from assistant.escape import safe
from assistant.models import Language, Question
from assistant.wording_page import label
from corpus.english import english_office

SLOTS = ("measure", "year", "office")
"""What a question is made of, as far as its reader can take it away."""
NARROWING = ("year", "office")
OF_NO_REPORT = ("chat", "coverage")


def office_name(office: str, language: Language) -> str:
    """Return an office's name in the page's language; as it is where there is no English one."""
    return (english_office(office) if language == "en" else "") or office


def chips_html(question: Question, *, last: bool) -> str:
    """Return the slots of a question: 沿用：指标 辟谣；范围：年度 2024.

    Under the last answer each is a button that asks the same question without it.
    """
    if question.intent in OF_NO_REPORT:
        return ""
    language, comma = question.language, "、" if question.language == "zh" else ", "
    values = {
        "measure": comma.join(question.measures) or question.topic,
        "year": comma.join(str(y) for y in question.scope.years),
        "office": comma.join(office_name(o, language) for o in question.scope.offices),
    }
    lent = [slot for slot in question.carried if values.get(slot)]
    named = [slot for slot in NARROWING if values[slot] and slot not in lent]
    rows = (("carried", lent), ("scope", named))
    out = [
        f'<span class="of">{label(language, name)}</span>'
        + "".join(_chip(slot, values[slot], language, last=last) for slot in slots)
        for name, slots in rows
        if slots
    ]
    out += [
        f'<span class="chip any">{label(language, f"any_{slot}")}</span>'
        for slot in question.left_out
        if slot in NARROWING and not values[slot]
    ]
    return f'<div class="slots">{"".join(out)}</div>' if out else ""


def _chip(slot: str, value: str, language: Language, *, last: bool) -> str:
    shown = f'{label(language, f"slot_{slot}")} <span class="of-slot">{safe(value)}</span>'
    if not last:
        return f'<span class="chip">{shown}</span>'
    hint = label(language, "without", slot=label(language, f"slot_{slot}"))
    return (
        f'<button type="button" class="act chip" value="without:{slot}" title="{hint}">'
        f'{shown}<span class="spoken"> {hint}</span> <span class="x" aria-hidden="true">×</span></button>'
    )
