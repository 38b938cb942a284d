"""How an answer reads as plain text."""

from __future__ import annotations

from assistant.answer import Answer, AnswerSentence, Status


def text_of(*sentences: AnswerSentence) -> str:
    return Answer("1", "?", "?", Status.ANSWERED, sentences=sentences).text


def test_sentences_run_on_and_items_stand_on_their_lines() -> None:
    assert text_of(
        AnswerSentence("Lamps are old.", (1,)),
        AnswerSentence("They are:", (1,)),
        AnswerSentence("dim", (1,), item=True),
        AnswerSentence("2. dear", (1,), item=True),
        AnswerSentence("They will be mended.", (2,)),
    ) == (
        "Lamps are old. [1] They are: [1]\n• dim [1]\n2. dear [1]\nThey will be mended. [2]"
    )  # fmt: skip


def test_what_opens_a_paragraph_stands_apart() -> None:
    sentences = AnswerSentence("Lamps", (1,)), AnswerSentence("They dim.", (2,), opens=True)
    assert text_of(*sentences) == "Lamps [1]\n\nThey dim. [2]"
