"""Registers are stored with their document, replaced with it and erased with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DocumentUnknown
from corpus.library import Library
from corpus.words import Register

SECRET = b"quizzaciously"
MEMO = (
    "# Memo\n\nThis memo makes 3 recommendations.\n\n## Lamps\n\n"
    "We recommend that the lamps are lit quizzaciously in May.\n\n"
    "## Roads\n\nWe recommend that the roads are swept.\n"
)


def test_a_register_comes_back_as_it_was_read(open_library: Callable[..., Library], put) -> None:
    library = open_library()
    put(library, "memo.md", MEMO)
    register = library.recommendations("memo")
    assert [(one.shown, one.theme) for one in register.recommendations] == [
        ("We recommend that the lamps are lit quizzaciously in May.", "Lamps"),
        ("We recommend that the roads are swept.", "Roads"),
    ]
    assert all(one.span.of(MEMO) == one.shown for one in register.recommendations)
    assert (register.claimed, register.claims[0].found) == (3, 2)
    assert library.document("memo").warnings == register.warnings


def test_a_heading_below_which_none_was_found_comes_back(
    open_library: Callable[..., Library], put
) -> None:
    library = open_library()
    told = "The lamps of the borough shine on the lanes of the villages all night."
    put(library, "memo.md", f"# Memo\n\n## Our recommendations\n\n{told}\n")
    register = library.recommendations("memo")
    assert [heading.title for heading in register.unread] == ["Our recommendations"]
    assert library.document("memo").warnings == register.warnings


def test_ids_differ_between_documents_and_stay_between_readings(
    open_library: Callable[..., Library], put
) -> None:
    library = open_library()
    put(library, "memo.md", MEMO)
    put(library, "copy.md", MEMO)
    first = library.recommendations("memo")
    other = {one.id for one in library.recommendations("copy").recommendations}
    assert not {one.id for one in first.recommendations} & other
    put(library, "memo.md", f"Put in front.\n\n{MEMO}")
    again = library.recommendations("memo")
    assert [one.id for one in again.recommendations] == [one.id for one in first.recommendations]


def test_a_new_version_brings_its_own_register(open_library: Callable[..., Library], put) -> None:
    library = open_library()
    put(library, "memo.md", MEMO)
    put(library, "memo.md", "# Memo\n\nThere is nothing to say of lamps.\n")
    assert library.recommendations("memo") == Register()


def test_a_register_is_erased_with_its_document(
    open_library: Callable[..., Library], put, tmp_path: Path
) -> None:
    library = open_library()
    put(library, "memo.md", MEMO)
    assert holding(tmp_path)
    library.remove("memo")
    assert not holding(tmp_path)
    with pytest.raises(DocumentUnknown):
        library.recommendations("memo")


def holding(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if SECRET in path.read_bytes()]
