"""A PDF page's words with their place and type, as PDFium draws them.

With ``letter_types``, ``covered_text`` and ``form_fields`` the modules that know pypdfium2.
Coordinates are points from the top left of the page as it is shown, so that rotated pages read
like others.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ingest.boxes import Box, Turn, sides_turned
from ingest.covered_text import Edges, Run, covered_words
from ingest.form_fields import Tick, fill_in, open_form, ticks_on
from ingest.letter_types import LetterTypes, is_nearly_white, quick_calls

_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-"}
"""PDFium reports a hyphen at a line's end by codes of its own."""

_DROPPED = re.compile(
    "[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\ud800-\udfff]"
)
_SIZE_CHANGE = 0.15
_RAISED = 0.2
"""Share of a line's height by which a note's mark stands above its foot: more than what a
smaller type on the same line has less below it."""

_MARKS = frozenset("abcdefghijklmnoprstuvwxyz*†‡§")
_FEWEST_RULES = 4
_BOX_WIDTH, _BOX_HEIGHT = 60.0, 20.0
"""Points from which a shape may hold lines of text."""

_SAMPLED_LETTERS = 200
_GRID = 20
"""Fields along each side of a page by which the share that pictures cover is counted."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them; ``size`` is that of the type, in points.

    ``turned`` are the degrees, anticlockwise, from the page's text to the word: 0, 90, 180 or
    270, or None where it stands at a slant.
    """

    text: str
    box: Box
    size: float
    bold: bool
    hidden: bool = False
    turned: int | None = 0


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """A page: its size as shown, its words in the file's order, and what else is drawn.

    ``ruled`` tells whether lines or filled shapes are drawn that may rule a table;
    ``images`` counts pictures, and ``pictured`` is the share of the page that they cover;
    ``links`` are places that link, with their addresses; ``rectangles`` are places of filled
    or stroked shapes that may hold lines of text.
    """

    width: float
    height: float
    words: tuple[Word, ...]
    ruled: bool
    images: int
    pictured: float
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
                yield GlyphPage(0, 0, (), ruled=False, images=0, pictured=0.0)
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
    # The bare handle: for pypdfium2's own object ctypes calls Python at every character.
    types = LetterTypes(text.raw)
    turn = _turn_of(page, text.raw, types)
    shapes = list(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)))
    paths = [each for each in shapes if each.type == pdfium.FPDF_PAGEOBJ_PATH]
    pictures = [each for each in shapes if each.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    area = turn.box(*page.get_bbox())
    dark = [box for each in paths if _is_dark(each) and (box := _bounds(each, turn))]
    ground = _Ground(area, dark, covered=bool(pictures))
    placed = list(_words(text.raw, turn, types, ground))
    words = _with_ticks(_seen_and_hidden(page, text.raw, placed, shapes), ticks, turn)
    text.close()
    return GlyphPage(
        turn.width,
        turn.height,
        words,
        ruled=len(paths) >= _FEWEST_RULES and turn.degrees == page.get_rotation(),
        images=len(pictures),
        pictured=_covered_share(area, [b for each in pictures if (b := _bounds(each, turn))]),
        links=tuple((turn.box(*edges), url) for edges, url in links),
        rectangles=tuple(_rectangles(paths, turn)),
    )


def _covered_share(area: Box, boxes: Sequence[Box]) -> float:
    """Return the share of an area that boxes cover; scans come in strips, and in layers."""
    steps = [(number + 0.5) / _GRID for number in range(_GRID)]
    points = [
        (area.left + across * area.width, area.top + down * area.height)
        for across, down in itertools.product(steps, steps)
    ]
    return sum(any(box.holds(*point) for box in boxes) for point in points) / len(points)


def _with_ticks(words: Iterable[Word], ticks: Sequence[Tick], turn: Turn) -> tuple[Word, ...]:
    """Put a form's ticks in place of the letters by which they may be drawn."""
    marks = [(turn.box(*tick.edges), tick.text) for tick in ticks]
    kept = [word for word in words if not any(box.holds(*word.box.centre) for box, _ in marks)]
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


def _turn_of(page: Any, text: Any, types: LetterTypes) -> Turn:
    """Turn the page so that most of its text runs from left to right: wide tables are set
    sideways on tall pages, with or without the page itself being turned."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text)
    sampled = range(0, count, max(1, count // _SAMPLED_LETTERS))
    directions = [types.of(index).direction for index in sampled]
    level = Counter(each for each in directions if each is not None)
    degrees = level.most_common(1)[0][0] if level else page.get_rotation()
    sides = sides_turned(page.get_rotation(), *page.get_size())
    return Turn(degrees, *sides_turned(degrees, *sides))


def _is_dark(path: Any) -> bool:
    """Whether a path is filled so that white letters are read on it."""
    import pypdfium2.raw as pdfium

    colour = [ctypes.c_uint() for _ in range(4)]
    filled = pdfium.FPDFPageObj_GetFillColor(path, *colour)
    red, green, blue, alpha = (part.value for part in colour)
    return bool(filled) and not is_nearly_white((red, green, blue, alpha))


def _rectangles(paths: Sequence[Any], turn: Turn) -> Iterator[Box]:
    """Yield where shapes lie that are seen and large enough for lines of text."""
    import pypdfium2.raw as pdfium

    for path in paths:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        if not (stroke.value or (fill.value and _is_dark(path))):
            continue
        box = _bounds(path, turn)
        if box and box.width >= _BOX_WIDTH and box.height >= _BOX_HEIGHT:
            yield box


def _bounds(drawn: Any, turn: Turn) -> Box | None:
    """Return where something is drawn; PDFium tells it within the form that holds it."""
    try:
        edges, form = drawn.get_bounds(), drawn.container
        while form:
            edges, form = form.get_matrix().on_rect(*edges), form.container
        return turn.box(*edges)
    except RuntimeError:
        return None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What words stand on: the ``area`` that is shown of the page, the dark shapes on it, and
    whether a picture may lie below."""

    area: Box
    dark: Sequence[Box]
    covered: bool

    def shows(self, box: Box, *, white: bool) -> bool:
        """Tell whether a word there is on the page, and stands out from what is below."""
        stands_out = not white or self.covered or any(d.holds(*box.centre) for d in self.dark)
        return self.area.holds(*box.centre) and stands_out


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
    text: Any, turn: Turn, types: LetterTypes, ground: _Ground
) -> Iterator[tuple[Word, Run]]:
    """Yield words with their place in the text."""
    for letters in _unspaced(_letters(text, turn)):
        of_type = types.of(letters[0].index)
        if of_type.direction == turn.degrees and _runs_through(letters, types):
            for word in _parted(text, letters):
                yield _word(word, types, ground), _run(word)
            continue
        for direction, group in itertools.groupby(
            letters, key=lambda letter: types.of(letter.index).direction
        ):
            yield from _turned_words(text, list(group), turn, direction, types, ground)


def _runs_through(letters: Sequence[_Letter], types: LetterTypes) -> bool:
    """Whether the last of these letters runs as the first does, which level ones show."""
    first, last = letters[0], letters[-1]
    if first.top == last.top and first.bottom == last.bottom:
        return True
    return types.of(first.index).direction == types.of(last.index).direction


def _turned_words(
    text: Any,
    letters: list[_Letter],
    turn: Turn,
    direction: int | None,
    types: LetterTypes,
    ground: _Ground,
) -> Iterator[tuple[Word, Run]]:
    """Yield the words of letters that run in another direction than the page's."""
    if direction is None:
        yield replace(_word(letters, types, ground), turned=None), _run(letters)
        return
    turned = (direction - turn.degrees) % 360
    places = {letter.index: letter for letter in letters}
    level = [_letter(text, each.character, each.index, turn.by(turned)) for each in letters]
    for word in _parted(text, level):
        shown = [places[letter.index] for letter in word]
        yield replace(_word(shown, types, ground), turned=turned), _run(word)


def _unspaced(letters: Iterable[_Letter | None]) -> Iterator[list[_Letter]]:
    """Yield the letters that follow one another without white space."""
    found: list[_Letter] = []
    for letter in letters:
        if letter:
            found.append(letter)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _parted(text: Any, letters: list[_Letter]) -> list[list[_Letter]]:
    """Part letters where they stand apart."""
    starts = [n for n in range(1, len(letters)) if _apart(text, letters[n - 1], letters[n])]
    if not starts:
        return [letters]
    return [letters[a:b] for a, b in itertools.pairwise([0, *starts, len(letters)])]


def _run(letters: Sequence[_Letter]) -> Run:
    return Run(letters[0].index, letters[-1].index)


def _letter(text: Any, character: str, index: int, turn: Turn) -> _Letter:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return _Letter(character, index, *turn.edges(box.left, box.bottom, box.right, box.top))


def _letters(text: Any, turn: Turn) -> Iterator[_Letter | None]:
    """Yield each visible character, and None for white space.

    PDFium tells of characters one by one, so this loop takes most of the time of a page.
    """
    import pypdfium2.raw as pdfium

    code_of, box_of, edges = quick_calls().code_of, quick_calls().box_of, turn.edges
    box = pdfium.FS_RECTF()
    box_here = ctypes.addressof(box)
    handle = ctypes.cast(text, ctypes.c_void_p)
    for index in range(pdfium.FPDFText_CountChars(text)):
        character = _character(code_of(handle, index))
        if character == " ":
            yield None
        elif character:
            box_of(handle, index, box_here)
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


def _word(letters: Sequence[_Letter], types: LetterTypes, ground: _Ground) -> Word:
    box = Box(
        min([letter.left for letter in letters]),
        min([letter.top for letter in letters]),
        max([letter.right for letter in letters]),
        max([letter.bottom for letter in letters]),
    )
    of_type = types.of(letters[0].index)
    written = "".join([letter.character for letter in letters])
    seen = ground.shows(box, white=of_type.white) and not of_type.unseen
    return Word(written, box, of_type.size, of_type.bold, hidden=not seen)
