"""Alive, and ready to answer."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.application_state import assembly_of
from api.wiring import Assembly
from corpus.library import Readiness

router = APIRouter(tags=["health"])
Assembled = Annotated[Assembly, Depends(assembly_of)]

_CHECK_SECONDS = 15.0
"""A readiness check searches for sampled passages; one in this many seconds is enough."""


class ReadinessCheck:
    """The library's readiness, looked at anew when the last look is old."""

    def __init__(self) -> None:
        self._seen: Readiness | None = None
        self._at = 0.0

    def of(self, assembly: Assembly) -> Readiness:
        now = time.monotonic()
        if self._seen is None or not self._seen.ready or now - self._at > _CHECK_SECONDS:
            self._seen, self._at = assembly.library.readiness(), now
        return self._seen


_check = ReadinessCheck()


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Tell that the process is alive."""
    return {"status": "alive"}


@router.get("/readyz", responses={503: {"description": "Not ready"}})
def readyz(assembly: Assembled) -> JSONResponse:
    """Tell whether search reaches what the catalogue lists; 503 while it does not."""
    readiness = _check.of(assembly)
    body = {
        "status": "ready" if readiness.ready else "not ready",
        "documents": readiness.documents,
        "passages": readiness.passages,
        "detail": readiness.detail,
    }
    return JSONResponse(body, status_code=200 if readiness.ready else 503)
