"""Turns into HTML for the chat; whatever comes from a document or a reader is escaped here.

The chat shows a message as Markdown, so escaping covers Markdown's own characters too, and no
message holds an empty line, at which Markdown would begin to read its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from assistant.chips import chips_html, office_name
from assistant.escape import safe
from assistant.figure import scaled, together
from assistant.foot import foot_html
from assistant.models import (
    Answer,
    Chart,
    Citation,
    Language,
    Table,
    Turn,
)
from assistant.wording_page import label

MARK = re.compile(r"\[(\d{1,3})\]")
BOLD = re.compile(r"\*\*(.+?)\*\*")
TAG = re.compile(r"<[^>]+>|&#\d+;")
BEFORE = re.compile(r"(?:\*\*[^*]{1,16}\*\*|[^*\s]) ?$")
"""What stays on one line with the citation after it: an emphasised number, or one character."""
SHORT = 9
"""A table's cell up to so many characters, a year or a value with its unit, stays on one line."""
SHOWN_SOURCES = 3
"""Up to here the sources of an answer are listed openly; longer lists are folded."""


def reference(citation: Citation, turn: int) -> str:
    """Return what a citation's link names: the turn it belongs to, the report and the place."""
    return f"{turn}:{citation.report_id}:{citation.span.start}-{citation.span.end}"


def asked_html(text: str) -> str:
    """Return a reader's question as a message."""
    return f'<div class="asked">{safe(text)}</div>'


def body_html(turn: Turn, number: int, *, last: bool = True, since: Iterable[str] = ()) -> str:
    """Return what answers the ``number``-th question of a conversation: words, table, sources.

    ``since`` says what has changed in the reports since the answer was given.
    """
    answer, language = turn.answer, turn.question.language
    parts = (
        chips_html(turn.question, last=last) if answer.outcome != "out_of_scope" else "",
        _texts(answer, number, language, last=last),
        _table(answer.table, answer, number, language),
        _notes(answer, number, language, since),
        "" if answer.chart else _sources(answer, number, language),
        _chart_title(answer.chart, language),
    )
    return f'<div class="answer {answer.outcome}" lang="{language}">{"".join(parts)}</div>'


def tail_html(turn: Turn, number: int, *, last: bool, address: str = "") -> str:
    """Return what stands under an answer and its chart; next questions only under the ``last``.

    ``number`` is the turn's place in the talk; ``address`` names the answer among those that are
    kept, for a link to it.
    """
    answer, language = turn.answer, turn.question.language
    following = [(text, text) for text in answer.suggestions] if last else []
    asks_back = answer.text.rstrip().endswith(("：", ":")) or answer.outcome == "out_of_scope"
    heading = "try" if answer.outcome == "ambiguous" else "next"
    offers = (
        _buttons("choose", [(c.label, c.question) for c in answer.choices], language),
        _buttons("" if asks_back else heading, following, language),
    )
    foot = foot_html(turn, last=last, address=address)
    unworded = replace(answer, text=answer.plain)
    parts = (
        _chart_notes(answer.chart, language),
        _sources(answer, number, language) if answer.chart else "",
        *((*offers, foot) if asks_back else (foot, *offers)),
        f'<div class="plain">{safe(plain(answer))}</div>',
        f'<div class="plain drafted">{safe(plain(unworded))}</div>' if answer.plain else "",
    )
    return f'<div class="tail" lang="{language}">{"".join(parts)}</div>'


def plain(answer: Answer) -> str:
    """Return the answer and its quotations as text, as it is copied."""
    quotes = [f"[{c.number}] {c.title}：“{c.quote}”" for c in answer.citations]
    return "\n".join([BOLD.sub(r"\1", answer.text), *answer.warnings, *quotes])


def _chip(citation: Citation, turn: int, language: Language) -> str:
    hint = f"{office_name(citation.office, language)} {citation.year or ''}".strip()
    spoken = f'<span class="spoken">{label(language, "source_of")} </span>'
    return (
        f'<a class="cite" href="#cite-{reference(citation, turn)}" title="{safe(hint)}">'
        f"{spoken}{citation.number}</a>"
    )


def _line(text: str, answer: Answer, turn: int, language: Language) -> str:
    """Return one line: escaped, its **emphasis** kept, its [n] made links where n is a source."""
    cited = {str(c.number): _chip(c, turn, language) for c in answer.citations}
    out, at = [], 0
    for mark in MARK.finditer(text):
        words = text[at : mark.start()]
        bound = BEFORE.search(words)
        cut = bound.start() if bound else len(words)
        chip = cited.get(mark[1]) or safe(mark[0])
        out.append(_emphasis(words[:cut]))
        out.append(f'<span class="bound">{_emphasis(words[cut:])}{chip}</span>')
        at = mark.end()
    return "".join([*out, _emphasis(text[at:])])


def _emphasis(text: str) -> str:
    pieces = BOLD.split(text)
    return "".join(
        f"<strong>{safe(p)}</strong>" if i % 2 else safe(p) for i, p in enumerate(pieces)
    )


def _texts(answer: Answer, turn: int, language: Language, *, last: bool) -> str:
    """Return the answer's text; where a model worded it, both texts, of which the page shows one."""
    shown = _text(answer, turn, language, last=last)
    if not answer.plain:
        return shown
    drafted = _text(replace(answer, text=answer.plain), turn, language, last=last)
    return f'<div class="worded">{shown}</div><div class="drafted">{drafted}</div>'


def _text(answer: Answer, turn: int, language: Language, *, last: bool) -> str:
    """Return the lines of the answer; a listed question that is also a button stays a button."""
    offered = {*(answer.suggestions if last else ()), *(c.label for c in answer.choices)}
    lines = [x.strip() for x in answer.text.split("\n") if x.strip()]
    lines = [x for x in lines if x.removeprefix("- ") not in offered]
    out: list[str] = []
    items: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("- "):
            items.append(f"<li>{_line(line[2:], answer, turn, language)}</li>")
            continue
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line:
            out.append(f"<p>{_line(line, answer, turn, language)}</p>")
    return f'<div class="text">{"".join(out)}</div>'


def _notes(answer: Answer, turn: int, language: Language, since: Iterable[str]) -> str:
    notes = (*answer.warnings, *since)
    items = "".join(f"<li>{_line(note, answer, turn, language)}</li>" for note in notes)
    return (
        f'<div class="notes" role="note" title="{label(language, "note")}"><ul>{items}</ul></div>'
        if items
        else ""
    )


def table_html(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{cell}</th>' for cell in columns)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="wide">{table}</div>'


def _cell(html: str) -> str:
    short = ' class="short"' if len(TAG.sub("-", html)) <= SHORT else ""
    return f"<td{short}>{html}</td>"


def _table(table: Table | None, answer: Answer, turn: int, language: Language) -> str:
    if table is None:
        return ""
    rows = [[_line(cell, answer, turn, language) for cell in row] for row in table.rows]
    return table_html((safe(c) for c in table.columns), rows)


def _chart_title(chart: Chart | None, language: Language) -> str:
    if chart is None:
        return ""
    plots = together(chart.series)
    unit = scaled(chart.series, language)[1] if len(plots) == 1 else ""
    unit = label(language, "in_unit", unit=unit) if unit else ""
    return f'<p class="chart-title">{safe(chart.title + unit)}</p>'


def _chart_notes(chart: Chart | None, language: Language) -> str:
    """Return a chart's footnotes, what its gaps mean, and its numbers for who does not see it."""
    if chart is None:
        return ""
    gaps = any(value is None for series in chart.series for value in series.values)
    notes = [*chart.footnotes, *([label(language, "chart_gap")] if gaps else [])]
    rows = [
        [safe(series.name), *(_number(value, series.unit, language) for value in series.values)]
        for series in chart.series
    ]
    table = table_html((safe(x) for x in (chart.title, *chart.labels)), rows)
    lines = "".join(f"<p>{safe(note)}</p>" for note in notes)
    return (
        f'<div class="chart-notes">{lines}<details><summary>{label(language, "chart_data")}</summary>'
        f"{table}{_takes(language)}</details></div>"
    )


def _takes(language: Language) -> str:
    """Return the buttons that save the chart above as a picture and its numbers as a file."""
    return "".join(
        f'<button type="button" class="act" value="{act}">{label(language, act)}</button>'
        for act in ("png", "csv")
    )


def _number(value: Decimal | None, unit: str, language: Language) -> str:
    if value is None:
        return label(language, "not_stated")
    return safe(f"{value.normalize():,f} {unit}".strip())


def _sources(answer: Answer, turn: int, language: Language) -> str:
    if not answer.citations:
        return ""
    items = "".join(f"<li>{_source(c, turn, language)}</li>" for c in answer.citations)
    listed = f"<ul>{items}</ul>"
    if len(answer.citations) > SHOWN_SOURCES:
        count = label(language, "sources_count", count=len(answer.citations))
        return f'<details class="sources"><summary>{count}</summary>{listed}</details>'
    return (
        f'<div class="sources"><div class="head">{label(language, "sources")}</div>{listed}</div>'
    )


def _source(citation: Citation, turn: int, language: Language) -> str:
    page = label(language, "page_number", page=citation.page) if citation.page else ""
    place = citation.section[-1] if citation.section else ""
    office = f"{office_name(citation.office, language)} {citation.year or ''}".strip()
    where = " · ".join(
        x for x in (office, place, page, scanned(citation.confidence, language)) if x
    )
    return f"{_chip(citation, turn, language)}<span>{safe(where)}</span>"


def scanned(confidence: float | None, language: Language) -> str:
    """Return what is said of a page that was read from a picture, nothing of any other."""
    if confidence is None:
        return ""
    return label(language, "scanned", percent=int(100 * confidence))


def _buttons(heading: str, offered: list[tuple[str, str]], language: Language) -> str:
    """Return buttons that each ask a question: what they show and what they ask."""
    if not offered:
        return ""
    buttons = "".join(
        f'<button type="button" class="ask" value="{safe(question)}">{safe(shown)}</button>'
        for shown, question in offered
    )
    head = f'<div class="head">{label(language, heading)}</div>' if heading else ""
    return f'<div class="offer">{head}{buttons}</div>'
