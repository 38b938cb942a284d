"""Headings: which lines are one, how deep they stand, and the path above a block.

Report text carries headings in three ways: Markdown marks, numbers ("4.3.3
Planning", "B.4 Lancashire") and bare lines ("Drivers for change"). The contents
list, where there is one, confirms them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.markup import readable

_NUMBERED = re.compile(
    r"^(?P<number>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?P<title>[(“‘]?[^\W\d_].*)$"
)
_LETTERED = re.compile(r"^(?P<number>[A-Z])\.\s+(?P<title>[A-Z].*)$")
_APPENDIX = re.compile(
    r"^(?:appendix|annex|schedule|part|chapter|section)\s+(?:[A-Z]|\d{1,2}|[IVXL]+)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:appendix|annex|schedule|part|chapter|section)\s+(?:[A-Z]|\d{1,2}|[IVXL]+|[A-Za-z]{3,6})"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[.:]?",
    re.IGNORECASE,
)
"""The number of a chapter, which some set on a line of its own above its title."""

_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:by|from|until)\s+(?:the\s+)?end\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"^(?P<names>[A-Z][\w&’'.-]*(?:(?:,)?\s+(?:and|&|of|[A-Z][\w&’'.-]*))*)\s*(?::|\s[–—-])\s+\S"
)
_SERIES = (
    r"(?:theme|stage|phase|step|priority|objective|goal|principle|area|strand|outcome|"
    r"part|recommendation)\s+(?:\d{1,2}|[A-Z])\s*[:.–-]"
)
_RUN_IN = re.compile(
    rf"^\*\*(?P<title>{_SERIES}[^*\n]{{3,160}}?):?\*\*|"
    rf"^(?P<plain>{_SERIES}[^*:.;?!\n]{{3,100}}):\s+[A-Z]",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s(?:and|or|the|an?|of|to|for|with|by)$")
_CONTENTS_TITLE = re.compile(r"^(?:table of )?contents$", re.IGNORECASE)
_LEADERS = re.compile(r"(?<!\.)\.{3,}+\s*(?:\d{1,3}|[ivxlc]{1,6})\s*$")
_PAGE_NUMBER = re.compile(r"\d{1,3}|[ivxlc]{1,6}")
_NO_CHAPTER_FOLLOWS = 1000
_DOTTED = ("", -1)
"""How a series is set that goes on with dotted numbers alone: "2" does not follow "2.1"."""

_MAXIMUM_WORDS = 14
_MAXIMUM_WORDS_UNDER_A_HEADING = 4


def contents_entry(line: str) -> str | None:
    """Return the heading that a contents line announces, or None if it is not one."""
    if _LEADERS.search(line):
        return readable(_LEADERS.sub("", line).replace("\t", " "))
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) < 2 or not _PAGE_NUMBER.fullmatch(cells[-1]):
        return None
    figures = any(_PAGE_NUMBER.fullmatch(cell) for cell in cells[1:-1])
    return None if figures else readable(" ".join(cells[:-1]))


def has_leaders(line: str) -> bool:
    """Tell whether dots lead from the line's words to a page number."""
    return bool(_LEADERS.search(line))


def is_contents_title(line: str) -> bool:
    """Tell whether the line opens a contents list."""
    return bool(_CONTENTS_TITLE.match(readable(line)))


def run_in_heading(paragraph: str) -> str:
    """Return the numbered label a paragraph opens with ("Theme 2: …"), or nothing.

    Where it is not set in bold, a second colon must end it.
    """
    match = _RUN_IN.match(paragraph)
    return readable(match["title"] or match["plain"]).rstrip(":") if match else ""


def names_of_box(heading: str) -> frozenset[str]:
    """Return the names in front of a box's title ("Lancashire: …"), or an empty set."""
    match = _BOX.match(heading)
    return proper_names(match["names"]) if match and not _number_of(heading) else frozenset()


def proper_names(text: str) -> frozenset[str]:
    """Return the capitalised words and acronyms of ``text`` that do not open a sentence."""
    names = re.findall(r"(?<![.!?]\s)(?<!^)\b([A-Z][\w’'&-]{2,})", f" {text}")
    return frozenset(name.removesuffix("’s").removesuffix("'s") for name in names)


def _number_of(heading: str) -> str:
    match = _NUMBERED.match(heading) or _LETTERED.match(heading)
    return match["number"] if match else ""


@dataclass(slots=True)
class HeadingReader:
    """Decides line by line; ``known`` are the titles of the contents list, ``marked``
    whether the document marks its headings in Markdown throughout, ``told`` whether the
    file's layout names them all."""

    known: frozenset[str]
    marked: bool
    told: bool = False

    def announces(self, text: str) -> bool:
        """Tell whether the contents list names this heading."""
        return _key(text) in self.known

    def is_bare_heading(self, line: str, *, under_heading: bool) -> bool:
        """Tell whether a line that stands alone between blank lines is a heading."""
        text = readable(line)
        words = text.split()
        if self.told:
            return False
        if self.announces(text):
            return True
        if not words or len(words) > _MAXIMUM_WORDS or not re.search(r"[^\W\d_]", text):
            return False
        bold = line.strip().startswith("**") and line.strip().endswith("**")
        ended = re.search(r"[.,;:!](?: ?[–—-])?$", text) and not (bold and text.endswith(":"))
        closed = ended or _GOES_ON.search(text)
        if closed or "://" in text:
            return False
        if _APPENDIX.match(text):
            return True
        if _NUMBERED.match(text) or _LETTERED.match(text):
            return not _DATE.search(text)
        if self.marked and not bold:
            return False
        if _DATE.search(text) or not text[0].isupper() or text[0] in "‘'“\"(":
            return False
        return not under_heading or len(words) <= _MAXIMUM_WORDS_UNDER_A_HEADING


@dataclass(slots=True)
class HeadingPath:
    """The headings above the current place, outermost first, with their depth.

    A dotted number fixes the depth ("4.3.3": 3). A lone number goes on where its
    predecessor stood ("2" after "1"), or opens a series inside the section: as deep as its
    marks say, where they put it below a section. A bare
    heading stands one below the nearest numbered or marked one; one that follows
    another at once stands below it; one seen before keeps its depth. A chapter's number on
    a line of its own is one heading with the title below it.
    """

    _stack: list[tuple[int, str]] = field(default_factory=list)
    _anchor: int = 0
    _nested: int = 0
    _last_number: dict[int, int] = field(default_factory=dict)
    _styles: dict[int, tuple[str, int]] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)
    _nesting_titles: set[str] = field(default_factory=set)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._stack)

    def repeats(self, title: str) -> bool:
        """Tell whether ``title`` only says an open heading again."""
        return _bare_key(title) in {_bare_key(open_title) for _, open_title in self._stack}

    def open(
        self, title: str, *, hashes: int = 0, straight_after: bool = False, bold: bool = False
    ) -> None:
        """Enter the section under ``title``; ``hashes`` counts its Markdown marks."""
        depth = self._depth_by_number(title, hashes) or self._depth_by_marks(title, hashes)
        if depth:
            self._anchor, self._nested = depth, 0
        else:
            depth = self._depth_of_bare(title, straight_after, bold)
        label_depth, label = self._stack[-1] if self._stack else (0, "")
        if straight_after and _LABEL.fullmatch(label):
            depth, title = min(depth, label_depth), f"{label} {title}"
            self._stack.pop()
            self._anchor, self._nested = depth, 0
        self._enter(depth, title)

    def enter_box(self, title: str) -> None:
        """Enter a box, which stands inside whatever section is open."""
        self._stack.append((self._stack[-1][0] + 1 if self._stack else 1, title))

    def snapshot(self) -> list[tuple[int, str]]:
        """Return the place to come back to when a box ends."""
        return list(self._stack)

    def restore(self, stack: list[tuple[int, str]]) -> None:
        """Leave a box: the section around it goes on."""
        self._stack = list(stack)

    def _depth_by_number(self, title: str, hashes: int) -> int:
        if _APPENDIX.match(title):
            self._last_number = {1: _NO_CHAPTER_FOLLOWS}
            return 1
        number = _number_of(title)
        if not number:
            return 0
        if not number.isdigit():
            return self._depth_of_dotted(number.split("."))
        return self._depth_in_series(int(number), title[len(number) :][:1], hashes)

    def _depth_of_dotted(self, parts: list[str]) -> int:
        depth = len(parts)
        chapter = int(parts[0]) if parts[0].isdigit() else _NO_CHAPTER_FOLLOWS
        self._last_number = {1: chapter}
        self._styles = {}
        if depth > 1:
            self._last_number[depth] = int(parts[-1])
            self._styles[depth] = _DOTTED
        return depth

    def _depth_in_series(self, number: int, behind: str, hashes: int) -> int:
        """``behind`` is the character behind the number: "1." and "1" are two series."""
        style = (behind, hashes)
        depths = [
            depth
            for depth, last in sorted(self._last_number.items())
            if last + 1 == number and self._styles.get(depth) != _DOTTED
        ]
        alike = [depth for depth in depths if self._styles.get(depth) == style]
        if depths:
            depth = (alike or depths)[0]
        else:
            depth = max(self._last_number, default=0) + 1
            if number == 1 and self._stands_below_a_section(hashes):
                depth = max(depth, hashes)
        self._last_number = {k: v for k, v in self._last_number.items() if k < depth}
        self._last_number[depth] = number
        self._styles[depth] = style
        return depth

    def _stands_below_a_section(self, hashes: int) -> bool:
        """Tell whether marks put a heading below an open one that is not the report's title."""
        return any(1 < depth < hashes for depth, _ in self._stack)

    def _depth_by_marks(self, title: str, hashes: int) -> int:
        if not hashes:
            return 0
        return self._seen.setdefault(title, hashes)

    def enter_run_in(self, title: str) -> None:
        """Enter a section that a bold label opens; "Theme 2" stands where "Theme 1" did."""
        series = f"{title.split()[0].casefold()} #"
        depth = self._seen.setdefault(series, self._anchor + 1)
        self._anchor, self._nested = depth, 0
        self._enter(depth, title)

    def _depth_of_bare(self, title: str, straight_after: bool, bold: bool) -> int:
        base = self._anchor + 1
        if straight_after and self._stack and self._stack[-1][0] >= base:
            self._nested = self._stack[-1][0] + 1 - base
            opened_before = title in self._nesting_titles
            self._nesting_titles.add(title)
            depth = base + self._nested
            if opened_before:
                self._nested = 0
            return depth
        if title in self._seen or bold:
            self._nested = 0
        self._seen[title] = base
        return base + self._nested

    def _enter(self, depth: int, title: str) -> None:
        if depth == 1:
            self._seen = {}
        while self._stack and self._stack[-1][0] >= depth:
            self._stack.pop()
        self._stack.append((depth, title))


def _bare_key(title: str) -> str:
    words = title.split()
    for count in (2, 1):
        if len(words) > count and _LABEL.fullmatch(" ".join(words[:count])):
            title = " ".join(words[count:])
            break
    return re.sub(r"^[\d.\s]+", "", _key(title.replace("&", " and ")))


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def known_titles(entries: list[str]) -> frozenset[str]:
    """Return the contents list's titles in the form that lines are compared in."""
    return frozenset(_key(entry) for entry in entries)
