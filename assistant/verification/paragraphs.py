"""The sentences of a text as somebody wrote or pasted it: wrapped lines joined, marks left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.markup import readable
from corpus.sentences import sentence_spans

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_ITEM = re.compile(
    r"\s*(?:[-•◦▪*–+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z]))\s+"
)
"""What opens an item of a list, or a numbered paragraph."""

_ENDS = re.compile(r"[.!?:;][’”'\")\]*_\d]*\s*$")
_CELL = re.compile(r"\s*(?:(?<!\\)\||\t)\s*")
_WRAPPED = 45
"""Characters from which a line that does not end a sentence is taken to go on below; chosen:
mail and PDF readers wrap at 60 and more, headings and names are mostly shorter."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a text, readable; ``heading`` where the text marks it as one."""

    text: str
    heading: bool = False


def sentences_in(text: str) -> Iterator[Written]:
    """Yield the sentences of a text in order; list marks and mark-up are left out."""
    for paragraph in _paragraphs(text):
        heading = bool(_HEADING.match(paragraph))
        mark = None if heading else _ITEM.match(paragraph)
        shown = readable(_cells_parted(paragraph[mark.end() if mark else 0 :]))
        for span in sentence_spans(shown):
            if any(character.isalnum() for character in span.of(shown)):
                yield Written(span.of(shown), heading)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the text's lines, those that one sentence runs over as one."""
    kept = ""
    for line in text.splitlines():
        if kept and _goes_on(kept, line):
            kept = f"{kept.rstrip()} {line.strip()}"
            continue
        if kept.strip():
            yield kept
        kept = line
    if kept.strip():
        yield kept


def _goes_on(above: str, line: str) -> bool:
    shown = line.strip()
    if not shown or not above.strip() or _HEADING.match(above) or _ENDS.search(above):
        return False
    if _HEADING.match(line) or _ITEM.match(line) or "|" in above + line or "\t" in shown:
        return False
    return shown[0].islower() or len(above.strip().rsplit("\n", 1)[-1]) >= _WRAPPED


def _cells_parted(line: str) -> str:
    """Return a row of a table with its cells parted by semicolons, other lines as they are."""
    row = line.strip()
    if not row.startswith("|") and "\t" not in row:
        return line
    return "; ".join(cell for cell in _CELL.split(row) if cell)
