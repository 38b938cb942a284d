"""The title of a plan, the authority and the period it covers, from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.plans.plan import Period

_PLAN = re.compile(
    r"\b(?:action|improvement|delivery|implementation|development|recovery|response|business"
    r"|transformation|equality)\s+(?:plan|log|tracker|programme|register)\b",
    re.IGNORECASE,
)
_BODY = (
    r"(?:Council|Authority|Corporation|Trust|Health Board|Partnership|Service|Assembly|Alliance)"
)
_WORD = r"(?:[A-Z][\w'’&.-]*|upon|on|of|the|and|in|with|le|under)"
_AUTHORITY = re.compile(
    rf"\b[A-Z][\w'’&.-]*(?:[ ]{_WORD}){{0,14}}?[ ]{_BODY}\b(?:[ ]for[ ][A-Z]\w+)?"
)
_ONE_OF_PLACE = re.compile(
    r"\b(?:(?:London|Royal|Metropolitan) )?(?:Borough|City|County|District) of"
    r" [A-Z]\w+(?: [A-Z]\w+)*"
)
_JOINED = re.compile(r"^\s*(?:and|&|,)\s+$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TO = r"\s*(?:[–—-]|to|until|/to/)\s*"
_POINT = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{4}-\d{2}(?!\d)|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    r"|\d{4}/\d{2,4}|\d{4})"
)
_PERIOD = re.compile(rf"(?<![\d/.-])({_POINT}){_TO}({_POINT})(?![\d/])", re.IGNORECASE)
_YEAR_PAIR = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?:/|\s?[–-]\s?)(\d{2}|\d{4})(?![\d/.-])")


def is_plan_title(text: str) -> bool:
    """Tell whether a line calls itself a plan."""
    return bool(_PLAN.search(text))


def title_in(lines: Sequence[str]) -> str:
    """Return the line that names the plan most fully; the first where none calls itself one."""
    named = [line for line in lines if is_plan_title(line) and len(line.split()) <= 40]
    chosen = max(named, key=len, default="") or (lines[0] if lines else "")
    return " ".join(chosen.split())[:1_000]


def authority_in(lines: Sequence[str]) -> str:
    """Return the authority that the first line with one names, several as they are joined."""
    for line in lines:
        text = " ".join(line.split())
        found = list(_AUTHORITY.finditer(text)) or list(_ONE_OF_PLACE.finditer(text))
        if not found:
            continue
        start, end = found[0].span()
        for more in found[1:]:
            if not _JOINED.match(text[end : more.start()]):
                break
            end = more.end()
        return text[start:end].removeprefix("The ")[:200]
    return ""


def period_in(text: str) -> Period:
    """Return the first period that a text gives, as ISO 8601: days, months or years.

    "2027/28" is a financial year; "2009-2011" are two years, without a month.
    """
    if found := _PERIOD.search(text):
        start, end = iso_point(found[1]), iso_point(found[2], ends=True)
        if start and end:
            return Period(start=start, end=end)
    if found := _YEAR_PAIR.search(text):
        first, last = found[1], found[2]
        if len(last) == 2 and int(last) == (int(first) + 1) % 100:
            return Period(start=f"{first}-04", end=f"{int(first) + 1}-03")
        return Period(start=first, end=last if len(last) == 4 else first[:2] + last)
    return Period()


def iso_point(text: str, *, ends: bool = False) -> str:
    """Return a day, month or year as ISO 8601; of a financial year its first or last month."""
    text = text.strip()
    if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", text):
        return text
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := re.fullmatch(r"(\d{4})/\d{2,4}", text):
        return f"{int(found[1]) + 1}-03" if ends else f"{found[1]}-04"
    if found := re.fullmatch(r"(?:(\d{1,2})\w*\s+)?([a-z]{3})[a-z]*\.?\s+(\d{4})", text.lower()):
        if found[2] not in _MONTHS:
            return ""
        day = f"-{int(found[1]):02}" if found[1] else ""
        return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02}{day}"
    return ""


_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def spoken_point(point: str) -> str:
    """Return "April 2027" for ``2027-04``, "30 April 2027" for ``2027-04-30``, else the text."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", point.strip())
    if not found:
        return point
    month = f"{_NAMES[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month


def spoken_date(text: str) -> str:
    """Return a text with its ISO dates as an officer writes them."""
    return re.sub(
        r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])", lambda found: spoken_point(found[0]), text
    )
