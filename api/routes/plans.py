"""Action plans drafted, and timetables dated, over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from api.answering import finished
from api.application_state import assembly_of
from api.drafting import dated_timetable, drafted_plan, listed_timetables, timetable_calendar
from api.plan_shapes import DraftBody, DraftShape, TimetableShape, TimetablesShape
from api.wiring import Assembly

router = APIRouter(tags=["plans"])
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.post("/plans/draft", response_model=DraftShape)
async def draft(request: Request, body: DraftBody, assembly: Assembled) -> DraftShape:
    """Draft an action plan: an action for each part of each recommendation, with what the
    documents tell of what worked elsewhere.

    Each field says where it comes from (``basis``); what nothing fills begins “To be confirmed”.
    Where a language model is set, it words what the documents tell, each sentence verified.
    """
    return await finished(request, lambda stop: drafted_plan(assembly, body, stop=stop))


@router.get("/timetables", response_model=TimetablesShape)
def timetables(assembly: Assembled) -> TimetablesShape:
    """List the timetables that the documents have, found by their structure."""
    return listed_timetables(assembly)


@router.get(
    "/timetables/{timetable_id}",
    response_model=TimetableShape,
    responses={200: {"content": {"text/calendar": {}}}},
)
def timetable(
    timetable_id: str,
    assembly: Assembled,
    start: Annotated[
        str,
        Query(
            max_length=7, description="Month of the first step, as 2027-10; this month if left out."
        ),
    ] = "",
    format: Annotated[Literal["json", "ics"], Query(description="“ics” for a calendar.")] = "json",
) -> Response:
    """Return a timetable moved so that its first step is in the month ``start``."""
    found = dated_timetable(assembly, timetable_id, start)
    if format == "ics":
        name = f'attachment; filename="timetable-{found.start}.ics"'
        headers = {"Content-Disposition": name}
        return Response(timetable_calendar(found), media_type="text/calendar", headers=headers)
    return JSONResponse(found.model_dump(mode="json"))
