"""What the commands on plans ask for, made of the files that they are given."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from api.desk import Desk
from api.plan_checking import followed_plan
from api.plan_files import plan_of_path
from api.progress_shapes import ProgressBody
from api.recommendation_files import recommendations_of_path
from api.settings import Settings


def check_body(
    settings: Settings,
    desk: Desk,
    plan: Path,
    given: tuple[Path | None, str | None],
    today: datetime | None,
) -> dict[str, Any]:
    """Return the request to check a plan; ``given`` is a file of recommendations, or the id of
    the document that makes them.

    Raises:
        FileUnreadable: a file cannot be read.
        PlanUnreadable: no plan is found in the file.
        DocumentUnknown: there is no document of this id.
    """
    body: dict[str, Any] = {"plan": plan_of_path(plan, settings).model_dump(mode="json")}
    file, document = given
    if file:
        found = recommendations_of_path(settings, file)
        body["recommendations"] = [one.model_dump(mode="json") for one in found]
    elif document:
        register = desk.recommendations(document)["recommendations"]
        body["recommendations"] = [
            {name: one[name] for name in ("id", "number", "theme")} | {"text": one["shown"]}
            for one in register
        ]
    if today:
        body["today"] = today.date().isoformat()
    return body


def progress_found(
    plan: Path, day: datetime | None, days: int, previous: Path | None
) -> dict[str, Any]:
    """Return how the plan in a file stands on a day, as the API gives it.

    Raises:
        FileUnreadable: a file cannot be read.
        PlanUnreadable: no plan is found in one.
    """
    body = ProgressBody(
        plan=plan_of_path(plan),
        date=day.date() if day else None,
        due_soon_days=days,
        previous=plan_of_path(previous) if previous else None,
    )
    return followed_plan(body).model_dump(mode="json")
