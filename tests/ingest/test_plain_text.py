"""Markdown and plain text: bytes to characters."""

from __future__ import annotations

import pytest

from corpus.errors import FileUnreadable
from ingest.plain_text import decoded


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Plain words.\r\n", "Plain words.\r\n"),
        ("£5 – “naïve” Łódź".encode(), "£5 – “naïve” Łódź"),
        (b"\xef\xbb\xbfWith a mark.", "With a mark."),
        ("£5 – “naïve” café".encode("cp1252"), "£5 – “naïve” café"),
        (b"A\tB\nC\fD", "A\tB\nC\fD"),
    ],
    ids=["ascii", "utf-8", "byte order mark", "windows-1252", "white space"],
)
def test_text_is_read_as_it_was_written(content: bytes, text: str) -> None:
    assert decoded(content, "a.txt") == text


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u2003\n".encode()],
    ids=["nothing", "white space", "only a mark", "mark and space", "unusual spaces"],
)
def test_an_empty_file_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(FileUnreadable) as refused:
        decoded(content, "a.txt")
    assert "empty" in refused.value.reason
    assert refused.value.name == "a.txt"


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(1, 32)) * 9,
        "In another encoding".encode("utf-16"),
        b"\x81\x8d\x8f\x90\x9d" * 40,
    ],
    ids=["zip", "image", "control characters", "utf-16", "undefined in windows-1252"],
)
def test_what_is_no_text_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(FileUnreadable, match="Save it as PDF, Markdown or plain text"):
        decoded(content, "a.txt")
