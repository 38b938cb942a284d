"""Language models by name, and what is said where there is none."""

from __future__ import annotations

import pytest
from langchain_core.messages import HumanMessage

from assistant.fake_model import BEHAVIOURS
from assistant.language_model import chat_model
from corpus.errors import LanguageModelUnusable

PASSAGES = """\
<passage id="1">
Kent > Board
The board meets in May. It has nine members.
</passage>
<passage id="2">
Kent > Cost
Oil cost £40 a year. It is paid by the council.
</passage>

Question: when does the board meet?"""


def written(name: str) -> str:
    return chat_model(name).invoke([HumanMessage(PASSAGES)]).text


@pytest.mark.parametrize(
    ("behaviour", "text"),
    [
        ("first-sentences", "The board meets in May. [1] Oil cost £40 a year. [2]"),
        ("refuses", "NOT IN THE DOCUMENTS"),
        ("silent", ""),
        ("yes", "YES"),
        ("no", "No."),
    ],
)
def test_a_fake_writes_what_its_name_says(behaviour: str, text: str) -> None:
    assert written(f"fake:{behaviour}") == text


def test_a_fake_invents_figures_people_and_a_passage() -> None:
    assert "£987,654" in written("fake:invents")
    assert "[99]" in written("fake:invents")


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_fake_writes_the_same_every_time(behaviour: str) -> None:
    assert written(f"fake:{behaviour}") == written(f"fake:{behaviour}")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fake:clever", "the fakes are first-sentences, invents"),
        ("fake:", "the fakes are first-sentences, invents"),
        ("gpt-5-mini", "it must be provider:model, such as openai:gpt-5-mini"),
        ("", "it must be provider:model"),
        ("nobody:gpt-5-mini", "provider"),
    ],
)
def test_a_name_that_means_nothing_is_refused_with_what_would(name: str, said: str) -> None:
    with pytest.raises(LanguageModelUnusable) as refused:
        chat_model(name)
    assert str(refused.value).startswith(f"The language model “{name}” cannot be used: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(LanguageModelUnusable, match="pip install langchain-anthropic"):
        chat_model("anthropic:claude-sonnet-4-5")
