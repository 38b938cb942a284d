"""The notes of a document and the marks that may mean them, block by block.

A note is a block of its kind, an entry of a section called so ("Notes", "References"), or a
line behind a sign ("* Provisional"), which a text sets like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.markup import readable
from corpus.note_labels import Label, labels_in, opening_label
from corpus.note_marks import note_marks
from corpus.words import Block, BlockKind, Span
from ingest.lines import lines_of

_OF_NOTES = re.compile(
    r"(?:(?:\d{1,2}|[A-Z]|Appendix \w+)[.:)]?\s+)?"
    r"(?:(?:end|foot)[ -]?notes?|notes(?: and references)?|references(?: and notes)?)",
    re.IGNORECASE,
)
_UNMARKED = (BlockKind.FOOTNOTE, BlockKind.FURNITURE, BlockKind.CONTENTS)
_SIGNS = re.compile(r"(?<=[\w.,;:!?%)’”'\"])(?:\\?\*{1,3}|§{1,3})(?=[\s|.,;:)]|$)")
"""Signs that mark a note only where there is one: a star may end emphasis, "§" name a section."""

_OPENS_EMPHASIS = re.compile(r"(?<![\w.,;:!?%)’”'\"*\\])\*{1,3}(?=[^\s*])")
_EMPHASIS = re.compile(r"(\*{1,3})(?=\S)[^*]{1,2000}(?<=\S)\1")
_CELL_ENDS = re.compile(r"[\t|]")


@dataclass(frozen=True, slots=True)
class Note:
    """A note and what it is called.

    ``section`` is set where only marks of the same section can mean it, ``of_table`` where a
    row of a table does.
    """

    label: Label
    span: Span
    section: tuple[str, ...] | None = None
    of_table: bool = False


@dataclass(frozen=True, slots=True)
class MarkInText:
    """A mark, or one of the figures in a mark of several, and the section that it stands in."""

    label: Label
    span: Span
    section: tuple[str, ...]


def notes_of(text: str, blocks: Sequence[Block]) -> list[Note]:
    """Return the notes that open with a mark, in order."""
    of_tables = {span for block in blocks for span in block.notes}
    return [
        Note(label, span, section, block.span in of_tables)
        for block in blocks
        for label, span, section in _notes_in(text, block)
    ]


def marks_in(text: str, within: Span, section: tuple[str, ...]) -> Iterator[MarkInText]:
    """Yield the marks of a stretch of text, those of a mark with several one by one."""
    words = within.of(text)
    marks = note_marks(words) + [Span(*sign) for sign in _signs(words)]
    for mark in marks:
        place = Span(within.start + mark.start, within.start + mark.end)
        labels = labels_in(text, place)
        for label in labels:
            yield MarkInText(label, place if len(labels) == 1 else label.span, section)


def may_hold_marks(block: Block) -> bool:
    return block.kind not in _UNMARKED and not _is_of_notes(block)


def _notes_in(text: str, block: Block) -> Iterator[tuple[Label, Span, tuple[str, ...] | None]]:
    if block.kind is BlockKind.FOOTNOTE:
        yield from ((label, span, None) for label, span in _parted(text, block.span))
    elif block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.LIST and block.items):
        pieces = block.items or (block.span,)
        found = (note for piece in pieces for note in _parted(text, piece))
        if _is_of_notes(block):
            yield from ((label, span, None) for label, span in found)
        elif len(pieces) == 1:
            signs = (note for note in found if note[0].kind == "sign")
            yield from ((label, span, block.section) for label, span in signs)


def _is_of_notes(block: Block) -> bool:
    body = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST)
    return body and bool(block.section and _OF_NOTES.fullmatch(readable(block.section[-1])))


def _parted(text: str, span: Span) -> list[tuple[Label, Span]]:
    """Part lines at those that open a note; a plain number has to follow the one before."""
    found: list[tuple[Label, Span]] = []
    for line in lines_of(text, span):
        label = opening_label(text, line.span)
        if label and (not found or _follows(label, found[-1][0])):
            found.append((label, line.span))
        elif found:
            found[-1] = (found[-1][0], Span(found[-1][1].start, line.span.end))
        else:
            return []
    return found


def _follows(label: Label, before: Label) -> bool:
    if label.raised or before.raised:
        return label.raised and before.raised
    return (
        label.name.isdigit() and before.name.isdigit() and int(label.name) == int(before.name) + 1
    )


def _signs(words: str) -> Iterator[tuple[int, int]]:
    """Yield where signs stand behind words, but for stars that end emphasis."""
    for sign in _SIGNS.finditer(words):
        cell = _CELL_ENDS.split(words[: sign.start()])[-1]
        if "*" not in sign[0] or not _OPENS_EMPHASIS.search(_EMPHASIS.sub("", cell)):
            yield sign.span()
