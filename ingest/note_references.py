"""Which note each mark in a text means.

A mark in a table means a note that is tied to its row. Elsewhere it means the note of the same
name at the foot of its page, or else the next one behind it, unless the numbers begin anew
before that, as they do on every page or in every chapter of many reports.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.note_labels import opening_label
from corpus.words import Block, NoteReference, Page, Span
from ingest.notes import MarkInText, Note, marks_in, may_hold_marks, notes_of


def note_references(
    text: str, blocks: Sequence[Block], pages: Sequence[Page] = ()
) -> tuple[NoteReference, ...]:
    """Return the marks of a text that mean one of its notes, each with it, in order."""
    notes = notes_of(text, blocks)
    if not notes:
        return ()
    tied = dict(_in_tables(text, blocks))
    marks = [
        mark
        for block in blocks
        if may_hold_marks(block)
        for mark in marks_in(text, block.span, block.section)
    ]
    finder = _Finder(pages, marks, notes)
    for mark in marks:
        if mark.span not in tied and (note := finder.note_of(mark)):
            tied[mark.span] = note.span
    ties = (NoteReference(mark, note) for mark, note in tied.items())
    return tuple(sorted(ties, key=lambda tie: tie.mark.start))


def _in_tables(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, Span]]:
    """Yield the marks of rows, of their headers and captions, with the notes of their rows."""
    for block in blocks:
        named = {label.name: span for span in block.notes if (label := opening_label(text, span))}
        around = (*block.context, *([block.caption] if block.caption else []))
        for span in (block.span, *around) if named else ():
            for mark in marks_in(text, span, block.section):
                if mark.label.name in named:
                    yield mark.span, named[mark.label.name]


@dataclass(slots=True)
class _Numbering:
    """Notes of one kind in order, those of each run of numbers by name; a run ends where a name
    comes again."""

    starts: list[int] = field(default_factory=list)
    run_of: list[int] = field(default_factory=list)
    runs: list[dict[str, Note]] = field(default_factory=list)

    def add(self, note: Note) -> None:
        if not self.runs or note.label.name in self.runs[-1]:
            self.runs.append({})
        self.runs[-1][note.label.name] = note
        self.starts.append(note.span.start)
        self.run_of.append(len(self.runs) - 1)

    def note(self, name: str, offset: int) -> Note | None:
        """Return the note of the run that goes on behind ``offset``."""
        at = bisect_right(self.starts, offset)
        if at < len(self.starts):
            return self.runs[self.run_of[at]].get(name)
        return self.runs[0].get(name) if len(self.runs) == 1 else None


class _Finder:
    """Finds the note of a mark."""

    def __init__(
        self, pages: Sequence[Page], marks: Sequence[MarkInText], notes: Sequence[Note]
    ) -> None:
        self._page_starts = [page.span.start for page in pages]
        self._marked = {(self._page(mark.span), mark.label.name) for mark in marks}
        self._on_page: dict[tuple[int, str], list[Note]] = defaultdict(list)
        self._numberings: dict[tuple[str, bool], _Numbering] = defaultdict(_Numbering)
        for note in notes:
            self._on_page[self._page(note.span), note.label.name].append(note)
            if note.section is None:
                self._numberings[note.label.kind, note.of_table].add(note)

    def note_of(self, mark: MarkInText) -> Note | None:
        """Return the note that a mark means; one of a table only where there is no other."""
        near = self._near(mark)
        for of_table in (False, True):
            here = [note for note in near if note.of_table is of_table]
            behind = (note for note in here if note.span.start > mark.span.start)
            if found := next(behind, here[-1] if here else None) or self._far(mark, of_table):
                return found
        return None

    def _near(self, mark: MarkInText) -> list[Note]:
        """Return the notes of the mark's name on its page, or for signs in its section."""
        found = self._on_page[self._page(mark.span), mark.label.name]
        if self._page_starts:
            return [note for note in found if note.section in (None, mark.section)]
        return [note for note in found if note.section == mark.section]

    def _far(self, mark: MarkInText, of_table: bool) -> Note | None:
        """Return a note elsewhere; not one that a mark on its own page, or before it, means."""
        note = self._numberings[mark.label.kind, of_table].note(mark.label.name, mark.span.start)
        if not note or not self._page_starts:
            return note
        behind = note.span.start > mark.span.start
        taken = (self._page(note.span), mark.label.name) in self._marked
        return note if behind and not taken else None

    def _page(self, span: Span) -> int:
        return bisect_right(self._page_starts, span.start)
