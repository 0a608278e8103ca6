"""The loaded reports as measuring needs them: by id, by file name, and the place of a quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from corpus.models import Report
from evals.models import Case, Excerpt
from evals.squeeze import places

_AROUND = 90


class Shelf:
    """Reports held in memory, looked up by id and by the name of their file."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = tuple(reports)
        self._by_id = {r.id: r for r in self.reports}
        self.names = frozenset(PurePath(r.source).name for r in self.reports)

    def report(self, report_id: str) -> Report | None:
        """Return a report by its id, None where it is not loaded."""
        return self._by_id.get(report_id)

    def named(self, source: str) -> Iterator[Report]:
        """Yield the reports read from a file of this name; all of them where it is ""."""
        wanted = PurePath(source).name
        yield from (r for r in self.reports if not wanted or PurePath(r.source).name == wanted)

    def bears_on(self, case: Case) -> bool:
        """Say whether every report that a case names is loaded."""
        wanted = {PurePath(q.source).name for q in case.quotes if q.source}
        return (wanted | {PurePath(name).name for name in case.reports}) <= self.names


def excerpts(case: Case, shelf: Shelf) -> Iterator[Excerpt]:
    """Yield the first place of each quote of a case with the words around it."""
    for quote in case.quotes:
        for report in shelf.named(quote.source):
            found = places(report.text, quote.text)
            if not found:
                continue
            span, text = found[0], report.text
            section = report.section_at(span.start)
            yield Excerpt(
                PurePath(report.source).name,
                section.path if section else (),
                text[max(0, span.start - _AROUND) : span.start],
                span.of(text),
                text[span.end : span.end + _AROUND],
            )
            break
