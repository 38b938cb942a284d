"""What an action plan must contain, and where in the library it is said.

The requirements are data (``requirements.yaml``); each is located by a search over the
statements of the library for its words, never by a stored place, so that another council's
guidance serves as well, and without guidance nothing is cited.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import yaml

from assistant.asked import words_in
from assistant.plans.plan import PlanCitation
from assistant.plans.quoting import citation_of
from corpus.library import Library
from corpus.words import Document, Passage, Statement

_FILE = Path(__file__).parent / "requirements.yaml"
_PASSAGES_READ = 30
"""Passages looked at for one requirement, those first that share most of its words."""
_MOST_WORDS = 90
"""A statement longer than this is not about one thing."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What guidance asks of a plan.

    ``fields`` are the fields of an action that it governs, none where it is about the whole
    plan; ``asks`` says it in our words; ``words`` are alternatives, of each of which the
    statement found holds one. ``weeks`` counts from publication (presentation where negative).
    """

    id: str
    fields: tuple[str, ...]
    asks: str
    words: tuple[tuple[str, ...], ...]
    weeks: int = 0


@lru_cache(maxsize=1)
def requirements() -> tuple[Requirement, ...]:
    """Return all requirements, in the order of the file."""
    rows = yaml.load(_FILE.read_text("utf-8"), yaml.CSafeLoader)
    return tuple(map(_requirement, rows))


def requirement(name: str) -> Requirement:
    """Return the requirement of this id.

    Raises:
        KeyError: there is none.
    """
    return {one.id: one for one in requirements()}[name]


def requirement_of(field: str) -> Requirement | None:
    """Return what governs a field of an action, if anything does."""
    return next((one for one in requirements() if field in one.fields), None)


def _requirement(row: dict[str, Any]) -> Requirement:
    words = tuple(tuple(each.split("|")) for each in row["words"])
    return Requirement(row["id"], tuple(row["fields"]), row["asks"], words, row.get("weeks", 0))


@dataclass(frozen=True, slots=True)
class Located:
    """Where the library says something: verbatim with marker 1, and as it reads."""

    citation: PlanCitation
    shown: str


class Guidance:
    """Finds in a library what is said in some words; it is kept until the library changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._changes = -1
        self._found: dict[tuple[str, ...], Located | None] = {}
        self._lock = threading.Lock()

    def citation(self, name: str) -> PlanCitation | None:
        """Return where the library says it, verbatim, with marker 1; None where it does not.

        Raises:
            KeyError: there is no requirement of this name.
        """
        words = tuple("|".join(each) for each in requirement(name).words)
        found = self.located(words, about=_PLANS)
        return found.citation if found else None

    def located(self, words: tuple[str, ...], *, about: tuple[str, ...] = ()) -> Located | None:
        """Return the statement that holds all the words, in any form; of "a|b" one is enough.

        Of several, that which stands under a title or headings with most of the words of ``about``.
        """
        key = (*words, "", *about)
        with self._lock:
            if self._changes != self._library.changes:
                self._changes = self._library.changes
                self._found.clear()
            if key not in self._found:
                wanted = [tuple(each.split("|")) for each in words]
                self._found[key] = self._searched(wanted, words_in(" ".join(about)).all)
            return self._found[key]

    def _searched(self, wanted: Sequence[tuple[str, ...]], about: frozenset[str]) -> Located | None:
        words = [part for each in wanted for one in each for part in one.split()]
        near = self._library.matching(words, _PASSAGES_READ)
        passages = self._library.passages(sorted(near, key=lambda key: (-near[key], key)))
        found = [one for pair in passages.values() for one in _saying(wanted, *pair)]
        if not found:
            return None
        best = min(found, key=lambda one: one.order(about))
        text = self._library.text(best.document.id, best.document.version)
        span = best.statement.span
        citation = citation_of(1, best.document, best.passage, span, text)
        return Located(citation, best.statement.shown.strip(" -•*;:"))


_PLANS = ("action", "plan")
_A_GUIDE = 3


def guiding_documents(guidance: Guidance) -> frozenset[str]:
    """Return the ids of the documents that say what plans must contain: three requirements or
    more are found in each."""
    found = [guidance.citation(one.id) for one in requirements()]
    ids = [one.document.id for one in found if one]
    return frozenset(one for one in ids if ids.count(one) >= _A_GUIDE)


_GUIDANCES: WeakKeyDictionary[Library, Guidance] = WeakKeyDictionary()


def guidance_of(library: Library) -> Guidance:
    """Return the library's guidance, one and the same for each library."""
    if library not in _GUIDANCES:
        _GUIDANCES[library] = Guidance(library)
    return _GUIDANCES[library]


@dataclass(frozen=True, slots=True)
class _Saying:
    document: Document
    passage: Passage
    statement: Statement

    def order(self, about: frozenset[str]) -> tuple[int, int, str, int]:
        """What stands under headings of the subject comes first, then the shortest."""
        headed = words_in(f"{self.document.source.title} {' '.join(self.passage.section)}").all
        length = len(self.statement.shown.split())
        return (-len(about & headed), length, self.document.id, self.statement.span.start)


def _saying(
    wanted: Sequence[tuple[str, ...]], document: Document, passage: Passage
) -> Iterator[_Saying]:
    for unit in passage.units:
        lead_in = ""
        for statement in unit.statements:
            if statement.role == "lead_in":
                lead_in = statement.shown
            if statement.role == "row" or "?" in statement.shown:
                continue
            if len(statement.shown.split()) <= _MOST_WORDS and _says(
                wanted, statement.shown, lead_in if statement.role == "item" else ""
            ):
                yield _Saying(document, passage, statement)


def _says(words: Sequence[tuple[str, ...]], shown: str, lead_in: str) -> bool:
    """Tell whether a statement holds one of each; its lead-in may have all but two of them."""
    own = words_in(shown).all
    with_lead_in = own | words_in(lead_in).all
    in_own = [any(words_in(one).all <= own for one in each) for each in words]
    in_all = [any(words_in(one).all <= with_lead_in for one in each) for each in words]
    return all(in_all) and sum(in_own) >= min(2, len(words))
