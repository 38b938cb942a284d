"""What is measured: the assistant, the same with a part left out, and what else one would use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer
from assistant.answerer import Answerer, AskRequest
from assistant.search import DENSE_SHARE, HybridSearch, RankedSearch
from corpus.library import Library
from corpus.words import Hit, Reading
from evals.plain_library import plain_library
from evals.typeset_library import Format, typeset_library
from evals.usual_recipe import UsualRecipe


class System(Protocol):
    """Something that finds passages and answers questions.

    ``retrieve`` returns the ``k`` best passages for a stand-alone question, best first.
    One that answers from other files than the questions were written on has ``own_texts``:
    the texts it quotes, by document id.
    """

    def retrieve(self, question: str, k: int) -> list[Hit]: ...

    def answer(self, request: AskRequest) -> Answer: ...


@dataclass
class Workplace:
    """The documents to ask, a folder for what systems build of them, and what reads files.

    ``read`` takes a file's name and content; the rooms here do not know the readers.
    """

    library: Library
    folder: Path
    read: Callable[[str, bytes], Reading]
    _typeset: dict[Format, Library] = field(default_factory=dict)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The documents' stored texts by file name."""
        return {d.source.name: self.library.text(d.id) for d in self.library.documents()}

    @cached_property
    def texts_by_id(self) -> dict[str, str]:
        """The documents' stored texts by document id."""
        return {d.id: self.texts[d.source.name] for d in self.library.documents()}

    @cached_property
    def plain(self) -> Library:
        """The same documents in chunks of equal size, without their structure."""
        return plain_library(self.library, self.folder)

    def typeset(self, form: Format) -> Library:
        """The same documents, typeset in another format and read again."""
        if form not in self._typeset:
            self._typeset[form] = typeset_library(self.library, self.folder, form, self.read)
        return self._typeset[form]

    def close(self) -> None:
        """Close what was built; the documents' own library stays open."""
        if "plain" in self.__dict__:
            self.plain.close()
        for library in self._typeset.values():
            library.close()


class AnswersFromSearch(Protocol):
    """What answers from the passages of a search: the composer, or a language model."""

    @property
    def searcher(self) -> RankedSearch: ...

    def answer(self, request: AskRequest) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Assistant:
    """An answerer with the search that it answers from."""

    answerer: AnswersFromSearch
    own_texts: Mapping[str, str] | None = None

    def retrieve(self, question: str, k: int) -> list[Hit]:
        return self.answerer.searcher.search(question, k=k)

    def answer(self, request: AskRequest) -> Answer:
        return self.answerer.answer(request)


@dataclass(frozen=True, slots=True)
class Described:
    """A system's title for reports, and how it is made."""

    title: str
    made: Callable[[Workplace], System]


def _assistant(library: Library, dense_share: float = DENSE_SHARE) -> Assistant:
    return _searching(RankedSearch(HybridSearch(library, dense_share)))


def _searching(search: RankedSearch) -> Assistant:
    return Assistant(Answerer(search.library, search))


def _parted(place: Workplace, change: Callable[[RankedSearch], RankedSearch]) -> Assistant:
    """Return the assistant with its search changed."""
    return _searching(change(RankedSearch(HybridSearch(place.library))))


def _on_typeset(place: Workplace, form: Format) -> Assistant:
    library = place.typeset(form)
    texts = {document.id: library.text(document.id) for document in library.documents()}
    return replace(_assistant(library), own_texts=texts)


DEFAULT = "muniment"

ABLATIONS: Mapping[str, Described] = {
    DEFAULT: Described("Muniment", lambda place: _assistant(place.library)),
    "dense-only": Described(
        "by meaning alone", lambda place: _assistant(place.library, dense_share=1.0)
    ),
    "lexical-only": Described(
        "by words alone", lambda place: _assistant(place.library, dense_share=0.0)
    ),
    "without-ranking": Described(
        "as found, not ranked",
        lambda place: _parted(place, lambda search: replace(search, ranking=False)),
    ),
    "without-related-words": Described(
        "without words of the same meaning",
        lambda place: _parted(place, lambda search: replace(search, related_words=False)),
    ),
    "without-close-reading": Described(
        "no statement read closely",
        lambda place: _parted(place, lambda search: replace(search, close_reading=False)),
    ),
    "without-structure": Described(
        "without structure (chunks of 1,000 characters)", lambda place: _assistant(place.plain)
    ),
    "usual-recipe": Described(
        "the usual recipe (recursive splitter 1000/200, same model, Chroma top 5)",
        lambda place: UsualRecipe(place.plain),
    ),
    "as-pdf": Described("the reports as PDF", lambda place: _on_typeset(place, "pdf")),
    "as-docx": Described("the reports as DOCX", lambda place: _on_typeset(place, "docx")),
}
"""The assistant, and what it is without each part; ``--ablations`` measures them all."""
