"""What a person says a report is, laid over what was read of it; all that follows is read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.figures import read_figures
from corpus.indicators import load_indicators
from corpus.models import Report
from corpus.offices import load_offices
from corpus.sections import read_sections
from index.errors import UnfitRemark
from index.models import Correction

FIRST_YEAR, LAST_YEAR = 1949, 2099
LONGEST = 200
IDENTITY = ("title", "office", "year")
ITSELF, APART = "yes", "apart"
"""What "counts" may hold besides the source of the report that counts in its place: this one
counts, its copies do not; this one counts beside all others."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_ABOUT_YEAR = ("The report does not say which year", "The file name says")


def checked(field: str, value: str, offices: Sequence[str] = ()) -> str:
    """Return a correction's value as it is kept; raise ``UnfitRemark`` where it cannot be right.

    An office's name becomes its one name, that of a loaded office where it means one.

    >>> checked("year", " ２０２３ ")
    '2023'
    """
    if field not in IDENTITY:
        raise UnfitRemark(f"a report has no {field!r}", f"give one of {', '.join(IDENTITY)}")
    said = " ".join(_UNSEEN.sub(" ", value).split())
    if not said or len(said) > LONGEST:
        raise UnfitRemark(f"a {field} of {len(said)} characters", f"give 1 to {LONGEST} of them")
    if field == "year":
        year = int(said) if said.isdecimal() and len(said) <= 4 else 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            instead = f"give the year the report covers, {FIRST_YEAR} to {LAST_YEAR}"
            raise UnfitRemark(f"the year {said!r}", instead)
        return str(year)
    return one_name(said, offices) if field == "office" else said


def one_name(printed: str, offices: Sequence[str]) -> str:
    """Return the one name of an office: a loaded one's where exactly one is meant."""
    table = load_offices()
    name = table.canonical(printed)
    alike = [office for office in dict.fromkeys(offices) if table.compatible(name, office)]
    return alike[0] if len(alike) == 1 and name not in offices else name


def as_corrected(report: Report, said: Iterable[Correction]) -> Report:
    """Return the report as its corrections have it.

    The year is what sections and figures rest on, so they are read again where it changes. Ids
    come from the text and stay.
    """
    wanted = {item.field: item.value for item in said if item.field in IDENTITY}
    named = replace(
        report,
        title=wanted.get("title", report.title),
        office=wanted.get("office", report.office),
    )
    return of_year(named, int(wanted["year"])) if "year" in wanted else named


def of_year(report: Report, year: int | None) -> Report:
    """Return the report as one on ``year``, with the sections and the figures that this gives."""
    if year == report.year:
        return report
    sections = read_sections(report.text, year=year)
    figures = read_figures(
        report.text, sections, report_id=report.id, year=year, indicators=load_indicators()
    )
    notes = tuple(note for note in report.notes if not note.startswith(_ABOUT_YEAR))
    return replace(report, year=year, sections=sections, figures=figures, notes=notes)


def identity_json(report: Report) -> str:
    """Write down what a report says it is, to be told again when a correction is taken back."""
    told = {"title": report.title, "office": report.office, "year": report.year}
    return json.dumps({**told, "notes": list(report.notes)}, ensure_ascii=False)


def as_read(report: Report, told: str | None) -> Report:
    """Return a corrected report as its file has it; ``told`` is what ``identity_json`` wrote."""
    if not told:
        return report
    was = json.loads(told)
    read = of_year(replace(report, title=was["title"], office=was["office"]), was["year"])
    return replace(read, notes=tuple(was["notes"]))
