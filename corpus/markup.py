"""Stored text made readable: mark-up and marks of notes removed, for show and for search.

The stored text itself never changes; quotations are cut from it verbatim.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from corpus.note_marks import without_note_marks

_BREAK_TAG = re.compile(r"<(?:/?(?:p|li|ul|ol|br|tr|td|div)\b[^<>]*)>", re.I)
_URL_IN_ANGLES = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.I)
_STRONG = re.compile(r"\*{1,3}(?=\S)([^*]{1,2000})(?<=\S)\*{1,3}")
_STRAY_STARS = re.compile(r"\*{2,3}|(?<!\S)\*(?=\w)|(?<=[\w.,;:!?])\*(?!\S)")
_HEADING_MARK = re.compile(r"^\s{0,3}#{1,6}\s+", re.M)
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^)]{0,2000})\)")
_SPACE = re.compile(r"\s+")
_RULE = re.compile(r"^[^\S\n]*(?:-{3,}|_{3,}|\*{3,})[^\S\n]*$", re.M)


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """Return ``text`` on one line without Markdown or HTML mark-up and marks of notes.

    Kept for a while: a file's reading asks for the same few lines in each of its steps.
    """
    text = without_note_marks(text)
    # Most texts hold no mark-up, and looking for each kind of it takes long.
    if "<" in text:
        text = _URL_IN_ANGLES.sub(r"\1", text)
        text = _BREAK_TAG.sub(" ", text)
        text = _TAG.sub("", text)
    text = _RULE.sub(" ", text)
    if "#" in text:
        text = _HEADING_MARK.sub("", text)
    if "[" in text:
        text = _IMAGE.sub(r"\1", text)
        text = _LINK.sub(r"\1", text)
    if "*" in text:
        text = _STRONG.sub(r"\1", text)
        text = _STRAY_STARS.sub("", text)
    return _SPACE.sub(" ", html.unescape(text)).strip()
