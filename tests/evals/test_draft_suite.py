"""The suite of drafts: its tasks are sound, and it sees what is wrong with a plan."""

from __future__ import annotations

import collections
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.plans.draft import Drafter
from assistant.plans.plan import Basis
from corpus.library import Library
from evals import draft_suite
from evals.draft_cases import load_draft_cases
from evals.draft_suite import DraftSuite

OWN_SET = Path(draft_suite.__file__).parent


def test_the_tasks_are_of_many_kinds_in_both_splits_and_their_places_exist(
    reports_library: Library,
) -> None:
    cases = load_draft_cases()
    assert len(cases) >= 20
    kinds = collections.Counter((case.kind, case.split) for case in cases)
    assert len({kind for kind, _ in kinds}) >= 9
    assert collections.Counter(case.split for case in cases)["test"] == len(cases) / 2
    sections = {
        " › ".join(passage.section)
        for document in reports_library.documents()
        for passage in reports_library.passages_of(document.id)
    }
    for case in cases:
        for headings in case.places:
            assert any(heading in one for heading in headings for one in sections), headings


def test_a_task_is_scored_and_what_is_missing_is_named(reports_library: Library) -> None:
    place = SimpleNamespace(library=reports_library)
    suite = DraftSuite()
    cases = {case.id: case for case in suite.cases(OWN_SET, place)}
    good = suite.run(cases["third-sector-contracts"], None, place)
    assert good.scores == {
        **dict.fromkeys(("elements", "evidence", "parts", "rendered"), 1.0),
        "inventions": 0.0,
    }
    assert not good.faults


class Inventive(Drafter):
    """Drafts plans with what a careless writer would put in."""

    def draft(self, request, stop=None):
        drafted = super().draft(request, stop)
        plan = drafted.plan
        section = plan.sections[0]
        bad = section.actions[0].model_copy(
            update={
                "lead": "Dave Bennett",
                "target": "77 per cent",
                "deadline": "2010-03-31",
                "outcome": "",
                "action": "Do it",
                "basis": {**section.actions[0].basis, "lead": Basis.GIVEN},
            }
        )
        worse = section.model_copy(update={"actions": (bad,)})
        plan = plan.model_copy(update={"sections": (worse,), "citations": ()})
        return replace(drafted, plan=plan)


def test_an_inventive_plan_is_found_out(reports_library: Library) -> None:
    from assistant.search import HybridSearch, RankedSearch

    place = SimpleNamespace(library=reports_library)
    suite = DraftSuite()
    suite._drafters[id(reports_library)] = Inventive(RankedSearch(HybridSearch(reports_library)))
    case = next(one for one in load_draft_cases() if one.id == "involve-older-people")
    found = suite.run(case, None, place)
    assert found.scores["inventions"] == 5
    assert found.scores["elements"] == pytest.approx(8 / 9)
    assert (found.scores["evidence"], found.scores["parts"]) == (0, 0)
    faults = " ".join(found.faults)
    for fault in ("before the start", "a lead that nobody gave", "Dave Bennett", "figure 77"):
        assert fault in faults


def test_another_set_has_no_such_tasks(tmp_path: Path) -> None:
    assert DraftSuite().cases(tmp_path, SimpleNamespace()) == []
