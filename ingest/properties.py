"""Titles and dates that a file's own properties claim, where they mean anything."""

from __future__ import annotations

import re

from ingest.characters import tidy
from ingest.sources import iso_date

_OF_A_TEMPLATE = re.compile(
    r"^(?:(?:microsoft|libreoffice|openoffice)\b.*|untitled.*|"
    r"(?:document|book|workbook|presentation|slide|sheet|template|report template)\s*\d*|"
    r"(?:word|powerpoint|excel)\s+(?:document|presentation|workbook|template)\s*\d*|"
    r"title|new (?:page|document)|no title|\S+\.(?:docx?|docm|dotx?|xlsx?|pptx?|rtf|pdf|html?))$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:python-docx|openpyxl|unknown|user|admin(?:istrator)?|owner|author|"
    r"microsoft (?:office )?user|steve canny|windows user)$",
    re.IGNORECASE,
)
_DAY = re.compile(r"^((?:19|20)\d\d-\d\d-\d\d)(?:$|[T ])")


def told_title(claimed: str | None) -> str:
    """Return a claimed title, or nothing where a program or a template wrote it."""
    title = tidy(claimed or "")
    return "" if _OF_A_TEMPLATE.match(title) or not re.search(r"[^\W\d_]", title) else title


def told_author(claimed: str | None) -> str:
    """Return a claimed author, or nothing where a program or an account wrote it."""
    author = tidy(claimed or "")
    return "" if _NOBODY.match(author) else author


def told_date(claimed: str | None) -> str:
    """Return a claimed date in ISO 8601, to the day at most, or nothing."""
    written = (claimed or "").strip()
    day = _DAY.match(written)
    return day[1] if day else iso_date(written)
