"""Markdown and plain text: the file's characters are the stored text."""

from __future__ import annotations

from corpus.errors import FileUnreadable
from ingest.extracted import Extracted
from ingest.links import markdown_links

_CONTROL_SHARE = 0.02


def read_text(content: bytes, name: str) -> Extracted:
    """Return a text file as it is.

    Raises:
        FileUnreadable: the file is empty or holds no text.
    """
    marked = name.lower().endswith((".md", ".markdown"))
    text = decoded(content, name)
    return Extracted(text, "text/markdown" if marked else "text/plain", links=markdown_links(text))


def decoded(content: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, or in Windows-1252 as older Windows programs write it.

    Raises:
        FileUnreadable: the file is empty or holds no text.
    """
    if b"\0" in content:
        raise FileUnreadable(name, "the file is not text. Save it as PDF, Markdown or plain text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not text.strip():
        raise FileUnreadable(name, "the file is empty. Put the report's text in it, or remove it.")
    odd = sum(character < " " and character not in "\t\n\r\f" for character in text)
    if odd > _CONTROL_SHARE * len(text) or text.count("�") > _CONTROL_SHARE * len(text):
        raise FileUnreadable(name, "the file is not text. Save it as PDF, Markdown or plain text.")
    return text
