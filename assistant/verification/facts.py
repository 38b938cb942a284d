"""What of a sentence must be in its sources as it is: numbers, dates, names, places, quotations."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

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
"""Small counts may be of what a source lists without counting: they are left to the model."""


def foreign_facts(text: str, sources: Sequence[str], around: Iterable[str] = ()) -> list[Problem]:
    """Return the numbers, dates, names, places and quotations that no source has.

    Args:
        text: a sentence.
        sources: the texts that it may take them from.
        around: what those stand under (title, publisher, headings): names may be from there.
    """
    return [
        *_foreign_values(text, sources),
        *_foreign_names(text, Sources.of(sources, around)),
        *(
            Problem(ProblemKind.QUOTATION, quoted)
            for quoted in quotations_in(text)
            if not is_quoted(quoted, sources)
        ),
    ]


def _foreign_values(text: str, sources: Sequence[str]) -> Iterable[Problem]:
    given = tuple(value for source in sources for value in values_in(source))
    for value in values_in(text):
        if is_given(value, text, given) or _is_share_of(value, text, given):
            continue
        if value.kind is ValueKind.COUNT and value.text.isalpha() and value.amount <= _FEW:
            continue
        date = value.kind is ValueKind.DATE
        yield Problem(ProblemKind.DATE if date else ProblemKind.NUMBER, value.text)


def _is_share_of(value: Value, text: str, given: Sequence[Value]) -> bool:
    """Tell whether a share is that of two counts that the sources give."""
    counts = [one.amount for one in given if one.kind is ValueKind.COUNT and one.amount > 1]
    if value.kind is not ValueKind.SHARE:
        return False
    shares = (
        replace(value, amount=few / many, span=value.span)
        for few, many in itertools.permutations(counts, 2)
        if few < many
    )
    return is_given(value, text, tuple(shares))


def _foreign_names(text: str, sources: Sources) -> Iterable[Problem]:
    for name in names_in(text):
        if not sources.have(name):
            yield Problem(ProblemKind.PLACE if name.place else ProblemKind.NAME, name.text)
