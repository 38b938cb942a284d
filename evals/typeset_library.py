"""The documents typeset anew in another format and read again: what reading loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from corpus.library import Library
from corpus.words import Reading
from evals.report_elements import elements_of
from evals.typeset import Layout, set_as_pdf
from evals.typeset_docx import set_as_docx

Format = Literal["pdf", "docx"]

_LAYOUT = Layout(running_head="A report about services", front_pages=2)


def typeset_library(
    library: Library, folder: Path, form: Format, read: Callable[[str, bytes], Reading]
) -> Library:
    """Return a library of its own, below ``folder``, with the same documents as PDF or DOCX.

    Titles and publishers are those of the originals. It is made anew each time, since what
    is measured is reading; vectors of unchanged units are kept.
    """
    embeddings = library.embeddings
    typeset = Library(
        folder / f"as-{form}",
        lambda: embeddings,
        embedding_name=library.embedding_name,
        wait_seconds=2,
    )
    wanted = {f"{Path(d.source.name).stem}.{form}": d for d in library.documents()}
    for document in typeset.documents():
        if document.source.name not in wanted:
            typeset.remove(document.id)
    for name, document in wanted.items():
        elements = elements_of(library.text(document.id), library.passages_of(document.id))
        content = (set_as_pdf if form == "pdf" else set_as_docx)(elements, _LAYOUT)
        reading = read(name, content)
        source = replace(document.source, name=name, media_type=reading.source.media_type)
        typeset.put(replace(reading, source=source), content)
    return typeset
