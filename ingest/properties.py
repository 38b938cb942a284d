"""Titles, authors and dates that a file's own properties claim, where they mean anything."""

from __future__ import annotations

import re

from ingest.characters import tidy
from ingest.dates import iso_date

_OF_A_TEMPLATE = re.compile(
    r"^(?:(?:microsoft|libreoffice|openoffice)(?:\s+(?:office|word|excel|powerpoint|publisher|"
    r"writer|calc|impress))?(?:\s+-\s.*)?|untitled.*|\(?(?:anonymous|unspecified|none)\)?|"
    r"(?:document|book|workbook|presentation|slide|sheet|template|report template)\s*\d*|"
    r"(?:word|powerpoint|excel)\s+(?:document|presentation|workbook|template)\s*\d*|"
    r"title|new (?:page|document)|no title|"
    r"\S.*\.(?:docx?|docm|dotx?|xlsx?|pptx?|rtf|pdf|html?|indd|qxd|pub|odt))$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:python-docx|openpyxl|unknown|user|admin(?:istrator)?|owner|author|"
    r"microsoft (?:office )?user|steve canny|windows user|\(?(?:anonymous|unspecified|none)\)?|"
    r"(?:microsoft|libreoffice|openoffice|adobe)(?: \S+)?)$",
    re.IGNORECASE,
)
_OF_TEMPLATES = ("2013-12-23T23:15:00", "2013-01-27T09:14:16")
"""When the templates of python-docx and python-pptx were made: no report made with them was."""

_PDF_DATE = re.compile(r"^D:(\d{4})(\d\d)?(\d\d)?")
"""ISO 32000-1, 7.9.4."""

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
    if written.startswith(_OF_TEMPLATES):
        return ""
    if of_pdf := _PDF_DATE.match(written):
        written = "-".join(part for part in of_pdf.groups() if part)
    day = _DAY.match(written)
    return day[1] if day else iso_date(written)
