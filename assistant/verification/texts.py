"""Any text against the library, or against given sources, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation, cited
from assistant.question import MAXIMUM_CHARACTERS, is_plain_text, understood
from assistant.ranking import Ranked
from assistant.search import RankedSearch
from assistant.verification.checking import Checked, SourceText, Verdict, Verifier, is_claim
from assistant.verification.paragraphs import Written, sentences_in
from corpus.errors import TextInvalid
from corpus.library import Library
from corpus.words import Role

MOST_SENTENCES = 500
"""Of one text: more is a report, to be checked in parts."""

MOST_CHARACTERS = 200_000
"""Of a text, and of all given sources together: some hundred pages."""

MOST_SOURCES = 100

_COMPARED = 16
"""Statements of the library that a sentence is compared with: the likeliest."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence with its verdict and the markers of what it was held against."""

    checked: Checked
    citations: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    """Numbers, from 1, of the given sources that it draws on."""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text's sentences in order, and the passages of the library that they were held against."""

    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...] = ()

    @property
    def supported(self) -> int:
        return sum(one.checked.verdict is Verdict.SUPPORTED for one in self.sentences)

    @property
    def claims(self) -> int:
        return sum(one.checked.verdict is not Verdict.NOT_A_CLAIM for one in self.sentences)


class TextVerifier:
    """Checks texts, whoever wrote them."""

    def __init__(self, searcher: RankedSearch) -> None:
        self._searcher = searcher

    @property
    def _library(self) -> Library:
        return self._searcher.library

    def check(
        self, text: str, *, sources: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> CheckedText:
        """Check each sentence against ``sources``, or where there are none against the library,
        or ``documents`` of it.

        Raises:
            TextInvalid: there is nothing in it, or too much.
            DocumentUnknown: a document does not exist.
        """
        for document_id in documents:
            self._library.document(document_id)
        sentences = _readable_sentences(text)
        verifier = Verifier(self._library.embeddings.encode)
        if sources:
            given = _given(sources)
            return CheckedText(tuple(_against(verifier, one, given) for one in sentences))
        book = _Citations(self._library)
        held = [self._held(verifier, one, documents, book) for one in sentences]
        return CheckedText(tuple(held), tuple(book.citations))

    def _held(
        self, verifier: Verifier, written: Written, documents: Sequence[str], book: _Citations
    ) -> CheckedSentence:
        sentence = written.text
        if written.heading or not is_claim(sentence):
            return CheckedSentence(Checked(sentence, Verdict.NOT_A_CLAIM))
        found = self._likeliest(sentence, documents)
        checked = verifier.check(sentence, [_source(one) for one in found])
        markers = [book.cite(found[number]) for number in checked.sources]
        return CheckedSentence(checked, tuple(dict.fromkeys(markers)))

    def _likeliest(self, sentence: str, documents: Sequence[str]) -> list[Ranked]:
        """Return the statements likeliest to be about a sentence, each once."""
        question = understood(sentence[:MAXIMUM_CHARACTERS])
        _, ranking = self._searcher.ranked(question, documents=documents)
        best = sorted(ranking.statements, key=lambda one: -one.score)
        unlike = {one.place.statement.shown: one for one in reversed(best)}
        chosen = sorted(unlike.values(), key=lambda one: -one.score)
        return [one for one in chosen if one.place.statement.role is not Role.LEAD_IN][:_COMPARED]


def _readable_sentences(text: str) -> list[Written]:
    """Return the sentences of a text.

    Raises:
        TextInvalid: there is nothing in it, or too much, or it is no text.
    """
    if len(text) > MOST_CHARACTERS:
        raise TextInvalid(
            f"The text has {len(text):,} characters; at most {MOST_CHARACTERS:,} can be checked "
            "at once. Check it in parts."
        )
    sentences = list(sentences_in(_plain(text, "The text")))
    if not sentences:
        raise TextInvalid("There is no sentence to check. Paste the text of a report.")
    if len(sentences) > MOST_SENTENCES:
        raise TextInvalid(
            f"The text has {len(sentences):,} sentences; at most {MOST_SENTENCES:,} can be "
            "checked at once. Check it in parts."
        )
    return sentences


def _given(sources: Sequence[str]) -> list[SourceText]:
    """Return the sources given with a text.

    Raises:
        TextInvalid: there are too many, or too much is in them, or one is no text.
    """
    if len(sources) > MOST_SOURCES or sum(map(len, sources)) > MOST_CHARACTERS:
        raise TextInvalid(
            f"At most {MOST_SOURCES} sources can be given, of {MOST_CHARACTERS:,} characters in "
            "all. Give those that the text rests on.",
            "sources",
        )
    return [
        SourceText(_plain(source, f"Source {number + 1}", f"sources.{number}"))
        for number, source in enumerate(sources)
    ]


def _plain(text: str, what: str, field: str = "text") -> str:
    """Return a text with its page breaks as line breaks."""
    text = text.replace("\f", "\n").replace("\v", "\n")
    if not is_plain_text(text):
        raise TextInvalid(
            f"{what} holds control characters or broken text. Paste it again as plain text.", field
        )
    return text


def _against(verifier: Verifier, written: Written, given: Sequence[SourceText]) -> CheckedSentence:
    if written.heading:
        return CheckedSentence(Checked(written.text, Verdict.NOT_A_CLAIM))
    checked = verifier.check(written.text, given)
    return CheckedSentence(checked, sources=tuple(number + 1 for number in checked.sources))


def _source(one: Ranked) -> SourceText:
    hit = one.place.hit
    source = hit.document.source
    around = (source.title, source.publisher, *hit.passage.section)
    return SourceText(one.place.statement.shown, around)


@dataclass(slots=True)
class _Citations:
    """Citations by place, each place once."""

    library: Library
    citations: list[Citation] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)

    def cite(self, one: Ranked) -> int:
        """Return the marker of a statement."""
        hit, span = one.place.hit, one.place.statement.span
        for known in self.citations:
            if known.document.id == hit.document.id and known.span == span:
                return known.marker
        if hit.document.id not in self._texts:
            text = self.library.text(hit.document.id, hit.document.version)
            self._texts[hit.document.id] = text
        marker = len(self.citations) + 1
        self.citations.append(cited(marker, hit, span, self._texts[hit.document.id]))
        return marker
