"""A PDF page's words with their place and type, as PDFium draws them.

With ``covered_text`` and ``form_fields`` the modules that know pypdfium2. Coordinates are
points from the top left of the page as it is shown, so that rotated pages read like others.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ingest.covered_text import Edges, Run, covered_words
from ingest.form_fields import Tick, fill_in, open_form, ticks_on

_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-"}
"""PDFium reports a hyphen at a line's end by codes of its own."""

_DROPPED = re.compile(
    "[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\ud800-\udfff]"
)
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_INVISIBLE = 3
"""Text rendering mode that neither fills nor strokes (ISO 32000-1, table 106)."""

_NEARLY_WHITE = 250
_TINY = 2.0
_SIZE_CHANGE = 0.15
_RAISED = 0.2
"""Share of a line's height by which a note's mark stands above its foot: more than what a
smaller type on the same line has less below it."""

_MARKS = frozenset("abcdefghijklmnoprstuvwxyz*†‡§")
_FEWEST_RULES = 4
_BOX_WIDTH, _BOX_HEIGHT = 60.0, 20.0
"""Points from which a shape may hold lines of text."""

_SAMPLED_LETTERS = 200
_SIDEWAYS = (90, 270)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; ``top`` is less than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them; ``size`` is that of the type, in points."""

    text: str
    box: Box
    size: float
    bold: bool
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """A page: its size as shown, its words in the file's order, and what else is drawn.

    ``ruled`` tells whether lines or filled shapes are drawn that may rule a table;
    ``images`` counts pictures; ``links`` are places that link, with their addresses;
    ``rectangles`` are places of filled or stroked shapes that may hold lines of text.
    """

    width: float
    height: float
    words: tuple[Word, ...]
    ruled: bool
    images: int
    links: tuple[tuple[Box, str], ...] = ()
    rectangles: tuple[Box, ...] = ()


@dataclass(slots=True)
class _Letter:
    """A visible character; its box is kept as plain numbers, since there are so many."""

    character: str
    index: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Type:
    """How characters are set: the size as shown, and what may keep them from being seen."""

    size: float
    bold: bool
    unseen: bool
    white: bool


def glyph_pages(
    content: bytes, numbers: Sequence[int] | None = None, *, password: str = ""
) -> Iterator[GlyphPage]:
    """Yield the pages of a PDF with these numbers, from 0, or all of them; one at a time, so
    that memory stays flat.

    Raises:
        ValueError: PDFium cannot open the file.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        open_form(document)
        for number in range(len(document)) if numbers is None else numbers:
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                yield GlyphPage(0, 0, (), ruled=False, images=0)
                continue
            ticks, links = ticks_on(page), tuple(_links(page))
            if fill_in(page):
                page.close()
                page = document[number]
            yield _page(page, ticks, links)
            page.close()
    finally:
        document.close()


def _page(page: Any, ticks: Sequence[Tick], links: Sequence[tuple[Edges, str]]) -> GlyphPage:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    turn = _turn_of(page, text)
    shapes = list(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)))
    paths = [each for each in shapes if each.type == pdfium.FPDF_PAGEOBJ_PATH]
    dark = [box for each in paths if (box := _dark_box(each, turn))]
    # The bare handle: for pypdfium2's own object ctypes calls Python at every character.
    area = turn.box(*page.get_bbox())
    placed = list(_words(text.raw, turn, dark, area, covered=len(shapes) > len(paths)))
    words = _with_ticks(_seen_and_hidden(page, text.raw, placed, shapes), ticks, turn)
    text.close()
    ruled = len(paths) >= _FEWEST_RULES and turn.degrees == page.get_rotation()
    pictures = len(shapes) - len(paths)
    links_to = tuple((turn.box(*edges), url) for edges, url in links)
    places = tuple(_rectangles(paths, turn))
    return GlyphPage(turn.width, turn.height, words, ruled, pictures, links_to, places)


def _with_ticks(words: Iterable[Word], ticks: Sequence[Tick], turn: _Turn) -> tuple[Word, ...]:
    """Put a form's ticks in place of the letters by which they may be drawn."""
    marks = [(turn.box(*tick.edges), tick.text) for tick in ticks]
    kept = [
        word
        for word in words
        if not any(
            box.holds((word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2)
            for box, _ in marks
        )
    ]
    return (*kept, *(Word(text, box, box.height, bold=False) for box, text in marks))


def _links(page: Any) -> Iterator[tuple[Edges, str]]:
    """Yield where a page links to, by its annotations."""
    import pypdfium2.raw as pdfium

    position, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(page.pdf, action, None, 0) if action else 0
        if not size or not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            continue
        address = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(page.pdf, action, address, size)
        url = address.value.decode("utf-8", errors="replace")
        yield (box.left, box.bottom, box.right, box.top), url


def _turn_of(page: Any, text: Any) -> _Turn:
    """Turn the page so that most of its text runs from left to right: wide tables are set
    sideways on tall pages, with or without the page itself being turned."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text)
    angles = [
        # PDFium counts angles of letters clockwise, those of pages the other way round.
        round(-math.degrees(pdfium.FPDFText_GetCharAngle(text, index)) / 90) * 90 % 360
        for index in range(0, count, max(1, count // _SAMPLED_LETTERS))
    ]
    width, height = page.get_size()
    if page.get_rotation() in _SIDEWAYS:
        width, height = height, width
    degrees = Counter(angles).most_common(1)[0][0] if angles else page.get_rotation()
    if degrees in _SIDEWAYS:
        width, height = height, width
    return _Turn(degrees, width, height)


@dataclass(frozen=True, slots=True)
class _Turn:
    """From PDFium's coordinates (from the bottom left, before the page is turned) to ours.

    ``width`` and ``height`` are those of the page as shown.
    """

    degrees: int
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return Box(*self.edges(left, bottom, right, top))

    def edges(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom as a ``Box`` has them."""
        if self.degrees == 90:
            return bottom, left, top, right
        if self.degrees == 180:
            return self.width - right, bottom, self.width - left, top
        if self.degrees == 270:
            return self.width - top, self.height - right, self.width - bottom, self.height - left
        return left, self.height - top, right, self.height - bottom


def _dark_box(path: Any, turn: _Turn) -> Box | None:
    """Return where a filled shape lies that white letters are read on."""
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    filled = pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    if not filled or min(red.value, green.value, blue.value) >= _NEARLY_WHITE or not alpha.value:
        return None
    return _bounds(path, turn)


def _rectangles(paths: Sequence[Any], turn: _Turn) -> Iterator[Box]:
    """Yield where shapes lie that are seen and large enough for lines of text."""
    import pypdfium2.raw as pdfium

    for path in paths:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        box = _dark_box(path, turn) if fill.value else None
        if not box and stroke.value:
            box = _bounds(path, turn)
        if box and box.width >= _BOX_WIDTH and box.height >= _BOX_HEIGHT:
            yield box


def _bounds(path: Any, turn: _Turn) -> Box | None:
    try:
        return turn.box(*path.get_bounds())
    except RuntimeError:
        return None


def _seen_and_hidden(
    page: Any, text: Any, words: Sequence[tuple[Word, Run]], shapes: Sequence[Any]
) -> Iterator[Word]:
    """Yield words, those hidden too that one of ``shapes`` keeps from being seen."""
    open_words = [n for n, (word, _) in enumerate(words) if not word.hidden]
    under = covered_words(page, text, [words[n][1] for n in open_words], shapes)
    hidden = {open_words[n] for n in under}
    for number, (word, _) in enumerate(words):
        yield replace(word, hidden=True) if number in hidden else word


def _words(
    text: Any, turn: _Turn, dark: list[Box], area: Box, *, covered: bool
) -> Iterator[tuple[Word, Run]]:
    """Yield words with their place in the text; ``area`` is what is shown of the page,
    ``covered`` tells that a picture may lie below."""
    types = _Types(text)
    letters: list[_Letter] = []
    for letter in _letters(text, turn):
        if letter is None or (letters and _apart(text, letters[-1], letter)):
            if letters:
                yield _word(letters, types, dark, area, covered=covered)
            letters = []
        if letter:
            letters.append(letter)
    if letters:
        yield _word(letters, types, dark, area, covered=covered)


def _letters(text: Any, turn: _Turn) -> Iterator[_Letter | None]:
    """Yield each visible character, and None for white space.

    PDFium tells of characters one by one, so this loop takes most of the time of a page.
    """
    import pypdfium2.raw as pdfium

    code_of, box_of, edges = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, turn.edges
    box = pdfium.FS_RECTF()
    box_here = ctypes.byref(box)
    for index in range(pdfium.FPDFText_CountChars(text)):
        character = _character(code_of(text, index))
        if character == " ":
            yield None
        elif character:
            box_of(text, index, box_here)
            yield _Letter(character, index, *edges(box.left, box.bottom, box.right, box.top))


@lru_cache(maxsize=4096)
def _character(code: int) -> str:
    """Return what a code shows: ligatures written out, a space for white space of any kind,
    nothing for what is not seen."""
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    if code in (0x09, 0x0A, 0x0D, 0x20, 0xA0):
        return " "
    character = _HYPHENS.get(code) or chr(code)
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    shown = _DROPPED.sub("", character)
    return " " if shown.isspace() else shown


def _apart(text: Any, before: _Letter, letter: _Letter) -> bool:
    """Whether a letter is on another line, too far away, or of another size (a note's mark)."""
    if letter.character.isdigit() != before.character.isdigit() and _resized(text, before, letter):
        return True
    tall = before.bottom - before.top
    above = before.bottom - letter.bottom > _RAISED * tall
    if above and letter.character in _MARKS and _smaller(letter, tall):
        return True
    # The letters of a ligature share its place, so going back is counted from its left.
    across, back = letter.left - before.right, before.left - letter.left
    across = back if back > across else across
    other = letter.bottom - letter.top
    tall = other if other > tall else tall
    middle = (letter.top + letter.bottom) / 2
    along = not before.top - 0.3 * tall < middle < before.bottom + 0.3 * tall
    return along if before.right - before.left < 0.1 else along or across > 0.6 * tall


def _smaller(letter: _Letter, tall: float) -> bool:
    return letter.bottom - letter.top < (1 - _SIZE_CHANGE) * tall


def _resized(text: Any, before: _Letter, letter: _Letter) -> bool:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFText_GetFontSize(text, before.index)
    other = pdfium.FPDFText_GetFontSize(text, letter.index)
    return bool(abs(other - size) > _SIZE_CHANGE * size)


def _word(
    letters: list[_Letter], types: _Types, dark: list[Box], area: Box, *, covered: bool
) -> tuple[Word, Run]:
    box = Box(
        min([letter.left for letter in letters]),
        min([letter.top for letter in letters]),
        max([letter.right for letter in letters]),
        max([letter.bottom for letter in letters]),
    )
    of_type = types.of(letters[0].index)
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    on_page = area.holds(*middle)
    on_ground = not of_type.white or covered or any(each.holds(*middle) for each in dark)
    written = "".join([letter.character for letter in letters])
    seen = on_page and on_ground and not of_type.unseen
    word = Word(written, box, of_type.size, of_type.bold, hidden=not seen)
    return word, Run(letters[0].index, letters[-1].index)


class _Types:
    """The types of a page's characters, asked of PDFium once for each of the file's own runs
    of text, in which all characters are set alike."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._known: dict[int, _Type] = {}

    def of(self, index: int) -> _Type:
        """Return how a character is set."""
        import pypdfium2.raw as pdfium

        run = pdfium.FPDFText_GetTextObject(self._text, index)
        address = ctypes.cast(run, ctypes.c_void_p).value
        if not address:  # what PDFium has put in itself belongs to no run
            return self._read(index, None)
        if address not in self._known:
            self._known[address] = self._read(index, run)
        return self._known[address]

    def _read(self, index: int, run: Any) -> _Type:
        import pypdfium2.raw as pdfium

        invisible = bool(run) and pdfium.FPDFTextObj_GetTextRenderMode(run) == _INVISIBLE
        size = pdfium.FPDFText_GetFontSize(self._text, index) * _scale(self._text, index)
        unseen = invisible or size < _TINY
        return _Type(size, _bold(self._text, index), unseen, _white(self._text, index))


def _scale(text: Any, index: int) -> float:
    """How much larger type is shown than its font size says."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 1.0
    return math.hypot(matrix.c, matrix.d) or 1.0


def _bold(text: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
    return bool(_BOLD_NAME.search(name.value))


def _white(text: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _NEARLY_WHITE or not alpha.value
