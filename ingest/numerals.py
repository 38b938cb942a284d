"""Numbers as lists count: Arabic, letters, roman."""

from __future__ import annotations

_ROMAN = (
    ("m", 1000),
    ("cm", 900),
    ("d", 500),
    ("cd", 400),
    ("c", 100),
    ("xc", 90),
    ("l", 50),
    ("xl", 40),
    ("x", 10),
    ("ix", 9),
    ("v", 5),
    ("iv", 4),
    ("i", 1),
)
_LAST_ROMAN = 3999
_LAST_LETTER = 26 * 20


def counted(number: int, form: str) -> str:
    """Return a number as letters, roman or Arabic numerals."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _LAST_LETTER:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _LAST_ROMAN:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for letters, worth in _ROMAN:
        while number >= worth:
            written, number = written + letters, number - worth
    return written
