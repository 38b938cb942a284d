"""A plan written in another format by the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.plan_files import checked_template, plan_of_path
from assistant.plans.plan_formats import PlanFormat, plan_as
from corpus.errors import FileUnreadable

_BINARY = (PlanFormat.DOCX, PlanFormat.XLSX)
_ALL = ", ".join(PlanFormat)


@dataclass(frozen=True, slots=True)
class Order:
    """What to write, and where; None prints it."""

    form: PlanFormat
    out: Path | None = None
    template: Path | None = None

    @classmethod
    def of(cls, form: str, out: Path | None, template: Path | None) -> Order:
        """Return the order that options give.

        Raises:
            ValueError: they say no format, or one that the others do not go with.
        """
        named = form or (out.suffix.lstrip(".") if out else "")
        if named.lower() not in list(PlanFormat):
            raise ValueError(f"Say with --format what to write: {_ALL}.")
        order = cls(PlanFormat(named.lower()), out, template)
        if order.form in _BINARY and out is None:
            raise ValueError(f"A file of format {order.form} needs a name: add -o FILE.")
        if template and order.form is not PlanFormat.DOCX:
            raise ValueError("A template is for Word documents: add --format docx.")
        return order


def exported(path: Path, order: Order) -> dict[str, Any]:
    """Write the plan in a file as ordered, and tell of it; ``content`` where it is to be printed.

    Raises:
        FileUnreadable: a file cannot be read or written.
        PlanUnreadable: no plan is found in it.
    """
    plan = plan_of_path(path)
    template = b""
    if order.template:
        template = checked_template(order.template.name, order.template.read_bytes())
    content = plan_as(plan, order.form, template)
    told = {"format": order.form.value, "actions": len(plan.actions)}
    if order.out is None:
        return told | {"content": content.decode("utf-8-sig")}
    try:
        order.out.write_bytes(content)
    except OSError as error:
        raise FileUnreadable(order.out.name, f"it cannot be written ({error.strerror}).") from error
    return told | {"file": str(order.out)}


def export_text(told: dict[str, Any]) -> str:
    """Say what was written, or give what is to be printed."""
    if "content" in told:
        return str(told["content"]).rstrip("\n")
    return f"Wrote {told['file']}: {told['actions']} actions."
