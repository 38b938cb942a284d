"""The links between marks of notes and the notes, on the page of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.note_labels import labels_in, opening_label
from corpus.words import NoteReference, Span

_SPOKEN = {"*": "asterisk", "†": "dagger", "‡": "double dagger", "§": "section sign"}
"""Signs that screen readers may pass over."""


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A mark that links: its own id, the id of what it leads to, and what that is, in words."""

    span: Span
    id: str
    target: str
    says: str


def note_links(text: str, notes: Sequence[NoteReference]) -> list[NoteLink]:
    """Return the links of a text in order: each mark to its note, each note to its first mark."""
    return sorted(_links(text, notes), key=lambda link: link.span.start)


def _links(text: str, notes: Sequence[NoteReference]) -> Iterator[NoteLink]:
    numbers: dict[Span, int] = {}
    for number, tie in enumerate(notes, start=1):
        first = tie.note not in numbers
        note = numbers.setdefault(tie.note, len(numbers) + 1)
        label = labels_in(text, tie.mark)[0]
        called = "".join(_SPOKEN.get(sign, sign) for sign in label.name)
        yield NoteLink(tie.mark, f"mark-{number}", f"note-{note}", f"Note {called}")
        opening = opening_label(text, tie.note)
        if first and opening:
            says = f"Note {called}: back to the text"
            yield NoteLink(opening.span, f"note-{note}", f"mark-{number}", says)
