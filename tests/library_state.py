"""What a library can be answered from: compared after a crash or a full disk."""

from __future__ import annotations

from corpus.library import Library


def state_of(library: Library) -> tuple:
    """Return all that can be answered from, after checking that each document is whole."""
    documents = library.documents()
    for document in documents:
        assert len(library.passages_of(document.id)) == document.passages
        assert len(library.text(document.id)) == document.characters
        assert library.file(document.id).decode() == library.text(document.id)
    assert library.readiness().ready
    return (
        documents,
        [library.passages_of(document.id) for document in documents],
        sorted(library._vectors.all_ids()),
        sorted(path.name for path in (library.folder / "files").iterdir()),
    )
