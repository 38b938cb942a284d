"""A language model that is none: predictable behaviour behind the ordinary interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from corpus.sentences import sentence_spans

_PASSAGE = re.compile(r'<passage id="(\d+)"[^>]*>\n(.*?)\n</passage>', re.DOTALL)
_PASSAGES_READ = 3


def _first_sentences(prompt: str) -> str:
    """The first sentence of each of the first passages, cited."""
    written = []
    for number, text in _PASSAGE.findall(prompt)[:_PASSAGES_READ]:
        body = text.split("\n", 1)[-1]
        first = next((span.of(body) for span in sentence_spans(body)), body)
        written.append(f"{' '.join(first.split())} [{number}]")
    return " ".join(written)


BEHAVIOURS: Mapping[str, Callable[[str], str]] = {
    "first-sentences": _first_sentences,
    "invents": lambda prompt: (
        "The council spent £987,654 on 4,321 visits in 1899 [1]. "
        "Dame Imaginary Person chairs the board [99]."
    ),
    "refuses": lambda prompt: "NOT IN THE DOCUMENTS",
    "silent": lambda prompt: "",
    "yes": lambda prompt: "YES",
    "no": lambda prompt: "No.",
}
"""What it writes, by name; the prompt is the last message."""


class FakeChatModel(BaseChatModel):
    """Writes what its ``behaviour``, a key of ``BEHAVIOURS``, says."""

    behaviour: str

    @property
    def _llm_type(self) -> str:
        return "muniment-fake"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        written = BEHAVIOURS[self.behaviour](str(messages[-1].content))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(written))])
