"""Every failure of a request as ``application/problem+json`` (RFC 9457), without echoing input."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages import error_page
from api.shapes import API, ProblemShape
from corpus.errors import (
    AnswerStopped,
    DocumentUnknown,
    InputError,
    JobUnknown,
    MunimentError,
    PlanInvalid,
    QuestionInvalid,
    SetupError,
    TemplateUnknown,
    TextInvalid,
    TimetableUnknown,
    VersionUnknown,
)

log = structlog.get_logger()

_FIELD_CHARACTERS = 40
_MEDIA_TYPE = "application/problem+json"

PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    statuses: {
        "description": description,
        "content": {_MEDIA_TYPE: {"schema": ProblemShape.model_json_schema()}},
    }
    for statuses, description in (
        ("4XX", "What was sent cannot be used"),
        ("5XX", "The server cannot answer"),
    )
}
"""What the OpenAPI document says of every route's failures."""


_DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "The request is larger than this server takes.",
}

_QUESTION_FIELDS = {f"{API}/search": "query", "/v1/chat/completions": "messages"}
_PAGE_TITLES = {404: "Page not found", 500: "Something went wrong"}


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every failure with a problem, or on web pages with a page that says the same."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(MunimentError, _foreseen)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


def problem(
    request: Request, status: int, detail: str, errors: Sequence[dict[str, str]] = ()
) -> Response:
    """Return a problem response; a browser asking for a page gets a page."""
    title = HTTPStatus(status).phrase
    wants_page = not request.url.path.startswith((API, "/v1/", "/readyz", "/healthz"))
    if wants_page and "text/html" in request.headers.get("accept", ""):
        return error_page(request, status, _PAGE_TITLES.get(status, "There is a problem"), detail)
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    if request.url.path.startswith("/v1/"):
        # Clients of OpenAI's shape look for the reason here.
        kind = "invalid_request_error" if status < 500 else "server_error"
        body["error"] = {"message": detail, "type": kind, "param": None, "code": None}
    return JSONResponse(body, status_code=status, media_type=_MEDIA_TYPE)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"field": _field(item), "message": _message(item)} for item in error.errors()]
    named = errors[0]["field"] or "the body"
    return problem(
        request, 422, f"The request is not valid: {named}: {errors[0]['message']}", errors
    )


def _field(item: dict[str, Any]) -> str:
    """The field's path in the body, cut short as a sender may name fields at any length."""
    if item["type"] == "json_invalid":
        return ""
    return ".".join(str(part)[:_FIELD_CHARACTERS] for part in item["loc"][1:])


def _message(item: dict[str, object]) -> str:
    """The validator's message; those on broken text repeat the input, so they are replaced."""
    if str(item["type"]) in ("json_invalid", "string_unicode"):
        return "It is not readable JSON text."
    return str(item["msg"]).removeprefix("Value error, ")


async def _foreseen(request: Request, error: Exception) -> Response:
    status = 500
    if isinstance(error, DocumentUnknown | VersionUnknown | JobUnknown | TimetableUnknown):
        status = 404
    elif isinstance(error, InputError):
        status = 422
    elif isinstance(error, SetupError | AnswerStopped):
        status = 503
    field = _field_refused(request, error)
    named = [{"field": field, "message": str(error)}] if field else []
    return problem(request, status, str(error), named)


def _field_refused(request: Request, error: Exception) -> str:
    """Return the field that an error is about, empty where it is about none."""
    if isinstance(error, TemplateUnknown):
        return "template"
    if isinstance(error, TextInvalid | PlanInvalid):
        return error.field
    if isinstance(error, QuestionInvalid):
        return _QUESTION_FIELDS.get(request.url.path, "question")
    return ""


async def say_too_large(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Put a problem in the place of the plain line that Starlette refuses a large body with."""
    response = await call_next(request)
    if response.status_code == 413:
        return problem(request, 413, _DETAILS[413])
    return response


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = _DETAILS.get(error.status_code, str(error.detail))
    return problem(request, error.status_code, detail)


async def _bug(request: Request, error: Exception) -> Response:
    reference = uuid.uuid4().hex[:8]
    log.error("bug", reference=reference, path=request.url.path, exc_info=error)
    detail = (
        "Something went wrong that should not have. Nothing was lost. The reference is "
        f"{reference}; the server's log tells more under it."
    )
    return problem(request, 500, detail)
