"""Takes a report that was read into an index: corrected as people said, its copies set aside.

Whatever is decided about a report happens in the one transaction that keeps it, so figures are
never counted twice, also where the process is killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.models import Report
from index.copies import NAMED, Copies, Likeness, confidence, counts_rather, likeness_of
from index.corrected import APART, IDENTITY, ITSELF, as_corrected, as_read, identity_json
from index.index import Index
from index.models import Correction, Keeping, ReportCard
from index.taken import Remark, Status, Taken


@dataclass(frozen=True, slots=True)
class _Choice:
    """Whether a report counts (``copy_of`` is ""), what gives way to it, and what it is like."""

    copy_of: str = ""
    gives_way: str = ""
    like: Likeness | None = None


class _Supposed:
    """The reports of an index, and those that a dry run would have taken in by now."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.taken: dict[str, Report] = {}
        self.aside: set[str] = set()

    def cards(self) -> tuple[ReportCard, ...]:
        """Return the reports that would count."""
        new = (card_of(report) for report in self.taken.values())
        return tuple(c for c in (*self._index.cards(), *new) if c.id not in self.aside)

    def report(self, report_id: str) -> Report:
        """Return one of them."""
        return self.taken.get(report_id) or self._index.report(report_id)


def card_of(report: Report) -> ReportCard:
    """Return the card of a report that is not kept."""
    return ReportCard(
        report.id, report.title, report.office, report.office_as_printed, report.year,
        report.published, report.source, len(report.text), len(report.figures), report.notes,
    )  # fmt: skip


class Taking:
    """Takes reports into one index; with ``dry`` it only says what would happen."""

    def __init__(self, index: Index, rules: str = "", *, dry: bool = False) -> None:
        self.index = index
        self.rules = rules
        self._dry = dry
        self._shelf = _Supposed(index)
        self._copies = Copies(self._shelf)

    def take(self, report: Report) -> Taken:
        """Take in what was read of a file."""
        said = self.index.records.corrections(report.source, report.sha256)
        kept = self._kept(report)
        if kept is not None and kept.source != report.source and not is_gone(kept.source):
            return self._same_text(report, kept)
        right = as_corrected(report, said)
        told = identity_json(report) if right is not report and _changes(said) else None
        if kept is not None and kept.source == right.source and self._holds(kept, right, told):
            if not self._dry:
                self.index.records.mark(right.id, right.sha256, self.rules)
            return self._taken(right, "unchanged", said, _Choice(copy_of=kept.copy_of or ""))
        return self._put(right, said, told)

    def _put(self, report: Report, said: Sequence[Correction], told: str | None) -> Taken:
        old = self.index.records.id_of_source(report.source)
        held = old is not None or self.index.records.holds(report.id)
        choice = self._choose(report, said, old)
        if self._dry:
            self._shelf.taken[report.id] = report
            self._shelf.aside.update({report.id} if choice.copy_of else {choice.gives_way})
        else:
            loose = self._no_longer_alike(old, report)
            way = (choice.gives_way,) if choice.gives_way else ()
            keeping = Keeping(copy_of=choice.copy_of, instead_of=way, as_read=told)
            self.index.put(report, self.rules, keeping)
            for copy in loose:
                self.index.records.set_aside(copy, None)
        return self._taken(report, "replaced" if held else "added", said, choice)

    def say(
        self,
        report_id: str,
        said: Sequence[Correction] = (),
        withdrawn: Sequence[str] = (),
    ) -> Taken:
        """Keep what a person says of a kept report, and all that follows from it, at once.

        ``withdrawn`` are fields in which the file's own word holds again.
        """
        records = self.index.records
        card = records.card(report_id)
        kept = records.report_as_read(report_id)
        read = as_read(kept, records.as_read(report_id))
        new = {item.field for item in said}
        before = records.corrections(kept.source, kept.sha256)
        stay = [c for c in before if c.field not in withdrawn and c.field not in new]
        every = (*stay, *said)
        right = as_corrected(read, every)
        choice = self._choose(right, every, report_id)
        if not any(item.field == "counts" for item in every) and choice.like is None:
            choice = _Choice()
        gone = [(c.source, c.field) for c in before if c.field in {*withdrawn, *new}]
        if choice.gives_way:  # whatever was said of that one, this one counts now
            gone.append((records.card(choice.gives_way).source, "counts"))
        keeping = Keeping(
            copy_of=choice.copy_of,
            instead_of=(choice.gives_way,) if choice.gives_way else (),
            as_read=identity_json(read) if _changes(every) else None,
            said=tuple(said),
            withdrawn=tuple(gone),
        )
        loose = self._no_longer_alike(report_id, right)
        self.index.put(right, records.rules_of(report_id), keeping)
        for copy in loose:
            records.set_aside(copy, None)
        if choice.copy_of and not card.copy_of:
            self._settle([c.id for c in self._aside_for(report_id)], choice.copy_of)
        return self._taken(right, "replaced", every, choice)

    def remove(self, report_id: str) -> None:
        """Remove a report; of its copies the best one counts from now on, the others wait for it."""
        copies = [card.id for card in self._aside_for(report_id)]
        self.index.remove(report_id)
        reports = [self.index.report(copy) for copy in copies]
        best = None
        for report in reports:
            if best is None or counts_rather(report, best):
                best = report
        if best is not None:
            self._settle([r.id for r in reports if r.id != best.id], best.id)

    def _settle(self, copies: Sequence[str], counts: str) -> None:
        for copy in copies:
            if copy != counts:
                self.index.records.set_aside(copy, counts)

    # -- what is kept already

    def _kept(self, report: Report) -> ReportCard | None:
        records = self.index.records
        if report.id in self._shelf.taken:
            return card_of(self._shelf.taken[report.id])
        return records.card(report.id) if records.holds(report.id) else None

    def _holds(self, kept: ReportCard, right: Report, told: str | None) -> bool:
        """Say whether the store holds the report just so, with just these words of the file."""
        records = self.index.records
        same = replace(records.report_as_read(kept.id), sha256=right.sha256) == right
        return same and records.as_read(kept.id) == told

    def _same_text(self, report: Report, kept: ReportCard) -> Taken:
        remark = Remark("same_text", (("other", kept.source),))
        return replace(
            self._taken(report, "unchanged", (), _Choice(copy_of=kept.copy_of or "")),
            title=kept.title, office=kept.office, year=kept.year, remarks=(remark,),
        )  # fmt: skip

    def _aside_for(self, report_id: str) -> list[ReportCard]:
        return [c for c in self.index.cards(aside=True) if c.copy_of == report_id]

    def _no_longer_alike(self, old: str | None, report: Report) -> list[str]:
        """Return the reports that are set aside for ``old`` and are no copies of what follows it."""
        if old is None:
            return []
        aside = [card.id for card in self._aside_for(old) if card.id != report.id]
        return [copy for copy in aside if not likeness_of(self.index.report(copy), report)]

    # -- which of two copies counts

    def _choose(self, report: Report, said: Sequence[Correction], old: str | None) -> _Choice:
        """Decide whether a report counts: as a person said, else by what it is like."""
        word = next((item.value for item in said if item.field == "counts"), "")
        if word == APART:
            return _Choice()
        if word not in ("", ITSELF):
            counting = self._counting(word, report.id)
            if counting:
                other = self.index.report(counting)
                return _Choice(copy_of=counting, like=likeness_of(report, other))
        like = self._copies.like(report, besides=[old] if old else [])
        if like is None:
            return _Choice()
        other = self._shelf.report(like.id)
        others_word = self._word_of(other)
        if others_word == APART:
            return _Choice()
        if word == ITSELF or (others_word != ITSELF and counts_rather(report, other)):
            return _Choice(gives_way=like.id, like=like)
        return _Choice(copy_of=like.id, like=like)

    def _counting(self, source: str, own: str) -> str:
        """Return the id of the report that counts for ``source``: its own, or what it is a copy of."""
        known = self.index.records.id_of_source(source)
        if known is None:
            return ""
        counting = self.index.records.card(known).copy_of or known
        return ("" if known == own else known) if counting == own else counting

    def _word_of(self, report: Report) -> str:
        said = self.index.records.corrections(report.source, report.sha256)
        return next((item.value for item in said if item.field == "counts"), "")

    # -- what is said of it

    def _taken(
        self, report: Report, status: Status, said: Sequence[Correction], choice: _Choice
    ) -> Taken:
        return Taken(
            source=report.source, status=status, report_id=report.id, title=report.title,
            office=report.office, year=report.year, published=report.published,
            format=report.format, pages=len(report.pages), figures=len(report.figures),
            confidence=confidence(report), copy_of=choice.copy_of or None,
            remarks=(*remarks(report, said), *self._on_copy(choice)), notes=report.notes,
        )  # fmt: skip

    def _on_copy(self, choice: _Choice) -> tuple[Remark, ...]:
        other = choice.copy_of or choice.gives_way
        if not other:
            return ()
        name = ("other", self._shelf.report(other).source)
        key = "copy" if choice.copy_of else "has_copy"
        if choice.like is None or choice.like.same_figures:
            return (Remark(key, (name,)),)
        differing = choice.like.differing
        figures = "; ".join(f"{m} {a or '—'} / {b or '—'}" for m, a, b in differing[:NAMED])
        more = "; …" if len(differing) > NAMED else ""
        near = {"copy": "near_copy", "has_copy": "has_near_copy"}[key]
        return (Remark(near, (name, ("count", len(differing)), ("figures", figures + more))),)


def remarks(report: Report, said: Sequence[Correction] = ()) -> tuple[Remark, ...]:
    """Return what the person who loads a report should know of it, itself alone."""
    sure = confidence(report)
    fields = [item.field for item in said if item.field in IDENTITY]
    return tuple(
        remark
        for remark, holds in (
            (Remark("no_text"), not report.text.strip()),
            (Remark("no_year"), report.year is None),
            (Remark("no_office"), not report.office),
            (Remark("no_figures"), bool(report.text.strip()) and not report.figures),
            (Remark("scanned", (("percent", round(100 * (sure or 0))),)), sure is not None),
            (Remark("corrected", (("fields", ", ".join(fields)),)), bool(fields)),
        )
        if holds
    )


def _changes(said: Sequence[Correction]) -> bool:
    return any(item.field in IDENTITY for item in said)


def is_gone(source: str) -> bool:
    """Say whether a source is a file that is no longer there; an uploaded one has no folder."""
    path = Path(source)
    return len(path.parts) > 1 and path.parent.is_dir() and not path.exists()
