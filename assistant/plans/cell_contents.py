"""What a cell of a plan is about: dates, people, resources; and a cell of two fields split."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}-)?{_MONTH}-(?:20)?\d{{2}}\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|(?:by|end(?:\s+of)?|mid|early|late)[\s-]+{_MONTH})(?=\W|$)"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s*['’]?\d{{2,4}}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    r"|\b(?:q[1-4]|quarter\s+(?:[1-4]|one|two|three|four))\b"
    r"|\b(?:spring|summer|autumn|winter)\s+\d{4}\b"
    r"|\b(?:end\s+(?:of\s+)?)?20\d{2}(?:\s?[/–-]\s?(?:20)?\d{2})?\b"
    r"|\b(?:ongoing|on-going|immediate(?:ly)?|complete[d]?|continuous|annual(?:ly)?|monthly|"
    r"quarterly|tbc|asap|short term|medium term|long term)\b"
    r"|\bwithin\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_RESOURCE = re.compile(
    r"[£€$]\s?\d|\b\d[\d,.]*\s?(?:k|m|fte)\b|\bfte\b"
    r"|\b(?:budgets?|cost(?:s|ed)?|fund(?:s|ed|ing)?|grants?|existing|resources?|staff(?:ing)?|"
    r"time|capacity|nil|no cost|cost neutral|within|days?|finance[ds]?|revenue|capital|"
    r"expenditure|savings|external|invest\w*)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:director|head|manager|officer|lead|leader|chief|executive|coordinator|co-ordinator|"
    r"champion|team|service|board|group|partnership|committee|cabinet|portfolio|councillor|cllr|"
    r"commissioner|secretary|adviser|advisor|ceo|sro|hr|unit|department|assistant|deputy|"
    r"directorate|analyst|consultant|monitoring officer|section 151|s151|chair)s?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.? )?[A-Z][\w'’.-]*(?: [A-Z][\w'’-]*){1,3}$")
_INITIALS = re.compile(r"^[A-Z]{2,4}$")
_PARTS = re.compile(r"(\n+|\s*;\s*|\s*/\s*|,\s+|\s+[–—-]\s+|\s*\(|\)\s*)")
_SEPARABLE = ("deadline", "lead", "resources")
_BY = re.compile(r"^(?:by|due|deadline|timescale)\b[:\s]*", re.IGNORECASE)


def is_date(cell: str) -> bool:
    """Tell whether a cell gives a time: it begins with one, or is hardly more than one."""
    text = _BY.sub("", cell.strip())
    found = _DATE.search(text)
    return bool(found) and len(_DATE.sub("", text).split()) <= 6


def names_resources(cell: str) -> bool:
    """Tell whether a cell speaks of money, time or other means."""
    return bool(_RESOURCE.search(cell)) and not _is_office(cell)


def _is_office(cell: str) -> bool:
    """ "Head of Finance" and "Resources Director" are people."""
    return bool(_OFFICE.search(cell)) and not re.search(
        r"[£€$]\s?\d|\b(?:existing|time|within|budgets?|funded|cost|days?)\b", cell, re.IGNORECASE
    )


def names_a_person(cell: str) -> bool:
    """Tell whether a cell names people or posts."""
    parts = [part.strip() for part in re.split(r"[\n/;,&]| and ", cell) if part.strip()]
    return any(_OFFICE.search(p) or _NAME.match(p) or _INITIALS.match(p) for p in parts)


def split_cell(cell: str, fields: tuple[str, ...]) -> dict[str, str]:
    """Return what of a cell goes to each of the fields that its column joins.

    Dates, means and people are told apart; of other fields the first takes all.
    """
    if len(fields) == 1:
        return {fields[0]: cell}
    if not set(fields) <= set(_SEPARABLE):
        separable = [field for field in fields if field in _SEPARABLE]
        if separable != ["deadline"] or not is_date(cell):
            return {fields[0]: cell}
        return {"deadline": cell}
    found: dict[str, str] = {}
    pieces = _PARTS.split(cell)
    last = ""
    for n in range(0, len(pieces), 2):
        piece, before = pieces[n], pieces[n - 1] if n else ""
        if not piece.strip():
            continue
        field = _kind(piece, fields, last)
        joint = before if field == last else ("\n" if field in found else "")
        found[field] = found.get(field, "") + joint + piece
        last = field
    return {field: _closed(text).strip() for field, text in found.items()}


def _kind(piece: str, fields: tuple[str, ...], last: str) -> str:
    if "deadline" in fields and is_date(piece):
        return "deadline"
    if "resources" in fields and names_resources(piece):
        return "resources"
    if "lead" in fields and ("resources" not in fields or names_a_person(piece) or not last):
        return "lead"
    return last or fields[0]


def _closed(text: str) -> str:
    """Give back the bracket that splitting took."""
    return text + ")" * max(0, text.count("(") - text.count(")"))
