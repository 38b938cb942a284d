"""The lines of a stored text and the runs of them that blank lines part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.words import Span

FURNITURE = re.compile(
    r"^\s*(?:continued(?: (?:overleaf|on next page|from previous page))?|page \d+(?: of \d+)?|"
    r"-{3,}|_{3,}|\*{3,})\s*$",
    re.IGNORECASE,
)
"""Lines that a page needs and a reader does not."""

MARKER = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[-*•‣◦▪–☐☒]|\(?\d{1,2}[.)]|\(?[ivxlIVXL]{1,5}\)|\(?[a-zA-Z]\))(?P<gap>\s+)(?=\S)"
)
"""What opens a list item: a bullet, a number, a letter or a roman numeral."""

CAPTION = re.compile(
    r"^(?:Figure|Fig\.|Table|Box|Chart|Map|Exhibit)\s+(?:[A-Z]\.?)?\d[\d.]*\b.{3,}", re.DOTALL
)
"""What stands over or under a table or a picture, and names it."""

HASH_HEADING = re.compile(r"^\s{0,3}(?P<hashes>#{1,6})\s+(?P<text>(?:.*[^\s#])?)[\s#]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, without its line end."""

    span: Span
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def tabular(self) -> bool:
        """Whether the line is a row of a tab or pipe table."""
        stripped = self.text.strip()
        piped = stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2
        return piped or "\t" in self.text.rstrip("\n")

    @property
    def item(self) -> bool:
        return bool(MARKER.match(self.text))


def lines_of(text: str, within: Span) -> Iterator[Line]:
    """Yield the lines of ``text`` inside ``within``, in order."""
    position = within.start
    for raw in within.of(text).splitlines(keepends=True):
        body = raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        yield Line(Span(position, position + len(body)), body)
        position += len(raw)


def runs_of(text: str, within: Span, marks: Mapping[int, Span] | None = None) -> list[list[Line]]:
    """Return the runs of lines between blank lines; a furniture line is a run of its own.

    ``marks`` are spans of whole lines, by their start, that are runs of their own too.
    """
    runs: list[list[Line]] = []
    run: list[Line] | None = None
    marked_to = 0
    for line in lines_of(text, within):
        inside = line.span.start < marked_to
        if line.blank or (marked_to and not inside):
            run, marked_to = (run, marked_to) if inside else (None, 0)
        if line.blank:
            continue
        opened = (marks or {}).get(line.span.start)
        alone = not inside and not opened and _stands_alone(line)
        if run is None or opened or alone:
            run = []
            runs.append(run)
        run.append(line)
        marked_to = opened.end if opened else marked_to
        run = None if alone else run
    return runs


def _stands_alone(line: Line) -> bool:
    return bool(FURNITURE.match(line.text)) or bool(HASH_HEADING.match(line.text))
