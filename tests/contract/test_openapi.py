"""The OpenAPI document names what users' programs rely on."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

ROUTES = {
    "/api/v1/ask": {"post"},
    "/api/v1/search": {"post"},
    "/api/v1/verify": {"post"},
    "/api/v1/plans/check": {"post"},
    "/api/v1/plans/progress": {"post"},
    "/api/v1/documents": {"get", "post"},
    "/api/v1/documents/{document_id}/versions": {"get"},
    "/api/v1/documents/{document_id}/compare": {"get"},
    "/api/v1/jobs/{job_id}": {"get"},
    "/api/v1/documents/{document_id}": {"get", "delete"},
    "/api/v1/documents/{document_id}/recommendations": {"get"},
    "/api/v1/documents/{document_id}/text": {"get"},
    "/api/v1/documents/{document_id}/file": {"get"},
    "/healthz": {"get"},
    "/readyz": {"get"},
}
OPERATIONS = [(path, method) for path, methods in ROUTES.items() for method in sorted(methods)]

SHAPES = {
    "AskBody": {"question", "history", "documents", "k"},
    "SearchBody": {"query", "k", "documents"},
    "VerifyBody": {"text", "sources", "documents"},
    "CheckBody": {"recommendations", "plan", "markdown", "today"},
    "CheckShape": {"findings", "coverage", "citations", "letter_markdown"},
    "FindingShape": {"kind", "severity", "where", "advice", "citations"},
    "CoverageShape": {"recommendation", "status", "actions"},
    "ProgressShape": {"date", "overdue", "due_soon", "no_update", "summary", "changes"},
    "VerificationShape": {"sentences", "citations", "supported", "claims"},
    "VerifiedSentenceShape": {"text", "verdict", "citations", "problems"},
    "FoundProblemShape": {"kind", "text"},
    "AnswerShape": {
        *("id", "question", "standalone_question", "status", "answer", "sentences"),
        *("citations", "nearest", "dropped", "warnings", "model", "timings_ms", "why"),
    },
    "WhyShape": {
        *("kind", "wanted", "words", "related", "read_as", "documents_searched", "chance"),
        *("needed", "reason", "weighed", "passages"),
    },
    "WeighedShape": {"name", "value", "adds"},
    "ScoredShape": {
        *("passage_id", "document", "page", "section", "chance", "cosine", "bm25"),
        *("statement", "statement_chance", "start", "end", "url"),
    },
    "SentenceShape": {"text", "citations"},
    "CitationShape": {
        *("marker", "document", "page", "section", "quote", "start", "end", "passage_id", "url"),
    },
    "DocumentShape": {"id", "title", "publisher", "date", "version"},
    "PageShape": {"physical", "label"},
    "JobAccepted": {"job"},
    "JobShape": {
        *("state", "done", "total", "unit", "detail", "warnings", "seconds_left", "files"),
    },
    "DroppedShape": {"text", "reason", "replaced_by"},
    "RegisterShape": {"recommendations", "found", "claimed"},
    "RecommendationShape": {
        *("id", "number", "text", "theme", "page", "section", "start", "end"),
    },
    "PassageShape": {"id", "document", "page", "section", "text", "start", "end", "score"},
}


@pytest.fixture(scope="module")
def document(server) -> dict[str, Any]:
    response = httpx.get(f"{server.address}/api/v1/openapi.json")
    assert response.headers["content-type"] == "application/json"
    return response.json()


def test_it_names_the_product(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.")
    assert document["info"]["title"] == "Muniment"


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_it_names_and_describes_a_route(document, path: str, method: str) -> None:
    assert document["paths"][path][method]["description"]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_errors_of_a_route_are_problems(document, path: str, method: str) -> None:
    responses = document["paths"][path][method]["responses"]
    for statuses in ("4XX", "5XX"):
        [(media_type, content)] = responses[statuses]["content"].items()
        assert media_type == "application/problem+json"
        assert {"type", "title", "status", "detail", "errors"} == set(
            content["schema"]["properties"]
        )
    assert "422" not in responses


@pytest.mark.parametrize(("shape", "fields"), SHAPES.items(), ids=SHAPES.keys())
def test_a_shape_has_the_fields_of_the_contract(document, shape: str, fields: set[str]) -> None:
    assert set(document["components"]["schemas"][shape]["properties"]) >= fields


def test_an_answers_status_is_one_of_four(document: dict[str, Any]) -> None:
    status = document["components"]["schemas"]["AnswerShape"]["properties"]["status"]
    assert status["enum"] == ["answered", "partly_answered", "not_found", "corrected"]


def test_verdicts_and_problems_are_those_of_the_contract(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    assert shapes["VerifiedSentenceShape"]["properties"]["verdict"]["enum"] == [
        *("supported", "partly", "unsupported", "contradicted", "not_a_claim")
    ]
    assert shapes["FoundProblemShape"]["properties"]["kind"]["enum"] == [
        *("number", "name", "date", "place", "quotation", "negation", "claim")
    ]


def test_why_may_be_null(document: dict[str, Any]) -> None:
    why = document["components"]["schemas"]["AnswerShape"]["properties"]["why"]
    assert {"type": "null"} in why["anyOf"]
    assert why["description"]


def test_an_answer_comes_as_json_or_as_events(document: dict[str, Any]) -> None:
    content = document["paths"]["/api/v1/ask"]["post"]["responses"]["200"]["content"]
    assert content.keys() == {"application/json", "text/event-stream"}


def test_the_document_can_be_read_in_a_browser(server) -> None:
    response = httpx.get(f"{server.address}/api/v1/docs")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert all(path in response.text for path in ("/api/v1/openapi.json", *ROUTES))
