"""Where a page ends and the next begins: what goes on, and what stands between its halves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.words import BlockKind
from ingest.openings import is_item
from ingest.pdf_blocks import LaidBlock, goes_on

_RUNS_ON = re.compile(r"[\w,’'“(–-]$")


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page's blocks, the lines only the page needs, and its printed label."""

    blocks: tuple[LaidBlock, ...]
    furniture: tuple[str, ...]
    label: str


def with_whole_sentences(
    pages: Sequence[LaidPage],
) -> Iterator[tuple[LaidPage, LaidPage | None]]:
    """Yield each page with the one that follows; what stood between the halves of what goes on
    overleaf, notes and what is set apart, before the first half or behind the second."""
    ordered = list(pages)
    for number, page in enumerate(ordered):
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        if following:
            following = ordered[number + 1] = _begins_with_what_goes_on(page, following)
        yield _notes_before_what_goes_on(page, following), following


def _begins_with_what_goes_on(page: LaidPage, following: LaidPage) -> LaidPage:
    apart = list(itertools.takewhile(lambda block: block.set_apart, following.blocks))
    text = following.blocks[len(apart) :]
    end = replace(page, blocks=tuple(block for block in page.blocks if not _is_note(block)))
    if apart and runs_over(end, replace(following, blocks=text)):
        return replace(following, blocks=(text[0], *apart, *text[1:]))
    return following


def _is_note(block: LaidBlock) -> bool:
    """Whether a block may stand at a page's foot between the halves of a sentence."""
    return block.kind is BlockKind.FOOTNOTE or block.set_apart


def _notes_before_what_goes_on(page: LaidPage, following: LaidPage | None) -> LaidPage:
    """Put the notes at a page's foot, and what is set apart from its text there, before its
    last block, and the lead-in of that, where it goes on overleaf: they would part a sentence
    or a list, and stay on their page so."""
    notes = list(itertools.takewhile(_is_note, reversed(page.blocks)))[::-1]
    text = page.blocks[: len(page.blocks) - len(notes)]
    above = replace(page, blocks=text)
    if notes and (runs_over(above, following) or _list_runs_over(above, following)):
        lead_in = len(text) > 1 and text[-2].text.endswith(":")
        whole = len(text) - (2 if lead_in else 1)
        return replace(page, blocks=(*text[:whole], *notes, *text[whole:]))
    return page


def _list_runs_over(page: LaidPage, following: LaidPage | None) -> bool:
    """Whether the page ends in a list and the next begins with one of its items."""
    if not page.blocks or not following or not following.blocks:
        return False
    last, first = page.blocks[-1].lines, following.blocks[0].lines
    listing = any(is_item(line.text) for line in last)
    return listing and bool(first) and is_item(first[0].text)


def runs_over(page: LaidPage, following: LaidPage | None) -> bool:
    """Whether the page's last paragraph goes on as the next page's first."""
    if not page.blocks or not following or not following.blocks:
        return False
    last, first = page.blocks[-1], following.blocks[0]
    plain = last.kind is BlockKind.PARAGRAPH and first.kind is BlockKind.PARAGRAPH
    if last.aside or first.aside or bool(last.inset) != bool(first.inset):
        return False
    if not plain or not last.lines or not first.lines:
        return False
    before = last.lines[-1]
    return bool(_RUNS_ON.search(before.text)) and goes_on(before, first.lines[0])
