"""How the characters of a PDF's page are set: size, bold, direction, and whether they show."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_INVISIBLE = 3
"""Text rendering mode that neither fills nor strokes (ISO 32000-1, table 106)."""

_NEARLY_WHITE = 250
_TINY = 2.0
_ASKEW = 10
"""Degrees by which text may be off the level or the plumb: the text over a scan is as askew
as the paper lay."""


@dataclass(frozen=True, slots=True)
class QuickCalls:
    """``run_at`` gives the address of a character's run, or None; ``code_of`` its code;
    ``box_of`` puts its place into the box whose address it is given."""

    run_at: Callable[[Any, int], int | None]
    code_of: Callable[[Any, int], int]
    box_of: Callable[[Any, int, Any], int]


@dataclass(frozen=True, slots=True)
class LetterType:
    """How characters are set: the size as shown, and what may keep them from being seen.

    ``direction`` is that of their line on the page before it is turned, in degrees
    anticlockwise: 0, 90, 180 or 270, or None for text at a slant.
    """

    size: float
    bold: bool
    unseen: bool
    white: bool
    direction: int | None


class LetterTypes:
    """The types of a page's characters, asked of PDFium once for each of the file's own runs
    of text, in which all characters are set alike."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._known: dict[int, LetterType] = {}
        self._run_at = quick_calls().run_at

    def of(self, index: int) -> LetterType:
        """Return how a character is set."""
        address = self._run_at(self._text, index)
        if not address:  # what PDFium has put in itself belongs to no run
            return self._read(index, None)
        known = self._known.get(address)
        if known is None:
            import pypdfium2.raw as pdfium

            run = pdfium.FPDFText_GetTextObject(self._text, index)
            known = self._known[address] = self._read(index, run)
        return known

    def _read(self, index: int, run: Any) -> LetterType:
        import pypdfium2.raw as pdfium

        invisible = bool(run) and pdfium.FPDFTextObj_GetTextRenderMode(run) == _INVISIBLE
        scale, degrees = _scale_and_degrees(self._text, index)
        size = pdfium.FPDFText_GetFontSize(self._text, index) * scale
        unseen = invisible or size < _TINY
        bold, white = _bold(self._text, index), is_nearly_white(_colour(self._text, index))
        return LetterType(size, bold, unseen, white, _direction(degrees))


@cache
def quick_calls() -> QuickCalls:
    """Return PDFium's own functions that are asked of every character: with plain numbers for
    addresses, and without letting go of the interpreter, they take half the time."""
    import pypdfium2.raw as pdfium

    address, number = ctypes.c_void_p, ctypes.c_int
    of_character = (address, number)
    return QuickCalls(
        _quick(pdfium.FPDFText_GetTextObject, address, *of_character),
        _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint, *of_character),
        _quick(pdfium.FPDFText_GetLooseCharBox, number, *of_character, address),
    )


def _quick(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def is_nearly_white(colour: tuple[int, int, int, int] | None) -> bool:
    """Tell whether red, green, blue and alpha, each up to 255, leave nothing to be seen on
    white; None is the colour of what is not filled."""
    return colour is not None and (min(colour[:3]) >= _NEARLY_WHITE or not colour[3])


def _scale_and_degrees(text: Any, index: int) -> tuple[float, float]:
    """Return how much larger type is shown than its font size says, and where its line runs.

    The line's own direction counts: letters that lean stand on a level line.
    """
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 1.0, 0.0
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    return scale, math.degrees(math.atan2(matrix.b, matrix.a))


def _direction(degrees: float) -> int | None:
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= _ASKEW else None


def _bold(text: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
    return bool(_BOLD_NAME.search(name.value))


def _colour(text: Any, index: int) -> tuple[int, int, int, int] | None:
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value
