"""The page of reports as HTML; whatever comes from a report, a file's name or a person is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.download import original_link
from index.library.wording_failures import failure
from index.library.wording_page import Language, kind_of_file, label, noted, told
from index.models import Correction, Extent, ReportCard
from index.originals import file_name
from index.shown import escape, office_name
from index.taken import Remark, Taken

ROWS = 100
SURE = 95
"""Percent from which on a scan needs no word of caution."""
NO_EXTENT = Extent()
COLUMNS = ("office", "year", "report", "figures", "file")
SIGNS = {"added": "✓", "replaced": "✓", "unchanged": "=", "failed": "✕"}


@dataclass(frozen=True, slots=True)
class Line:
    """A report of the list: its card, its size, and in which fields it is corrected."""

    card: ReportCard
    extent: Extent = NO_EXTENT
    corrected: tuple[str, ...] = ()


def list_html(
    lines: Sequence[Line], at: int, language: Language, *, may: bool, store: str = ""
) -> str:
    """Return the list of reports from the one at ``at``; a title opens its text in the panel."""
    if not lines:
        command = f"python -m index build PATH… --store {store}" if store else ""
        said = f"<p><code>{escape(command)}</code></p>" if command else ""
        words = label(language, "empty" if command else "none")
        return f'<div class="none" role="status" lang="{language}"><p>{words}</p>{said}</div>'
    shown = lines[at : at + ROWS]
    head = "".join(f'<th scope="col">{label(language, key)}</th>' for key in COLUMNS)
    act = label(language, "manage" if may else "details")
    body = "".join(_row(line, language, act) for line in shown)
    count = label(language, "count_one" if len(lines) == 1 else "count", count=len(lines))
    return (
        f'<div class="shelf" lang="{language}"><p class="count" role="status">{count}</p>'
        f'<div class="reports"><table><thead><tr>{head}<th scope="col"><span class="spoken">{act}'
        f"</span></th></tr></thead><tbody>{body}</tbody></table></div>"
        f"{_pager(len(lines), at, len(shown), language)}</div>"
    )


def _row(line: Line, language: Language, act: str) -> str:
    card = line.card
    marks = [label(language, "copy_mark")] if card.copy_of else []
    marks += [label(language, "corrected_mark")] if line.corrected else []
    badges = "".join(f'<span class="badge">{mark}</span>' for mark in marks)
    button = (
        f'<button type="button" class="manage act" value="{escape(card.id)}" '
        f'aria-label="{act}: {escape(card.title)}">{act}</button>'
    )
    missing = "" if card.office else ' class="lacking"'
    cells = (
        f"<span{missing}>{escape(office_name(card.office, language)) or label(language, 'unknown_office')}</span>",
        _year(card.year, language),
        f'<a class="cite plainlink" href="#cite-0:{escape(card.id)}:0-0" '
        f'title="{label(language, "open")}">{escape(card.title)}</a>{badges}',
        str(card.figures),
        f"<span>{escape(file_name(card.source))}<small>{_size(card.format, line.extent, language)}</small></span>",
    )
    tds = "".join(
        f'<td class="{key}" data-head="{label(language, key)}"><div>{cell}</div></td>'
        for key, cell in zip(COLUMNS, cells, strict=True)
    )
    aside = ' class="aside"' if card.copy_of else ""
    return f'<tr{aside}>{tds}<td class="acts">{button}</td></tr>'


def _year(year: int | None, language: Language) -> str:
    return str(year) if year else f'<span class="lacking">{label(language, "unknown_year")}</span>'


def _size(kind: str, extent: Extent, language: Language) -> str:
    """Return format, pages and how sure the recognition was, as far as they are known."""
    pages = "pages_one" if extent.pages == 1 else "pages"
    parts = [escape(kind_of_file(kind, language))] if kind else []
    parts += [label(language, pages, count=extent.pages)] if extent.pages else []
    if extent.confidence is not None:
        parts.append(label(language, "sure", percent=round(100 * extent.confidence)))
    return " · ".join(parts)


def _pager(every: int, at: int, shown: int, language: Language) -> str:
    if every <= ROWS:
        return ""
    steps = (("previous", max(at - ROWS, 0), at > 0), ("following", at + ROWS, at + shown < every))
    buttons = "".join(
        f'<button type="button" class="leaf act" value="{to}"{"" if there else " disabled"}>'
        f"{label(language, key)}</button>"
        for key, to, there in steps
    )
    place = label(language, "position", first=at + 1, last=at + shown, count=every)
    return f'<div class="pager">{buttons}<span>{place}</span></div>'


@dataclass(frozen=True, slots=True)
class Job:
    """A file on its way in: its name, what is being done, what came of it."""

    name: str
    page: int = 0
    pages: int = 0
    begun: bool = False
    taken: tuple[Taken, ...] | None = None


def jobs_html(jobs: Sequence[Job], language: Language, *, may: bool = True, error: str = "") -> str:
    """Return how far the files are, and what was understood of those that are done."""
    if not jobs and not error:
        return ""
    done = sum(job.taken is not None for job in jobs)
    head = label(language, "progress", done=done, all=len(jobs))
    bar = f'<progress max="{max(len(jobs), 1)}" value="{done}" aria-label="{head}"></progress>'
    if done == len(jobs):
        head, bar = _finished(jobs, language), ""
    items = "".join(_job(job, language, may=may) for job in jobs)
    wrong = f'<p class="wrong" role="alert">{escape(error)}</p>' if error else ""
    away = f'<button type="button" class="dismiss act">{label(language, "clear_list")}</button>'
    return (
        f'<section class="jobs" lang="{language}"><div class="bar"><b role="status">{head}</b>{away}</div>'
        f"{bar}{wrong}<ul>{items}</ul></section>"
    )


def _finished(jobs: Sequence[Job], language: Language) -> str:
    states = [taken.status for job in jobs for taken in job.taken or ()]
    counts = {
        "n_taken": states.count("added") + states.count("replaced"),
        "n_unchanged": states.count("unchanged"),
        "n_failed": states.count("failed"),
    }
    parts = [label(language, key, count=count) for key, count in counts.items() if count]
    return label(language, "finished", parts=("，" if language == "zh" else ", ").join(parts))


def _job(job: Job, language: Language, *, may: bool) -> str:
    if job.taken is None:
        state = label(language, "reading" if job.begun else "waiting")
        if job.pages:
            state += " " + label(language, "reading_page", page=job.page, pages=job.pages)
        return f'<li class="open"><b>{escape(job.name)}</b><span>{state}</span></li>'
    return "".join(_taken(taken, language, may=may) for taken in job.taken)


def _taken(taken: Taken, language: Language, *, may: bool) -> str:
    name, state = escape(file_name(taken.source)), label(language, taken.status)
    head = f'<b>{name}</b><span class="state {taken.status}">{SIGNS[taken.status]} {state}</span>'
    if taken.status == "failed":
        return f'<li class="failed">{head}<p>{escape(failure(taken, language))}</p></li>'
    extent = Extent(taken.pages, taken.confidence)
    facts = (
        escape(office_name(taken.office, language)) or label(language, "unknown_office"),
        _year(taken.year, language),
        f"{label(language, 'figures')} {taken.figures}",
        _size(taken.format, extent, language),
    )
    link = (
        f'<a class="cite plainlink" href="#cite-0:{escape(taken.report_id)}:0-0">'
        f"{escape(taken.title) or name}</a>"
    )
    act = label(language, "manage" if may else "details")
    button = (
        f'<button type="button" class="manage act" value="{escape(taken.report_id)}" '
        f'aria-label="{act}: {escape(taken.title)}">{act}</button>'
    )
    said = notes_html(taken.remarks, taken.notes, language)
    return (
        f'<li>{head}<p>{link}</p><p class="facts">{" · ".join(f for f in facts if f)}</p>{said}'
        f"<p>{button}</p></li>"
    )


def notes_html(remarks: Sequence[Remark], notes: Sequence[str], language: Language) -> str:
    """Return what the person who loads a report should know of it."""
    lines = [told(remark, language) for remark in remarks if not _is_sure_scan(remark)]
    lines += [noted(note, language) for note in notes]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return f'<ul class="notes">{items}</ul>' if items else ""


def _is_sure_scan(remark: Remark) -> bool:
    """Say whether a remark tells only that a scan was read well, which stands beside it already."""
    percent = dict(remark.slots).get("percent", 0)
    return remark.key == "scanned" and isinstance(percent, int) and percent >= SURE


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A report with all that is shown of it by itself; ``versions`` are its copies and it."""

    line: Line
    remarks: tuple[Remark, ...] = ()
    corrections: tuple[Correction, ...] = ()
    versions: tuple[ReportCard, ...] = ()
    original: bool = False


def report_html(sheaf: Sheaf, language: Language, *, may: bool, said: str = "") -> str:
    """Return the head of the drawer: what the report is, its links, its other versions."""
    card = sheaf.line.card
    size = _size(card.format, sheaf.line.extent, language)
    facts: Mapping[str, str] = {
        "file": escape(file_name(card.source)),
        "format": size,
        "figures": str(card.figures),
        "published": escape(card.published or ""),
        "taken_at": escape(card.taken_at[:16].replace("T", " ")),
    }
    rows = "".join(
        f"<div><dt>{label(language, key)}</dt><dd>{value}</dd></div>"
        for key, value in facts.items()
        if value
    )
    links = f'<a class="cite plainlink" href="#cite-0:{escape(card.id)}:0-0">{label(language, "open")}</a>'
    if sheaf.original:
        links += (
            f'<a class="plainlink file" href="{escape(original_link(card.id))}" download>'
            f"{label(language, 'download')}</a>"
        )
    status = f'<p class="said" role="status">{escape(said)}</p>' if said else ""
    return (
        f'<div class="one" lang="{language}" data-id="{escape(card.id)}">'
        f'<div class="bar"><h2 tabindex="-1">{escape(card.title)}</h2>'
        f'<button type="button" class="shut icon" aria-label="{label(language, "close")}">×</button></div>'
        f'{status}<dl>{rows}</dl><p class="links">{links}</p>'
        f"{notes_html(sheaf.remarks, card.notes, language)}"
        f"{_corrections(sheaf.corrections, language)}{_versions(sheaf, language, may=may)}</div>"
    )


def _corrections(said: Sequence[Correction], language: Language) -> str:
    if not said:
        return ""
    items = "".join(
        f"<li>{escape(_correction(item, language))}</li>" for item in said if item.field != "counts"
    )
    return (
        f'<h3>{label(language, "corrections")}</h3><ul class="past">{items}</ul>' if items else ""
    )


def _correction(said: Correction, language: Language) -> str:
    who = f"{said.who} " if said.who else ""
    field = label(language, said.field)
    return label(
        language, "said", field=field, value=said.value, who=who, at=said.at[:10], why=said.why
    ).strip()


def _versions(sheaf: Sheaf, language: Language, *, may: bool) -> str:
    if len(sheaf.versions) < 2:
        return ""
    items = "".join(_version(card, language, may=may) for card in sheaf.versions)
    apart = ""
    if may and sheaf.line.card.copy_of:
        apart = (
            f'<button type="button" class="apart act" value="{escape(sheaf.line.card.id)}">'
            f"{label(language, 'not_a_copy')}</button>"
        )
    return f'<h3>{label(language, "copies")}</h3><ul class="versions">{items}</ul>{apart}'


def _version(card: ReportCard, language: Language, *, may: bool) -> str:
    state = label(language, "not_counted" if card.copy_of else "counts_now")
    button = ""
    if may and card.copy_of:
        button = (
            f'<button type="button" class="count act" value="{escape(card.id)}">'
            f"{label(language, 'this_counts')}</button>"
        )
    link = (
        f'<a class="cite plainlink" href="#cite-0:{escape(card.id)}:0-0">'
        f"{escape(file_name(card.source))}</a>"
    )
    return f'<li>{link}<span class="badge">{state}</span>{button}</li>'
