"""What documents link to: words of the stored text and the address that stands behind them.

Addresses are kept as data and never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.words import Link, Span
from ingest.characters import tidy

_LONGEST = 2_000
"""Characters of an address; browsers and servers take no longer ones for certain."""

_MOST = 5_000
"""Links of a document that are kept."""

_MARKDOWN = re.compile(
    r"(?<![!\\])\[(?P<words>[^\[\]\n]+)\]\(<?(?P<url>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?[^()\n]*\)"
)
_ANGLES = re.compile(r"<(?P<url>https?://[^\s<>]+)>")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that link, and the part of the stored text in which they stand."""

    words: str
    url: str
    within: Span


def web_address(url: str) -> str:
    """Return an address of the web as it is; nothing for any other scheme, for what names an
    account, or for what no address holds."""
    url = url.strip()
    if len(url) > _LONGEST or re.search(r"[\s\x00-\x1f\x7f\"'<>\\^`{|}]", url):
        return ""
    try:
        parts = urlsplit(url)
        named = parts.hostname and "@" not in parts.netloc
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and named else ""


def placed(text: str, anchors: Iterable[Anchor]) -> tuple[Link, ...]:
    """Return the links whose words are found in their part of the text, in the order given."""
    return tuple(_placed(text, anchors))[:_MOST]


def markdown_links(text: str) -> tuple[Link, ...]:
    """Return the links that Markdown writes into a text."""
    found = [
        Link(Span(*match.span("words")), match["url"]) for match in _MARKDOWN.finditer(text)
    ] + [Link(Span(*match.span("url")), match["url"]) for match in _ANGLES.finditer(text)]
    kept = [link for link in found if web_address(link.url)]
    return tuple(sorted(kept, key=lambda link: link.span.start))[:_MOST]


def _placed(text: str, anchors: Iterable[Anchor]) -> Iterator[Link]:
    position = 0
    for anchor in anchors:
        words, url = tidy(anchor.words).split(), web_address(anchor.url)
        if not words or not url:
            continue
        pattern = re.compile(r"\s*".join(_word(word) for word in words))
        start = max(position, anchor.within.start)
        found = pattern.search(text, start, anchor.within.end)
        found = found or pattern.search(text, anchor.within.start, anchor.within.end)
        if found:
            position = found.end()
            yield Link(Span(*found.span()), url)


def _word(word: str) -> str:
    """A word that a line's end parts is put together in the text, or keeps its hyphen."""
    return re.escape(word[:-1]) + "-?" if word.endswith("-") else re.escape(word)
