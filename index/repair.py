"""Mends what a store's own care leaves: words, vectors, and records that lost something.

Nothing that is whole is dropped. A report whose rows are damaged is read again from its text where
that is still what it was; where it is not, the report is named, to be taken in again from its file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.figures import read_figures
from corpus.indicators import load_indicators
from corpus.models import Report
from corpus.report import ID_LENGTH
from corpus.sections import read_sections
from index import queries, rows
from index.assemble import assemble, rebuild_words, set_revision
from index.database import address_of, records_file
from index.errors import RecordsUnusable, StoreMissing
from index.guard import keep_copy, look, secure
from index.heal import base_of, drafted, newest, take_place
from index.index import Index
from index.sqlite import DAMAGED, locked
from index.state import opened, state_of
from index.verify import laws


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, and which reports (id, source) could not be kept."""

    done: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]


def repair(folder: Path, address: str = "") -> Repaired:
    """Make a store whole as far as it can be; raise ``RecordsUnusable`` where nothing can be read."""
    address = address_of(folder, address)
    file = records_file(folder, address)
    if not address and not folder.is_dir():
        raise StoreMissing(str(folder))
    done: list[str] = []
    lost: dict[str, Report | str] = {}
    if file is not None:
        found = look(file)
        try:
            secure(folder, address)
            done += ["the records were healed, with everything in them"] if found else []
        except RecordsUnusable:
            lost = _salvaged(file)
            done.append("the records were put together from what is whole; the old file is kept")
    with Index.open(folder, create=False, records=address) as index:
        for report in lost.values():
            if isinstance(report, Report):
                index.put(report)
                done.append(f"{report.source} was read again from its text; check what it is")
        done += _derived(index)
    if file is not None and keep_copy(file):
        done += ["the second copy of the records was renewed"] if done else []
    gone = tuple((id_, source) for id_, source in lost.items() if isinstance(source, str))
    return Repaired(tuple(done), gone)


def _derived(index: Index) -> list[str]:
    """Make anew the words and the generation, where they do not fit the records."""
    done = []
    if index.records.faults() or any("words" in fault for fault in laws(index.records)):
        made = index.records.rebuild_words()
        done.append(f"the words of {made} passages were made anew")
    if any("Chroma" in fault for fault in index.faults()):
        done.append("the vectors were sealed anew" if index.seal() else "no vectors were sealed")
    return done


def _salvaged(file: Path) -> dict[str, Report | str]:
    """Put what is whole in place of a damaged file; return the rest, by id: text or source."""
    from sqlalchemy.exc import DatabaseError

    with locked(file), drafted(file) as draft:
        based = base_of(file, draft)
        try:
            assembled = assemble(file, draft)
        except DatabaseError as problem:
            if not based:
                why = f"neither its list of reports nor a second copy can be read ({problem.orig})"
                raise RecordsUnusable(str(file.parent), why, DAMAGED) from problem
            lost: dict[str, Report | str] = {}
        else:
            lost = {id_: _again(file, id_) for id_ in assembled.lost}
        set_revision(draft, newest(file))
        rebuild_words(draft)
        held = state_of(draft)
        take_place(draft, file)
    # A damaged version of a report that the copy has whole is no loss, unless it was a newer one.
    return {id_: what for id_, what in lost.items() if held is None or id_ not in held.listed}


def _again(file: Path, report_id: str) -> Report | str:
    """Return a report read again from its text, or its source where the text is not what it was."""
    from sqlalchemy.exc import DatabaseError

    source = report_id
    try:
        with opened(file) as connection:
            row = connection.execute(queries.report(report_id)).one()
            kept = rows.report_of(tuple(row), (), (), ())
        source = kept.source
        if hashlib.sha256(kept.text.encode()).hexdigest()[:ID_LENGTH] != report_id:
            return source
    except (DatabaseError, ValueError, TypeError):
        return source
    sections = read_sections(kept.text, year=kept.year)
    figures = read_figures(
        kept.text, sections, report_id=kept.id, year=kept.year, indicators=load_indicators()
    )
    return replace(kept, sections=sections, figures=figures)
