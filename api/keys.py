"""API keys: ``Authorization: Bearer …`` on the API where a file of keys is configured."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from fastapi import Request
from starlette.responses import Response

from api.problems import problem

_OPEN = ("/healthz", "/readyz", "/static/")
"""What says nothing of the documents."""

Handler = Callable[[Request], Awaitable[Response]]


def key_guard(keys: tuple[str, ...]) -> Callable[[Request, Handler], Awaitable[Response]]:
    """Return a middleware that lets only holders of a key use anything that shows documents."""

    async def guard(request: Request, call_next: Handler) -> Response:
        if request.url.path.startswith(_OPEN):
            return await call_next(request)
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        known = [hmac.compare_digest(given.strip().encode(), key.encode()) for key in keys]
        if scheme.lower() != "bearer" or not any(known):
            refusal = problem(request, 401, "Send a valid key as “Authorization: Bearer …”.")
            refusal.headers["WWW-Authenticate"] = "Bearer"
            return refusal
        return await call_next(request)

    return guard
