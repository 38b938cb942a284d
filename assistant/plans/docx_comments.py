"""Comments beside a Word document: who says what, and of which words.

They are about a plan and no part of it: kept apart, so that nothing in them counts as planned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

COMMENTS = "comments"
"""The field of a plan that holds them."""
MOST_COMMENTS, MOST_CHARACTERS = 500, 2_000
"""Comments of a document, and characters of one and of the words it is about, that are kept."""

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def comments_in(document: Document) -> list[dict[str, str]]:
    """Return the comments of a document in its order: ``author``, ``text``, and ``about``, the
    words that it was written beside; empty where they are gone."""
    from docx.oxml import parse_xml

    parts = (r.target_part for r in document.part.rels.values() if _is_comments(r))
    part = next(parts, None)
    if part is None:
        return []
    about = _commented(document.element.body)
    found = parse_xml(part.blob).iter(f"{_MAIN}comment")
    comments = [_comment(one, about) for one, _ in zip(found, range(MOST_COMMENTS), strict=False)]
    return [one for one in comments if one["text"]]


def _is_comments(relation: Any) -> bool:
    return relation.reltype == _RELATION and not relation.is_external


def _comment(element: Any, about: dict[str, str]) -> dict[str, str]:
    return {
        "author": element.get(f"{_MAIN}author", "")[:200],
        "text": " ".join(_text(line.iter(f"{_MAIN}t")) for line in element.iter(f"{_MAIN}p"))[
            :MOST_CHARACTERS
        ].strip(),
        "about": about.get(element.get(f"{_MAIN}id", ""), ""),
    }


def _commented(body: Any) -> dict[str, str]:
    """Return the words between the marks of each comment, by its id."""
    open_now: dict[str, list[Any]] = {}
    closed: dict[str, str] = {}
    for element in body.iter():
        name = str(element.tag).rpartition("}")[2]
        key = element.get(f"{_MAIN}id", "") if name.startswith("commentRange") else ""
        if name == "commentRangeStart":
            open_now[key] = []
        elif name == "commentRangeEnd" and key in open_now:
            closed[key] = _text(open_now.pop(key))
        elif name == "t":
            for texts in open_now.values():
                texts.append(element)
    return closed


def _text(elements: Any) -> str:
    return " ".join("".join(one.text or "" for one in elements).split())[:MOST_CHARACTERS]
