"""The catalogue: rows in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import DataFolderOfAnotherVersion, DataFolderUnusable
from corpus.passage_rows import vector_id_of
from corpus.words import (
    BlockKind,
    Page,
    Passage,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    Unit,
)

TEXT = "Lamps\n\nThe borough lights streets.\n\nGroup\tMen\nOld\t5\n"
PAGES = (Page(1, "i", Span(0, 34)), Page(2, "1", Span(36, 52)))
UNITS = (
    Unit(
        "u1",
        BlockKind.PARAGRAPH,
        Span(7, 34),
        "The borough lights streets.",
        (Statement(Role.SENTENCE, Span(7, 34), "The borough lights streets."),),
    ),
    Unit(
        "u2",
        BlockKind.TABLE_ROW,
        Span(46, 51),
        "Old; Men: 5",
        (Statement(Role.ROW, Span(46, 51), "Old; Men: 5", (Span(36, 45),)),),
    ),
)
PASSAGE = Passage("p1", Span(7, 51), UNITS, ("Lamps",), PAGES)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


def reading_of(*passages: Passage, name: str = "lamps.md", title: str = "A Report") -> Reading:
    source = Source(name, title, "Lampwick", "2010-05", "text/markdown")
    return Reading(source, "f" * 64, TEXT, PAGES, passages, ("1 of 2 pages hold no text: 2.",))


def simple(key: str, words: str, heading: str = "Light") -> Passage:
    """Return a passage of one unit that says the words."""
    statement = Statement(Role.SENTENCE, Span(0, len(words)), words)
    unit = Unit(f"u-{key}", BlockKind.PARAGRAPH, statement.span, words, (statement,))
    return Passage(key, statement.span, (unit,), (heading,))


def test_what_is_put_comes_back_the_same(catalogue: Catalogue) -> None:
    catalogue.put("lamps", reading_of(PASSAGE), [PASSAGE])
    assert catalogue.passages_of("lamps") == [PASSAGE]
    assert catalogue.passages(["p1", "none"]) == {"p1": ("lamps", PASSAGE)}
    assert catalogue.versions.text("lamps", "f" * 64) == TEXT
    document = catalogue.document("lamps")
    assert document == catalogue.document_named("lamps.md") == catalogue.documents()[0]
    assert document.source == reading_of().source
    assert (document.characters, document.passages, document.page_count) == (len(TEXT), 1, 2)
    assert document.warnings == ("1 of 2 pages hold no text: 2.",)


def test_what_is_not_there_is_none(catalogue: Catalogue) -> None:
    assert catalogue.document("lamps") is None
    assert catalogue.document_named("lamps.md") is None
    assert catalogue.versions.text("lamps", "f" * 64) is None
    assert catalogue.passages_of("lamps") == []
    assert catalogue.vector_count() == 0


def test_a_catalogue_opened_again_holds_what_it_held(tmp_path: Path) -> None:
    first = Catalogue(tmp_path / "catalogue.sqlite")
    first.put("lamps", reading_of(PASSAGE), [PASSAGE])
    first.set_fact("embedding", "a model")
    first.close()
    second = Catalogue(tmp_path / "catalogue.sqlite")
    assert second.passages_of("lamps") == [PASSAGE]
    assert second.fact("embedding") == "a model"
    assert second.fact("schema") == "3"
    second.close()


def test_documents_are_listed_by_title(catalogue: Catalogue) -> None:
    for name, title in (("b", "Lamps"), ("a", "Taxes"), ("c", "Bins")):
        catalogue.put(name, reading_of(name=f"{name}.md", title=title), [])
    assert [document.source.title for document in catalogue.documents()] == [
        "Bins", "Lamps", "Taxes"
    ]  # fmt: skip


def test_a_fact_is_set_changed_and_empty_where_unknown(catalogue: Catalogue) -> None:
    assert catalogue.fact("colour") == ""
    catalogue.set_fact("colour", "green")
    catalogue.set_fact("colour", "blue")
    assert catalogue.fact("colour") == "blue"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["lamp"], {"p-lamps"}),
        (["LAMPS"], {"p-lamps"}),
        (["burning"], {"p-lamps"}),
        (["cafe"], {"p-bins"}),
        (["lamps", "bins"], {"p-lamps", "p-bins"}),
        (["Refuse"], {"p-bins"}),
        (["report"], {"p-lamps", "p-bins"}),
        (["taxes"], set()),
        (["lam"], set()),
        ([], set()),
        (['"', "*", "AND", "NOT (", "lamps -"], {"p-lamps"}),
    ],
)
def test_words_match_in_any_form_in_headings_and_in_the_title(
    catalogue: Catalogue, words: list[str], found: set[str]
) -> None:
    passages = [
        simple("p-lamps", "The lamps burned in every street."),
        simple("p-bins", "The bins of the café were emptied.", heading="Refuse"),
    ]
    catalogue.put("both", reading_of(*passages), passages)
    assert {key for key, _ in catalogue.match(words, 10, [])} == found


def test_a_word_in_the_text_counts_more_than_one_in_the_heading(catalogue: Catalogue) -> None:
    filler = [simple(f"p{n}", "Other words stand here.", "Other") for n in range(6)]
    told = [
        simple("below", "It burns.", "Lamps"),
        simple("inside", "Lamps burn.", "Light"),
        *filler,
    ]
    catalogue.put("both", reading_of(*told), told)
    found = catalogue.match(["lamps"], 10, [])
    assert [key for key, _ in found] == ["inside", "below"]
    assert found[0][1] > found[1][1] > 0


def test_matches_keep_to_the_documents_named_and_to_the_limit(catalogue: Catalogue) -> None:
    for key in ("a", "b", "c"):
        passage = simple(f"p-{key}", "The lamps burned.")
        catalogue.put(key, reading_of(passage, name=f"{key}.md"), [passage])
    assert {key for key, _ in catalogue.match(["lamps"], 10, ["a", "c"])} == {"p-a", "p-c"}
    assert len(catalogue.match(["lamps"], 2, [])) == 2


def test_a_words_frequency_counts_passages_in_any_form(catalogue: Catalogue) -> None:
    passages = [simple("p1", "One lamp."), simple("p2", "Two lamps, lamps."), simple("p3", "None.")]
    catalogue.put("a", reading_of(*passages), passages)
    assert catalogue.frequency("lamp") == (3, 2)
    assert catalogue.frequency("taxes") == (3, 0)


def test_replaced_passages_no_longer_match(catalogue: Catalogue) -> None:
    old, new = simple("p-old", "The lamps burned."), simple("p-new", "The bins were full.")
    catalogue.put("a", reading_of(old), [old])
    catalogue.put("a", reading_of(new), [new])
    assert catalogue.match(["lamps"], 10, []) == []
    assert catalogue.passages(["p-old"]) == {}
    assert catalogue.frequency("bins") == (1, 1)


def test_removing_a_document_leaves_nothing_of_it(catalogue: Catalogue) -> None:
    catalogue.put("lamps", reading_of(PASSAGE), [PASSAGE])
    catalogue.set_fact("state:lamps", "read")
    catalogue.remove("lamps")
    assert catalogue.documents() == []
    assert catalogue.versions.text("lamps", "f" * 64) is None
    assert catalogue.match(["borough"], 10, []) == []
    assert list(catalogue.stored_units()) == []
    assert catalogue.fact("state:lamps") == ""


def test_the_file_shrinks_when_a_large_document_goes(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    passages = [simple(f"p{n}", f"Lamp {n} was lit in street {n * n}.") for n in range(3000)]
    with closing(Catalogue(path)) as catalogue:
        catalogue.put("lamps", reading_of(*passages), passages)
    before = path.stat().st_size
    with closing(Catalogue(path)) as catalogue:
        catalogue.remove("lamps")
        catalogue.erase_traces()
    assert path.stat().st_size < before / 2


def test_units_are_told_once_a_vector_in_reading_order(catalogue: Catalogue) -> None:
    passages = [
        simple("p1", "Same words."),
        simple("p2", "Other words."),
        simple("p3", "Same words."),
    ]
    passages[2] = replace(passages[2], units=(replace(passages[2].units[0], id="u-p1"),))
    catalogue.put("a", reading_of(*passages), passages)
    assert [unit.vector_id for unit in catalogue.stored_units()] == ["a:u-p1", "a:u-p2"]
    assert catalogue.vector_ids() == ["a:u-p1", "a:u-p2"]
    [second] = catalogue.stored_units(["a:u-p2", "none"])
    assert (second.vector_id, second.document_id, second.shown) == ("a:u-p2", "a", "Other words.")
    assert catalogue.vector_count() == 2
    assert sorted(catalogue.passages_of_vectors(["a:u-p1", "none"])) == [
        ("a:u-p1", "p1"), ("a:u-p1", "p3")
    ]  # fmt: skip


def test_a_vectors_id_names_document_and_unit() -> None:
    assert vector_id_of("lamps", UNITS[0]) == "lamps:u1"


def test_more_ids_than_sqlite_takes_at_once_are_looked_up(catalogue: Catalogue) -> None:
    passages = [simple(f"p{n}", f"Words number {n}.") for n in range(1100)]
    catalogue.put("a", reading_of(*passages), passages)
    assert len(catalogue.passages([passage.id for passage in passages])) == 1100
    assert len(catalogue.passages_of_vectors([f"a:u-p{n}" for n in range(1100)])) == 1100


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"this is no database " * 400),
        lambda path: path.mkdir(),
        lambda path: path.parent.rmdir(),
    ],
    ids=["other content", "a folder", "no parent"],
)
def test_a_file_that_cannot_be_used_is_refused_with_advice(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    path = tmp_path / "data" / "catalogue.sqlite"
    path.parent.mkdir()
    damage(path)
    with pytest.raises(DataFolderUnusable, match="set MUNIMENT_DATA_DIR to another folder"):
        Catalogue(path)


def test_the_folder_of_another_version_is_refused(tmp_path: Path) -> None:
    made = Catalogue(tmp_path / "catalogue.sqlite")
    made.set_fact("schema", "0")
    made.close()
    with pytest.raises(DataFolderOfAnotherVersion, match="Set MUNIMENT_DATA_DIR to a new"):
        Catalogue(tmp_path / "catalogue.sqlite")
