"""Plans checked and followed, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from api.application_state import assembly_of
from api.check_shapes import CheckBody, CheckShape
from api.plan_checking import checked_plan, followed_plan
from api.progress_shapes import ProgressBody, ProgressShape
from api.wiring import Assembly

router = APIRouter(prefix="/plans", tags=["plans"])
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.post("/check", response_model=CheckShape)
def check(body: CheckBody, assembly: Assembled) -> CheckShape:
    """Check an action plan against its recommendations and the guidance in the library.

    Every finding says what is wrong, where, what to do, and which guidance says so;
    ``letter_markdown`` is the written response to the plan.
    """
    return checked_plan(assembly, body)


@router.post("/progress", response_model=ProgressShape)
def progress(body: ProgressBody) -> ProgressShape:
    """Tell of a plan on a day what is overdue, due soon and without an update.

    With the version before, also what was added, removed and changed, and which dates slipped.
    """
    return followed_plan(body)
