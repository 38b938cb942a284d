"""What a draft is made from, as the command line and the page take it in."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.desk import Desk
from corpus.errors import FileUnreadable

_STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class GivenDraft:
    """What a user gave: all texts, empty where nothing was given."""

    authority: str
    start: str
    published: str = ""
    leads: tuple[str, ...] = ()
    budget: str = ""
    notes: str = ""
    template: str = ""
    recommendations: tuple[str, ...] = ()

    def body(self, recommendations: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Return the request of the API for these recommendations."""
        authority: dict[str, Any] = {"name": self.authority, "start": self.start}
        if self.published:
            authority["published"] = self.published
        authority |= {"budget": self.budget, "notes": self.notes}
        authority["leads"] = [lead_of(line) for line in self.leads if line.strip()]
        body = {"authority": authority, "recommendations": list(recommendations)}
        return body | ({"template": self.template} if self.template else {})


def request_of(desk: Desk, given: GivenDraft, file: Path | None, document: str) -> dict[str, Any]:
    """Return the request for a draft from a file, a document's register and texts given.

    A file of JSON is a request itself; what was given besides takes the place of its parts.

    Raises:
        FileUnreadable: the file cannot be read.
        DocumentUnknown: there is no such document.
    """
    text = _text_of(file) if file else ""
    if text.lstrip().startswith("{"):
        return _merged(_parsed(text, str(file)), given)
    found = [{"text": one} for one in paragraphs(text)]
    found += register_entries(desk.recommendations(document)) if document else []
    found += [{"text": one} for one in given.recommendations]
    return given.body(found)


def paragraphs(text: str) -> list[str]:
    """Return recommendations written one a paragraph; items of a list stay with what leads in.

    Where no line is empty and every line opens with a number, or is a row of a table, each line
    is one; a table's header is none.
    """
    blocks = [block.strip() for block in re.split(r"\n[^\S\n]*\n", text) if block.strip()]
    if len(blocks) == 1:
        lines = [line.strip() for line in blocks[0].splitlines() if line.strip()]
        if len(lines) > 1 and all(line.startswith("|") for line in lines):
            ruled = [number for number, one in enumerate(lines) if not re.search(r"\w", one)]
            return [one for one in lines[ruled[0] + 1 if ruled else 0 :] if re.search(r"\w", one)]
        if len(lines) > 1 and all(
            re.match(r"(?:R(?:ec\w*)?\s?)?\d{1,3}[.):]\s", line) for line in lines
        ):
            return lines
    return blocks


def register_entries(register: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the recommendations of a register as a request takes them."""
    return [
        {key: one[name] for key, name in _FROM_REGISTER.items()}
        for one in register["recommendations"]
    ]


_FROM_REGISTER = {"id": "id", "number": "number", "theme": "theme", "text": "shown"}


def lead_of(line: str) -> dict[str, str]:
    """Return name and role of “J. Example, Head of Commissioning”, parted by comma or colon."""
    name, _, role = re.sub(r"\s*[:;–]\s+", ", ", line.strip(), count=1).partition(",")
    return {"name": name.strip(), "role": role.strip()}


def _text_of(file: Path) -> str:
    if file == _STANDARD_INPUT:
        return sys.stdin.read()
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(file.name, "it cannot be read as UTF-8 text") from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise FileUnreadable(name, f"it is not JSON: {error}") from error
    return found


def _merged(body: dict[str, Any], given: GivenDraft) -> dict[str, Any]:
    own = given.body([{"text": one} for one in given.recommendations])
    authority = dict(body.get("authority") or {})
    authority |= {key: value for key, value in own["authority"].items() if value}
    body = body | {"authority": authority}
    if own["recommendations"]:
        body["recommendations"] = [*(body.get("recommendations") or []), *own["recommendations"]]
    return body | ({"template": given.template} if given.template else {})
