"""Versions: a changed file supersedes, the old text and file stay, and only the new is searched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import VersionUnknown
from corpus.words import Link, NoteReference, Page, Reading, Source, Span

OLD = "# On Lamps\n\nThe borough of Lampwick lights every street.\n"
NEW = OLD.replace("lights", "darkens")


@pytest.fixture
def library(open_library, put):
    """A library with a document of two versions."""
    made = open_library()
    put(made, "lamps.md", OLD)
    put(made, "lamps.md", NEW, title="On Darkness")
    return made


def test_both_versions_are_listed_and_keep_text_file_and_title(library) -> None:
    new, old = library.versions("lamps")
    assert (new.number, new.current, old.number, old.current) == (2, True, 1, False)
    assert (new.document.source.title, old.document.source.title) == ("On Darkness", "On Lamps")
    assert new.document == library.document("lamps")
    for version, text in ((new, NEW), (old, OLD)):
        sha256 = version.document.version
        assert library.text("lamps", sha256[:12]) == library.text("lamps", sha256) == text
        assert library.file("lamps", sha256[:12]) == text.encode()
    assert library.text("lamps") == NEW


def test_only_the_latest_is_searched(library) -> None:
    assert library.matching(["lights"], 10) == {}
    [(_, passage)] = library.passages(list(library.matching(["darkens"], 10))).values()
    assert "darkens" in passage.shown


def test_a_content_that_comes_back_is_the_latest_again_and_no_third(library, put) -> None:
    put(library, "lamps.md", OLD)
    latest, former = library.versions("lamps")
    assert library.text("lamps") == OLD
    assert (latest.number, former.number) == (3, 2)
    assert latest.current and not former.current


def test_putting_the_same_again_makes_no_version(library, put) -> None:
    before = library.versions("lamps")
    put(library, "lamps.md", NEW, title="On Darkness")
    assert library.versions("lamps") == before


@pytest.mark.parametrize("sha256", ["0" * 64, "0" * 12, "short", "%", "'"])
def test_a_version_that_is_not_there_is_refused(library, sha256: str) -> None:
    with pytest.raises(VersionUnknown):
        library.text("lamps", sha256)


def test_a_few_digits_name_no_version(library) -> None:
    with pytest.raises(VersionUnknown):
        library.version("lamps", library.document("lamps").version[:7])


def test_the_pages_of_each_version_are_kept(open_library) -> None:
    library = open_library()
    for digit, labels in (("a", ("i", "1")), ("b", ("1", "2"))):
        pages = (Page(1, labels[0], Span(0, 4)), Page(2, labels[1], Span(6, 9)))
        reading = Reading(Source("a.pdf", "A"), digit * 64, "One.\n\nTwo", pages)
        library.put(reading, digit.encode())
    new, old = library.versions("a")
    assert [page.label for page in old.pages] == ["i", "1"]
    assert [page.label for page in new.pages] == ["1", "2"]


def test_what_is_told_beside_the_text_is_kept_and_older_folders_have_none(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    link = Link(Span(0, 3), "https://www.lampwick.gov.uk")
    tie = NoteReference(Span(4, 5), Span(7, 13))
    reading = Reading(Source("a.md", "A"), "a" * 64, "One.¹\n\n¹ Two.", links=(link,), notes=(tie,))
    with closing(Catalogue(path)) as catalogue:
        catalogue.put("a", reading, ())
        [version] = catalogue.versions.of("a")
        assert (version.links, version.notes) == ((link,), (tie,))
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE versions DROP COLUMN links")
        connection.execute("ALTER TABLE versions DROP COLUMN notes")
    with closing(Catalogue(path)) as catalogue:
        [version] = catalogue.versions.of("a")
        assert (version.links, version.notes) == ((), ())


def test_a_removed_document_is_remembered_by_its_contents_alone(library, put) -> None:
    contents = [version.document.version for version in library.versions("lamps")]
    library.remove("lamps")
    assert all(library.was_removed("lamps.md", sha256) for sha256 in contents)
    assert not library.was_removed("other.md", contents[0])
    assert not library.was_removed("lamps.md", "0" * 64)
    put(library, "lamps.md", NEW)
    assert not library.was_removed("lamps.md", contents[0])
    assert library.was_removed("lamps.md", contents[1])
