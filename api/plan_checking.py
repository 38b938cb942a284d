"""A plan checked and followed, as the API, the pages and the command line give it."""

from __future__ import annotations

import datetime

from api.check_shapes import CheckBody, CheckShape, check_shape
from api.plan_bodies import plan_given, recommendations_given
from api.progress_shapes import ProgressBody, ProgressShape, progress_shape
from api.wiring import Assembly
from assistant.plans.checking.response import check_plan
from assistant.plans.progress.report import progress_of


def checked_plan(assembly: Assembly, body: CheckBody) -> CheckShape:
    """Check a plan, and cite the library's guidance.

    Raises:
        TextInvalid: the plan comes in no way, or in two.
        PlanUnreadable: no action is found in it.
    """
    plan = plan_given(body.plan, body.markdown)
    given = recommendations_given(body.recommendations)
    return check_shape(check_plan(assembly.library, plan, given, today=body.today))


def followed_plan(body: ProgressBody) -> ProgressShape:
    """Tell how a plan stands on a day.

    Raises:
        TextInvalid: the plan comes in no way, or in two.
        PlanUnreadable: no action is found in it.
    """
    plan = plan_given(body.plan, body.markdown)
    previous = None
    if body.previous is not None or body.previous_markdown is not None:
        previous = plan_given(body.previous, body.previous_markdown, name="previous")
    today = body.date or datetime.date.today()
    found = progress_of(plan, today, due_soon_days=body.due_soon_days, previous=previous)
    return progress_shape(found)
