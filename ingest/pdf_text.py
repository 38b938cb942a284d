"""Blocks of pages to the stored text with its pages and marks.

What only pages need (running heads, their numbers, a table's header set again) is kept
in the text before the next heading, so that no passage and no quotation holds it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from corpus.words import BlockKind, Page, Span
from ingest.extracted import Mark
from ingest.form_fields import NOT_TICKED, TICKED
from ingest.openings import BULLET, is_contents_line, opens_item
from ingest.page_seams import LaidPage, runs_over, with_whole_sentences
from ingest.pdf_blocks import LaidBlock

PAGE_BREAK = "\n\n"
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_COMPOUND = re.compile(
    r"self-(?!ish|less|hood|same)|non-(?!e|sens|chal)|well-(?!ing|s)|multi-(?!pl|tud|far)"
    r"|cross-(?!ing|ed|es|road|word|bar|over)|co-(?=op|or|ow|au|ex|ed)|anti-(?=social|poverty)"
    r"|(?:long|medium|short|fixed)-term|(?:long|short)-(?=stand|stay|liv|rang|last|run|serv|haul)"
    r"|(?:full|part|real)-time|ex-(?=service|offender|prison|partner|wi[fv]e|husband)"
)
"""What opens a word that keeps its hyphen in British English, as far as that can be told from
what follows: "non-domestic", but "nonsense"."""

_MARKED = (
    BlockKind.HEADING,
    BlockKind.CONTENTS,
    BlockKind.FOOTNOTE,
    BlockKind.TABLE_ROW,
    BlockKind.FURNITURE,
)


@dataclass(slots=True)
class Written:
    """The text as it grows, with its marks and pages.

    ``runs_on`` is set while the last block goes on with what comes next.
    """

    words: Counter[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    runs_on: bool = False
    page_start: int | None = None

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(
        self,
        text: str,
        kind: BlockKind | None = None,
        level: int = 0,
        styles: tuple[str, ...] = (),
    ) -> None:
        """Write a block behind the others, or behind the half that it completes."""
        if self.parts:
            self._write(self._seam(text) if self.runs_on else PAGE_BREAK)
        self.runs_on = False
        if self.page_start is None:
            self.page_start = self.length
        if kind in _MARKED and kind:
            span = Span(self.length, self.length + len(text))
            self.marks.append(Mark(kind, span, level, styles))
        self._write(text)

    def end_page(self, label: str) -> None:
        start = self.length if self.page_start is None else self.page_start
        self.pages.append(Page(len(self.pages) + 1, label, Span(start, self.length)))
        self.page_start = None

    def end_box(self, first: int) -> None:
        """End a box here, whose marks are those from the ``first`` on."""
        for number, mark in enumerate(self.marks[first:], start=first):
            if mark.kind is BlockKind.HEADING:
                self.marks[number] = replace(mark, box_end=self.length)

    def _seam(self, text: str) -> str:
        whole = joined(self.parts[-1], text, self.words)
        if not whole.startswith(self.parts[-1]):
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
            last = self.pages[-1]
            self.pages[-1] = replace(last, span=Span(last.span.start, self.length))
            return ""
        return whole[len(self.parts[-1]) : len(whole) - len(text)]

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def written(pages: Sequence[LaidPage]) -> Written:
    """Write pages out as one text."""
    out = Written(_vocabulary(pages))
    waiting: list[str] = []
    for page, following in with_whole_sentences(pages):
        for box, group in itertools.groupby(page.blocks, key=lambda block: block.inset):
            first = len(out.marks)
            for block in group:
                if block.kind is BlockKind.HEADING:
                    # What only pages need waits for a heading: no passage reaches over one.
                    waiting = _flushed(out, waiting)
                out.add(text_of(block, out.words), block.kind, block.level, block.styles)
            if box:
                out.end_box(first)
        waiting += page.furniture
        out.end_page(page.label)
        out.runs_on = runs_over(page, following)
    _flushed(out, waiting)
    return out


def _flushed(out: Written, waiting: list[str]) -> list[str]:
    for line in waiting:
        out.add(line, BlockKind.FURNITURE)
    return []


def text_of(block: LaidBlock, words: Counter[str]) -> str:
    """Return a block as it is stored: rows of tabs, items on lines, all else on one line."""
    if block.rows:
        return "\n".join("\t".join(_cell(cell, words) for cell in row) for row in block.rows)
    if block.kind is BlockKind.CONTENTS:
        return "\n".join(line.text for line in block.lines)
    lines: list[str] = []
    for number, line in enumerate(block.lines):
        item = opens_item(line, block.lines[:number])
        # A star may mark a note to a table, which would lose it as a bullet; boxes to tick say
        # whether they are.
        bullet = item and not line.text.startswith(("*", TICKED, NOT_TICKED))
        text = BULLET.sub("• ", line.text) if bullet else line.text
        if lines and not item and not is_contents_line(lines[-1]):
            lines[-1] = joined(lines[-1], text, words)
        else:
            lines.append(text)
    return "\n".join(lines)


def _cell(cell: str, words: Counter[str]) -> str:
    return reduce(lambda before, line: joined(before, line, words), cell.split("\n"))


def joined(before: str, after: str, words: Counter[str]) -> str:
    """Join two lines; a word parted at the line's end is put together.

    The hyphen stays where the document writes it elsewhere, where both halves are words of
    the document and the whole is not, and behind what opens compounds; between figures
    ("2010-/11") and before a capital ("Sub-/Committee") always.
    """
    if re.search(r"\d[-–]$", before) and after[:1].isdigit():
        return before + after
    if not re.search(r"\w-$", before) or not after[:1].isalpha():
        return f"{before} {after}"
    if after[:1].isupper():
        return before + after
    left = before.rsplit(" ", 1)[-1][:-1]
    right = (_WORD.match(after) or [""])[0]
    if _keeps_hyphen(left, right, words):
        return before + after
    return before[:-1] + after


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool:
    first = (_WORD.findall(left) or [""])[-1].casefold()
    whole, compound = (first + right).casefold(), f"{first}-{right}".casefold()
    if words[compound] or words[whole]:
        return words[compound] >= words[whole]
    if "-" in first:  # "return-to-" and "practice", but "self-manage-" and "ment"
        return not words[first.rsplit("-", 1)[-1] + right.casefold()]
    if _COMPOUND.match(compound):
        return True
    return words[first] > 0 and words[right.casefold()] > 0 and len(right) > 3


def _vocabulary(pages: Sequence[LaidPage]) -> Counter[str]:
    """Count the words of the document, but for the halves of those that a line's end parts."""
    words: Counter[str] = Counter()
    for page in pages:
        for block in page.blocks:
            parted = False
            for line in block.lines:
                found = _WORD.findall(line.text)[1 if parted else 0 :]
                parted = line.text.endswith("-")
                words.update(word.casefold() for word in (found[:-1] if parted else found))
    return words


def listed(numbers: Sequence[int]) -> str:
    """Return page numbers as ranges: "3 to 9, 12"."""
    return ", ".join(f"{a} to {b}" if b > a else str(a) for a, b in _ranges(numbers))


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = before = None
    for number in numbers:
        if start is not None and before is not None and number == before + 1:
            before = number
            continue
        if start is not None and before is not None:
            yield start, before
        start = before = number
    if start is not None and before is not None:
        yield start, before
