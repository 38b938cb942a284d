"""Words of a PDF's page that something drawn there keeps from being seen.

Whether a word is seen is asked of the page itself: drawn without the word, it looks the
same. Only words that something may hide are asked about, for drawing takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

_SMALLEST = 3.0
"""Width and height, in points, from which a shape may hide a word."""

_MOST_SHAPES = 300
"""The largest shapes looked at: a page with more is a drawing."""

_SAME_COLOUR = 8
"""Steps of 255 by which two colours differ that look the same."""

_SCALE = 1.5
_LONGEST_SIDE = 1_500
"""Pixels of the page as drawn: a point and a half each, fewer on posters."""

_SEEN_STEPS = 4
"""Steps of 255 of grey from which a pixel has changed."""

Colour = tuple[int, int, int]
Edges = tuple[float, float, float, float]
"""Left, bottom, right and top, in the file's own points."""


@dataclass(frozen=True, slots=True)
class Run:
    """A word's place in the page's text: its first and its last character."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """A filled shape, or a picture, which has no one colour.

    ``order`` counts what is drawn, once that is known; before, it is the shape's address.
    """

    edges: Edges
    order: int
    colour: Colour | None

    def holds(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.edges
        return left <= x <= right and bottom <= y <= top

    @property
    def area(self) -> float:
        left, bottom, right, top = self.edges
        return (right - left) * (top - bottom)


def covered_words(page: Any, text: Any, words: Sequence[Run], drawn: Sequence[Any]) -> set[int]:
    """Return the positions of those of ``words`` that cannot be seen: covered by what is drawn
    later, or set in the colour of what they stand on. ``drawn`` are the shapes and pictures."""
    import pypdfium2.raw as pdfium

    found = sorted(filter(None, map(_shape, drawn)), key=lambda s: s.area, reverse=True)
    if not found:
        return set()
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT)
    order = {_address(each.raw): n for n, each in enumerate(page.get_objects(filter=kinds))}
    shapes = [replace(each, order=order.get(each.order, -1)) for each in found[:_MOST_SHAPES]]
    suspects: dict[int, Any] = {}
    for number, word in enumerate(words):
        run = pdfium.FPDFText_GetTextObject(text, word.first)
        place = order.get(_address(run))
        if run and _may_be_hidden(_edges(text, word), _colour(run), place, shapes):
            suspects[number] = run
    if not suspects:
        return set()
    before, after = _Picture.of(page), _Picture.without(page, suspects.values())
    return {n for n in suspects if before.same_within(after, _edges(text, words[n]), page)}


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _shape(drawn: Any) -> _Shape | None:
    import pypdfium2.raw as pdfium

    picture = drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE
    if not picture and not _is_filled(drawn):
        return None
    try:
        left, bottom, right, top = drawn.get_bounds()
    except RuntimeError:
        return None
    if right - left < _SMALLEST or top - bottom < _SMALLEST:
        return None
    colour = None if picture else _colour(drawn.raw)
    return _Shape((left, bottom, right, top), _address(drawn.raw), colour)


def _is_filled(path: Any) -> bool:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value)


def _colour(handle: Any) -> Colour | None:
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value


def _may_be_hidden(
    edges: Edges, colour: Colour | None, order: int | None, shapes: Iterable[_Shape]
) -> bool:
    left, bottom, right, top = edges
    holding = [s for s in shapes if s.holds((left + right) / 2, (bottom + top) / 2)]
    if order is None:
        return bool(holding)
    below = max((s for s in holding if s.order < order), key=lambda s: s.order, default=None)
    return any(s.order > order for s in holding) or bool(
        below and colour and below.colour and _alike(colour, below.colour)
    )


def _alike(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _SAME_COLOUR


def _edges(text: Any, word: Run) -> Edges:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    found = [
        (box.left, box.bottom, box.right, box.top)
        for index in range(word.first, word.last + 1)
        if pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    ]
    if not found:
        return 0.0, 0.0, 0.0, 0.0
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as drawn, in grey, a byte a pixel."""

    width: int
    height: int
    stride: int
    pixels: bytes

    @classmethod
    def of(cls, page: Any) -> _Picture:
        scale = min(_SCALE, _LONGEST_SIDE / max(1.0, *page.get_size()))
        bitmap = page.render(scale=scale, grayscale=True)
        picture = cls(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        return picture

    @classmethod
    def without(cls, page: Any, runs: Iterable[Any]) -> _Picture:
        """Draw a page without some of its runs of text."""
        import pypdfium2.raw as pdfium

        for run in runs:
            pdfium.FPDFPageObj_SetIsActive(run, False)
        try:
            return cls.of(page)
        finally:
            for run in runs:
                pdfium.FPDFPageObj_SetIsActive(run, True)

    def same_within(self, other: _Picture, edges: Edges, page: Any) -> bool:
        """Whether both look the same where a word stands."""
        left, bottom, right, top = edges
        one, two = self._pixel(page, left, bottom), self._pixel(page, right, top)
        columns = slice(max(0, min(one[0], two[0])), max(0, max(one[0], two[0]) + 1))
        for row in range(max(0, min(one[1], two[1])), min(self.height, max(one[1], two[1]) + 1)):
            line = slice(row * self.stride, row * self.stride + self.width)
            mine, others = self.pixels[line][columns], other.pixels[line][columns]
            if mine != others and any(
                abs(a - b) >= _SEEN_STEPS for a, b in zip(mine, others, strict=True)
            ):
                return False
        return True

    def _pixel(self, page: Any, x: float, y: float) -> tuple[int, int]:
        import pypdfium2.raw as pdfium

        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, self.width, self.height, 0, x, y, across, down)
        return across.value, down.value
