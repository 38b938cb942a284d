"""Scrutiny panels, select committees, inquiries and peer challenges."""

from __future__ import annotations

import pytest
from register_reading import found, register, themes

FUND = "We recommend that the Department publishes a strategy for village halls by July."
MEND = "We recommend that councils report each year on what they spend on lamps."


@pytest.mark.parametrize(
    "sentence",
    [
        "Members recommend that the times be published.",
        "The Panel recommended that the times be published.",
        "The Committee recommends that the Cabinet lights the lanes.",
        "The Scrutiny Panel would like to recommend that the lanes be lit.",
        "We would urge the Cabinet to light the lanes.",
        "The Trust must publish its times.",
        "The Council should, within six months, publish its times.",
        "That the Cabinet Member lights the lanes.",
        "The Cabinet Member to write to the bus company.",
        "Consideration be given to lighting the lanes.",
        "Bus shelters to be lit by the sun.",
        "It is essential that residents are told.",
        "NHS England and the Council need to agree who pays.",
    ],
)
@pytest.mark.parametrize(
    "heading",
    [
        "## Recommendations",
        "**Recommendations**",
        "## 5. The Panel’s recommendations",
        "## Recommendations of the Task and Finish Group",
        "## Recommendations to Cabinet",
    ],
)
def test_a_sentence_below_its_heading(heading: str, sentence: str) -> None:
    assert found(f"# Review\n\n{heading}\n\n{sentence}\n\n## Thanks\n\nWe thank all.\n") == [
        ("", sentence)
    ]


def test_members_recommend_anywhere() -> None:
    text = (
        "# Review\n\n## Lamps\n\nThey are old. Members recommend that officers light every "
        "street.\n"
    )
    assert found(text) == [("", "Members recommend that officers light every street.")]


def test_boxed_in_the_text_and_listed_again_is_once() -> None:
    first, second = (
        "The Cabinet should light every street.",
        "The Director should publish the times.",
    )
    text = (
        "# Review\n\nThe Panel makes 2 recommendations.\n\n## Chair’s foreword\n\nWe met.\n\n"
        f"## Recommendations\n\n1. {first}\n2. {second}\n\n## Streets\n\nThey are dark.\n\n"
        f"Recommendation 1\n\n{first}\n\n## Times\n\nNobody knows them.\n\nRecommendation "
        f"2\n\n{second}\n"
    )
    assert found(text) == [("1", first), ("2", second)]
    assert themes(text) == ["Streets", "Times"]
    assert register(text).warnings == ()


def test_a_select_committees_bold_paragraphs_and_its_list_are_once() -> None:
    text = (
        f"# Halls\n\n## Money\n\n12. Halls close. They cost much. **{FUND}**\n\n13. Lamps go out. "
        f"**{MEND}**\n\n"
        f"## Conclusions and recommendations\n\n1. Halls close. {FUND} (Paragraph 12)\n\n"
        f"2. Lamps should have been mended long ago. (Paragraph 13)\n\n3. {MEND} (Paragraph 13)\n"
    )
    shown = [shown for _, shown in found(text)]
    assert len(shown) == 2
    assert FUND in shown[0] and MEND in shown[1]


def test_a_paragraph_reference_stays_with_its_recommendation() -> None:
    text = f"# Halls\n\n## Money\n\n**{FUND}** (Paragraph 12)\n\n**{MEND} (Paragraph 13)**\n"
    assert [shown.split(" (")[0] for _, shown in found(text)] == [FUND, MEND]


def test_a_series_goes_on_over_pages_and_sub_headings() -> None:
    text = (
        "# Review\n\n## Recommendations\n\n### Housing\n\n1. Mend the roofs of the flats "
        "and\n\nPage 3 of 9\n\n"
        "the doors of the houses.\n\n2. Publish the waiting times.\n\nPage 4 of 9\n\n3. Meet each "
        "tenant.\n\n"
        "### Roads\n\n4. Light the lanes.\n"
    )
    assert [number for number, _ in found(text)] == ["1", "2", "3", "4"]
    assert found(text)[0][1].endswith("the doors of the houses.")
    assert themes(text) == ["Housing"] * 3 + ["Roads"]


def test_a_peer_teams_key_recommendations() -> None:
    text = (
        "# Peer challenge\n\n## 2. Key recommendations\n\nThere are a number of observations and "
        "suggestions "
        "within the main section of the report. The following are the peer team’s key "
        "recommendations to the "
        "Council:\n\n**1. Refresh the corporate plan**\n\nIt ends this year.\n\n**2. Agree a "
        "budget plan**\n\n"
        "Reserves are low.\n\n## 3. Summary\n\nThe council should be proud.\n"
    )
    assert [shown.split("\n")[0] for _, shown in found(text)] == [
        "Refresh the corporate plan",
        "Agree a budget plan",
    ]


def test_a_body_that_recommends_a_list_in_romans() -> None:
    items = "\n".join(
        f"({mark}) That lamp {mark} be lit;" for mark in ("i", "ii", "iii", "iv", "v", "vi")
    )
    text = f"# Review\n\nSome text on lamps.\n\nRECOMMENDATION\n\n{items}\n\n## Next\n\nText.\n"
    assert [number for number, _ in found(text)] == ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"]


def test_an_inquirys_list_after_i_recommend() -> None:
    text = (
        "# Inquiry\n\n## Fire doors\n\nDoors failed. I recommend:\n\na. that owners inspect them; "
        "and\nb. that they tell the brigade.\n\nThe brigade came.\n"
    )
    assert [shown for _, shown in found(text)] == [
        "that owners inspect them; and",
        "that they tell the brigade.",
    ]


def test_conclusions_with_a_labelled_recommendation_inside_are_none() -> None:
    text = (
        "# Lamps\n\n## Conclusions and recommendations\n\n1. It relies on old data and should know "
        f"better. **Recommendation: *{FUND}***\n\n2. Councils lack staff.\n\nRecommendation: "
        f"{MEND}\n"
    )
    assert found(text) == [("", FUND), ("", MEND)]


def test_each_body_that_should_has_its_items() -> None:
    text = (
        "# Inspection\n\n## Recommendations\n\nIn May we met:\n\n- the mayor;\n- the chair.\n\n"
        "The Council should:\n\n1. plan each case\n2. train its staff\n\nThe Board should:\n\n3. "
        "ask for reports\n"
    )
    assert found(text) == [
        ("1", "plan each case"),
        ("2", "train its staff"),
        ("3", "ask for reports"),
    ]


def test_themes_that_are_numbered_and_ask_are_no_entries_themselves() -> None:
    text = (
        "# Halls\n\n## 6. Recommendations\n\n### 6.1 Improve access\n\n1. Open on Sundays.\n2. "
        "Build a "
        "ramp.\n\n### 6.2 Reduce cost\n\n3. Share the caretaker.\n"
    )
    assert [number for number, _ in found(text)] == ["1", "2", "3"]
    assert themes(text) == ["6.1 Improve access"] * 2 + ["6.2 Reduce cost"]


def test_letters_below_a_label_alone_are_its_parts() -> None:
    text = (
        "# Fire\n\nRecommendation 7\n\n(a) Owners should inspect doors.\n\n(b) Owners should say "
        "so.\n\nIt burnt.\n"
    )
    assert found(text) == [("7", "(a) Owners should inspect doors.\n• (b) Owners should say so.")]
