"""Corrects what a report is, by its id: checks what is said, then keeps it with all that follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from index.corrected import APART, ITSELF, checked
from index.errors import UnfitRemark
from index.index import Index
from index.models import CORRECTABLE, Correction
from index.remarks import now
from index.taken import Taken
from index.taking import Taking

ALL = "all"
BY_ID = "id:"


def correcting(
    index: Index, report_id: str, wanted: Mapping[str, str], *, who: str = "", why: str = ""
) -> Taken:
    """Keep corrections of a report, by field; "counts" is ``ITSELF``, ``APART`` or ``id:…``."""
    card = index.records.card(report_id)
    sha256 = index.records.report_as_read(report_id).sha256
    offices = [kept.office for kept in index.cards() if kept.id != report_id]
    said = []
    for field, value in wanted.items():
        if field == "counts":
            right = _counts(index, report_id, value)
        else:
            right = checked(field, value, offices)
        said.append(Correction(card.source, field, right, sha256, who[:200], now(), why[:2000]))
    return Taking(index).say(report_id, said)


def clearing(index: Index, report_id: str, fields: Collection[str]) -> Taken:
    """Take corrections of a report back; what the file says holds again."""
    wrong = set(fields) - {*CORRECTABLE, ALL}
    if wrong:
        instead = f"give {', '.join(CORRECTABLE)} or {ALL}"
        raise UnfitRemark(f"a report has no {', '.join(sorted(wrong))}", instead)
    wanted = CORRECTABLE if ALL in fields else tuple(fields)
    return Taking(index).say(report_id, (), wanted)


def _counts(index: Index, report_id: str, value: str) -> str:
    if value in (ITSELF, APART):
        return value
    other = index.records.card(value.removeprefix(BY_ID))
    if other.id == report_id:
        raise UnfitRemark("a report is no copy of itself", "give the id of the one that counts")
    return other.source
