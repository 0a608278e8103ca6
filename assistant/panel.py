"""The source panel: a whole report with the quoted words marked in it, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from assistant.chips import office_name
from assistant.escape import safe
from assistant.html import reference, scanned
from assistant.models import Citation, Language, Turn
from assistant.wording_page import label
from corpus.models import Report, Span
from index.figures.html import verdict_html
from index.models import FigureNote
from index.wording_page import label as verdict_label

NO_NOTES: Mapping[str, FigureNote] = {}
REFERENCE = re.compile(r"(?:(\d{1,4}):)?([\w.-]{1,80}):(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a report as a link names it; ``turn`` counts from 1, 0 is outside a talk."""

    turn: int
    report_id: str
    span: Span

    @classmethod
    def read(cls, text: object) -> Reference | None:
        """Return the reference that ``text`` writes, or None: it comes from the reader's side.

        >>> Reference.read("2:a7fd:10-20")
        Reference(turn=2, report_id='a7fd', span=Span(start=10, end=20))
        """
        found = REFERENCE.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            return None
        return cls(int(found[1] or 0), found[2], Span(int(found[3]), int(found[4])))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the shown citation stands among those of its answer."""

    at: int = 0
    all: int = 0
    previous: str = ""
    following: str = ""


def place_of(wanted: Reference, turns: tuple[Turn, ...]) -> Place:
    """Return the place of a citation among the citations of its turn."""
    if not 1 <= wanted.turn <= len(turns):
        return Place()
    cited: tuple[Citation, ...] = turns[wanted.turn - 1].answer.citations
    links = [reference(c, wanted.turn) for c in cited]
    here = f"{wanted.turn}:{wanted.report_id}:{wanted.span.start}-{wanted.span.end}"
    if here not in links:
        return Place()
    at = links.index(here)
    return Place(
        at + 1,
        len(links),
        links[at - 1] if at else "",
        links[at + 1] if at + 1 < len(links) else "",
    )


def panel_html(
    report: Report,
    wanted: Reference,
    place: Place,
    language: Language,
    notes: Mapping[str, FigureNote] = NO_NOTES,
) -> str:
    """Return the panel for a report; the words at ``wanted.span`` are marked, none where empty.

    ``notes`` are what people said of figures; the panel tells those of the marked words.
    """
    quote = Span(min(wanted.span.start, len(report.text)), min(wanted.span.end, len(report.text)))
    link = f"{report.id}:{quote.start}-{quote.end}"
    return (
        f'<aside class="panel" role="complementary" aria-label="{label(language, "panel")}" '
        f'data-link="{safe(link)}" data-at="{safe(f"{wanted.turn}:{link}")}" lang="{language}">'
        f"{_bar(place, language)}{_head(report, quote, language, notes)}"
        f'<div class="plain">{safe(reference_line(report, quote, language))}</div>'
        f'<div class="scroll" tabindex="0"><div class="report" lang="zh">{marked(report, quote, language)}</div></div></aside>'
    )


def reference_line(report: Report, quote: Span, language: Language) -> str:
    """Return a report and a place in it as one line that can stand in a document."""
    section = report.section_at(quote.start) if quote.start < quote.end else None
    page = report.page_at(quote.start) if quote.start < quote.end else None
    words = (
        _both(report.office, language),
        f"《{report.title}》",
        report.published or str(report.year or ""),
        " › ".join(section.path) if section else "",
        label(language, "page_number", page=page) if page else "",
    )
    line = ("，" if language == "zh" else ", ").join(word for word in words if word)
    quoted = " ".join(quote.of(report.text).split())
    return f"{line}：“{quoted}”" if quoted else line


def missing_html(language: Language) -> str:
    """Return the panel for a link that names nothing."""
    return (
        f'<aside class="panel" role="complementary" aria-label="{label(language, "panel")}" '
        f'lang="{language}">{_bar(Place(), language, linked=False)}'
        f'<p class="gone" role="status">{label(language, "gone")}</p></aside>'
    )


def _bar(place: Place, language: Language, *, linked: bool = True) -> str:
    steps = ""
    if place.all > 1:
        steps = _step(place.previous, "previous", "‹", language)
        steps += _step(place.following, "following", "›", language)
    shown = (
        label(language, "position", at=place.at, all=place.all)
        if place.all
        else label(language, "panel")
    )
    link = (
        f'<button type="button" class="act" value="reference">{label(language, "cite_line")}</button>'
        f'<button type="button" class="act" value="link">{label(language, "link")}</button>'
        if linked
        else ""
    )
    return (
        f'<div class="bar"><h2 tabindex="-1">{shown}</h2>{link}{steps}'
        f'<button type="button" class="act icon" value="close" aria-label="{label(language, "close")}" '
        f'title="{label(language, "close")}">×</button></div>'
    )


def _step(link: str, key: str, sign: str, language: Language) -> str:
    name = label(language, key)
    if not link:
        return f'<button type="button" class="icon" disabled aria-label="{name}">{sign}</button>'
    return (
        f'<a class="cite icon" role="button" href="#cite-{safe(link)}" aria-label="{name}" '
        f'title="{name}">{sign}</a>'
    )


def _both(office: str, language: Language) -> str:
    name = office_name(office, language)
    return office if name == office else f"{name} ({office})"


def _verdicts(
    report: Report, quote: Span, notes: Mapping[str, FigureNote], language: Language
) -> str:
    """Return what people said of the figures in the marked words, as rows of the panel's head."""
    told = [
        f"{safe(figure.surface)} · {verdict_html(figure, notes[figure.id], language)}"
        for figure in report.figures
        if figure.id in notes and quote.covers(figure.span)
    ]
    name = verdict_label(language, "verdict")
    return f"<div><dt>{name}</dt><dd>{'<br>'.join(told)}</dd></div>" if told else ""


def _head(report: Report, quote: Span, language: Language, notes: Mapping[str, FigureNote]) -> str:
    section = report.section_at(quote.start) if quote.start < quote.end else None
    page = report.page_at(quote.start) if quote.start < quote.end else None
    where = [" › ".join(section.path)] if section else []
    facts = {
        "office": [
            _both(report.office, language),
            str(report.year or label(language, "unknown_year")),
        ],
        "section": [
            *where,
            *([label(language, "page_number", page=page)] if page else []),
            scanned(report.confidence_at(quote.start) if page else None, language),
        ],
        "file": [PurePath(report.source.replace("\\", "/")).name, report.published or ""],
    }
    rows = "".join(
        f"<div><dt>{label(language, key)}</dt><dd>{safe(' · '.join(filter(None, words)))}</dd></div>"
        for key, words in facts.items()
        if words
    )
    rows += _verdicts(report, quote, notes, language)
    key = "other_figures" if quote.start < quote.end else "figures"
    legend = f'<span class="fig">{label(language, key)}</span>'
    if quote.start < quote.end:
        legend = f"<mark>{label(language, 'quoted')}</mark>{legend}"
    return (
        f'<div class="about"><h3>{safe(report.title)}</h3><dl>{rows}</dl>'
        f'<div class="legend">{legend}</div></div>'
    )


def marked(report: Report, quote: Span, language: Language) -> str:
    """Return the report's text, escaped, with its headings, figures, pages and the quote marked."""
    text = report.text
    headings = {
        (s.span.start, s.span.start + len(s.heading))
        for s in report.sections
        if s.heading and text.startswith(s.heading, s.span.start)
    }
    figures = {
        (f.span.start, f.span.end): f"{f.measure} {f.surface}".strip() for f in report.figures
    }
    pages = {p.span.start: p.number for p in report.pages if len(report.pages) > 1}
    spans = [*headings, *figures, (quote.start, quote.end)]
    cuts = sorted({0, len(text), *pages, *(at for span in spans for at in span)})
    out: list[str] = []
    for start, end in pairwise(cuts):
        if start in pages:
            out.append(
                f'<span class="page">{label(language, "page_number", page=pages[start])}</span>'
            )
        if start == quote.start and quote.start < quote.end:
            out.append('<mark id="quote" tabindex="-1">')
        out.append(_piece(text[start:end], start, end, headings, figures))
        if end == quote.end and quote.start < quote.end:
            out.append("</mark>")
    return "".join(out)


def _piece(
    text: str,
    start: int,
    end: int,
    headings: set[tuple[int, int]],
    figures: dict[tuple[int, int], str],
) -> str:
    """Return one piece between two borders, marked as what it is part of."""
    hint = next((h for (a, b), h in figures.items() if a <= start and end <= b), None)
    out = safe(text)
    if hint is not None:
        out = f'<span class="fig" title="{safe(hint)}">{out}</span>'
    if any(a <= start and end <= b for a, b in headings):
        out = f'<strong class="heading">{out}</strong>'
    return out
