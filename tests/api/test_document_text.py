"""A document's text on its page: tables as tables, and every character of it there."""

from __future__ import annotations

import pytest

from api.document_text import Segment, ShownRow, TextPart, document_text
from api.note_links import note_links
from corpus.words import BlockKind, Passage, Span
from ingest.extracted import Mark
from ingest.note_references import note_references
from ingest.passages import passages_of
from ingest.structure import blocks_of

PIPED = """# Clients

Table 1: Clients by service

| Service | Clients 2010 | Clients 2011* |
| --- | --- | --- |
| **Older Persons** |  |  |
| Home care | 300 | 3,729* |
| Meals <b>& "more"</b> | 301 | 401 |

* Provisional.

More text.
"""
TABBED = (
    "Text above.\n\nService\tClient numbers\tClient numbers\tCost\n\tMar 2010\tMar 2011\t£000\n"
    "Older Persons\nHome care\t1,000\t3,000\t0\nMeals\t1,001\t3,001\t1\n\nText below."
)


def passages(text: str) -> list[Passage]:
    """Read a text, with what a Word file would tell of the table in it."""
    marks = []
    if text == TABBED:
        span = Span(text.index("Service"), text.index("\n\nText below"))
        marks = [Mark(BlockKind.TABLE_ROW, span, 2)]
    blocks = blocks_of(text, marks=marks)
    return list(passages_of(text, blocks, (), lambda shown, section: True))


def words(found: ShownRow | Segment) -> str:
    runs = found.runs if isinstance(found, Segment) else [r for c in found.cells for r in c.runs]
    return "".join(part.text for run in runs for part in run.parts)


def whole(segments: list[Segment]) -> str:
    parts = []
    for segment in segments:
        parts.append(words(segment))
        if table := segment.table:
            parts += [part.text for run in table.caption for part in run.parts]
            parts += [words(row) for row in (*table.head, *table.body)]
    return "".join(parts)


def cells(row: ShownRow) -> list[str]:
    return [
        "".join(part.text for run in cell.runs for part in run.parts if not part.hidden)
        for cell in row.cells
    ]


@pytest.mark.parametrize("text", [PIPED, TABBED, "", "No table.\n"])
@pytest.mark.parametrize("known", [True, False], ids=["current", "superseded"])
def test_joined_again_the_parts_are_the_stored_text(text: str, known: bool) -> None:
    for quoted in (None, *(Span(n, min(n + 40, len(text))) for n in range(0, len(text), 7))):
        assert whole(document_text(text, passages(text) if known else [], quoted)) == text


def test_a_table_is_one_with_headers_groups_row_heads_and_its_caption() -> None:
    found = document_text(PIPED, passages(PIPED))[1]
    table = found.table
    assert table and table.label == "Table 1: Clients by service"
    assert [cells(row) for row in table.head] == [["Service", "Clients 2010", "Clients 2011*"]]
    assert [cells(row) for row in table.body] == [
        ["Older Persons"],
        ["Home care", "300", "3,729*"],
        ['Meals & "more"', "301", "401"],
    ]
    assert [row.cells[0].scope for row in (*table.head, *table.body)] == [
        "col", "rowgroup", "row", "row"
    ]  # fmt: skip


def test_headers_over_several_columns_are_one_cell() -> None:
    found = document_text(TABBED, passages(TABBED))[1]
    assert found.table
    top, below = found.table.head
    assert [(cell.columns, cell.tag) for cell in top.cells] == [(1, "th"), (2, "th"), (1, "th")]
    assert cells(below) == ["", "Mar 2010", "Mar 2011", "£000"]
    assert below.cells[0].tag == "td"


def test_the_quoted_row_alone_is_marked() -> None:
    row = "| Home care | 300 | 3,729* |"
    start = PIPED.index(row)
    found = document_text(PIPED, passages(PIPED), Span(start, start + len(row)))[1]
    assert found.table
    marked = [each for each in (*found.table.head, *found.table.body) if each.quoted]
    assert [words(each) for each in marked] == [row]
    assert marked[0].first


def test_a_quoted_cell_is_marked_in_its_row() -> None:
    start = PIPED.index("3,729*")
    found = document_text(PIPED, passages(PIPED), Span(start, start + 6))[1]
    assert found.table and not any(row.quoted for row in found.table.body)
    runs = [run for row in found.table.body for cell in row.cells for run in cell.runs]
    assert [run.parts[0].text for run in runs if run.quoted and run.first] == ["3,729*"]


NOTED = """# Lamps

The borough lights its streets.<sup>1</sup> It **bought oil**.² Again.²

| Ward | Lamps |
| --- | --- |
| East | 412* |
| West | 300 |

* Provisional.

<sup>1</sup> The Lamps Act.

² The Oil Act.
"""


def linked(text: str, quoted: Span | None = None) -> list[TextPart]:
    links = note_links(text, note_references(text, blocks_of(text)))
    found = document_text(text, passages(text), quoted, links)
    assert whole(found) == text
    runs = [run for segment in found for run in segment.runs]
    for segment in found:
        if segment.table:
            runs += [r for row in segment.table.body for cell in row.cells for r in cell.runs]
    return [part for run in runs for part in run.parts if part.link]


def test_a_mark_links_to_its_note_and_the_note_to_its_first_mark() -> None:
    links = {part.link.id: part.link for part in linked(NOTED) if part.link}
    assert {name: (link.target, link.says) for name, link in links.items()} == {
        "mark-1": ("note-1", "Note 1"),
        "note-1": ("mark-1", "Note 1: back to the text"),
        "mark-2": ("note-2", "Note 2"),
        "note-2": ("mark-2", "Note 2: back to the text"),
        "mark-3": ("note-2", "Note 2"),
        "mark-4": ("note-3", "Note asterisk"),
        "note-3": ("mark-4", "Note asterisk: back to the text"),
    }


def test_the_mark_alone_links_and_mark_up_stays_hidden() -> None:
    assert sorted(part.text for part in linked(NOTED)) == ["*", "*", "1", "1", "²", "²", "²"]


def test_marks_in_a_quotation_link_wherever_it_ends() -> None:
    for start in range(0, len(NOTED), 5):
        ids = [part.link.id for part in linked(NOTED, Span(start, start + 40)) if part.link]
        assert len(ids) == len(set(ids)) == 7
