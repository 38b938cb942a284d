"""Action plans drafted from recommendations and the reports."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from assistant.plans.draft import DraftRequest
from assistant.plans.plan import (
    MAXIMUM_RECOMMENDATIONS,
    TO_CONFIRM,
    Authority,
    Basis,
    Plan,
    Recommendation,
)
from assistant.plans.rendering import as_markdown
from assistant.plans.template import REQUIRED, Templates
from corpus.errors import PlanInvalid
from corpus.markup import readable

INVOLVE = "The Council should involve older people in the design and delivery of services."
CONTRACTS = (
    "We recommend that the authority: (i) agrees contracts with third sector organisations; "
    "(ii) supports smaller providers to bid; and (iii) monitors the contracts with users."
)
EQUALITY = "Review the process for equality impact assessments and involve communities earlier."
DRAINS = "The Council should clear highway drainage gullies before winter."
NAMES = ("Dave Bennett", "Peter Dunkley", "Mark Lobban", "Peter Hutt", "Kerry Towers", "Sian Jones")


def everything(plan: Plan) -> str:
    return plan.model_dump_json() + as_markdown(plan, Templates().named("action_table"))


class TestActions:
    def test_each_part_of_each_recommendation_has_an_action_with_every_element(self, draft) -> None:
        plan = draft(INVOLVE, CONTRACTS)
        assert [action.action for action in plan.actions] == [
            "Involve older people in the design and delivery of services",
            "Agree contracts with third sector organisations",
            "Support smaller providers to bid",
            "Monitor the contracts with users",
        ]
        for action in plan.actions:
            for field in REQUIRED:
                assert getattr(action, field).strip()
                assert field in action.basis
                placeholder = getattr(action, field).startswith(TO_CONFIRM)
                assert placeholder == (action.basis[field] is Basis.TO_CONFIRM)
        assert [a.recommendation_ids for a in plan.actions] == [("r1",), *[("r2",)] * 3]
        assert len({action.id for action in plan.actions}) == 4

    def test_what_is_quoted_is_cited_and_every_citation_is_verbatim(
        self, draft, reports_library
    ) -> None:
        plan = draft(INVOLVE, CONTRACTS, EQUALITY)
        known = {citation.marker for citation in plan.citations}
        assert known == set(range(1, len(known) + 1))
        for citation in plan.citations:
            text = reports_library.text(citation.document.id)
            assert citation.quote == text[citation.start : citation.end]
        for action in plan.actions:
            assert set(action.citations) <= known
            if {Basis.QUOTED, Basis.ADAPTED} & set(action.basis.values()):
                assert action.citations

    def test_leads_are_those_given_whose_role_fits_and_nobody_else(self, draft) -> None:
        leads = [
            {"name": "J. Example", "role": "Head of Contracts"},
            {"name": "P. Sample", "role": "Equality Manager"},
        ]
        plan = draft(INVOLVE, CONTRACTS, EQUALITY, leads=leads)
        named = [action.lead for action in plan.actions]
        assert named[0].startswith(TO_CONFIRM)
        assert named[1] == "J. Example, Head of Contracts"
        assert named[4] == "P. Sample, Equality Manager"
        assert not [name for name in NAMES if name in everything(plan)]

    def test_where_no_role_fits_the_officers_named_are_kept_in_view(self, draft) -> None:
        plan = draft(DRAINS, leads=[{"name": "J. Example", "role": "Head of Contracts"}])
        [why] = [one.why for one in plan.to_confirm if one.field == "lead"]
        assert why.endswith("Named for this plan: J. Example, Head of Contracts.")

    def test_two_leads_whose_roles_fit_alike_are_left_to_officers(self, draft) -> None:
        leads = [{"name": name, "role": "Contracts Officer"} for name in ("A. One", "B. Two")]
        assert draft(CONTRACTS, leads=leads).actions[0].lead.startswith(TO_CONFIRM)

    def test_a_budget_is_the_plans_and_never_made_up(self, draft) -> None:
        assert all(a.resources.startswith(TO_CONFIRM) for a in draft(CONTRACTS).actions)
        plan = draft(CONTRACTS, budget="£250,000 over two years")
        assert {action.basis["resources"] for action in plan.actions} == {Basis.GIVEN}
        assert all("£250,000 over two years" in action.resources for action in plan.actions)
        assert [one for one in plan.to_confirm if one.field == "resources"]

    def test_figures_of_sources_are_benchmarks_and_nothing_else(self, draft) -> None:
        plan = draft(
            INVOLVE, CONTRACTS, EQUALITY, "Reduce falls among older people by 20 per cent."
        )
        for action in plan.actions:
            for field in set(REQUIRED) - {"deadline", "monitoring"}:
                ours = re.sub(r"For comparison, benchmark: .*", "", getattr(action, field))
                given = "20 per cent" in ours
                assert given or not re.search(r"\d", ours), (field, ours)
        assert plan.actions[-1].target == (
            "As the recommendation asks: reduce falls among older people by 20 per cent"
        )
        assert plan.actions[-1].basis["target"] is Basis.GIVEN


class TestDates:
    def test_no_deadline_is_before_the_start_and_rules_are_to_be_confirmed(self, draft) -> None:
        plan = draft(INVOLVE, CONTRACTS, "Publish the results by March 2010.")
        for action in plan.actions:
            assert "2027-04-01" <= action.deadline <= plan.period.end
            assert action.basis["deadline"] is Basis.RULE
            assert [t for t in plan.to_confirm if (t.action, t.field) == (action.id, "deadline")]
        assert plan.actions[-1].action == "Publish the results"
        assert [one for one in plan.to_confirm if "“by March 2010”" in one.why]

    def test_a_date_that_the_recommendation_states_is_its_deadline(self, draft) -> None:
        action = draft("Publish the results by March 2028.").actions[0]
        assert (action.deadline, action.basis["deadline"]) == ("2028-03-31", Basis.GIVEN)

    def test_guidance_dates_count_from_publication(self, draft) -> None:
        plan = draft(INVOLVE, published=date(2027, 4, 5))
        due = {step.id: step for step in plan.timetable}
        assert due["final-due"].end == "2027-05-31"
        assert "draft-due" not in due
        passed = [one.why for one in plan.to_confirm if "8 March 2027, before the start" in one.why]
        assert len(passed) == 1
        cited = {citation.marker: citation.quote for citation in plan.citations}
        assert "within eight weeks" in cited[due["final-due"].citations[0]]

    def test_without_publication_no_guidance_date_is_worked_out(self, draft) -> None:
        assert {step.id for step in draft(INVOLVE).timetable} == {"1.1"}

    def test_the_timetable_has_each_action(self, draft) -> None:
        plan = draft(INVOLVE, CONTRACTS)
        assert sorted(step.id for step in plan.timetable) == ["1.1", "2.1", "2.2", "2.3"]
        ends = [step.end for step in plan.timetable]
        assert all(earlier <= later for earlier, later in pairwise(ends))


class TestNarrative:
    def test_evidence_says_whose_it_is_and_reads_as_whole_sentences(self, draft) -> None:
        plan = draft(CONTRACTS)
        lines = plan.sections[0].narrative
        assert lines[0].text == "Westshire Council accepts recommendation 1."
        told = [line for line in lines if line.citations]
        assert any("reports of Lancashire: “" in line.text for line in told)
        for line in lines:
            assert re.search(r"[.!?…]”?\.?$", line.text)
            assert line.text[0].isupper()

    def test_a_quotation_stands_in_what_it_cites(self, draft) -> None:
        plan = draft(INVOLVE, CONTRACTS)
        quotes = {one.marker: readable(one.quote) for one in plan.citations}
        for section in plan.sections:
            for line in section.narrative:
                for said in re.findall(r": “(.+)”\.?$", line.text):
                    cited = " ".join(quotes[marker] for marker in line.citations)
                    assert all(piece.strip() in cited for piece in said.split("…"))

    def test_where_the_library_is_about_other_things_nothing_is_cited(self, draft) -> None:
        plan = draft(DRAINS)
        assert "hold nothing close enough" in plan.sections[0].narrative[1].text
        assert plan.actions[0].action == "Clear highway drainage gullies before winter"
        assert plan.actions[0].basis["outcome"] is Basis.TO_CONFIRM

    def test_responses_are_carried_through_with_their_reasons(self, draft) -> None:
        plan = draft(
            {"text": INVOLVE, "response": "partly", "reason": "Design first, delivery later"},
            {"text": CONTRACTS, "response": "reject", "reason": "Contracts run until 2030."},
            {"text": EQUALITY, "response": "reject"},
        )
        first, second, third = plan.sections
        assert first.narrative[0].text == (
            "Westshire Council accepts recommendation 1 in part. The reason given is: Design "
            "first, delivery later."
        )
        assert second.narrative[0].text.endswith("The reason given is: Contracts run until 2030.")
        assert (len(first.actions), second.actions, third.actions) == (1, (), ())
        assert f"{TO_CONFIRM}: the reason" in third.narrative[0].text

    def test_notes_stand_with_what_they_are_about_and_none_gets_lost(self, draft) -> None:
        notes = "Parking is dear. Equality is reviewed each May; it is short."
        plan = draft({"text": CONTRACTS, "response": "reject"}, INVOLVE, EQUALITY, notes=notes)
        given = [
            [line.text for line in section.narrative if "Context" in line.text]
            for section in plan.sections
        ]
        begins = "Context given by Westshire Council: "
        equality = f"{begins}Equality is reviewed each May; it is short."
        assert given == [[], [f"{begins}Parking is dear."], [equality]]

    def test_recommendations_of_a_theme_share_a_section(self, draft) -> None:
        plan = draft(
            {"text": INVOLVE, "theme": "Involvement", "number": "R1", "id": "a"},
            {"text": EQUALITY, "theme": "Involvement", "number": "(ii)", "id": "a"},
        )
        assert [section.heading for section in plan.sections] == ["Involvement"]
        assert [one.id for one in plan.recommendations] == ["a", "a-2"]
        assert "accepts recommendation (ii)." in str(plan.sections[0].narrative)


class TestMonitoring:
    def test_it_cites_what_guidance_asks(self, draft) -> None:
        plan = draft(INVOLVE)
        assert plan.monitoring[0].text.startswith("Progress is reported every 3 months; the first")
        assert "30 June 2027" in plan.monitoring[0].text
        cited = {one.marker: one.document.id for one in plan.citations}
        assert len(plan.monitoring) == 6
        for line in plan.monitoring[1:]:
            assert cited[line.citations[0]] == "joint-review-action-plan-guidance"

    def test_a_library_without_guidance_says_so(self, make_library) -> None:
        from assistant.plans.draft import Drafter
        from assistant.search import HybridSearch, RankedSearch

        drafter = Drafter(RankedSearch(HybridSearch(make_library())))
        authority = Authority(name="Westshire", start="2027-04", published=date(2027, 4, 5))
        request = DraftRequest(
            authority,
            (Recommendation(text=INVOLVE),),
            Templates().named("action_table"),
            date(2026, 11, 1),
        )
        plan = drafter.draft(request).plan
        assert "hold no guidance" in plan.monitoring[1].text
        assert not plan.citations
        assert len(plan.actions) == 1


class TestBadInput:
    @pytest.mark.parametrize(
        ("recommendations", "context", "field"),
        [
            ([], {}, "recommendations"),
            ([INVOLVE] * (MAXIMUM_RECOMMENDATIONS + 1), {}, "recommendations"),
            ([INVOLVE], {"start": "2026-10"}, "authority.start"),
            ([INVOLVE], {"name": " "}, "authority.name"),
            ([INVOLVE, " … "], {}, "recommendations.1.text"),
            (["Bell \x07"], {}, "recommendations.0.text"),
        ],
    )
    def test_is_refused_with_the_field(self, draft, recommendations, context, field) -> None:
        with pytest.raises(PlanInvalid) as refused:
            draft(*recommendations, **context)
        assert refused.value.field == field

    def test_the_month_of_today_is_not_in_the_past(self, draft) -> None:
        assert draft(INVOLVE, start="2026-11").period.start == "2026-11-01"


class TestPastedFromARegister:
    ROW = (
        "Contract meetings should be minuted. Priority: High. Responsible officer: A. Clerk. "
        "Agreed date: 30 June 2027."
    )

    def test_a_date_behind_a_label_is_the_deadline(self, draft) -> None:
        [action] = draft(self.ROW).actions
        assert action.deadline == "2027-06-30"
        assert action.basis["deadline"] is Basis.GIVEN

    def test_an_officer_behind_a_label_is_offered_and_not_taken(self, draft) -> None:
        plan = draft(self.ROW)
        assert plan.actions[0].lead.startswith(TO_CONFIRM)
        [why] = [one.why for one in plan.to_confirm if one.field == "lead"]
        assert "The recommendation names: A. Clerk" in why

    def test_what_was_due_before_the_start_is_done_in_its_month(self, draft) -> None:
        text = "Within one month of our decision, the Council should apologise to Mr X."
        plan = draft(text, published=date(2026, 12, 1))
        assert plan.actions[0].deadline == "2027-04-30"
