"""Any text against the library, or against given sources, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation, cited
from assistant.question import MAXIMUM_CHARACTERS, understood
from assistant.ranking import Ranked
from assistant.search import RankedSearch
from assistant.verification.checking import Checked, SourceText, Verdict, Verifier, is_claim
from corpus.errors import QuestionInvalid
from corpus.library import Library
from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Role

MOST_SENTENCES = 500
"""Of one text: more is a report, to be checked in parts."""

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
        sentences = list(sentences_of(text))
        if not sentences:
            raise TextInvalid("There is no sentence to check. Paste the text of a report.")
        if len(sentences) > MOST_SENTENCES:
            raise TextInvalid(
                f"The text has {len(sentences):,} sentences; at most {MOST_SENTENCES:,} can be "
                "checked at once. Check it in parts."
            )
        verifier = Verifier(self._library.embeddings.encode)
        if sources:
            given = [SourceText(source) for source in sources]
            return CheckedText(tuple(_against(verifier, one, given) for one in sentences))
        book = _Citations(self._library)
        held = [self._held(verifier, one, documents, book) for one in sentences]
        return CheckedText(tuple(held), tuple(book.citations))

    def _held(
        self, verifier: Verifier, sentence: str, documents: Sequence[str], book: _Citations
    ) -> CheckedSentence:
        if not is_claim(sentence):
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


class TextInvalid(QuestionInvalid):
    """A text cannot be checked as it is."""


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a text, readable; a line by itself parts them."""
    for line in text.splitlines():
        shown = readable(line).lstrip("-•–* ")
        for span in sentence_spans(shown):
            yield span.of(shown)


def _against(verifier: Verifier, sentence: str, given: Sequence[SourceText]) -> CheckedSentence:
    checked = verifier.check(sentence, given)
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
