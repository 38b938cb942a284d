"""The date that a report bears on its cover or title page, where files only know their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.markup import readable
from corpus.words import Page
from ingest.dates import iso_date

_COVER_PAGES = 2
_COVER_CHARACTERS = 1_500
"""What a cover and title page hold at most; in a text without pages, how far they reach."""

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTHS})\.?,?\s+"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d\s*[-–/]\s*\d")
_OF_ANOTHER_THING = re.compile(
    r"\b(?:by|until|till|before|after|from|to|since|between|next|due|deadline|clos(?:es|ing)|"
    r"expir\w+|valid|effective|comment\w*|respon\w+|consultation|review(?:ed)? (?:date|by|on))\b",
    re.IGNORECASE,
)
"""Words that give a date to something else than the report."""

_MOST_WORDS = 10
_ENDS_SENTENCE = re.compile(r"[.;,:]$")


def printed_date(text: str, pages: Sequence[Page] = ()) -> str:
    """Return the first date that stands in a short line of its own on the first pages, in ISO
    8601 at its own precision; empty where there is none."""
    end = pages[min(_COVER_PAGES, len(pages)) - 1].span.end if pages else len(text)
    for line in text[: min(end, _COVER_CHARACTERS)].splitlines():
        if found := _date_of(readable(line.replace("\t", " "))):
            return found
    return ""


def _date_of(line: str) -> str:
    found = _DATE.search(line)
    if not found or len(line.split()) > _MOST_WORDS or _ENDS_SENTENCE.search(line):
        return ""
    beside = f"{line[: found.start()]} {line[found.end() :]}"
    if _OTHER_YEAR.search(beside) or _DATE.search(beside) or _OF_ANOTHER_THING.search(beside):
        return ""
    written = " ".join(part for part in (found["day"], found["month"][:3], found["year"]) if part)
    return iso_date(written)
