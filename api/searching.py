"""A search as the API and the command line give it."""

from __future__ import annotations

from collections.abc import Sequence

from api.note_shapes import Notes
from api.shapes import SearchShape, passage_shape
from api.wiring import Assembly
from assistant.question import checked


def found_passages(
    assembly: Assembly, query: str, *, k: int, documents: Sequence[str] = ()
) -> SearchShape:
    """Return the ``k`` best passages for a query.

    Raises:
        QuestionInvalid: the query is empty, too long or not readable text.
        DocumentUnknown: a document to search does not exist.
    """
    library = assembly.library
    for document_id in documents:
        library.document(document_id)
    hits = assembly.answerer.searcher.search(checked(query), k=k, documents=documents)
    versions = {hit.document.id: hit.document.version for hit in hits}
    texts = {key: library.text(key, version) for key, version in versions.items()}
    notes = Notes(library)
    return SearchShape(passages=[passage_shape(hit, texts[hit.document.id], notes) for hit in hits])
