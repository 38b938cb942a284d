"""Plans in anyone's layout."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from assistant.plans.from_markdown import plan_from_markdown
from assistant.plans.plan import MAXIMUM_CELL, Response
from corpus.errors import PlanUnreadable

REPORTS = Path(__file__).parents[3] / "corpus" / "reports"


def test_a_real_plan_reads_whole() -> None:
    text = (REPORTS / "high-peak-staffordshire-moorlands-action-plan-2009.md").read_text("utf-8")
    plan = plan_from_markdown(text)
    assert plan.title.endswith("Peer Challenge Report Action Plan 2009-2011")
    assert plan.authority == (
        "High Peak Borough Council and Staffordshire Moorlands District Council"
    )
    assert (plan.period.start, plan.period.end) == ("2009", "2011")
    assert len(plan.sections) == len(plan.actions) == 13
    assert len(plan.recommendations) == 47
    assert all(a.lead and a.deadline and a.outcome and not a.resources for a in plan.actions)
    assert not any("<" in a.action or "**" in a.action for a in plan.actions)
    first = plan.actions[0]
    assert first.deadline == "31.3.10\n30.06.10\n31.03.10"
    assert [r.number for r in plan.sections[0].recommendations] == ["(i)", "(ii)", "(iii)"]
    assert len(first.recommendation_ids) == 3


def test_columns_in_any_order_with_recommendations_and_own_columns() -> None:
    plan = plan_from_markdown("""
| RAG | By when | No. | Recommendation | Responsible officer | Agreed action | Wards |
|---|---|---|---|---|---|---|
| Amber | 31/03/2028 | 1 | Improve data sharing | Head of IT | Sign an agreement | All |
| | 30/06/2028 | | | HR | Train staff<br>and members | |
| Red | TBC | 2 | Keep a register | Head of Adults | Build it | North |
""")
    first, second, third = plan.actions
    assert first.model_dump(exclude_defaults=True) == {
        "id": "1", "recommendation_ids": ("R1",), "action": "Sign an agreement",
        "deadline": "31/03/2028", "lead": "Head of IT", "progress": "Amber", "Wards": "All",
    }  # fmt: skip
    assert second.recommendation_ids == ("R1",)
    assert second.action == "Train staff\nand members"
    assert third.recommendation_ids == ("R2",)


def test_group_rows_are_sections_or_recommendations() -> None:
    plan = plan_from_markdown("""
| Ref | What we will do | Who | By when |
|---|---|---|---|
| **Theme A: Housing** | | | |
| A1 | Repair homes | Director of Place | 2029 |
| Recommendation 3: Recruit more carers | | | |
| B1 | Advertise 20 posts | HR | 2028 |
""")
    assert plan.sections[0].heading == "Theme A: Housing"
    assert plan.recommendations[0].text == "Recruit more carers"
    assert [a.recommendation_ids for a in plan.actions] == [(), ("3",)]


def test_an_action_with_nothing_beside_it_is_no_heading() -> None:
    plan = plan_from_markdown(
        "| Action | Lead | By when |\n|---|---|---|\n"
        "| Recruit two officers | | |\n| Move | Jo | 1 |"
    )
    assert [a.action for a in plan.actions] == ["Recruit two officers", "Move"]


def test_actions_said_twice_stay_two() -> None:
    row = "| Train staff | HR | 2028 |\n"
    plan = plan_from_markdown(f"| Action | Lead | By when |\n|---|---|---|\n{row}{row}")
    assert len(plan.actions) == 2


def test_a_title_row_and_a_header_of_two_rows() -> None:
    title = "| Corporate Improvement Plan " * 5
    plan = plan_from_markdown(f"""
{title}|
| Action | Timescale | Timescale | Resources/ | Progress |
| | Start | End | Lead | |
|---|---|---|---|---|
| Write it | Apr 2027 | Jun 2027 | £5,000; Head of Policy | |
""")
    action = plan.actions[0]
    assert plan.title == "Corporate Improvement Plan"
    assert (action.deadline, action.lead, action.resources) == (
        "Jun 2027", "Head of Policy", "£5,000",
    )  # fmt: skip
    assert action.model_extra == {"Start": "Apr 2027"}


def test_a_table_goes_on_without_its_header_and_with_it_again() -> None:
    plan = plan_from_markdown("""
| Action | Lead | By when |
|---|---|---|
| Recruit | HR | 2027 |

| Publish | Head of Policy | 2028 |

| Action | Lead | By when |
|---|---|---|
| Review | Board | 2029 |
""")
    assert [a.lead for a in plan.actions] == ["HR", "Head of Policy", "Board"]
    assert len(plan.sections) == 1


def test_headings_with_labelled_lines() -> None:
    plan = plan_from_markdown("""# Northvale Council Improvement Plan 2027/28 to 2029/30

## Theme 1: Commissioning

Providers told us that they hear late of contracts.

### 1.1 Publish a strategy

- **Recommendation:** Develop a strategy with the third sector.
- **Lead:** Head of Commissioning
- **By when:** March 2028
- **Ward:** all

### 1.2 Hold forums
Lead: Commissioning Manager; Deadline: quarterly; Cost: none

## Monitoring
The Board reviews the plan every quarter.
""")
    assert plan.authority == "Northvale Council"
    assert (plan.period.start, plan.period.end) == ("2027-04", "2030-03")
    (section,) = plan.sections
    assert section.heading == "Theme 1: Commissioning"
    assert section.narrative[0].text.startswith("Providers told us")
    first, second = section.actions
    assert (first.id, first.action, first.lead) == (
        "1.1", "Publish a strategy", "Head of Commissioning",
    )  # fmt: skip
    assert (len(first.recommendation_ids), second.recommendation_ids) == (1, ())
    assert (second.lead, second.deadline, second.resources) == (
        "Commissioning Manager", "quarterly", "none",
    )  # fmt: skip
    assert [line.text for line in plan.monitoring] == ["The Board reviews the plan every quarter."]


def test_labelled_paragraphs_below_recommendations() -> None:
    plan = plan_from_markdown("""Westmoor District Council
Action plan

Recommendation 1: Appoint a champion.

Action: Appoint an elected member
Lead: Monitoring Officer; Deadline: 30 June 2027

Recommendation 2
Publish the strategy.

**Action 2.1:** Publish it
**Who:** Head of Policy
""")
    assert [(a.id, a.recommendation_ids) for a in plan.actions] == [("A1", ("1",)), ("2.1", ("2",))]
    assert [r.text for r in plan.recommendations] == [
        "Appoint a champion.",
        "Publish the strategy.",
    ]


def test_a_form_for_each_action() -> None:
    plan = plan_from_markdown("""
| Action | Write it |
|---|---|
| Lead | Head of Policy |
| Timescale | April 2027 |
| Outcome | Better services |
""")
    assert (plan.actions[0].action, plan.actions[0].deadline) == ("Write it", "April 2027")


def test_responses_to_recommendations() -> None:
    plan = plan_from_markdown("""## Recommendations
| Ref | Recommendation | Response | Reason |
|---|---|---|---|
| R1 | Share data | Partly accepted | Cost |
| R2 | Merge teams | Rejected | Done |

| Recommendation ref | Action | Lead |
|---|---|---|
| R1 | Share some | IT |
""")
    assert [(r.id, r.response) for r in plan.recommendations] == [
        ("R1", Response.PARTLY),
        ("R2", Response.REJECT),
    ]
    assert plan.actions[0].recommendation_ids == ("R1",)


@pytest.mark.parametrize(
    "text", ["", "Just a paragraph about nothing.", "| a | b |\n|---|---|\n| 1 | 2 |", "# Plan"]
)
def test_what_holds_no_action_is_refused(text: str) -> None:
    with pytest.raises(PlanUnreadable, match="No actions were found"):
        plan_from_markdown(text)


def test_a_cell_of_a_hundred_pages_is_refused_by_its_place() -> None:
    cell = "word " * MAXIMUM_CELL
    with pytest.raises(PlanUnreadable, match="action"):
        plan_from_markdown(f"| Action | Lead |\n|---|---|\n| {cell} | HR |")


def test_quoted_recommendations_with_what_is_told_of_them_and_listed_sources() -> None:
    plan = plan_from_markdown("""# Westshire: action plan

Period: 1 April 2027 to 31 March 2028.

## Recommendation 1

> 1. Tell providers early:
> (a) of contracts; (b) of grants.

Westshire accepts recommendation 1.

A report says: “Tell them.” [1][2]

| No. | Action | Target deadline | Sources |
| --- | --- | --- | --- |
| 1.1 | Tell providers | 31 March 2028 | [2][1] |

## Timetable

| Step | From | By | Owner |
| --- | --- | --- | --- |
| Tell providers | 1 April 2027 | 31 March 2028 | Cabinet |

## To be confirmed by officers

| Actions | Field | What to decide |
| --- | --- | --- |
| 1.1, 1.2 | lead | Who does it. |

## Sources

- [1] A report, A Council, 2012, page 31: “Tell them.”
- [2] Another report: “Soon.”
""")
    assert [(r.number, r.text) for r in plan.recommendations] == [
        ("1", "Tell providers early:\n(a) of contracts; (b) of grants.")
    ]
    assert [line.citations for line in plan.sections[0].narrative] == [(), (1, 2)]
    action = plan.actions[0]
    assert (action.recommendation_ids, action.citations) == (("1",), (2, 1))
    assert (plan.timetable[0].start, plan.timetable[0].end) == ("2027-04-01", "2028-03-31")
    assert [(point.action, point.field) for point in plan.to_confirm] == [
        ("1.1", "lead"),
        ("1.2", "lead"),
    ]
    first = plan.citations[0]
    assert first.page is not None
    assert (first.document.title, first.page.label, first.quote) == (
        "A report, A Council, 2012", "31", "Tell them.",
    )  # fmt: skip


HEADER = "| Action | Lead | By when |\n|---|---|---|\n"
HOSTILE = {
    "bold that never ends": HEADER + "| " + "**a " * 5_000 + "| HR | 2028 |\n",
    "comments that never end": HEADER + "| Train | HR | 2028 |\n" + "<!-- " * 20_000,
    "a line of rules": HEADER + "| Train | HR | 2028 |\n\n|" + "-|" * 50_000 + "x\n",
    "markers without an end": HEADER + "| a " + "[1] " * 4_000 + "x | HR | 2028 |\n",
    "brackets": HEADER + "| " + "[" * 19_000 + " | HR | 2028 |\n",
    "tags": HEADER + "| " + "<a " * 6_000 + " | HR | 2028 |\n",
    "capitals": "The North of the " * 1_000 + ".\n\n" + HEADER + "| Train | HR | 2028 |\n",
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_made_to_be_slow_is_read_or_refused_at_once(text: str) -> None:
    with suppress(PlanUnreadable):
        assert plan_from_markdown(text).actions


class TestLayoutsWithoutTables:
    def test_a_councils_own_label_is_no_action(self) -> None:
        text = (
            "## Recommendation 1: Mend lamps\n\n**Action 1.1** Mend the lamps\n"
            "- Who: Lamp Manager\n"
            "- Spend: £8,000 a year\n- Ward: North\n\n**Action 1.2** Buy oil\n- Who: Buyer\n"
            "- Spend: nothing more\n"
        )
        mend, buy = plan_from_markdown(text).actions
        assert (mend.lead, mend.resources) == ("Lamp Manager", "£8,000 a year")
        assert mend.model_extra == {"Ward": "North"}
        assert (buy.action, buy.resources) == ("Buy oil", "nothing more")

    def test_details_in_the_same_sentence_are_fields(self) -> None:
        text = (
            "# Lamp plan\n\n1. Mend the lamps (all of them). (Lead: Lamp Manager; by: June 2027; "
            "cost: £8,000)\n2. Buy oil – Lead: Buyer; by: May 2027\n"
        )
        mend, buy = plan_from_markdown(text).actions
        assert (mend.action, mend.lead) == ("Mend the lamps (all of them).", "Lamp Manager")
        assert (mend.deadline, mend.resources) == ("June 2027", "£8,000")
        assert (buy.action, buy.lead, buy.deadline) == ("Buy oil", "Buyer", "May 2027")

    def test_a_dash_may_stand_for_a_colon_behind_a_fields_name(self) -> None:
        text = "* Action - Mend the lamps\n* Lead - Lamp Manager\n* Timescale – June 2027\n"
        [mend] = plan_from_markdown(text).actions
        assert (mend.action, mend.lead) == ("Mend the lamps", "Lamp Manager")
        assert mend.deadline == "June 2027"

    def test_a_header_may_join_a_name_and_a_question(self) -> None:
        text = (
            "| What we will do | Responsible / when |\n| --- | --- |\n"
            "| Mend the lamps | Lamp Manager / June 2027 |\n"
        )
        [mend] = plan_from_markdown(text).actions
        assert (mend.lead, mend.deadline) == ("Lamp Manager", "June 2027")

    def test_a_line_below_the_title_is_no_action_before_numbered_bold_ones(self) -> None:
        text = (
            "# Lamps: what we will do\n\n*Westshire Council, 2027/28*\n\n"
            "**1. Mend the lamps**\n\n**Lead:** Lamp Manager\n\n**2. Buy oil**\n\n**Lead:** Buyer\n"
        )
        plan = plan_from_markdown(text)
        assert [(a.action, a.lead) for a in plan.actions] == [
            ("Mend the lamps", "Lamp Manager"),
            ("Buy oil", "Buyer"),
        ]
        assert (plan.authority, plan.period.start) == ("Westshire Council", "2027-04")

    def test_columns_of_unknown_names_are_told_by_their_cells(self) -> None:
        text = (
            "| R | Task description | Name | Deadline (month/yr) | Code & amount | Checked by |\n"
            "| --- | --- | --- | --- | --- | --- |\n"
            "| 1 | Mend the lamps of the town | Lamp Manager | 06/2027 | £8,000 | Works Board |\n"
            "| 2 | Train the lamp staff | Head of Works | 09/2027 | £2,000 | Works Board |\n"
        )
        mend, train = plan_from_markdown(text).actions
        assert (mend.action, mend.lead) == ("Mend the lamps of the town", "Lamp Manager")
        assert (mend.resources, mend.monitoring) == ("£8,000", "Works Board")
        assert (train.deadline, train.model_extra) == ("09/2027", {"R": "2"})

    def test_what_was_asked_is_a_recommendation_and_what_we_do_an_action(self) -> None:
        text = (
            "| What the peers asked for | What we'll do | With whom? | So what? |\n"
            "| --- | --- | --- | --- |\n| Mend lamps. | Mend 40 lamps | Firms | Streets are lit |\n"
        )
        plan = plan_from_markdown(text)
        [mend] = plan.actions
        assert [one.text for one in plan.recommendations] == ["Mend lamps."]
        assert (mend.action, mend.stakeholders) == ("Mend 40 lamps", "Firms")
        assert mend.outcome == "Streets are lit"
