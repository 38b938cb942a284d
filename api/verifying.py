"""A text checked, as the API, the page and the command line give it."""

from __future__ import annotations

from collections.abc import Sequence

from api.verify_shapes import VerificationShape, verification_shape
from api.wiring import Assembly
from assistant.verification.texts import TextVerifier


def verified_text(
    assembly: Assembly, text: str, *, sources: Sequence[str] = (), documents: Sequence[str] = ()
) -> VerificationShape:
    """Check a text against ``sources``, or where there are none against the documents.

    Raises:
        TextInvalid: the text is empty, too long or not readable text.
        DocumentUnknown: a document does not exist.
    """
    verifier = TextVerifier(assembly.answerer.searcher)
    checked = verifier.check(text, sources=sources, documents=documents)
    return verification_shape(checked, assembly.library)
