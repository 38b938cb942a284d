"""The text of a file that shall be checked: read within limits, and stored nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

from api.settings import Settings
from api.wiring import limited_reader
from assistant.question import is_plain_text
from corpus.errors import FileUnreadable
from corpus.words import BlockKind
from ingest.extracted import Extracted

_LEFT_OUT = (BlockKind.FURNITURE, BlockKind.CONTENTS)
STANDARD_INPUT = Path("-")


def text_of_path(settings: Settings, path: Path) -> str:
    """Return the text of a file, or of standard input where the path is ``-``.

    Raises:
        FileUnreadable: it holds nothing that can be read, or reading it costs too much.
    """
    if path == STANDARD_INPUT:
        return text_of(settings, "standard input", sys.stdin.buffer.read())
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path.name, f"it cannot be opened ({error.strerror}).") from error
    return text_of(settings, path.name, content)


def text_of(settings: Settings, name: str, content: bytes) -> str:
    """Return the text of a file by its name and its bytes.

    Raises:
        FileUnreadable: it holds nothing that can be read, or reading it costs too much.
    """
    with limited_reader(settings) as reader:
        return written_text(reader.extract(name, content))


def written_text(found: Extracted) -> str:
    """Return what somebody wrote in a file: headings marked as such, and without running heads,
    page numbers and lists of contents."""
    parts, position = [], 0
    for mark in found.marks:
        parts.append(found.text[position : mark.span.start])
        position = mark.span.end
        shown = mark.span.of(found.text)
        if mark.kind is BlockKind.HEADING:
            parts.append(f"# {' '.join(shown.split())}")
        elif mark.kind not in _LEFT_OUT:
            parts.append(shown)
    parts.append(found.text[position:])
    text = "".join(parts)
    return "".join(letter if is_plain_text(letter) else " " for letter in text)
