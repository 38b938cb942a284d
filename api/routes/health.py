"""Alive, and ready to answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.application_state import check_of
from api.readiness import ReadinessCheck

router = APIRouter(tags=["health"])
Checked = Annotated[ReadinessCheck, Depends(check_of)]


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Tell that the process is alive."""
    return {"status": "alive"}


@router.get("/readyz", responses={503: {"description": "Not ready"}})
def readyz(check: Checked) -> JSONResponse:
    """Tell whether search reaches what the catalogue lists; 503 while it does not."""
    readiness = check.look()
    body = {
        "status": "ready" if readiness.ready else "not ready",
        "documents": readiness.documents,
        "passages": readiness.passages,
        "detail": readiness.detail,
    }
    return JSONResponse(body, status_code=200 if readiness.ready else 503)
