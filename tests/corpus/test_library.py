"""The library: documents in, passages out, nothing left of what is removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DataFolderInUse, DocumentUnknown
from corpus.library import Library
from corpus.words import in_context

LAMPS = "# On Lamps\n\nThe borough of Lampwick lights every street.\n\n# Cost\n\nIt costs £5.\n"
BINS = "# On Bins\n\nThe borough of Binfield empties every bin.\n"


def files_in(library: Library) -> set[str]:
    return {path.name for path in (library.folder / "files").iterdir()}


def state_of(library: Library) -> tuple:
    """Return all that a library shows of itself."""
    documents = library.documents()
    return (
        documents,
        [library.passages_of(document.id) for document in documents],
        [library.text(document.id) for document in documents],
        sorted(library._vectors.all_ids()),
        files_in(library),
    )


def test_an_empty_library_is_ready_and_finds_nothing(open_library) -> None:
    library = open_library()
    assert library.documents() == []
    assert library.nearest("lamps", 10) == {}
    assert library.matching(["lamps"], 10) == {}
    readiness = library.readiness()
    assert (readiness.ready, readiness.documents, readiness.detail) == (
        True, 0, "the library is empty"
    )  # fmt: skip


def test_a_document_is_stored_with_its_text_file_and_passages(open_library, put) -> None:
    library = open_library()
    document = put(library, "lamps.md", LAMPS)
    assert document == library.document("lamps") == library.document_named("lamps.md")
    assert library.text("lamps") == LAMPS
    assert library.file("lamps") == LAMPS.encode()
    assert [passage.section for passage in library.passages_of("lamps")] == [
        ("On Lamps",), ("Cost",)
    ]  # fmt: skip
    readiness = library.readiness()
    assert (readiness.ready, readiness.documents, readiness.passages) == (True, 1, 2)


def test_putting_the_same_again_changes_nothing_and_embeds_nothing(
    open_library, put, words
) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    before, read_before = state_of(library), list(words.read)
    put(library, "lamps.md", LAMPS)
    assert state_of(library) == before
    assert words.read == read_before


def test_a_new_version_replaces_the_old_one(open_library, put) -> None:
    library = open_library()
    old = put(library, "lamps.md", LAMPS)
    new = put(library, "lamps.md", LAMPS.replace("lights", "darkens"))
    assert (new.id, len(library.documents())) == (old.id, 1)
    assert new.version != old.version
    assert "darkens" in library.text("lamps")
    assert library.matching(["lights"], 10) == {}
    assert files_in(library) == {old.version, new.version}
    assert library._vectors.count() == library._catalogue.vector_count() == 2
    assert library.readiness().ready


def test_unchanged_units_of_a_new_version_keep_their_vectors(open_library, put, words) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    words.read.clear()
    put(library, "lamps.md", LAMPS.replace("lights", "darkens"))
    assert words.read == [
        "On Lamps > On Lamps\nThe borough of Lampwick darkens every street."
    ]  # fmt: skip


def test_units_are_embedded_anew_below_a_new_title(open_library, put) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    put(library, "lamps.md", LAMPS, title="Street Lighting")
    for passage in library.passages_of("lamps"):
        for unit in passage.units:
            read = in_context("Street Lighting", passage.section, unit.shown)
            near = library.nearest(read, 1)
            assert near[passage.id][unit.id] == pytest.approx(1, abs=1e-5)


def test_equal_units_share_a_vector_and_each_passage_is_found(open_library, put) -> None:
    library = open_library()
    text = "# A\n\nThe same words.\n\n# B\n\nOther words.\n\n# A\n\nThe same words.\n"
    put(library, "twice.md", text, title="Twice")
    assert library._vectors.count() == 2
    assert len(library.nearest("Twice > A\nThe same words.", 1)) == 2


def test_every_passage_the_catalogue_lists_is_found_by_its_own_words(
    open_library, put, parish
) -> None:
    library = open_library()
    put(library, "lampwick.md", parish(60))
    for passage in library.passages_of("lampwick"):
        read = in_context("Report of Lampwick", passage.section, passage.units[0].shown)
        assert list(library.nearest(read, 1)) == [passage.id]


def test_a_search_of_the_reports_reaches_every_sampled_passage(
    reports_library: Library, embeddings
) -> None:
    for document in reports_library.documents():
        for passage in reports_library.passages_of(document.id)[::15]:
            for unit in passage.units[:1]:
                read = in_context(document.source.title, passage.section, unit.shown)
                assert passage.id in reports_library.nearest(read, 3)


def test_a_meaning_is_found_without_its_words(reports_library: Library) -> None:
    near = reports_library.nearest("paying charities to look after pensioners in Preston", 20)
    sections = [p.section for _, p in reports_library.passages(list(near)).values()]
    assert any("Lancashire" in " ".join(section) for section in sections)


@pytest.mark.parametrize("documents", [["lamps"], ["bins"], ["lamps", "bins"]])
def test_searches_keep_to_the_documents_named(open_library, put, documents: list[str]) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    put(library, "bins.md", BINS)
    for found in (library.nearest("x", 10, documents), library.matching(["borough"], 9, documents)):
        owners = {document.id for document, _ in library.passages(list(found)).values()}
        assert owners == set(documents)


def test_copies_of_a_report_under_many_names_leave_the_library_ready(open_library, put) -> None:
    library = open_library()
    for number in range(8):
        put(library, f"copy-{number}.md", BINS)
    assert library.readiness().ready
    assert len(library.documents()) == 8


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("On Lamps (2010).md", "on-lamps-2010"),
        ("Blåbær.md", "blabr"),
        ("中文.md", "document"),
        ("../../etc/passwd", "passwd"),
        (".md", "md"),
        ("x" * 300 + ".md", "x" * 60),
    ],
)
def test_an_id_is_made_of_the_name_in_plain_letters(
    open_library, put, name: str, identity: str
) -> None:
    assert put(open_library(), name, BINS).id == identity


def test_names_of_one_spelling_get_ids_of_their_own(open_library, put) -> None:
    library = open_library()
    ids = [put(library, name, BINS).id for name in ("a b.md", "a-b.md", "A B.md")]
    assert len(set(ids)) == 3
    assert ids[0] == "a-b"


def test_a_file_of_two_documents_stays_until_both_are_removed(open_library, put) -> None:
    library = open_library()
    first, second = put(library, "one.md", BINS), put(library, "two.md", BINS)
    library.remove(first.id)
    assert library.file(second.id) == BINS.encode()
    library.remove(second.id)
    assert files_in(library) == set()


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_removing_erases_every_word_of_the_document(
    open_library, put, tmp_path: Path, closed: bool
) -> None:
    library = open_library()
    put(library, "other.md", BINS)
    secret = "# Zygomorph\n\n" + "\n\n".join(
        f"The xylophage of Quibblewick ate {n} lamps.\n\n- a syzygial item" for n in range(200)
    )
    put(library, "secret.md", secret, title="Vexillology")
    library.remove("secret")
    if closed:
        library.close()
    files = [path for path in library.folder.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files).lower()
    assert b"binfield" in held
    for word in (b"zygomorph", b"xylophag", b"quibblewick", b"syzygial", b"vexillolog"):
        assert word not in held, word


def test_a_removed_document_is_found_no_more(open_library, put) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    put(library, "bins.md", BINS)
    library.remove("lamps")
    assert [document.id for document in library.documents()] == ["bins"]
    assert library.matching(["lampwick"], 10) == {}
    assert len(library.nearest("x", 10)) == 1
    assert library._vectors.count() == 1
    assert library.readiness().ready


@pytest.mark.parametrize("ask", ["document", "text", "file", "passages_of", "remove"])
def test_an_unknown_document_is_refused(open_library, ask: str) -> None:
    with pytest.raises(DocumentUnknown):
        getattr(open_library(), ask)("none")


def test_unknown_passages_are_left_out(open_library, put) -> None:
    library = open_library()
    put(library, "bins.md", BINS)
    [passage] = library.passages_of("bins")
    assert list(library.passages([passage.id, "none"])) == [passage.id]


def test_progress_counts_up_to_all_units(open_library, put, parish) -> None:
    told: list[tuple[int, int]] = []
    put(open_library(), "a.md", parish(150), progress=lambda *counts: told.append(counts))
    assert told == [(0, 150), (64, 150), (128, 150), (150, 150)]


def test_an_open_library_refuses_a_second_opener_until_it_is_closed(
    open_library: Callable[..., Library],
) -> None:
    library = open_library()
    with pytest.raises(DataFolderInUse):
        open_library()
    library.close()
    assert open_library().documents() == []


def test_nothing_is_written_outside_the_data_folder(open_library, put, tmp_path: Path) -> None:
    put(open_library(), "../../escape.md", BINS)
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
