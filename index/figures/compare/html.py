"""A comparison as HTML: the numbers as printed, each a way to its source, and what to mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

from corpus.models import Figure
from index.figures.compare.cells import Compared, Comparison, Entry, Picked
from index.figures.compare.grid import Grid, grid
from index.figures.compare.notes import MOST_DRAWN, MOST_YEARS_DRAWN, left_undrawn
from index.figures.coverage.covered import Cell, State
from index.figures.coverage.html import legend_html, mark_html
from index.figures.html import number, verdict_html
from index.ledger import indicator_name
from index.models import FigureNote
from index.shown import escape
from index.wording_page import Language, label

Judged = Mapping[str, FigureNote]
SHOWN_NOTES = 12
OFFERED = 8
SAID_SHOWN = 4
"""So many numbers of one cell stand open; further ones are folded."""
PLAIN: dict[int, str] = {
    **{
        ord(wide): plain
        for wide, plain in zip("０１２３４５６７８９．", "0123456789.", strict=True)
    },
    **dict.fromkeys(map(ord, ",，  　"), ""),
}
GAPS: tuple[State, ...] = ("zero", "planned", "silent", "missing")


def link(kind: str, picked: Picked, language: Language) -> str:
    """Return the address of a comparison as a file, from the page's own.

    >>> link("csv", Picked(years=(2024,), indicators=("rumor_rebuttals",)), "en")
    'compare.csv?year=2024&indicator=rumor_rebuttals&lang=en'
    """
    asked = [("office", office) for office in picked.offices]
    asked += [("year", str(year)) for year in picked.years]
    asked += [("indicator", indicator) for indicator in picked.indicators]
    asked += [("turned", "1")] if picked.turned else []
    return f"compare.{kind}?{urlencode([*asked, ('lang', language)])}"


def offer_html(indicators: Sequence[str], language: Language) -> str:
    """Return what stands there before anything is picked: the indicators stated most widely."""
    buttons = "".join(
        f'<button type="button" class="choose act" value="{escape(name)}">'
        f"{escape(indicator_name(name, language))}</button>"
        for name in indicators[:OFFERED]
    )
    key = "compare_offer" if buttons else "empty"
    return f'<div class="offer" lang="{language}"><p>{label(language, key)}</p>{buttons}</div>'


def compare_html(
    comparison: Comparison, picked: Picked, notes: Sequence[str], language: Language
) -> str:
    """Return the table of a comparison, and under it what has to be minded."""
    made = grid(comparison, language)
    head = "".join(f'<th scope="col">{escape(" ".join(words))}</th>' for words in made.columns)
    corner = "".join(f'<th scope="col">{word}</th>' for word in made.corner)
    body = "".join(
        f"<tr>{heads}{''.join(_cell(cell, comparison.judged, language) for cell in cells)}</tr>"
        for heads, (_, cells) in zip(_row_heads(made), made.rows, strict=True)
    )
    title = escape(made.title) or label(language, "view_compare")
    left = label(language, "left_out", count=comparison.left_out) if comparison.left_out else ""
    table = f"<table><thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table>"
    return (
        f'<section class="compared" lang="{language}"><div class="bar"><h2>{title}</h2>'
        f"<span>{_swap(picked, language)}{label(language, 'export_table')}{_files(picked, language)}</span></div>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{title}">{table}</div>'
        f"{legend_html(_states(comparison), language)}<p>{left}</p>"
        f"{_notes(notes, language)}</section>"
    )


def _swap(picked: Picked, language: Language) -> str:
    pressed = "true" if picked.turned else "false"
    return (
        f'<button type="button" class="swap act" aria-pressed="{pressed}">'
        f"{label(language, 'turned')}</button> "
    )


def _files(picked: Picked, language: Language) -> str:
    return "".join(
        f'<a class="file" href="{escape(link(kind, picked, language))}" '
        f'download="compare.{kind}">{kind.upper()}</a>'
        for kind in ("xlsx", "csv")
    )


def _row_heads(made: Grid) -> Iterator[str]:
    """Yield the heads of each row; an office that has several rows is named once."""
    for _, rows in groupby(made.rows, key=lambda row: row[0][0]):
        group = [words for words, _ in rows]
        for at, words in enumerate(group):
            span = f' rowspan="{len(group)}"' if len(group) > 1 else ""
            scope = "rowgroup" if len(group) > 1 else "row"
            first = (
                f'<th class="who" scope="{scope}"{span}>{escape(words[0])}</th>' if not at else ""
            )
            yield first + "".join(f'<th scope="row">{escape(word)}</th>' for word in words[1:])


def _cell(cell: Compared, judged: Judged, language: Language) -> str:
    if not cell.entries:
        return f"<td>{_gap(cell.known, language)}{_aside(cell, language)}</td>"
    several = len(cell.entries) > 1
    said = [_entry(entry, judged, language, named=several) for entry in cell.entries]
    more = ""
    if len(said) > SAID_SHOWN:
        count = label(language, "more_numbers", count=len(said) - SAID_SHOWN)
        more = f"<details><summary>{count}</summary>{''.join(said[SAID_SHOWN:])}</details>"
    return f"<td>{''.join(said[:SAID_SHOWN])}{more}{_aside(cell, language)}</td>"


def _entry(entry: Entry, judged: Judged, language: Language, *, named: bool) -> str:
    """Return one number with its sources; among several, or of a part of the year, with its name."""
    first = entry.first
    further = "".join(
        _cite(figure, label(language, "again", number=number), language, plain=False)
        for number, figure in enumerate(entry.figures[1:], start=2)
    )
    name = f'<small lang="zh">{escape(first.measure)}</small>' if named else ""
    whole = ("", str(first.year), f"{first.year}年")
    period = "" if first.period in whole else f'<small lang="zh">{escape(first.period)}</small>'
    gloss = _gloss(first) if language == "en" else ""
    said = "".join(
        f'<small class="verdict {note.verdict}">{verdict_html(figure, note, language)}</small>'
        for figure in entry.figures
        if (note := judged.get(figure.id))
    )
    shown = _cite(first, first.surface, language)
    return f"<div>{shown}{further}{said}{gloss}{name}{period}</div>"


def _gloss(figure: Figure) -> str:
    """Return the value in digits where 万, 亿 or Chinese numerals hide it from an English reader."""
    digits = number(figure.value, "")
    bare = figure.surface.translate(PLAIN)
    return "" if digits.replace(",", "") in bare else f"<small>{escape(digits)}</small>"


def _cite(figure: Figure, shown: str, language: Language, *, plain: bool = True) -> str:
    place = f"0:{figure.report_id}:{figure.span.start}-{figure.span.end}"
    return (
        f'<a class="cite{" plainlink" if plain else ""}" href="#cite-{escape(place)}" '
        f'title="{label(language, "open")}">{escape(shown)}</a>'
    )


def _aside(cell: Compared, language: Language) -> str:
    if not cell.aside:
        return ""
    items = "".join(
        f'<li><span class="badge">{label(language, f"aside_{kind}")}</span> '
        f'<span lang="zh">{escape(figure.measure)}</span> {_cite(figure, figure.surface, language)}</li>'
        for kind, figure in cell.aside
    )
    counted = Counter(label(language, f"aside_{kind}") for kind, _ in cell.aside)
    kinds = label(language, "listed").join(f"{kind} {count}" for kind, count in counted.items())
    count = label(language, "aside", kinds=kinds)
    return f'<details class="aside"><summary>{count}</summary><ul>{items}</ul></details>'


def _gap(known: Cell, language: Language) -> str:
    said = label(language, known.state)
    mark = mark_html(known.state, "", language)
    if not known.link:
        return f'<span class="gap" title="{said}">{mark}<span class="spoken">{said}</span></span>'
    return (
        f'<a class="cite plainlink told" href="#cite-{escape(known.link)}" title="{said}" '
        f'aria-label="{said}">{mark}</a>'
    )


def _states(comparison: Comparison) -> tuple[State, ...]:
    met = {cell.known.state for cell in comparison.cells.values() if not cell.entries}
    return tuple(state for state in GAPS if state in met)


def _notes(notes: Sequence[str], language: Language) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes[:SHOWN_NOTES])
    rest = len(notes) - SHOWN_NOTES
    more = f"<p>{label(language, 'more_notes', count=rest)}</p>" if rest > 0 else ""
    return (
        f'<div class="notes" role="note"><h3>{label(language, "notes")}</h3>'
        f"<ul>{items}</ul>{more}</div>"
    )


def charts_html(comparison: Comparison, drawn: int, most: int, language: Language) -> str:
    """Return what stands under the charts: what a gap means, and what is not drawn."""
    said = [label(language, "chart_gap")]
    if drawn > most:
        said.append(label(language, "charts_some", shown=most))
    if left_undrawn(comparison):
        slots = {"offices": MOST_DRAWN, "years": MOST_YEARS_DRAWN}
        said.append(label(language, "charts_part", **slots))
    lines = "".join(f"<p>{line}</p>" for line in said)
    return f'<div class="chart-notes" lang="{language}">{lines}</div>'
