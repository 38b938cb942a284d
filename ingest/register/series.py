"""A series "(i) … (ii) …" on one line, as tables' cells hold it, parted into its members."""

from __future__ import annotations

import re

from corpus.words import Span
from ingest.numerals import counted
from ingest.register.lead_ins import lead_in_topic
from ingest.register.marks import Opening, Style
from ingest.register.wording import recommends

_FIRST = re.compile(
    r"(?P<open>\(?)(?P<mark>[ivxl]{1,6}|[IVXL]{1,6}|[a-z]|[A-Z]|\d{1,2})(?P<close>[.)])\s+(?=\S)"
)
_FORMS = {
    Style.ROMAN: ("lowerRoman", "upperRoman"),
    Style.LETTER: ("lowerLetter", "upperLetter"),
    Style.DIGIT: ("decimal", "decimal"),
}
_LONGEST_SERIES = 60
_NO_WORDS = re.compile(r"\W*(?:(?:and|or|to|see)\W*)*", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:see|in|of|to|under|at|from|with|by|per|paragraphs?|paras?|sections?|clauses?|parts?|"
    r"items?|points?|options?|recommendations?|actions?)\s+$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:[.;:,>\n]|\band|\bor)\s*$")
_THAT = re.compile(r"[^.;]{1,160}?\bthat\b[\s:–—-]+(?=\(?(?:i|a|1)[.)]\s)", re.IGNORECASE)
_BREAK_AT_END = re.compile(r"(?:\s|<br\s*/?>)+$", re.IGNORECASE)


def series_of(text: str, span: Span) -> list[Opening]:
    """Return the members of the series that ``span`` holds, each with its mark; [] if none.

    It opens with its first member, or with words that lead into recommendations: after other
    words ("The council should: (i) …") the members are parts of one thing.
    """
    words = span.of(text)
    for start in _starts(words):
        members = next((m for style in _FORMS if (m := _counted_from(words, start, style))), [])
        if len(members) > 1:
            return [
                Opening(style, mark, Span(span.start + at, span.start + end))
                for style, mark, at, end in members
            ]
    return []


def _starts(words: str) -> list[int]:
    """Return where a series may begin: at the start, or behind its lead-in."""
    lead_in = re.match(r"[^:]{1,300}:(?:\s|<br\s*/?>)*", words)
    led = lead_in and lead_in_topic(lead_in[0].rstrip()) is not None
    that = _THAT.match(words)
    return [
        0,
        *([lead_in.end()] if lead_in and led else []),
        *([that.end()] if that and recommends(that[0]) else []),
    ]


def _counted_from(words: str, start: int, style: Style) -> list[tuple[Style, str, int, int]]:
    """Return style, mark, beginning and end of each member of a series that begins at ``start``."""
    first = _FIRST.match(words, start)
    if not first:
        return []
    form = _FORMS[style][first["mark"].isupper()]
    counts = [counted(number, form) for number in range(1, _LONGEST_SERIES)]
    if first["mark"] not in counts:
        return []
    found = [first]
    for count in counts[counts.index(first["mark"]) + 1 :]:
        following = _next(words, found[-1].end(), first["open"] + count + first["close"])
        if not following:
            break
        found.append(following)
    ends = [match.start() for match in found[1:]] + [len(words)]
    members = [
        (
            style,
            match[0].strip().rstrip("."),
            match.end(),
            match.end() + len(_trimmed(words[match.end() : end])),
        )
        for match, end in zip(found, ends, strict=True)
    ]
    told = not any(_NO_WORDS.fullmatch(words[at:end]) for *_, at, end in members)
    return members if told else []


def _next(words: str, start: int, mark: str) -> re.Match[str] | None:
    """Find the next mark; one that a reference names ("see (ii)") is none, and a bare "2."
    must stand behind the end of a clause."""
    bare = not mark.startswith("(")
    for found in re.finditer(
        rf"(?:(?<=\s)|(?<=>)|(?<=;)){re.escape(mark)}\s+(?=\S)", words[start:]
    ):
        before = words[start : start + found.start()]
        if not _REFERS.search(before) and (not bare or _STOP.search(before)):
            return re.compile(re.escape(mark) + r"\s+").match(words, start + found.start())
    return None


def _trimmed(words: str) -> str:
    return _BREAK_AT_END.sub("", words)
