"""Lines that name what they say: "**Lead:** Head of Housing", "By when: March 2028"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.plans.blocks import plain
from assistant.plans.column_words import FIELD_OF
from assistant.plans.columns import fields_named

_LABEL = re.compile(r"^\s*(?:[-•]\s+)?(?P<label>[^:\n|]{1,60}?)\s*:\s*(?P<value>.*)$", re.DOTALL)
_BOLD_LABEL = re.compile(
    r"^\s*\*\*(?P<label>[^*\n]{1,60}?)\s*:?\s*\*\*\s*[:–—-]?\s*(?P<value>.*)$", re.DOTALL
)
_DASHED_LABEL = re.compile(
    r"^\s*(?:[-•*]\s+)?(?P<label>[A-Z][\w ]{1,30}?)\s+[-–—]\s+(?P<value>\S.*)$", re.DOTALL
)
_OPENS_DETAILS = re.compile(r"\s*(?:[(\[]|[–—-]\s|\.\*{0,2}\s(?=[A-Z][\w /&-]{1,30}:))\s*")
_PARTS_DETAILS = re.compile(r"\s*(?:[;|]|[.,](?=\s+[A-Za-z][\w /&-]{1,30}:\s))\s*")
"""Between details: a semicolon, or a full stop or comma before the next label."""
_FEWEST_DETAILS = 2
_LONGEST_DETAILED = 1_200
"""Characters of a line in which details are looked for: each bracket may open them."""

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


_MOST_OWN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Detailed:
    """An action with what is said of it in the same sentence."""

    action: str
    details: tuple[Labelled, ...]


def with_details(text: str) -> Detailed | None:
    """Read “Lease flats (Lead: Housing Manager; by: June 2027)”; None for other sentences."""
    if len(text) > _LONGEST_DETAILED:
        return None
    line = " ".join(text.split())
    for opening in _OPENS_DETAILS.finditer(line):
        inner = re.sub(r"[)\]]?\.?$", "", line[opening.end() :])
        details = [_one(piece) for piece in _PARTS_DETAILS.split(inner) if piece]
        told = [one for one in details if one and one.fields and one.value]
        if opening.start() and len(told) == len(details) >= _FEWEST_DETAILS:
            return Detailed(plain(line[: opening.start()]), tuple(told))
    return None


def _dashed(line: str) -> re.Match[str] | None:
    """Match “Lead – Head of Housing”, where the label is a field's very name."""
    found = _DASHED_LABEL.match(line)
    return found if found and found["label"].lower() in FIELD_OF else None


def under_own_name(text: str) -> Labelled | None:
    """Return what a line says under a short label that names no field known: a council's own,
    where it stands among lines whose labels do."""
    found = _BOLD_LABEL.match(text) or _LABEL.match(text)
    if not found or not found["value"].strip():
        return None
    label = " ".join(plain(found["label"]).split())
    short = 0 < len(label.split()) <= _MOST_OWN_WORDS and label[:1].isupper()
    return Labelled(label, plain(found["value"])) if short else None


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        pieces = [piece for piece in _PIECES.split(line) if piece.strip()]
        together = len(pieces) > 1 and all(_one(piece) for piece in pieces)
        lines += pieces if together else [line]
    return lines


def _one(line: str) -> Labelled | None:
    found = _BOLD_LABEL.match(line) or _LABEL.match(line) or _dashed(line)
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
