"""The reports typeset anew as PDF and DOCX, read again, and what that loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from corpus.words import BlockKind, Role
from evals.content import Element
from evals.report_elements import elements_of
from evals.systems import ABLATIONS, DEFAULT, Workplace
from evals.typeset_library import Format
from ingest.readers import read
from ingest.sources import SourceNote

REPORT = """# Lamps of the borough

The council keeps 40 lamps. They were bought in 1911.

It wishes to:

- light every street
- mend what is broken

## Costs

Ward\tLamps\tCost
Clients\t\t
Older people\t12\t£40
Younger people\t3\t£9

Nothing else was bought.
"""


LONG = (
    REPORT
    + "\n## Wards\n\n"
    + "\n\n".join(
        f"Ward {n} had its lamps mended in {1911 + n}, as the borough's surveyor wrote then. "
        f"He put the cost at £{3 * n}, which the ratepayers of ward {n} bore themselves."
        for n in range(60)
    )
)
"""Of three pages or more: a running head is known by its return."""


def elements(text: str) -> list[Element]:
    reading = read("lamps.md", text.encode(), SourceNote(), lambda _: True)
    return elements_of(reading.text, reading.passages)


def test_headings_paragraphs_lists_and_tables_come_in_reading_order() -> None:
    assert elements(REPORT) == [
        Element("heading", "Lamps of the borough", 1),
        Element("paragraph", "The council keeps 40 lamps. They were bought in 1911."),
        Element("paragraph", "It wishes to:"),
        Element("list", items=("light every street", "mend what is broken")),
        Element("heading", "Costs", 2),
        Element(
            "table",
            rows=(
                ("Ward", "Lamps", "Cost"),
                ("Clients", "", ""),
                ("Older people", "12", "£40"),
                ("Younger people", "3", "£9"),
            ),
            header_rows=1,
        ),
        Element("paragraph", "Nothing else was bought."),
    ]


def test_piped_rows_lose_their_pipes_and_the_line_under_the_headers() -> None:
    [_, table] = elements("# Costs\n\n| Ward | Cost |\n| --- | --- |\n| Ash | £4 |\n")
    assert table == Element("table", rows=(("Ward", "Cost"), ("Ash", "£4")), header_rows=1)


@pytest.fixture
def place(tmp_path: Path, embeddings):
    def reader(name: str, content: bytes):
        return read(name, content, SourceNote(), embeddings.reads_whole)

    with Library(tmp_path / "own", lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        library.put(reader("lamps.md", LONG.encode()), LONG.encode())
        place = Workplace(library, tmp_path, reader)
        yield place
        place.close()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_is_read_again_says_the_same(place: Workplace, form: Format) -> None:
    again = place.typeset(form)
    [document] = again.documents()
    assert (document.id, document.source.title) == ("lamps", "Lamps of the borough")
    assert again.file("lamps")[:2] == {"pdf": b"%P", "docx": b"PK"}[form]
    shown = [
        [s.shown for p in library.passages_of("lamps") for u in p.units for s in u.statements]
        for library in (place.library, again)
    ]
    assert shown[0] == shown[1]
    rows = [u for p in again.passages_of("lamps") for u in p.units if u.kind is BlockKind.TABLE_ROW]
    assert {s.role for u in rows for s in u.statements} == {Role.ROW}
    assert place.typeset(form) is again


def test_a_document_that_is_gone_is_dropped(place: Workplace) -> None:
    place.typeset("docx")
    place.close()
    place.library.remove("lamps")
    assert Workplace(place.library, place.folder, place.read).typeset("docx").documents() == []


def test_the_system_answers_from_its_own_texts(place: Workplace) -> None:
    ours, typeset = (ABLATIONS[name].made(place) for name in (DEFAULT, "as-docx"))
    own_texts = getattr(typeset, "own_texts")  # noqa: B009
    assert "The council keeps 40 lamps." in own_texts["lamps"]
    assert own_texts["lamps"] != place.texts_by_id["lamps"]
    assert getattr(ours, "own_texts") is None  # noqa: B009
