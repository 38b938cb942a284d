"""From blocks to units that are matched, and from units to passages that are returned.

A unit is a run of whole blocks of one section: paragraphs with the list they
lead into, or one table row; with its context in front the embedding model reads
it whole. A passage is a run of such units. Neither crosses a heading.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, BlockKind, Page, Passage, Span, Unit

UNIT_WORDS = 120
"""Blocks are joined into a unit up to about this many words: shorter ones lose their
subject, longer ones blur (measured on the tuning questions from 60 to 180)."""

PASSAGE_WORDS = 250
"""Units are joined into a passage up to about this many words: on the tuning questions
the first five then hold 78 per cent of the evidence, at 180 words 74, and at 320 no more."""

Fits = Callable[[str, tuple[str, ...]], bool]
"""Tells whether a shown text under a heading path is read whole by the embedding model."""

_SKIPPED = (BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.CONTENTS)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a passage to be: a place in the text and how it reads."""

    kind: BlockKind
    span: Span
    shown: str
    section: tuple[str, ...]

    @property
    def words(self) -> int:
        return len(self.shown.split())


def passages_of(
    text: str, blocks: Iterable[Block], pages: tuple[Page, ...], fits: Fits
) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order."""
    pieces = _joined(_with_lead_ins(_pieces(text, blocks, fits), fits), fits)
    return tuple(_passage(group, pages) for group in _grouped(pieces))


def _pieces(text: str, blocks: Iterable[Block], fits: Fits) -> Iterator[_Piece]:
    lead_in: _Piece | None = None
    for block in blocks:
        if block.kind in _SKIPPED:
            continue
        for piece in _pieces_of(text, block, lead_in, fits):
            yield piece
            lead_in = piece if piece.shown.endswith(":") else None


def _pieces_of(
    text: str, block: Block, lead_in: _Piece | None, fits: Fits
) -> Iterator[_Piece]:
    shown = block.spelled or _shown(text, block)
    if not shown:
        return
    if fits(shown, block.section) and len(shown.split()) <= 2 * UNIT_WORDS:
        yield _Piece(block.kind, block.span, shown, block.section)
    elif block.kind is BlockKind.LIST:
        yield from _split_list(text, block, lead_in, fits)
    elif block.kind is BlockKind.TABLE_ROW:
        yield from _split_row(block, fits)
    else:
        yield from _packed(text, block, sentence_spans(text, block.span), "", fits)


def _shown(text: str, block: Block) -> str:
    if block.kind is BlockKind.LIST:
        return "\n".join(_item(text, item) for item in block.items)
    return readable(block.span.of(text))


def _item(text: str, span: Span) -> str:
    return "• " + readable(re.sub(r"^\s*[-*•‣◦▪–]\s+", "", span.of(text)))


def _split_list(
    text: str, block: Block, lead_in: _Piece | None, fits: Fits
) -> Iterator[_Piece]:
    """Split a long list between items; each part but the first repeats its lead-in."""
    sentence = ""
    if lead_in and lead_in.section == block.section:
        sentence = lead_in.shown[sentence_spans(lead_in.shown)[-1].start :]
    for number, piece in enumerate(_packed(text, block, list(block.items), sentence, fits)):
        shown = f"{sentence}\n{piece.shown}" if number and sentence else piece.shown
        yield _Piece(piece.kind, piece.span, shown, piece.section)


def _packed(
    text: str, block: Block, parts: list[Span], lead: str, fits: Fits
) -> Iterator[_Piece]:
    """Pack sentences or items into as few pieces as fit."""
    is_list = block.kind is BlockKind.LIST
    start, shown = None, ""
    previous = block.span
    for part in parts:
        if is_list:
            more = (shown + "\n" if shown else "") + _item(text, part)
        else:
            more = f"{shown} {readable(part.of(text))}".strip()
        too_long = len(more.split()) > UNIT_WORDS or not fits(f"{lead}\n{more}", block.section)
        if start is not None and too_long:
            yield _Piece(block.kind, Span(start, previous.end), shown, block.section)
            start, more = None, _item(text, part) if is_list else readable(part.of(text))
        start = part.start if start is None else start
        shown, previous = more, part
    if start is not None:
        yield _Piece(block.kind, Span(start, previous.end), shown, block.section)


def _split_row(block: Block, fits: Fits) -> Iterator[_Piece]:
    """Spell a long row in several passages over the same line, cut between cells or words."""
    shown = ""
    for part in re.split(r"(?<=;) |(?<=[.?:•]) ", block.spelled):
        more = f"{shown} {part}".strip()
        if shown and (len(more.split()) > UNIT_WORDS or not fits(more, block.section)):
            yield _Piece(block.kind, block.span, shown, block.section)
            more = part
        shown = more
    if shown:
        yield _Piece(block.kind, block.span, shown, block.section)


def _with_lead_ins(pieces: Iterable[_Piece], fits: Fits) -> Iterator[_Piece]:
    """Put each list behind the paragraph that leads into it, before anything else is joined."""
    lead_in: _Piece | None = None
    for piece in pieces:
        if lead_in and piece.kind is BlockKind.LIST and _together(lead_in, piece, fits):
            yield _join(lead_in, piece)
            lead_in = None
            continue
        if lead_in:
            yield lead_in
        lead_in = piece if piece.shown.endswith(":") else None
        if not lead_in:
            yield piece
    if lead_in:
        yield lead_in


def _joined(pieces: Iterable[_Piece], fits: Fits) -> Iterator[_Piece]:
    """Join neighbours of one section up to the target."""
    current: _Piece | None = None
    for piece in pieces:
        short = current and current.words + piece.words <= UNIT_WORDS
        if current and short and _together(current, piece, fits):
            current = _join(current, piece)
            continue
        if current:
            yield current
        current = piece
    if current:
        yield current


def _together(first: _Piece, second: _Piece, fits: Fits) -> bool:
    apart = BlockKind.TABLE_ROW in (first.kind, second.kind)
    if apart or first.section != second.section:
        return False
    return fits(f"{first.shown}\n{second.shown}", first.section)


def _join(first: _Piece, second: _Piece) -> _Piece:
    kind = second.kind if second.kind is BlockKind.LIST else first.kind
    span = Span(first.span.start, second.span.end)
    return _Piece(kind, span, f"{first.shown}\n{second.shown}", first.section)


def _grouped(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Group a section's pieces up to the size of a passage; tables keep to themselves."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not _belongs(group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _belongs(group: list[_Piece], piece: _Piece) -> bool:
    last = group[-1]
    same_row = piece.span == last.span
    row = BlockKind.TABLE_ROW
    alike = piece.section == last.section and (piece.kind is row) == (last.kind is row)
    words = sum(member.words for member in group) + piece.words
    return alike and (words <= PASSAGE_WORDS or same_row)


def _passage(group: list[_Piece], pages: tuple[Page, ...]) -> Passage:
    span = Span(group[0].span.start, group[-1].span.end)
    page = next((p for p in pages if p.span.start <= span.start < p.span.end), None)
    units = tuple(
        Unit(_digest(*piece.section, piece.shown), piece.kind, piece.span, piece.shown)
        for piece in group
    )
    identity = _digest(str(span.start), *(unit.id for unit in units))
    return Passage(identity, span, units, group[0].section, page)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]
