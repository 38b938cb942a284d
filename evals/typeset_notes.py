"""Notes at the feet of typeset pages: numbered anew on each, or by signs.

The page a mark falls on is known once it is set; so a document is set twice, with figures and
signs of about one width.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from evals.content import Element

RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SIGNS = "*†‡§"
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def number_of(mark: str) -> int:
    """Return the number in raised figures."""
    return int(mark.translate(_FIGURES))


class PageNotes:
    """Which notes are marked on which page, and how they are marked there.

    ``notes`` are the words of each by its number in the document.
    """

    def __init__(self, notes: Sequence[str], *, signs: bool) -> None:
        self._notes = dict(enumerate(notes, start=1))
        self._signs = signs
        self._marks: dict[int, str] = {}
        self._on_page: dict[int, list[int]] = defaultdict(list)

    def mark(self, number: int) -> str:
        """Return the mark-up of a note's mark, which tells its page when it is drawn."""
        shown = self._marks.get(number, "*" if self._signs else "1")
        return f'<onDraw name="marked" label="{number}"/><super>{shown}</super>'

    def begin(self) -> None:
        """Begin a setting, with the marks that the one before has led to."""
        for numbers in self._on_page.values():
            for position, number in enumerate(numbers):
                again, sign = divmod(position, len(_SIGNS))
                shown = _SIGNS[sign] * (again + 1) if self._signs else str(position + 1)
                self._marks[number] = shown
        self._on_page.clear()

    def watch(self, canvas: Any) -> None:
        """Have a canvas tell which marks it draws."""

        def marked(canvas: Any, kind: str, label: str) -> None:
            self._on_page[canvas.getPageNumber()].append(int(label))

        canvas.setNamedCB("marked", marked)

    def draw(self, canvas: Any, left: float, top: float, paragraph: Callable[[str], Any]) -> None:
        """Draw the notes of the page, set by ``paragraph``, below ``top`` between the margins."""
        for number in self._on_page[canvas.getPageNumber()]:
            shown = self._marks.get(number, "1")
            note = paragraph(f"<super>{shown}</super> {self._notes[number]}")
            _, height = note.wrap(canvas._pagesize[0] - 2 * left, 200)
            top -= height
            note.drawOn(canvas, left, top)


def as_endnotes(elements: Sequence[Element]) -> list[Element]:
    """Return the elements with the notes in a numbered section of their own at the end."""
    notes = [element.text for element in elements if element.kind == "note"]
    body = [element for element in elements if element.kind != "note"]
    entries = (f"{number}. {words}" for number, words in enumerate(notes, start=1))
    return [
        *body,
        Element("heading", "Notes", level=2),
        *(Element("paragraph", entry) for entry in entries),
    ]


def as_markdown_notes(elements: Sequence[Element]) -> list[Element]:
    """Return the elements with marks and notes as Markdown writes them: ``[^3]``."""
    notes = [element.text for element in elements if element.kind == "note"]
    body = [
        replace(element, text=RAISED.sub(lambda mark: f"[^{number_of(mark[0])}]", element.text))
        for element in elements
        if element.kind != "note"
    ]
    lines = (f"[^{number}]: {words}" for number, words in enumerate(notes, start=1))
    return [*body, *(Element("paragraph", line) for line in lines)]


def marks_of(elements: Sequence[Element]) -> list[tuple[str, str]]:
    """Return what stands before each mark in its paragraph, and the words of its note."""
    notes = [element.text for element in elements if element.kind == "note"]
    return [
        (element.text[: mark.start()], notes[number_of(mark[0]) - 1])
        for element in elements
        if notes
        for mark in RAISED.finditer(element.text)
    ]
