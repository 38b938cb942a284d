"""Plans and recommendations as requests bring them: JSON of the contract, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from assistant.plans.from_markdown import plan_from_markdown
from assistant.plans.plan import (
    MAXIMUM_RECOMMENDATION,
    MAXIMUM_RECOMMENDATIONS,
    Plan,
    Recommendation,
)
from assistant.question import is_plain_text
from corpus.errors import TextInvalid

MOST_MARKDOWN = 1_000_000
"""Characters of a plan in Markdown: some 400 pages."""

PlanMarkdown = Annotated[
    str,
    Field(max_length=MOST_MARKDOWN, description=f"At most {MOST_MARKDOWN:,} characters."),
]
GivenRecommendation = Annotated[str, Field(max_length=MAXIMUM_RECOMMENDATION)] | Recommendation
GivenRecommendations = Annotated[
    list[GivenRecommendation],
    Field(
        max_length=MAXIMUM_RECOMMENDATIONS,
        description="Texts, or objects with `text` and, if wanted, `id`, `number`, `response`.",
    ),
]


def plan_given(plan: Plan | None, markdown: str | None, *, name: str = "plan") -> Plan:
    """Return the plan of a request that brings it in one of both ways.

    Raises:
        TextInvalid: it brings none or two, or broken text.
        PlanUnreadable: no action is found in the Markdown.
    """
    if (plan is None) == (markdown is None):
        other = "markdown" if name == "plan" else f"{name}_markdown"
        raise TextInvalid(f"Send the plan either as `{name}` or as `{other}`.", name)
    if plan is not None:
        return plan
    assert markdown is not None
    if not is_plain_text(markdown):
        raise TextInvalid(
            "The plan holds control characters or broken text. Send it as plain text.", "markdown"
        )
    return plan_from_markdown(markdown)


def recommendations_given(
    given: Sequence[str | Recommendation] | None,
) -> tuple[Recommendation, ...]:
    """Return recommendations that say something; texts as those without id and number."""
    found = (_recommendation(one) for one in given or ())
    return tuple(one for one in found if any(letter.isalnum() for letter in one.text))


def _recommendation(given: str | Recommendation) -> Recommendation:
    return Recommendation.model_validate({"text": given}) if isinstance(given, str) else given
