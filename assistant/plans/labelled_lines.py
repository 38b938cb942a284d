"""Lines that name what they say: "**Lead:** Head of Housing", "By when: March 2028"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.plans.blocks import plain
from assistant.plans.columns import fields_named

_LABEL = re.compile(r"^\s*(?:[-•]\s+)?(?P<label>[^:\n|]{1,60}?)\s*:\s*(?P<value>.*)$", re.DOTALL)
_BOLD_LABEL = re.compile(
    r"^\s*\*\*(?P<label>[^*\n]{1,60}?)\s*:?\s*\*\*\s*[:–—-]?\s*(?P<value>.*)$", re.DOTALL
)
_PIECES = re.compile(r"\s*(?:;|\|)\s+")
_RECOMMENDATION = re.compile(
    r"^(?:agreed |review |key )?(?:recommendation|rec)s?\.?"
    r"(?:\s+(?:no\.?\s*)?(?P<number>[\w.()/-]{1,12}))?$",
    re.IGNORECASE,
)
_ABOUT = {
    "title": "title",
    "plan": "title",
    "authority": "authority",
    "council": "authority",
    "organisation": "authority",
    "local authority": "authority",
    "name of authority": "authority",
    "period": "period",
    "plan period": "period",
    "period of plan": "period",
    "period covered": "period",
    "period start": "period start",
    "period end": "period end",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a line says under its label.

    ``fields`` are those of an action; of the plan itself, ``about`` names one; ``number`` is a
    recommendation's.
    """

    label: str
    value: str
    fields: tuple[str, ...] = ()
    about: str = ""
    number: str = ""


def labelled(text: str) -> list[Labelled]:
    """Return what each line of a text says under a label; nothing if its first has none.

    Lines without a label belong to the one above.
    """
    found: list[Labelled] = []
    for line in _lines(text):
        one = _one(line)
        if one is not None:
            found.append(one)
        elif not found:
            return []
        else:
            above = found[-1]
            value = f"{above.value}\n{plain(line)}".strip()
            found[-1] = Labelled(above.label, value, above.fields, above.about, above.number)
    return found


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        pieces = [piece for piece in _PIECES.split(line) if piece.strip()]
        together = len(pieces) > 1 and all(_one(piece) for piece in pieces)
        lines += pieces if together else [line]
    return lines


def _one(line: str) -> Labelled | None:
    found = _BOLD_LABEL.match(line) or _LABEL.match(line)
    if not found:
        return None
    label, value = " ".join(plain(found["label"]).split()), plain(found["value"])
    if about := _ABOUT.get(label.lower()):
        return Labelled(label, value, about=about)
    if recommendation := _RECOMMENDATION.match(label):
        return Labelled(label, value, ("recommendation",), number=recommendation["number"] or "")
    if len(label.split()) > 7:
        return None
    fields = fields_named(re.sub(r"\s+\(?[\dA-Z]{1,3}(?:\.\d+)*\)?$", "", label))
    if fields:
        number = re.search(r"\s\(?(\d[\w.]*|[A-Z]\d+)\)?$", label)
        return Labelled(label, value, fields, number=number[1] if number else "")
    return None
