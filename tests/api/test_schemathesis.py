"""Requests made up from the OpenAPI document, against the running server."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


OPERATIONS = (
    ("POST", "/api/v1/ask"),
    ("POST", "/api/v1/search"),
    ("POST", "/api/v1/verify"),
    ("GET", "/api/v1/documents"),
    ("GET", "/api/v1/documents/{document_id}"),
    ("GET", "/api/v1/documents/{document_id}/text"),
    ("GET", "/api/v1/documents/{document_id}/file"),
    ("GET", "/api/v1/documents/{document_id}/versions"),
    ("GET", "/api/v1/documents/{document_id}/compare"),
    ("GET", "/api/v1/jobs/{job_id}"),
    ("POST", "/api/v1/plans/export"),
    ("POST", "/api/v1/plans/draft"),
    ("POST", "/api/v1/plans/check"),
    ("POST", "/api/v1/plans/progress"),
    ("GET", "/api/v1/timetables"),
    ("GET", "/api/v1/timetables/{timetable_id}"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
)
"""All but removing and uploading, as other tests read the same library."""


@pytest.fixture(scope="module")
def schema(server) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{server.address}/api/v1/openapi.json")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_responses_are_as_documented(schema, method: str, path: str) -> None:
    @given(case=schema[path][method].as_strategy())
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, timeout=60)

    ask()
