"""PDF files, page by page, with physical and printed page numbers.

The one module that knows pypdf.
"""

from __future__ import annotations

import io
import logging
import re

from corpus.errors import FileUnreadable
from corpus.words import Page, Span
from ingest.extracted import Extracted

PAGE_BREAK = "\n\n"

_LOCKED = "the PDF is locked with a password. Save it without one."


def read_pdf(content: bytes, name: str) -> Extracted:
    """Return the text of a PDF.

    Raises:
        FileUnreadable: damaged, encrypted, or without any text.
    """
    import pypdf
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileUnreadable(name, _LOCKED)
        texts = [_cleaned(page.extract_text() or "") for page in reader.pages]
        labels = list(reader.page_labels)
        title = str((reader.metadata.title if reader.metadata else "") or "").strip()
    except FileUnreadable:
        raise
    except DependencyError as error:
        raise FileUnreadable(name, _LOCKED) from error
    except Exception as error:  # a damaged PDF makes pypdf raise nearly anything
        raise FileUnreadable(name, f"the PDF is damaged ({error}). Export it again.") from error
    if not any(text.strip() for text in texts):
        raise FileUnreadable(
            name, "no page holds text; it looks scanned. Run text recognition on it."
        )
    return Extracted(
        PAGE_BREAK.join(texts),
        "application/pdf",
        title=title,
        pages=_pages(texts, labels),
        warnings=_warnings(texts),
    )


def _cleaned(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", "", text).strip()


def _pages(texts: list[str], labels: list[str]) -> tuple[Page, ...]:
    pages, start = [], 0
    for number, text in enumerate(texts, start=1):
        end = start + len(text)
        label = labels[number - 1] if number <= len(labels) else str(number)
        pages.append(Page(number, label, Span(start, end)))
        start = end + len(PAGE_BREAK)
    return tuple(pages)


def _warnings(texts: list[str]) -> tuple[str, ...]:
    empty = [str(number) for number, text in enumerate(texts, start=1) if not text]
    if not empty:
        return ()
    listed = ", ".join(empty[:12]) + (" and more" if len(empty) > 12 else "")
    return (f"{len(empty)} of {len(texts)} pages hold no text: {listed}.",)
