"""Hybrid search behind LangChain's retriever interface."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.prompts import PromptTemplate
from langchain_core.retrievers import BaseRetriever

from assistant.retriever import HybridRetriever
from assistant.search import HybridSearch, RankedSearch

KENT = "kent-adult-social-care-blueprint-2012"


@pytest.fixture
def retriever(reports_library) -> HybridRetriever:
    return HybridRetriever(searcher=RankedSearch(HybridSearch(reports_library)), k=4)


def test_a_question_gives_langchain_documents_best_first(retriever: BaseRetriever) -> None:
    found = retriever.invoke("how did Lancashire contract the third sector?")
    assert len(found) == 4
    assert all(isinstance(document, Document) for document in found)
    assert "four third sector organisations" in found[0].page_content
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)


def test_metadata_says_where_a_passage_stands(retriever, reports_library) -> None:
    first = retriever.invoke("how did Lancashire contract the third sector?")[0]
    text = reports_library.text(first.metadata["document"])
    assert "LCC has contracted" in text[first.metadata["start"] : first.metadata["end"]]
    assert "Lancashire: Contracting with the third sector" in first.metadata["section"]
    assert first.metadata["title"].startswith("Local delivery of joined-up services")
    assert first.metadata["page"] is None
    assert first.id


def test_it_keeps_to_the_documents_given(reports_library) -> None:
    searcher = RankedSearch(HybridSearch(reports_library))
    kent_alone = HybridRetriever(searcher=searcher, documents=(KENT,))
    found = kent_alone.invoke("third sector contracts")
    assert len(found) == 8
    assert {document.metadata["document"] for document in found} == {KENT}


def test_it_joins_a_chain_and_takes_a_batch(retriever: BaseRetriever) -> None:
    prompt = PromptTemplate.from_template("who chairs the {body}?")
    titles = prompt | (lambda value: value.to_string()) | retriever
    board, champion = titles.batch([{"body": "Transformation Board"}, {"body": "VOP partnership"}])
    assert KENT in {document.metadata["document"] for document in board}
    assert champion[0].metadata["document"] != KENT
