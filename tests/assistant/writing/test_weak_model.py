"""With a real and very weak model nothing unsupported is shown, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from weak_model import weak_model

from assistant.answer import Answer, AnswerSentence
from assistant.answerer import Answerer, AskRequest
from assistant.verification.facts import foreign_facts
from assistant.writing.judging import repeats
from assistant.writing.writer import Writer, writer_named
from assistant.writing.written_answers import ModelAnswerer
from corpus.markup import readable

QUESTIONS = (
    "how did Lancashire contract the third sector?",
    "What did the Home Assessment and Reablement Team save?",
    "What is a well-being cafe?",
)


@pytest.fixture(scope="module")
def writer() -> Iterator[Writer]:
    with weak_model() as base_url:
        yield writer_named("openai:smollm2", base_url=base_url, seconds=90, tokens=80)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_unsupported_is_shown_and_nothing_is_lost(
    answerer: Answerer, writer: Writer, question: str
) -> None:
    plain = answerer.answer(AskRequest(question))
    answer = ModelAnswerer(answerer, writer, 2).answer(AskRequest(question))
    assert answer.status == plain.status
    for sentence in answer.sentences:
        assert _is_carried(sentence, answer), sentence.text
    told = [sentence.text for sentence in answer.sentences]
    lost = [one.text for one in plain.sentences if not repeats(one.text, told)]
    retold = [one for one in answer.sentences if not _is_verbatim(one, answer)]
    assert len(lost) <= len(retold)


def _sources(sentence: AnswerSentence, answer: Answer) -> list[str]:
    cited = {citation.marker: citation for citation in answer.citations}
    return [readable(cited[marker].quote) for marker in sentence.citations]


def _is_verbatim(sentence: AnswerSentence, answer: Answer) -> bool:
    cited = {citation.marker: citation for citation in answer.citations}
    around = " ".join(part for n in sentence.citations for part in cited[n].section)
    held = set(_words(" ".join([*_sources(sentence, answer), around])))
    return all(word in held for word in _words(sentence.text))


def _is_carried(sentence: AnswerSentence, answer: Answer) -> bool:
    """Told without the learned verdict: words and facts alone."""
    if _is_verbatim(sentence, answer):
        return True
    sources = _sources(sentence, answer)
    words = {word for word in _words(sentence.text) if len(word) > 3}
    held = words & set(_words(" ".join(sources)))
    return not foreign_facts(sentence.text, sources) and len(held) >= len(words) / 2


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
