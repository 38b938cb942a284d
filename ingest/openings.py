"""What a line of a page opens with: a list's item, a caption, an entry of a contents list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page_lines import TextLine

BULLET = re.compile(r"^(?:[•‣◦▪●■►➢✓☐☒\uf0b7\uf0a7\uf0d8]|[-–*o](?=\s))\s*")
"""What printers set in front of items; symbol fonts use private characters."""

_DASH = re.compile(r"^[-–*o]\s")
"""A bullet only where an item may begin: a dash opens a line within a sentence too."""

_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[ivxlIVXL]{1,5}[.)]|\(?[a-zA-Z][.)])\s+\S")

NUMBERED_CAPTION = re.compile(
    r"^(?:Table|Figure|Fig\.|Chart|Box|Map)\s+(?:[A-Z]\.?)?\d[\d.]*(?:\s*[:.–—-]\s|\s+[(A-Z])\S*"
)
"""What opens a caption, and not a line that runs on ("… as shown in / Table 3. The next")."""

_DEEPER = 2.2
"""Indent against the item above, in type sizes, that only an item below it has: its own text
is set in by less."""

LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]+$|…\s*[\divxlc]+$", re.IGNORECASE)

ENDED = re.compile(r"[.?!:;][”’\"')]?[⁰¹²³⁴-⁹]*$")


def is_item(text: str, before: str = "") -> bool:
    """Tell whether a line opens a list's item; ``before`` is the line above in its block."""
    if before and (_DASH.match(text) or not BULLET.match(text)):
        follows = ENDED.search(before) or re.search(r",$|\b(?:and|or)$", before)
        return bool(follows) and bool(BULLET.match(text) or _ITEM.match(text))
    return bool(BULLET.match(text) or _ITEM.match(text))


def opens_item(line: TextLine, above: Sequence[TextLine]) -> bool:
    """Tell whether a line opens a list's item below the lines ``above`` of its block: by its
    wording, or, in a list, by how it is set."""
    if is_item(line.text, above[-1].text if above else ""):
        return True
    items = [n for n, each in enumerate(above) if _marked(each)]
    if not items or not _marked(line):
        return False
    parent, wrapped = above[items[-1]], above[items[-1] + 1 :]
    return _had_room(above[-1], line) or _is_deeper(line, parent, wrapped)


def _marked(line: TextLine) -> bool:
    return bool(BULLET.match(line.text) or _ITEM.match(line.text))


def _had_room(before: TextLine, line: TextLine) -> bool:
    """Whether the line's first words had fitted above: its mark was set to begin a line."""
    words = " ".join(line.text.split()[:2])
    width = line.box.width * (len(words) + 1) / len(line.text)
    return before.column == line.column and before.box.right + width < line.column.right


def _is_deeper(line: TextLine, parent: TextLine, wrapped: Sequence[TextLine]) -> bool:
    """Whether a line is set in deeper than the text of the item above, or as deep as that item
    with the same mark."""
    if abs(line.box.left - parent.box.left) < 1:
        return line.text[0] == parent.text[0]
    if wrapped:
        return line.box.left > min(each.box.left for each in wrapped) + line.size / 2
    return line.box.left > parent.box.left + _DEEPER * line.size


def is_contents_line(text: str) -> bool:
    """Tell whether a line is an entry of a contents list."""
    return bool(LEADERS.search(text))
