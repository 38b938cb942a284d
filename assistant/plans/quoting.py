"""Passages cited in a plan: each once, numbered in the order in which they are first used."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from assistant.plans.plan import CitedDocument, CitedPage, PlanCitation
from corpus.library import Library
from corpus.words import Document, Page, Passage, Span

_VERSION_SHOWN = 12
"""Digits of a version's sha256 that citations of answers show too."""


def citation_of(
    marker: int, document: Document, passage: Passage, span: Span, text: str
) -> PlanCitation:
    """Return a citation of ``span``; ``text`` is the stored text of the document."""
    return PlanCitation(
        marker=marker,
        document=_cited(document),
        page=_page(passage.page_at(span.start)),
        section=passage.section,
        quote=span.of(text),
        start=span.start,
        end=span.end,
        passage_id=passage.id,
        url=_address(document, span),
    )


def _cited(document: Document) -> CitedDocument:
    source = document.source
    return CitedDocument(
        id=document.id,
        title=source.title,
        publisher=source.publisher,
        date=source.date or None,
        version=document.version[:_VERSION_SHOWN],
    )


def _page(page: Page | None) -> CitedPage | None:
    return CitedPage(physical=page.physical, label=page.label) if page else None


def _address(document: Document, span: Span) -> str:
    """The passage on the page of its document, as citations of answers link it."""
    query = {
        "version": document.version[:_VERSION_SHOWN],
        "start": str(span.start),
        "end": str(span.end),
    }
    return f"/documents/{quote(document.id)}?{urlencode(query)}#quote"


@dataclass(slots=True)
class Quotations:
    """The citations of one plan, as they come to be used."""

    library: Library
    found: list[PlanCitation] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)

    def cite(self, document: Document, passage: Passage, span: Span) -> int:
        """Return the marker of a passage, that which it has if it is cited already."""
        for one in self.found:
            if (one.document.id, one.start, one.end) == (document.id, span.start, span.end):
                return one.marker
        text = self.text(document)
        self.found.append(citation_of(len(self.found) + 1, document, passage, span, text))
        return len(self.found)

    def adopt(self, citation: PlanCitation) -> int:
        """Return the marker of a passage cited elsewhere."""
        for one in self.found:
            same = (citation.document.id, citation.start, citation.end)
            if (one.document.id, one.start, one.end) == same:
                return one.marker
        self.found.append(citation.model_copy(update={"marker": len(self.found) + 1}))
        return len(self.found)

    def text(self, document: Document) -> str:
        """Return the stored text of a document, read once for a plan."""
        if document.id not in self._texts:
            self._texts[document.id] = self.library.text(document.id, document.version)
        return self._texts[document.id]
