"""A citation of a plan in one line, as notes print it."""

from __future__ import annotations

from assistant.plans.plan import CitedPage, PlanCitation
from corpus.markup import readable


def page_text(page: CitedPage | None) -> str:
    """Return the printed number of a page with its count in the file where the two differ."""
    if page is None:
        return ""
    if page.label and page.label != str(page.physical):
        return f"{page.label} ({page.physical})"
    return str(page.physical)


def citation_text(citation: PlanCitation) -> str:
    """Return title, publisher, date, page, section and the passage, its mark-up left out."""
    document = citation.document
    by = ", ".join(part for part in (document.publisher, document.date or "") if part)
    parts = [document.title or document.id or "Source", f"({by})" if by else ""]
    head = " ".join(part for part in parts if part)
    if citation.page is not None:
        label = page_text(citation.page)
        printed = label.partition(" (")[0]
        in_file = f" (page {citation.page.physical} of the file)" if printed != label else ""
        head += f", page {printed}{in_file}"
    if citation.section:
        head += f", section “{' › '.join(citation.section)}”"
    quote = readable(citation.quote).lstrip("-•* ")
    return f"{head}: “{quote}”" if quote else head
