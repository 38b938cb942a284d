"""Hybrid search as a LangChain retriever, for anyone who builds chains of their own."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.search import RankedSearch
from corpus.words import Hit


class HybridRetriever(BaseRetriever):
    """Passages for a question, best first, as LangChain documents.

    Attributes:
        searcher: what finds the passages.
        k: passages to return, at least 1.
        documents: ids of the documents to search; all if empty.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: RankedSearch
    k: int = 8
    documents: tuple[str, ...] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.searcher.search(query, k=self.k, documents=self.documents)
        return [_langchain_document(hit) for hit in hits]


def _langchain_document(hit: Hit) -> LangChainDocument:
    passage = hit.passage
    return LangChainDocument(
        id=passage.id,
        page_content=passage.shown,
        metadata={
            "document": hit.document.id,
            "title": hit.document.source.title,
            "section": list(passage.section),
            "start": passage.span.start,
            "end": passage.span.end,
            "page": passage.page.physical if passage.page else None,
            "score": hit.score,
        },
    )
