"""What speaks of recommendations and makes none."""

from __future__ import annotations

import pytest
from register_reading import found, register

from corpus.words import Register

MEND = "The Council should mend the lamps."


@pytest.mark.parametrize(
    "told",
    [
        "The Francis inquiry made 290 recommendations. It recommended that every trust should "
        "report.",
        "In 2019 the Ombudsman recommended that the Council should pay Mr X.",
        "The Government’s response to our earlier recommendations was that councils should wait.",
        "The council accepts this recommendation and will mend the lamps by May.",
        "The Care Act says that councils must assess carers.",
        "Recommendation 4 of the Laming report was that visits should be made.",
        "That said, the lamps are old.",
        "NICE recommends that adults should walk.",
        "The previous review recommended that the hall should be closed.",
        "Residents are asked to recycle.",
        "One witness said: “I recommend that the hall be closed.”",
        "The Board is asked each year about lamps.",
        "We do not recommend that the hall should be closed.",
    ],
)
def test_narrative_about_others_is_none(told: str) -> None:
    assert found(f"# Review\n\n## Background\n\n{told}\n") == []


@pytest.mark.parametrize(
    "told",
    [
        "Residents told us that the Council should listen.",
        "The lamps should have been mended in 2010.",
        "In 2019 the Ombudsman recommended that the Council should pay Mr X.",
        "The Francis inquiry recommended that every trust should report.",
        "Response: The council accepts this recommendation and will do so by May.",
        "These recommendations should be read together with chapter 3.",
        "The recommendations below should help the Council.",
        "That is why we met.",
        "Several witnesses said that buses must run later.",
    ],
)
def test_narrative_among_recommendations_is_none(told: str) -> None:
    text = f"# Review\n\n## Recommendations\n\n{told}\n\n{MEND}\n\n## Next\n\nIt ends.\n"
    assert found(text) == [("", MEND)]


def test_responses_between_recommendations_are_none() -> None:
    text = (
        f"# Response\n\n**Recommendation 1: {MEND}**\n\nResponse: Accepted. The Council will mend "
        "them and should finish in May.\n\n"
        "**Recommendation 2: The Council should publish the times.**\n\nThe Government accepts "
        "this recommendation in part. Councils should not have to wait.\n"
    )
    assert found(text) == [("1", MEND), ("2", "The Council should publish the times.")]


def test_an_earlier_reports_recommendations_are_none() -> None:
    text = (
        "# Review\n\n## Progress on the recommendations of 2019\n\n1. The hall should be "
        "mended.\n2. The road should be closed.\n\n"
        f"## Recommendations\n\n1. {MEND}\n"
    )
    assert found(text) == [("1", MEND)]


@pytest.mark.parametrize(
    "text",
    [
        "## Duty\n\nStaff should wash their hands. Councils must publish accounts.\n",
        "## Duty\n\nRecommendation 4 was accepted by the council.\n",
        "## Duty\n\nRecommendation 4: Accepted in full.\n",
        "## Duty\n\nThe recommendations are discussed in chapter 4.\n",
        "## Progress against recommendations\n\n- The hall was mended.\n- The road was closed.\n",
        "## Duty\n\nFigure 2 shows the principles that we recommend on the basis of this.\n",
        "## Duty\n\nThe review recommended that the hall be closed.\n",
        "## Duty\n\nThe priority areas for action are:\n\n- healthy work;\n- safe homes.\n",
        "## Appendix A Cases\n\n### Key success factors\n\n- a clear vision;\n- money.\n",
        "## Key success factors\n\nSuccess factors identified include:\n\n- a clear vision.\n",
        "## Steps\n\n1. Getting started\n\nBy end of May\n\nThe team should meet.\n",
        "## Contents\n\nRecommendations ........ 12\n\nSummary ........ 3\n\nOther ...... 4\n",
        "",
    ],
)
def test_what_recommends_nothing_is_left_out(text: str) -> None:
    assert register(text) == Register()


def test_an_answer_among_numbered_recommendations_is_none() -> None:
    text = (
        f"# Decision\n\n## Recommendations\n\n43. {MEND}\n\n44. The Council has agreed to these "
        "recommendations.\n"
    )
    assert found(text) == [("43", MEND)]
