"""Every failure of a request as ``application/problem+json`` (RFC 9457), without echoing input."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages import error_page
from api.shapes import API
from corpus.errors import DocumentUnknown, InputError, MunimentError, QuestionInvalid, SetupError

log = structlog.get_logger()


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
        return error_page(request, status, title, detail)
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": ".".join(str(part) for part in item["loc"][1:]), "message": _message(item)}
        for item in error.errors()
    ]
    named = errors[0]["field"] or "the body"
    return problem(
        request, 422, f"The request is not valid: {named}: {errors[0]['message']}", errors
    )


def _message(item: dict[str, object]) -> str:
    """The validator's message; those on broken text repeat the input, so they are replaced."""
    if str(item["type"]) in ("json_invalid", "string_unicode"):
        return "It is not readable JSON text."
    return str(item["msg"])


async def _foreseen(request: Request, error: Exception) -> Response:
    status = 500
    if isinstance(error, DocumentUnknown):
        status = 404
    elif isinstance(error, InputError):
        status = 422
    elif isinstance(error, SetupError):
        status = 503
    named = (
        [{"field": "question", "message": str(error)}] if isinstance(error, QuestionInvalid) else []
    )
    return problem(request, status, str(error), named)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {
        404: "There is nothing at this address.",
        405: "This address does not take that method.",
        413: "The request is larger than this server takes.",
    }
    return problem(request, error.status_code, details.get(error.status_code, str(error.detail)))


async def _bug(request: Request, error: Exception) -> Response:
    reference = uuid.uuid4().hex[:8]
    log.error("bug", reference=reference, path=request.url.path, exc_info=error)
    detail = (
        "Something went wrong that should not have. Nothing was lost. The reference is "
        f"{reference}; the server's log tells more under it."
    )
    return problem(request, 500, detail)
