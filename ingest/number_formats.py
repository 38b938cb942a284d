"""Cell values as a spreadsheet shows them: by their number format."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_DROPPED = re.compile(r"\[[^\]]*\]|_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?(?:E[+-]?0+)?,*|General", re.IGNORECASE)
_GENERAL = ("", "General", "@")
_GENERAL_DIGITS = 10
"""Excel shows about this many digits in a column of ordinary width."""

_QUOTED = "\ue000"
_MIDNIGHT = time(0)


def shown(value: object, number_format: str = "General") -> str:
    """Return a cell's value as text; dates are written out ("1 April 2010")."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    if isinstance(value, date):
        return _day(value, number_format or "")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _day(value: date, number_format: str) -> str:
    form = _DROPPED.sub("", _LITERAL.sub("", number_format)).split(";")[0].lower()
    if "y" in form and "d" not in form:
        if "m" not in form:
            return f"{value:%Y}"
        return f"{value:%B %Y}" if "mmmm" in form else f"{value:%b %Y}"
    day = f"{value.day} {value:%B %Y}"
    if isinstance(value, datetime) and value.time() != _MIDNIGHT:
        return f"{day} {value:%H:%M}"
    return day


def _number(value: float, number_format: str) -> str:
    sections = number_format.split(";")
    section, negative = sections[0], value < 0
    if negative and len(sections) > 1:
        section, value, negative = sections[1], -value, False
    elif not value and len(sections) > 2:
        section = sections[2]
    if section.strip() in _GENERAL:
        return _general(-value if negative != (value < 0) else value)
    literals: list[str] = []

    def kept(found: re.Match[str]) -> str:
        literals.append(found[1] or found[2] or found[3] or "")
        return _QUOTED

    form = _DROPPED.sub("", _LITERAL.sub(kept, section))
    digits = _DIGITS.search(form)
    written = _digits(abs(value), digits[0], "%" in form) if digits else ""
    whole = form[: digits.start()] + written + form[digits.end() :] if digits else form
    for literal in literals:
        whole = whole.replace(_QUOTED, literal, 1)
    return ("-" if negative else "") + whole.strip()


def _digits(value: float, form: str, percent: bool) -> str:
    if form.casefold() == "general":
        return _general(value)
    core = form.rstrip(",")
    value = value * (100 if percent else 1) / 1000 ** (len(form) - len(core))
    decimals = core.partition(".")[2]
    if "e" in decimals.lower() or "E" in core:
        return f"{value:.{len(decimals.lower().partition('e')[0])}E}"
    # Halves are rounded away from zero, as spreadsheets do.
    rounded = f"{value + value * 1e-12:{',' if ',' in core else ''}.{len(decimals)}f}"
    least = len(re.sub("[^0]", "", core.partition(".")[0]))
    missing = least - len(re.sub(r"\D", "", rounded.partition(".")[0]))
    rounded = "0" * missing + rounded
    optional = len(decimals) - len(decimals.rstrip("#"))
    for _ in range(optional):
        rounded = rounded.removesuffix("0")
    return rounded.removesuffix(".")


def _general(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**15):
        return str(int(value))
    return f"{value:.{_GENERAL_DIGITS}g}"
