"""API keys: ``Authorization: Bearer …`` on the API where a file of keys is configured."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import Request
from starlette.responses import Response

from api.problems import problem
from api.shapes import API
from corpus.errors import SetupError

Handler = Callable[[Request], Awaitable[Response]]


def read_keys(path: Path) -> tuple[str, ...]:
    """Return the keys of a file, one a line; ``#`` starts a comment line.

    Raises:
        SetupError: the file cannot be read or holds no key.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(
            f"MUNIMENT_API_KEYS_FILE names {path}, which cannot be read. Check the path."
        ) from error
    keys = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        raise SetupError(f"MUNIMENT_API_KEYS_FILE names {path}, which holds no key. Add one a line.")
    return keys


def key_guard(keys: tuple[str, ...]) -> Callable[[Request, Handler], Awaitable[Response]]:
    """Return a middleware that lets only holders of a key use the API."""

    async def guard(request: Request, call_next: Handler) -> Response:
        if not request.url.path.startswith((API, "/v1/")):
            return await call_next(request)
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        known = [hmac.compare_digest(given.strip().encode(), key.encode()) for key in keys]
        if scheme.lower() != "bearer" or not any(known):
            refusal = problem(request, 401, "Send a valid key as “Authorization: Bearer …”.")
            refusal.headers["WWW-Authenticate"] = "Bearer"
            return refusal
        return await call_next(request)

    return guard
