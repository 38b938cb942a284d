"""Plans to Word and back: as they are, as officers edit them, as others write them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from full_plan import differences, fields_of, full_plan, saved_again

from assistant.plans.docx_plan import plan_as_docx, plan_from_docx
from assistant.plans.plan import Plan
from corpus.errors import PlanUnreadable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def opened(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def actions_table(document: docx.document.Document, number: int = 0) -> docx.table.Table:
    tables = [t for t in document.tables if "Deadline" in [c.text for c in t.rows[0].cells]]
    return tables[number]


def column(table: docx.table.Table, header: str) -> int:
    return [cell.text for cell in table.rows[0].cells].index(header)


def test_nothing_is_lost_on_the_way() -> None:
    plan = full_plan()
    assert len(fields_of(plan)) > 200
    assert differences(plan, plan_from_docx(plan_as_docx(plan))) == {}


@pytest.mark.slow
def test_nothing_is_lost_when_another_program_saves_it(tmp_path: Path) -> None:
    plan = full_plan()
    again = saved_again(plan_as_docx(plan), "docx", tmp_path)
    assert differences(plan, plan_from_docx(again)) == {}


def test_sources_are_words_own_end_notes() -> None:
    content = plan_as_docx(full_plan())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notes = package.read("word/endnotes.xml").decode()
        main = package.read("word/document.xml").decode()
        types = package.read("[Content_Types].xml").decode()
    assert "Care Blueprint (A County Council, 2012), page 31 (page 41 of the file)" in notes
    assert "section “4.3 Planning › Part 1”" in notes
    assert notes.count("<w:endnote ") == 2 + 5
    assert main.count("<w:endnoteReference ") == 5
    assert "NOTEREF MunimentSource1" in main
    assert "endnotes+xml" in types


def test_pages_lie_and_headers_repeat() -> None:
    document = opened(plan_as_docx(full_plan()))
    section = document.sections[0]
    assert section.page_width > section.page_height
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_what_an_officer_edits_wins_and_the_rest_stays() -> None:
    plan = full_plan()
    document = opened(plan_as_docx(plan))
    table = actions_table(document)
    table.cell(1, column(table, "Lead")).text = "Director of Adult Services"
    table.cell(1, column(table, "Resources")).text = "£12,000 from the reserve"
    table.cell(2, column(table, "Deadline")).text = "31 July 2027"
    read = plan_from_docx(saved(document))
    changed = differences(plan, read)
    first, second = read.actions[:2]
    assert (first.lead, first.resources) == (
        "Director of Adult Services", "£12,000 from the reserve",
    )  # fmt: skip
    assert second.deadline == "2027-07-31"
    assert first.basis["lead"] == first.basis["resources"] == second.basis["deadline"] == "given"
    assert read.to_confirm == ()
    assert {path for path in changed if "to_confirm" not in path} == {
        ".sections[0].actions[0].lead",
        ".sections[0].actions[0].resources",
        ".sections[0].actions[0].basis.lead",
        ".sections[0].actions[0].basis.resources",
        ".sections[0].actions[1].deadline",
        ".sections[0].actions[1].basis.deadline",
    }


def edited(plan: Plan) -> bytes:
    """Add a row, take one out and edit a cell, as officers do."""
    document = opened(plan_as_docx(plan))
    table = actions_table(document)
    row = table.add_row()
    row.cells[column(table, "Action")].text = "Write to every provider"
    row.cells[column(table, "Lead")].text = "Contracts Manager"
    row.cells[column(table, "Ward")].text = "Ward 9"
    table._tbl.remove(table.rows[1]._tr)
    second = actions_table(document, 1)
    second.cell(3, column(second, "Progress")).text = "Done in May"
    return saved(document)


@pytest.mark.slow
@pytest.mark.parametrize("again", [False, True], ids=["as edited", "saved by LibreOffice"])
def test_rows_come_and_go(again: bool, tmp_path: Path) -> None:
    plan = full_plan()
    content = edited(plan)
    read = plan_from_docx(saved_again(content, "docx", tmp_path) if again else content)
    ids = [action.id for action in read.actions]
    assert ids == ["A2", "A3", "A7", "A4", "A5", "A6"]
    added = read.actions[2]
    assert (added.action, added.lead, added.model_extra) == (
        "Write to every provider", "Contracts Manager", {"Ward": "Ward 9"},
    )  # fmt: skip
    assert added.basis == {"action": "given", "lead": "given"}
    assert read.actions[5].progress == "Done in May"
    assert [point.action for point in read.to_confirm] == ["A2"]
    kept = {a.id: a for a in plan.actions}
    for n in (0, 1, 3, 4):
        assert read.actions[n].model_dump() == kept[ids[n]].model_dump()
    assert read.citations == plan.citations


def test_a_tracked_change_reads_as_accepted() -> None:
    document = opened(plan_as_docx(full_plan()))
    table = actions_table(document)
    lead = table.cell(1, column(table, "Lead")).paragraphs[0]._p
    run = lead.xpath("./w:r")[0]
    lead.remove(run)
    lead.append(parse_xml(
        f'<w:del {W} w:id="900" w:author="A"><w:r><w:delText>Head of Commissioning</w:delText>'
        "</w:r></w:del>"
    ))  # fmt: skip
    lead.append(parse_xml(
        f'<w:ins {W} w:id="901" w:author="A"><w:r><w:t>Head of Contracts</w:t></w:r></w:ins>'
    ))  # fmt: skip
    row = table.rows[2]._tr.get_or_add_trPr()
    row.append(parse_xml(f'<w:del {W} w:id="902" w:author="A"/>'))
    read = plan_from_docx(saved(document))
    assert read.actions[0].lead == "Head of Contracts"
    assert [a.id for a in read.actions][:2] == ["A1", "A3"]


def test_a_text_edited_around_its_notes_keeps_them() -> None:
    plan = full_plan()
    document = opened(plan_as_docx(plan))
    narrative = next(p for p in document.paragraphs if p.text.startswith("Providers hear late"))
    narrative.runs[0].text = "Providers often hear late of contract 1. "
    line = plan_from_docx(saved(document)).sections[0].narrative[0]
    assert (line.text, line.citations) == ("Providers often hear late of contract 1.", (1,))


def test_a_template_keeps_its_page_styles_and_text() -> None:
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "Northvale Council: official"
    template.styles["Heading 1"].font.name = "Georgia"
    template.add_paragraph("Foreword of the Leader.")
    template.add_paragraph("{{plan}}")
    template.add_paragraph("Published by the Council.")
    plan = full_plan()
    content = plan_as_docx(plan, saved(template))
    document = opened(content)
    texts = [p.text for p in document.paragraphs if p.text]
    assert document.sections[0].header.paragraphs[0].text == "Northvale Council: official"
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].page_width < document.sections[0].page_height
    assert (texts[0], texts[-1]) == ("Foreword of the Leader.", "Published by the Council.")
    assert "{{plan}}" not in texts
    assert differences(plan, plan_from_docx(content)) == {}


def test_a_councils_own_document_with_merged_cells_and_footnotes() -> None:
    document = docx.Document()
    document.add_heading("Westmoor District Council Improvement Plan 2027/28", 0)
    table = document.add_table(rows=6, cols=5)
    heads = ["Action", "Timescale", "Timescale", "Resources/ Lead", "RAG"]
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Timescale"
    table.cell(1, 1).text, table.cell(1, 2).text = "Start", "End"
    for n in (0, 3, 4):
        table.cell(0, n).merge(table.cell(1, n))
    table.cell(2, 0).merge(table.cell(2, 4)).text = "Theme A: Housing"
    for n, text in enumerate(["Repair homes", "May 2027", "June 2027", "£5,000; Head of Place"]):
        table.cell(3, n).text = text
    table.cell(3, 3).merge(table.cell(4, 3))
    for n, text in enumerate(["Let homes", "June 2027", "July 2027"]):
        table.cell(4, n).text = text
    inner = table.cell(5, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Sell homes", "two a year"
    table.cell(5, 2).text = "2028"
    plan = plan_from_docx(saved(document))
    assert plan.authority == "Westmoor District Council"
    assert plan.period.start == "2027-04"
    assert plan.sections[0].heading == "Theme A: Housing"
    first, second, third = plan.actions
    assert (first.deadline, first.lead, first.resources) == (
        "June 2027", "Head of Place", "£5,000",
    )  # fmt: skip
    assert first.model_extra == {"Start": "May 2027"}
    assert (second.lead, second.resources) == ("Head of Place", "£5,000")
    assert third.action == "Sell homes; two a year"


def test_cells_merged_with_the_same_text_say_it_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    rows = [
        ["Recommendation", "Action", "Lead"],
        ["Share data.", "Sign an agreement", "Head of IT"],
    ]
    for row, texts in zip(table.rows, [*rows, ["Share data.", "Train staff", "HR"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    plan = plan_from_docx(saved(document))
    assert [one.text for one in plan.recommendations] == ["Share data."]
    assert [(one.action, one.lead) for one in plan.actions] == [
        ("Sign an agreement", "Head of IT"),
        ("Train staff", "HR"),
    ]


def test_a_footnote_of_a_councils_own_stands_where_it_is_referred_to() -> None:
    document = opened(plan_as_docx(full_plan(1, 1)))
    endnotes = next(
        r.target_part for r in document.part.rels.values() if r.reltype.endswith("/endnotes")
    )
    own = '<w:endnote w:id="77"><w:p><w:r><w:t>Subject to budget</w:t></w:r></w:p></w:endnote>'
    endnotes._blob = endnotes.blob.replace(b"</w:endnotes>", own.encode() + b"</w:endnotes>")
    table = actions_table(document)
    cell = table.cell(1, column(table, "Lead")).paragraphs[0]._p
    cell.append(parse_xml(f'<w:r {W}><w:endnoteReference w:id="77"/></w:r>'))
    read = plan_from_docx(saved(document))
    assert read.actions[0].lead == "Head of Commissioning [note: Subject to budget]"


def test_tables_too_deep_in_one_another_are_refused() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for _ in range(5):
        cell = cell.add_table(rows=1, cols=1).cell(0, 0)
    with pytest.raises(PlanUnreadable, match="in one another"):
        plan_from_docx(saved(document))


@pytest.mark.parametrize("content", [b"PK\x03\x04 damaged", b"no zip"])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(PlanUnreadable, match="cannot be opened"):
        plan_from_docx(content)


def test_a_template_that_is_none_is_refused() -> None:
    with pytest.raises(PlanUnreadable, match="template"):
        plan_as_docx(full_plan(1, 1), b"nothing")


def test_an_empty_plan_goes_out_and_comes_back() -> None:
    plan = Plan.model_validate({"title": "To be written", "authority": "Northvale Council"})
    assert differences(plan, plan_from_docx(plan_as_docx(plan))) == {}


def test_a_carried_plan_that_is_damaged_is_left_aside() -> None:
    content = plan_as_docx(full_plan())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as copy:
        for name in given.namelist():
            part = given.read(name)
            copy.writestr(name, part.replace(b'"muniment_plan": 1', b'"muniment_plan": 9'))
    read = plan_from_docx(out.getvalue())
    assert [a.id for a in read.actions] == [a.id for a in full_plan().actions]
    assert read.actions[0].basis == {}


def test_comments_in_the_margin_are_kept_beside_the_plan() -> None:
    document = opened(plan_as_docx(full_plan(1, 1)))
    cell = actions_table(document).cell(1, column(actions_table(document), "Lead"))
    runs = cell.paragraphs[0].runs
    document.add_comment(
        runs, text="She has left.\nWho takes over?", author="R. Ash", initials="RA"
    )
    read = plan_from_docx(saved(document))
    assert (read.model_extra or {})["comments"] == [
        {"author": "R. Ash", "text": "She has left. Who takes over?", "about": cell.text}
    ]
    assert read.actions[0].lead == full_plan(1, 1).actions[0].lead


def test_a_text_box_is_read_where_it_is_anchored_and_once() -> None:
    document = docx.Document()
    document.add_heading("Westmoor Council action plan 2027/28", 0)
    told = "The Board reviews progress on this plan every month."
    box = f"<w:txbxContent><w:p><w:r><w:t>{told}</w:t></w:r></w:p></w:txbxContent>"
    more = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    drawn = (
        f"<w:r {W} {more}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(drawn))
    table = document.add_table(rows=2, cols=2)
    for n, text in enumerate(["Action", "Lead", "Train staff", "HR"]):
        table.cell(n // 2, n % 2).text = text
    plan = plan_from_docx(saved(document))
    assert [line.text for line in plan.sections[0].narrative] == [told]
