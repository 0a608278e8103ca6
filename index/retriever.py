"""The same search as a LangChain retriever."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from index.models import Hit, Scope

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from index.index import Index


def as_retriever(index: Index, scope: Scope = Scope(), k: int = 10) -> BaseRetriever:
    """Return a retriever over ``index.search``: the scope is as hard there as here."""
    return _retriever_class()(index=index, scope=scope, k=k)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _retriever_class() -> Any:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class IndexRetriever(BaseRetriever):
        """Finds passages as documents whose metadata says where each one stands."""

        index: Any
        scope: Any
        k: int

        def _get_relevant_documents(
            self,
            query: str,
            *,
            run_manager: Any,  # noqa: ARG002 - the base class passes it
        ) -> list[Document]:
            hits = self.index.search(query, self.scope, self.k)
            return [
                Document(hit.passage.text, id=hit.passage.id, metadata=_metadata(self.index, hit))
                for hit in hits
            ]

    return IndexRetriever


def _metadata(index: Index, hit: Hit) -> dict[str, Any]:
    card = index.card(hit.passage.report_id)
    return {
        "report_id": card.id,
        "source": card.source,
        "office": card.office,
        "year": hit.passage.year,
        "report_year": card.year,
        "section": " › ".join(hit.passage.section),
        "start": hit.passage.span.start,
        "end": hit.passage.span.end,
        "score": hit.score,
    }
