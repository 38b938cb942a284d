"""Headings that promise recommendations and below which none was found, so that it can be said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.markup import readable
from corpus.words import Block, BlockKind, Span, UnreadHeading
from ingest.register.titles import region_of

_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.TABLE_ROW)
_FEWEST_WORDS = 8
"""Below a heading with fewer words nothing is missed that a reader would look for."""

_NONE = re.compile(
    r"\b(?:no|not|without|any)\b[^.]{0,40}\brecommend\w*\b|\bnot applicable\b|^(?:none|nil|n/a)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:see|set out|listed|shown|given|found|summarised|appendix|annex|chapters?|sections?|"
    r"pages?|below|above|paragraphs?|throughout|elsewhere)\b",
    re.IGNORECASE,
)


def unread_headings(
    text: str, blocks: Sequence[Block], found: Sequence[Span]
) -> tuple[UnreadHeading, ...]:
    """Return the headings of recommendations with words of their own and nothing of ``found``
    below them; not those that say there are none, or, where some were found, where they are."""
    unread = []
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or not _opens(block):
            continue
        below = _below(blocks[number + 1 :], block.section)
        end = below[-1].span.end if below else block.span.end
        if any(block.span.start <= span.start < end for span in found):
            continue
        words = " ".join(readable(b.span.of(text)) for b in below if b.kind in _BODY)
        pointed = _NONE.search(words) or (found and _ELSEWHERE.search(words))
        if len(words.split()) >= _FEWEST_WORDS and not pointed:
            unread.append(UnreadHeading(block.section[-1], block.span))
    return tuple(unread)


def _opens(block: Block) -> bool:
    region = region_of(block.section)
    return region is not None and region.topic.strong and region.section == block.section


def _below(blocks: Sequence[Block], section: tuple[str, ...]) -> list[Block]:
    below = []
    for block in blocks:
        if block.section[: len(section)] != section:
            break
        below.append(block)
    return below
