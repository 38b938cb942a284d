"""What a plan must contain, found in the library by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.plans.requirements import (
    guidance_of,
    requirement,
    requirement_of,
    requirements,
)
from ingest.pipeline import ingest

EXPECTED = {
    "targets": "quantifiable targets for improvement",
    "time_scales": "time scales by which the improvement will be achieved",
    "monitoring": "to monitor progress against its aspirations",
    "finances": "clearly outline the finances that are necessary",
    "leads": "name those who will take responsibility for key actions",
    "outcomes": "intended outcomes and indicators in ways that can be monitored",
    "stakeholders": "involving key stakeholders (including service users and carers)",
    "consultation": "in consultation with key partners and stakeholders",
    "fit": "dovetails effectively with its other established plans",
    "written_response": "will receive a written response to any draft plan",
    "draft_due": "at least four weeks before the date when the report is formally presented",
    "final_due": "within eight weeks of the report's publication",
}


def test_every_requirement_has_an_expectation_here() -> None:
    assert {one.id for one in requirements()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_each_is_cited_verbatim_where_the_guidance_says_it(name: str, reports_library) -> None:
    found = guidance_of(reports_library).citation(name)
    assert found is not None
    assert EXPECTED[name] in found.quote
    assert found.quote == reports_library.text(found.document.id)[found.start : found.end]
    assert found.url.endswith(f"start={found.start}&end={found.end}#quote")


def test_guidance_of_another_wording_serves_and_without_it_nothing_is_cited(
    make_library, tmp_path: Path
) -> None:
    library = make_library()
    guidance = guidance_of(library)
    assert guidance.citation("targets") is None
    text = "# Guide to plans\n\nEvery plan has measurable targets, so that progress shows.\n"
    (tmp_path / "guide.md").write_text(text, "utf-8")
    ingest(library, [tmp_path / "guide.md"], lambda name, done, total: None)
    found = guidance.citation("targets")
    assert found is not None
    assert found.quote == "Every plan has measurable targets, so that progress shows."
    assert guidance.citation("final_due") is None


def test_fields_of_an_action_know_what_governs_them() -> None:
    governed = {field: requirement_of(field) for field in ("target", "indicator", "progress")}
    assert governed["target"] == requirement("targets")
    assert governed["indicator"] == requirement("outcomes")
    assert governed["progress"] is None
    assert (requirement("draft_due").weeks, requirement("final_due").weeks) == (-4, 8)
