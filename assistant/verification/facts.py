"""What of a sentence must be in its sources as it is: numbers, dates, names, places, quotations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.question import content_words, stem
from assistant.verification.derived import is_dated, worked_out
from assistant.verification.measures import foreign_measures
from assistant.verification.names import Sources, is_quoted, names_in, quotations_in
from assistant.verification.values import Value, ValueKind, is_given, values_in


class ProblemKind(StrEnum):
    """What a sentence says that its sources do not carry."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    PLACE = "place"
    QUOTATION = "quotation"
    NEGATION = "negation"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a sentence that its sources do not carry, as it is written."""

    kind: ProblemKind
    text: str


_FEW = 10
"""Small counts may be of what a source lists without counting: where no source counts the same
thing they are left to the model."""


def uncounted(text: str, sources: Sequence[str]) -> list[Problem]:
    """Return the small counts that no source gives: they may be of what one lists."""
    given = tuple(value for source in sources for value in values_in(source))
    return [
        Problem(ProblemKind.NUMBER, value.text)
        for value in values_in(text)
        if value.kind is ValueKind.COUNT
        and not is_given(value, text, given)
        and not is_given(value, text, worked_out(value, text, given))
    ]


def foreign_facts(text: str, sources: Sequence[str], around: Iterable[str] = ()) -> list[Problem]:
    """Return the numbers, dates, names, places and quotations that no source has.

    Args:
        text: a sentence.
        sources: the texts that it may take them from.
        around: what those stand under (title, publisher, headings): names may be from there.
    """
    return [
        *_foreign_values(text, sources),
        *(Problem(ProblemKind.NUMBER, each) for each in foreign_measures(text, sources)),
        *_foreign_names(text, Sources.of(tuple(sources), tuple(around))),
        *(
            Problem(ProblemKind.QUOTATION, quoted)
            for quoted in quotations_in(text)
            if not is_quoted(quoted, sources)
        ),
    ]


def _foreign_values(text: str, sources: Sequence[str]) -> Iterable[Problem]:
    given = tuple(value for source in sources for value in values_in(source))
    for value in values_in(text):
        if is_given(value, text, given) or is_given(value, text, worked_out(value, text, given)):
            continue
        if value.kind is ValueKind.DATE and is_dated(value, sources):
            continue
        small = value.text.isalpha() and value.amount <= _FEW
        if value.kind is ValueKind.COUNT and small and not _counted_there(value, text, sources):
            continue
        date = value.kind is ValueKind.DATE
        yield Problem(ProblemKind.DATE if date else ProblemKind.NUMBER, value.text)


def _counted_there(value: Value, text: str, sources: Sequence[str]) -> bool:
    """Tell whether a source counts the same things, whatever it counts."""
    things = _things(value, text)
    return any(
        len(things & others) > min(len(things), len(others)) / 2
        for source in sources
        for other in values_in(source)
        if other.kind is ValueKind.COUNT and (others := _things(other, source))
    )


def _things(value: Value, text: str) -> frozenset[str]:
    """Return the stems of what a number counts: the words behind it, at most three, up to one
    that carries no subject."""
    words = _BEHIND.match(text, value.span.end)
    written = (words[0] if words else "").split()
    named = itertools.takewhile(lambda word: bool(content_words(word)), written)
    return frozenset(stem(content_words(word)[0]) for word in named)


_BEHIND = re.compile(r"(?:\s+[^\W\d_][\w’'-]*){1,3}")


def _foreign_names(text: str, sources: Sources) -> Iterable[Problem]:
    for name in names_in(text):
        if not sources.have(name):
            yield Problem(ProblemKind.PLACE if name.place else ProblemKind.NAME, name.text)
