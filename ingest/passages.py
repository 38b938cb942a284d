"""From blocks to statements, from those to units that are matched, and to passages returned.

A unit is a run of whole blocks of one section: paragraphs with the list they
lead into, or one table row; with its context in front the embedding model reads
it whole. A passage is a run of such units. Neither crosses a heading.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, BlockKind, Page, Passage, Role, Span, Statement, Unit
from ingest.tables import merged

UNIT_WORDS = 120
"""Blocks are joined into a unit up to about this many words: shorter ones lose their
subject, longer ones blur (measured on the tuning questions from 60 to 180)."""

PASSAGE_WORDS = 250
"""Units are joined into a passage up to about this many words: when this was chosen on the
tuning questions, the first five held 78 per cent of the evidence, at 180 words 74, at 320 77."""

_LONG_ITEM_WORDS = 60

Fits = Callable[[str, tuple[str, ...]], bool]
"""Tells whether a shown text under a heading path is read whole by the embedding model."""

_SKIPPED = (
    BlockKind.HEADING,
    BlockKind.FURNITURE,
    BlockKind.CONTENTS,
    BlockKind.TABLE_LABEL,
)
_BULLET = re.compile(r"^\s*[-*•‣◦▪–]\s+")
_NOTE_LABEL = re.compile(r"^(?:\[[\w*†‡§]{1,5}\]|[*†‡§]{1,3})\s+(?=\S)")
_ENDS_CLAUSE = re.compile(r"(?<=;) |(?<=[.?:•]) ")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A unit to be: statements of one section, and a lead-in that stands before them."""

    kind: BlockKind
    section: tuple[str, ...]
    blocks: tuple[tuple[Statement, ...], ...]
    lead_in: str = ""
    cut_off: bool = False
    """Whether something that only the page needs stands between it and the piece before."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(statement for block in self.blocks for statement in block)

    @property
    def span(self) -> Span:
        statements = self.statements
        return Span(statements[0].span.start, statements[-1].span.end)

    @property
    def shown(self) -> str:
        lines = [_lines(block) for block in self.blocks]
        return "\n".join([self.lead_in, *lines] if self.lead_in else lines)

    @property
    def words(self) -> int:
        return len(self.shown.split())

    @property
    def leads_in(self) -> bool:
        return self.statements[-1].role is Role.LEAD_IN


def passages_of(
    text: str, blocks: Iterable[Block], pages: tuple[Page, ...], fits: Fits
) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order."""
    pieces = _joined(_with_lead_ins(_pieces(text, blocks, fits), fits), fits)
    return tuple(_passage(group, pages) for group in _grouped(pieces))


def _lines(block: tuple[Statement, ...]) -> str:
    shown = ""
    for statement in block:
        if statement.role is Role.ITEM:
            shown += ("\n" if shown else "") + f"• {statement.shown}"
        else:
            shown += (" " if shown else "") + statement.shown
    return shown


def _statements(text: str, block: Block) -> tuple[Statement, ...]:
    if block.kind is BlockKind.TABLE_ROW:
        around = [block.caption] if block.caption else []
        context = merged([*around, *block.context, *block.notes])
        return (Statement(Role.ROW, block.span, block.spelled, context),)
    if block.kind is BlockKind.LIST:
        items = (statement for item in block.items for statement in _item(text, item))
        return tuple(items)
    sentences = tuple(_sentences(text, block.span))
    return _unlabelled(sentences) if block.kind is BlockKind.FOOTNOTE else sentences


def _unlabelled(note: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Show a note without its number, which an answer's own citations look like."""
    return tuple(
        replace(sentence, shown=sentence.shown if number else _NOTE_LABEL.sub("", sentence.shown))
        for number, sentence in enumerate(note)
    )


def _sentences(text: str, span: Span) -> Iterator[Statement]:
    for sentence in sentence_spans(text, span):
        if shown := readable(sentence.of(text)):
            role = Role.LEAD_IN if shown.endswith(":") else Role.SENTENCE
            yield Statement(role, sentence, shown)


def _item(text: str, span: Span) -> Iterator[Statement]:
    """An item is one statement; a long one is parted into its sentences."""
    shown = readable(_BULLET.sub("", span.of(text)))
    if len(shown.split()) <= _LONG_ITEM_WORDS:
        if shown:
            yield Statement(Role.ITEM, span, shown)
        return
    for number, statement in enumerate(_sentences(text, span)):
        if number:
            yield statement
        else:
            yield replace(statement, role=Role.ITEM, shown=_BULLET.sub("", statement.shown))


def _pieces(text: str, blocks: Iterable[Block], fits: Fits) -> Iterator[_Piece]:
    before: _Piece | None = None
    cut_off = False
    for block in blocks:
        cut_off = cut_off or block.kind is BlockKind.FURNITURE
        statements = () if block.kind in _SKIPPED else _statements(text, block)
        if not statements:
            continue
        whole = _Piece(block.kind, _path(text, block), (statements,), cut_off=cut_off)
        cut_off = False
        lead_in = ""
        if before and before.leads_in and before.section == block.section:
            lead_in = before.statements[-1].shown
        for piece in _fitting(whole, lead_in, fits):
            yield piece
            before = piece


def _path(text: str, block: Block) -> tuple[str, ...]:
    """Return the headings above a block, and for a table row the caption of its table."""
    caption = readable(block.caption.of(text)) if block.caption else ""
    repeats = not caption or (block.section and block.section[-1] == caption)
    return block.section if repeats else (*block.section, caption)


def _fitting(whole: _Piece, lead_in: str, fits: Fits) -> Iterator[_Piece]:
    """Part a piece that is too long between its statements; a list's parts repeat its lead-in."""
    if fits(whole.shown, whole.section) and whole.words <= 2 * UNIT_WORDS:
        yield whole
        return
    if whole.kind is BlockKind.TABLE_ROW:
        yield from _split_statement(whole, fits)
        return
    lead_in = lead_in if whole.kind is BlockKind.LIST else ""
    current: tuple[Statement, ...] = ()
    repeated = ""
    for statement in whole.statements:
        longer = replace(whole, blocks=((*current, statement),), lead_in=lead_in)
        if current and (longer.words > UNIT_WORDS or not fits(longer.shown, whole.section)):
            yield _led_in(replace(whole, blocks=(current,)), repeated, fits)
            current, repeated = (), lead_in
        alone = replace(whole, blocks=((statement,),))
        if current or fits(alone.shown, whole.section):
            current = (*current, statement)
        else:
            yield from _split_statement(alone, fits)
            repeated = lead_in
    if current:
        yield _led_in(replace(whole, blocks=(current,)), repeated, fits)


def _led_in(piece: _Piece, lead_in: str, fits: Fits) -> _Piece:
    """Put the lead-in in front where the model then still reads the piece whole."""
    longer = replace(piece, lead_in=lead_in)
    return longer if fits(longer.shown, longer.section) else piece


def _split_statement(whole: _Piece, fits: Fits) -> Iterator[_Piece]:
    """Show a long row or sentence in several pieces over the same span.

    Cut between cells or clauses, and between words where one clause is too long.
    """
    statement = whole.statements[0]
    shown = ""
    for part in _clauses(statement.shown, whole.section, fits):
        longer = f"{shown} {part}".strip()
        if shown and (len(longer.split()) > UNIT_WORDS or not fits(longer, whole.section)):
            yield replace(whole, blocks=((replace(statement, shown=shown),),))
            longer = part
        shown = longer
    yield replace(whole, blocks=((replace(statement, shown=shown),),))


def _clauses(shown: str, section: tuple[str, ...], fits: Fits) -> Iterator[str]:
    for clause in _ENDS_CLAUSE.split(shown):
        if fits(clause, section):
            yield clause
        else:
            yield from clause.split()


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
        lead_in = piece if piece.leads_in else None
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
    apart = BlockKind.TABLE_ROW in (first.kind, second.kind) or second.lead_in
    if apart or first.section != second.section:
        return False
    return fits(_join(first, second).shown, first.section)


def _join(first: _Piece, second: _Piece) -> _Piece:
    kind = second.kind if second.kind is BlockKind.LIST else first.kind
    return replace(first, kind=kind, blocks=(*first.blocks, *second.blocks))


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
    same_statement = piece.span.start < last.span.end
    row = BlockKind.TABLE_ROW
    alike = piece.section == last.section and (piece.kind is row) == (last.kind is row)
    if piece.cut_off and piece.kind is row and not same_statement:
        return False
    words = sum(member.words for member in group) + piece.words
    return alike and (words <= PASSAGE_WORDS or same_statement)


def _passage(group: list[_Piece], pages: tuple[Page, ...]) -> Passage:
    span = Span(group[0].span.start, group[-1].span.end)
    over = tuple(p for p in pages if p.span.start < span.end and span.start < p.span.end)
    units = tuple(
        Unit(
            _digest(*piece.section, piece.shown),
            piece.kind,
            piece.span,
            piece.shown,
            piece.statements,
        )
        for piece in group
    )
    identity = _digest(str(span.start), *(unit.id for unit in units))
    return Passage(identity, span, units, group[0].section, over)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]
