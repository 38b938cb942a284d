"""The web application: API, pages and health, around one assembly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from api.key_file import read_keys
from api.keys import key_guard
from api.logs import log_request
from api.problems import PROBLEM_RESPONSES, install_problem_handlers, say_too_large
from api.readiness import ReadinessCheck
from api.routes import (
    answers,
    check_pages,
    completions,
    documents,
    health,
    intake_pages,
    jobs,
    plan_checks,
    plan_files,
    plan_pages,
    plans,
    reference,
    verification,
    verify_pages,
    versions,
    web,
)
from api.shapes import API
from api.wiring import Assembly, job_worker
from assistant.chain import AnswerChain
from corpus.library import Readiness
from ingest.worker import JobWorker

STATIC = Path(__file__).parent / "static"

_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
        "object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def application(
    assembly: Assembly, seen: Readiness | None = None, worker: JobWorker | None = None
) -> FastAPI:
    """Return the application that answers from ``assembly``; ``seen`` is its readiness just now.

    Files handed in are read by ``worker``, or by one that starts when the first is.

    Raises:
        SetupError: the file of API keys cannot be used.
    """
    app = FastAPI(
        title="Muniment",
        version=version("muniment"),
        description="Answers from reports, each sentence with its verbatim passage.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=PROBLEM_RESPONSES,
    )
    app.state.assembly = assembly
    app.state.check = ReadinessCheck(assembly.library, seen)
    app.state.chain = AnswerChain(assembly.answerer)
    app.state.worker = worker or job_worker(assembly)
    install_problem_handlers(app)
    about_plans = (plans, plan_checks, plan_files)
    routers = (answers, verification, documents, versions, jobs, *about_plans)
    for router in (module.router for module in routers):
        app.include_router(router, prefix=API)
    app.include_router(completions.router)
    app.include_router(health.router)
    app.include_router(reference.router, prefix=API)
    app.include_router(intake_pages.router)
    app.include_router(verify_pages.router)
    app.include_router(plan_files.pages)
    app.include_router(plan_pages.router)
    app.include_router(check_pages.router)
    app.include_router(web.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=assembly.settings.max_body_bytes)
    app.middleware("http")(say_too_large)
    if keys_file := assembly.settings.api_keys_file:
        app.middleware("http")(key_guard(read_keys(keys_file)))
    app.middleware("http")(_add_security_headers)
    app.middleware("http")(log_request)
    return app


async def _add_security_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    for name, value in _SECURITY_HEADERS.items():
        if name == "Cache-Control" and request.url.path.startswith("/static"):
            continue
        response.headers.setdefault(name, value)
    return response
