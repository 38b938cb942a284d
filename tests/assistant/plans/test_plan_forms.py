"""Forms: tables with their labels in a column of their own, an action each."""

from __future__ import annotations

import io

import docx

from assistant.plans.docx_plan import plan_from_docx
from assistant.plans.from_markdown import plan_from_markdown
from assistant.plans.plan import Plan


def forms(*cards: dict[str, str], above: tuple[str, ...] = ()) -> Plan:
    """A Word document with a table for each card, each below a heading where one is given."""
    document = docx.Document()
    document.add_heading("Westmoor Council action plan", 0)
    for n, card in enumerate(cards):
        if above:
            document.add_heading(above[n], 2)
        table = document.add_table(rows=0, cols=2)
        for label, value in card.items():
            row = table.add_row().cells
            row[0].text, row[1].text = label, value
        document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return plan_from_docx(out.getvalue())


CARD = {
    "What we will do": "Open one referral route for all wards",
    "Recommendation": "Open a single referral route.",
    "Who will lead": "Head of Reablement",
    "By when": "30 September 2027",
    "Money": "£42,000 from the improvement fund",
}


def test_a_recommendation_may_stand_anywhere_on_a_form() -> None:
    plan = forms(CARD)
    (action,) = plan.actions
    assert action.action == "Open one referral route for all wards"
    assert (action.lead, action.deadline) == ("Head of Reablement", "30 September 2027")
    assert action.resources == "£42,000 from the improvement fund"
    assert [one.text for one in plan.recommendations] == ["Open a single referral route."]
    assert action.recommendation_ids == (plan.recommendations[0].id,)


def test_a_label_wins_over_what_stands_beside_it() -> None:
    saved = "£310,000 a year less spent on placements"
    plan = forms(
        CARD | {"Difference it will make": saved},
        {k: v for k, v in CARD.items() if k != "Money"} | {"The change that we want": saved},
    )
    assert plan.actions[0].outcome == saved
    assert plan.actions[0].resources == "£42,000 from the improvement fund"
    assert plan.actions[1].resources == ""
    assert saved in (plan.actions[1].outcome, *(plan.actions[1].model_extra or {}).values())


def test_a_number_above_a_form_is_its_actions() -> None:
    plan = forms(
        CARD, CARD | {"What we will do": "Train ward staff"}, above=("Action 1", "Action 2")
    )
    assert [action.id for action in plan.actions] == ["1", "2"]
    assert [section.heading for section in plan.sections] == [""]


def test_what_stands_above_a_form_is_its_action_where_no_label_says_it() -> None:
    card = {k: v for k, v in CARD.items() if k != "What we will do"}
    plan = forms(card, card, above=("Action 3: Train ward staff", "Publish the route online"))
    assert [action.action for action in plan.actions] == [
        "Train ward staff",
        "Publish the route online",
    ]
    assert plan.actions[0].id == "3"


def test_a_councils_own_label_holds_the_action_where_nothing_else_does() -> None:
    card = {k: v for k, v in CARD.items() if k != "What we will do"}
    plan = forms(
        {"Improvement": "Contract with an advocacy charity", **card}, above=("1. Advocacy",)
    )
    assert plan.actions[0].action == "Contract with an advocacy charity"
    assert plan.sections[0].heading == "1. Advocacy"


def test_two_labels_beside_one_another() -> None:
    plan = plan_from_markdown(
        "# Action plan\n\n"
        "| A1 | A1 | A1 | A1 |\n|---|---|---|---|\n"
        "| Action | Train ward staff | Train ward staff | Train ward staff |\n"
        "| Lead | Head of Nursing | Deadline | May 2027 |\n"
        "| Cost | £2,000 | Outcome | 40 nurses trained |\n"
    )
    (action,) = plan.actions
    assert (action.id, action.action, action.lead) == ("A1", "Train ward staff", "Head of Nursing")
    assert (action.deadline, action.resources) == ("May 2027", "£2,000")
    assert action.outcome == "40 nurses trained"


def test_a_form_of_several_actions() -> None:
    plan = plan_from_markdown(
        "# Action plan\n\n| Action | Train staff |\n|---|---|\n| Lead | Head of HR |\n"
        "| By when | May 2027 |\n| Action | Let homes |\n| Lead | Head of Place |\n"
        "| By when | June 2027 |\n"
    )
    assert [(a.action, a.lead, a.deadline) for a in plan.actions] == [
        ("Train staff", "Head of HR", "May 2027"),
        ("Let homes", "Head of Place", "June 2027"),
    ]


def test_a_column_for_each_action() -> None:
    plan = plan_from_markdown(
        "# Action plan\n\n| | First | Second |\n|---|---|---|\n"
        "| Action | Train staff | Let homes |\n"
        "| Lead | Head of HR | Head of Place |\n| By when | May 2027 | June 2027 |\n"
    )
    assert [(a.action, a.lead, a.deadline) for a in plan.actions] == [
        ("Train staff", "Head of HR", "May 2027"),
        ("Let homes", "Head of Place", "June 2027"),
    ]


class TestAboveTables:
    TABLE = "| Action | By when | Cost |\n|---|---|---|\n| Train staff | May 2027 | £5 |\n"

    def test_what_is_said_of_the_plan_before_its_table_is_no_action(self) -> None:
        plan = plan_from_markdown(
            "# Ageing Well in Penhallow\n\nThree-year plan, 2027 to 2030\n\n"
            f"Governance: the Partnership reviews every action each quarter.\n\n{self.TABLE}"
        )
        assert [action.action for action in plan.actions] == ["Train staff"]
        assert [line.text for line in plan.monitoring] == [
            "the Partnership reviews every action each quarter."
        ]

    def test_a_lead_above_a_table_leads_all_its_actions(self) -> None:
        plan = plan_from_markdown(
            f"# Action plan\n\n## Theme 1\n\nLead officer: Head of HR\n\n{self.TABLE}\n"
            f"## Theme 2\n\n{self.TABLE.replace('Train', 'Pay')}"
        )
        assert [(a.action, a.lead) for a in plan.actions] == [
            ("Train staff", "Head of HR"),
            ("Pay staff", ""),
        ]
        assert [section.heading for section in plan.sections] == ["Theme 1", "Theme 2"]

    def test_a_sentence_above_a_header_or_over_a_row_heads_nothing(self) -> None:
        told = "The Board goes through each action every month."
        note = "Tenants sit on the Board."
        plan = plan_from_markdown(
            f"| {told} | | |\n|---|---|---|\n| Action | By when | Cost |\n"
            f"| Train staff | May 2027 | £5 |\n| {note} | {note} | {note} |\n"
        )
        (section,) = plan.sections
        assert (section.heading, [line.text for line in section.narrative]) == ("", [told, note])


def test_details_may_be_parted_by_full_stops() -> None:
    plan = plan_from_markdown(
        "# Action plan\n\n1. **Print a pack** – Lead: Information Officer. Deadline: May 2027. "
        "Cost: £11,000.\n2. Train the desk staff. Lead: Head of HR. Deadline: June 2027.\n"
    )
    assert [(a.action, a.lead, a.deadline) for a in plan.actions] == [
        ("Print a pack", "Information Officer", "May 2027"),
        ("Train the desk staff", "Head of HR", "June 2027"),
    ]


def test_a_line_with_nothing_but_an_authority_heads_no_section() -> None:
    plan = plan_from_markdown(
        f"# Action plan 2027/28\n\nWexley City Council\n\n{TestAboveTables.TABLE}"
    )
    assert plan.authority == "Wexley City Council"
    assert [section.heading for section in plan.sections] == [""]


def test_a_label_below_a_table_is_told_of_the_plan() -> None:
    told = "**Who helps** – Tenants and the law centre meet us each quarter."
    plan = plan_from_markdown(f"# Action plan\n\n{TestAboveTables.TABLE}\n{told}\n")
    assert [action.action for action in plan.actions] == ["Train staff"]
    assert "law centre" in plan.sections[-1].narrative[-1].text


def test_a_sentence_on_the_plan_below_its_rows_is_no_recommendation() -> None:
    note = "The Board reviews this plan each quarter."
    plan = plan_from_markdown(
        "| Recommendation | Action | By when |\n|---|---|---|\n"
        f"| Share data. | Sign an agreement | May 2027 |\n| {note} | | |\n"
    )
    assert [one.text for one in plan.recommendations] == ["Share data."]
    assert [line.text for line in plan.sections[0].narrative] == [note]


def test_two_labels_beside_one_another_under_words_that_name_fields_too() -> None:
    plan = plan_from_markdown(
        "# Action plan\n\n"
        "| TP1 A name for each school | TP1 A name for each school | TP1 A name for each school "
        "| TP1 A name for each school |\n|---|---|---|---|\n"
        "| Action | Name an officer | Name an officer | Name an officer |\n"
        "| Lead | Contracts Manager | Deadline | 31 January 2028 |\n"
        "| Resources | Existing team | Target | 74 schools |\n"
    )
    (action,) = plan.actions
    assert (action.id, action.lead, action.deadline) == (
        "TP1",
        "Contracts Manager",
        "31 January 2028",
    )
