"""Two versions of a document compared."""

from __future__ import annotations

from api.document_shapes import document_shape
from api.version_shapes import ComparedText, ComparisonShape, change_shape
from corpus.comparison import changes_between
from corpus.library import Library


def compared(library: Library, document_id: str, before: str, after: str) -> ComparisonShape:
    """Return what changed between two versions; by default, with the latest change.

    Raises:
        DocumentUnknown: there is no such document.
        VersionUnknown: it has no such version.
    """
    versions = library.versions(document_id)
    newer = library.version(document_id, after)
    older = library.version(document_id, before) if before else None
    if older is None:
        earlier = [version for version in versions if version.number < newer.number]
        older = earlier[0] if earlier else newer
    old, new = (
        ComparedText(version, library.text(document_id, version.document.version))
        for version in (older, newer)
    )
    changes = changes_between(old.text, new.text)
    return ComparisonShape(
        before=document_shape(older.document),
        after=document_shape(newer.document),
        changes=[change_shape(change, old, new) for change in changes],
    )
