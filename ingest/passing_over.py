"""Which files of a folder or an archive are no documents, by their content, and why.

What a file's name promises is not passed over, so that a damaged report is reported.
"""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from corpus.errors import FileUnreadable
from ingest.csv_tables import delimiter_of
from ingest.formats import EMPTY, PICTURE, SOUND, is_document, refusal
from ingest.plain_text import decoded

HEAD_BYTES = 8192
"""Of a file, that tell what it is."""

_REPORT_SUFFIXES = frozenset(
    (
        *(".md", ".markdown", ".txt", ".csv", ".tsv", ".pdf", ".html", ".htm", ".xhtml"),
        *(".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm"),
        *(".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
        *(".doc", ".xls", ".ppt", ".rtf", ".odt", ".zip"),
    )
)
_TYPES = mimetypes.MimeTypes()
"""Python's own list alone: those of systems differ."""

_NAMED = {"image": PICTURE, "audio": SOUND, "video": SOUND}
_BINARY = "it is neither text nor a document of a format that is known."
_CODE = "it is code or data, not a text to be read. Give its path to read it all the same."
_SIGNS = frozenset('{}[]<>=;\\_$@&+^~"')
_CODE_SHARE = 0.05
"""Of the characters of a text that are signs: at most 0.03 in reports, Markdown tables and
all, and 0.05 to 0.3 in programs, style sheets, JSON and settings (measured)."""


def why_passed_over(name: str, head: bytes) -> str:
    """Return why a file that nobody asked for by name is no document; nothing where it may be.

    ``head`` is its first ``HEAD_BYTES`` bytes.
    """
    if PurePosixPath(name).suffix.lower() in _REPORT_SUFFIXES or is_document(head, name):
        return ""
    if not head.strip(b"\0 \t\r\n"):
        return EMPTY
    said, _ = _TYPES.guess_type(PurePosixPath(name).name)
    return refusal(head) or _NAMED.get((said or "").split("/")[0], "") or _no_text(name, head)


def _no_text(name: str, head: bytes) -> str:
    try:
        text = decoded(head[: head.rfind(b"\n") + 1] or head, "")
    except FileUnreadable:
        return _BINARY
    if delimiter_of(text, name):
        return ""
    written = "".join(text.split())
    signs = sum(character in _SIGNS for character in written)
    return _CODE if text.startswith("#!") or signs > _CODE_SHARE * len(written) else ""
