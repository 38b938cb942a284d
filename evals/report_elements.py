"""A document of the library as elements that can be typeset again in another format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.markup import readable
from corpus.words import Passage, Role, Span, Statement
from evals.content import Element

_BULLET = re.compile(r"^[-*•]\s+")
_SEPARATOR_CELL = re.compile(r"[\s:-]*")
_DEEPEST = 5


def elements_of(text: str, passages: Sequence[Passage]) -> list[Element]:
    """Return headings, paragraphs, lists and tables in reading order.

    Running heads, contents lists and all else that is in no passage stays behind: whoever
    typesets makes their own. A table that a page break cut is one again.
    """
    writer = _Writer(text)
    section: tuple[str, ...] = ()
    for passage in passages:
        caption = _caption(text, passage)
        writer.captions.add(caption)
        path = passage.section[:-1] if caption else passage.section
        shared = _shared(section, path)
        for depth, title in enumerate(path[shared:], start=shared + 1):
            writer.close()
            writer.elements.append(Element("heading", title, min(_DEEPEST, depth)))
        section = path
        for statement in sorted(_statements(passage), key=lambda one: one.span.start):
            writer.add(statement)
    writer.close()
    return writer.elements


def _caption(text: str, passage: Passage) -> str:
    """Return the caption of a passage's table, the last name of its path; empty without one."""
    first = next(_statements(passage))
    name = passage.section[-1] if passage.section else ""
    lines = (line for span in first.context for line in _lines(text, span))
    return name if any(readable(line.of(text)) == name for line in lines) else ""


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many outer headings two heading paths have in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _statements(passage: Passage) -> Iterator[Statement]:
    seen: set[Span] = set()
    for unit in passage.units:
        for statement in unit.statements:
            # The lead-in of a list that was split is in each of its units.
            if statement.span not in seen:
                seen.add(statement.span)
                yield statement


@dataclass
class _Writer:
    """Gathers statements of one paragraph, list or table until another begins."""

    text: str
    elements: list[Element] = field(default_factory=list)
    words: list[Statement] = field(default_factory=list)
    items: list[Statement] = field(default_factory=list)
    rows: list[Statement] = field(default_factory=list)
    captions: set[str] = field(default_factory=set)

    def add(self, statement: Statement) -> None:
        if statement.role is Role.ROW:
            if self.words or self.items or not self._same_table(statement):
                self.close()
            self.rows.append(statement)
        elif statement.role is Role.ITEM:
            if self.words or self.rows:
                self.close()
            self.items.append(statement)
        else:
            before = self.words[-1].span.end if self.words else statement.span.start
            apart = "\n\n" in self.text[before : statement.span.start]
            if self.items or self.rows or apart:
                self.close()
            self.words.append(statement)

    def close(self) -> None:
        """Write the element out that is being gathered."""
        if self.words:
            whole = Span(self.words[0].span.start, self.words[-1].span.end).of(self.text)
            self.elements.append(Element("paragraph", readable(whole.replace("\n", " "))))
        if self.items:
            items = (_BULLET.sub("", item.span.of(self.text)) for item in self.items)
            self.elements.append(Element("list", items=tuple(readable(item) for item in items)))
        if self.rows:
            self.elements.append(_table(self.text, self.rows, self.captions))
        self.words, self.items, self.rows = [], [], []

    def _same_table(self, row: Statement) -> bool:
        if not self.rows:
            return True
        before = self.rows[-1]
        adjoining = "\n\n" not in self.text[before.span.end : row.span.start]
        return adjoining or bool(
            row.context and before.context and row.context[0].start == before.context[0].start
        )


def _table(text: str, rows: Sequence[Statement], captions: Collection[str]) -> Element:
    """Set header and group lines where the first row that takes them stands.

    Captions and notes, which rows know too, are elements of their own.
    """
    lines: list[list[str]] = []
    headers = 0
    seen: set[int] = set()
    for number, row in enumerate(rows):
        for span in row.context:
            for line in _lines(text, span):
                of_table = line.end <= row.span.start and readable(line.of(text)) not in captions
                if of_table and line.start not in seen:
                    seen.add(line.start)
                    lines.append(_cells(line.of(text)))
                    headers += number == 0 and len(list(filter(None, lines[-1]))) > 1
        seen.add(row.span.start)
        lines.append(_cells(row.span.of(text)))
    lines = [line for line in lines if any(line)]
    columns = max(map(len, lines))
    titles = (
        sum(1 for _ in takewhile(lambda line: sum(map(bool, line)) < 2, lines)) if headers else 0
    )
    filled = tuple(tuple(line) + ("",) * (columns - len(line)) for line in lines)
    return Element("table", rows=filled, header_rows=titles + headers)


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in span.of(text).split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _cells(line: str) -> list[str]:
    """Return a row's cells; those of the line under piped headers are empty."""
    stripped = line.strip()
    piped = stripped[:1] == "|"
    cells = re.split(r"(?<!\\)\|", stripped.strip("|")) if piped else line.split("\t")
    return ["" if _SEPARATOR_CELL.fullmatch(cell) else readable(cell) for cell in cells]
