"""What changed between two texts, paragraph by paragraph, each with its place in its own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.words import Span


class ChangeKind(StrEnum):
    """What became of a passage."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of paragraphs that differs: ``before`` in the one text, ``after`` in the other.

    ``before`` is None where it was added, ``after`` where it was removed.
    """

    kind: ChangeKind
    before: Span | None
    after: Span | None


def changes_between(before: str, after: str) -> list[Change]:
    """Return what differs, in reading order; white space alone is no difference.

    Paragraphs that a long text repeats often are no landmarks, as comparing each with each
    would take minutes.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    matcher = SequenceMatcher(None, _words(before, old), _words(after, new))
    return list(_changes(matcher, old, new))


def _changes(matcher: SequenceMatcher[str], old: list[Span], new: list[Span]) -> Iterator[Change]:
    kinds = {
        "insert": ChangeKind.ADDED,
        "delete": ChangeKind.REMOVED,
        "replace": ChangeKind.CHANGED,
    }
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield Change(kinds[tag], _run(old[start:end]), _run(new[new_start:new_end]))


def _run(spans: list[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _paragraphs(text: str) -> list[Span]:
    """Return the runs of lines between blank lines."""
    spans: list[Span] = []
    start, goes_on = 0, False
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n"))
        blank = not line.strip()
        if not blank and goes_on:
            spans[-1] = Span(spans[-1].start, end)
        elif not blank:
            spans.append(Span(start, end))
        goes_on = not blank
        start += len(line)
    return spans


def _words(text: str, spans: list[Span]) -> list[str]:
    return [" ".join(span.of(text).split()) for span in spans]
