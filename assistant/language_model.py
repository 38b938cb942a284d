"""Language models by name: any that LangChain knows, and one that is shipped for trying out."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel

from assistant.fake_model import BEHAVIOURS, FakeChatModel
from corpus.errors import LanguageModelUnusable

FAKE = "fake:"


def chat_model(name: str, base_url: str = "", **options: Any) -> BaseChatModel:
    """Return the chat model of a name such as ``openai:gpt-5-mini`` or ``fake:first-sentences``.

    Args:
        name: ``provider:model`` as LangChain's ``init_chat_model`` takes it, or ``fake:``
            and a behaviour of ``FakeChatModel``. Keys come from the provider's own
            environment variables, or as ``api_key``.
        base_url: address of the model's server, where it is not the provider's own.
        options: what else the provider's class takes (``max_tokens``, ``timeout`` …).

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
    if base_url:
        options["base_url"] = base_url
    try:
        return _made(name, options)
    except Exception as error:  # each provider's package raises its own
        if base_url and "api_key" not in options:
            with suppress(Exception):
                # A server of one's own asks for no key, and the packages for any.
                return _made(name, {**options, "api_key": "none"})
        raise LanguageModelUnusable(name, str(error).split("\n")[0]) from error


def _made(name: str, options: dict[str, Any]) -> BaseChatModel:
    """Return the model as little random as it can be set to be."""
    from langchain.chat_models import init_chat_model

    model = init_chat_model(name, **options)
    if (getattr(model, "profile", None) or {}).get("temperature") is False:
        return model
    return init_chat_model(name, temperature=0, **options)


def sent_to(model: BaseChatModel) -> str:
    """Return the host that a model sends its prompts to; empty where it sends them to none."""
    if isinstance(model, FakeChatModel):
        return ""
    for attribute in _ADDRESSES:
        address = getattr(model, attribute, None)
        if address and (host := urlsplit(str(address)).hostname):
            return host
    # The clients of the providers' packages know their own address.
    for attribute in ("root_client", "_client"):
        address = getattr(getattr(model, attribute, None), "base_url", None)
        if address and (host := urlsplit(str(address)).hostname):
            return host
    return f"the provider “{model._llm_type}”"


_ADDRESSES = ("azure_endpoint", "openai_api_base", "anthropic_api_url", "base_url", "endpoint_url")


def stays_here(host: str) -> bool:
    """Tell whether a host is this machine."""
    return host in ("", "localhost", "::1") or host.startswith("127.")
