"""Language models by name: any that LangChain knows, and one that is shipped for trying out."""

from __future__ import annotations

from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.fake_model import BEHAVIOURS, FakeChatModel
from corpus.errors import LanguageModelUnusable

FAKE = "fake:"


def chat_model(name: str, base_url: str = "") -> BaseChatModel:
    """Return the chat model of a name such as ``openai:gpt-5-mini`` or ``fake:first-sentences``.

    Args:
        name: ``provider:model`` as LangChain's ``init_chat_model`` takes it, or ``fake:``
            and a behaviour of ``FakeChatModel``. Keys come from the provider's own
            environment variables.
        base_url: address of the model's server, where it is not the provider's own.

    Raises:
        LanguageModelUnusable: no such model, its package is not installed, or it lacks a key.
    """
    if name.startswith(FAKE):
        behaviour = name.removeprefix(FAKE)
        if behaviour not in BEHAVIOURS:
            raise LanguageModelUnusable(name, f"the fakes are {', '.join(BEHAVIOURS)}.")
        return FakeChatModel(behaviour=behaviour)
    if ":" not in name:
        raise LanguageModelUnusable(name, "it must be provider:model, such as openai:gpt-5-mini.")
    from langchain.chat_models import init_chat_model

    try:
        options: dict[str, Any] = {"base_url": base_url} if base_url else {}
        model = init_chat_model(name, temperature=0, **options)
    except Exception as error:  # each provider's package raises its own
        raise LanguageModelUnusable(name, str(error).split("\n")[0]) from error
    return model
