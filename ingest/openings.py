"""What a line of a page opens with: a list's item, a caption, an entry of a contents list."""

from __future__ import annotations

import re

BULLET = re.compile(r"^(?:[•‣◦▪●■►➢✓\uf0b7\uf0a7\uf0d8]|[-–*o](?=\s))\s*")
"""What printers set in front of items; symbol fonts use private characters."""

_DASH = re.compile(r"^[-–*o]\s")
"""A bullet only where an item may begin: a dash opens a line within a sentence too."""

_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[ivxlIVXL]{1,5}[.)]|\(?[a-zA-Z][.)])\s+\S")

NUMBERED_CAPTION = re.compile(
    r"^(?:Table|Figure|Fig\.|Chart|Box|Map)\s+(?:[A-Z]\.?)?\d[\d.]*(?:\s*[:.–—-]\s|\s+[(A-Z])\S*"
)
"""What opens a caption, and not a line that runs on ("… as shown in / Table 3. The next")."""

LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]+$|…\s*[\divxlc]+$", re.IGNORECASE)

ENDED = re.compile(r"[.?!:;][”’\"')]?[⁰¹²³⁴-⁹]*$")


def is_item(text: str, before: str = "") -> bool:
    """Tell whether a line opens a list's item; ``before`` is the line above in its block."""
    if before and (_DASH.match(text) or not BULLET.match(text)):
        follows = ENDED.search(before) or re.search(r",$|\b(?:and|or)$", before)
        return bool(follows) and bool(BULLET.match(text) or _ITEM.match(text))
    return bool(BULLET.match(text) or _ITEM.match(text))


def is_contents_line(text: str) -> bool:
    """Tell whether a line is an entry of a contents list."""
    return bool(LEADERS.search(text))
