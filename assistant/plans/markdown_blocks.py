"""Markdown, and plain text with pipe tables in it, as blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from assistant.plans.blocks import Block, Kind, Row, heading, item, paragraph, table

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
_QUOTED = re.compile(r"^\s{0,3}>\s?")
_BULLET = re.compile(r"^(\s*)(?:[-+•▪●o]|\*(?!\*))\s+(.*)$")
_NUMBERED = re.compile(r"^\s*((?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,3}\.))\s+(\S.*)$")
_BREAK = re.compile(r"\s*<(?:/p|/li|br\s*/?|/div|/tr|li|p)(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"(?<!\!)\[([^\[\]]+)\]\([^()]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>])")
_MOST_COLUMNS = 100
_CELL_END = re.compile(r"(?<!\\)\|")
_STRONG_TAG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)


def markdown_blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text; what is no Markdown is read as plain lines."""
    text = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n"))
    return list(_blocks(text.split("\n")))


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _is_rule(line: str) -> bool:
    """Tell whether a line parts the header of a table from its rows."""
    return "-" in line and not line.strip("|-: \t\r")


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif _opens_table(lines, at):
            end = at
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield table([_cells(row) for row in lines[at:end] if not _is_rule(row)])
            at = end
        elif _QUOTED.match(line):
            end = at
            while end < len(lines) and _QUOTED.match(lines[end]):
                end += 1
            text = "\n".join(_QUOTED.sub("", each) for each in lines[at:end])
            yield Block(Kind.QUOTE, _inline(text))
            at = end
        elif found := _HEADING.match(line):
            yield heading(_inline(found[2]), len(found[1]))
            at += 1
        else:
            end = _end_of_paragraph(lines, at)
            yield from _of_lines(lines[at:end])
            at = end


def _opens_table(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if line.count("|") < 1 or (_is_rule(line) and "|" not in line):
        return False
    if line.lstrip().startswith("|"):
        return True
    return at + 1 < len(lines) and "|" in lines[at + 1] and bool(_is_rule(lines[at + 1]))


def _end_of_paragraph(lines: Sequence[str], at: int) -> int:
    end = at + 1
    if _BULLET.match(lines[at]) or _NUMBERED.match(lines[at]):
        while end < len(lines) and lines[end].startswith(("  ", "\t")) and not _starts(lines, end):
            end += 1
        return end
    while end < len(lines) and not _starts(lines, end):
        end += 1
    return end


def _starts(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    return (
        not line.strip()
        or bool(
            _HEADING.match(line)
            or _QUOTED.match(line)
            or _BULLET.match(line)
            or _NUMBERED.match(line)
        )
        or _opens_table(lines, at)
    )


def _of_lines(lines: Sequence[str]) -> Iterator[Block]:
    if len(lines) == 2 and (found := _UNDERLINE.match(lines[1])):
        yield heading(_inline(lines[0]), 1 if found[1][0] == "=" else 2)
        return
    if len(lines) == 1 and _UNDERLINE.match(lines[0]):
        return
    if found := _BULLET.match(lines[0]):
        yield item(_inline("\n".join((found[2], *lines[1:]))))
    elif found := _NUMBERED.match(lines[0]):
        yield Block(Kind.ITEM, _inline(f"{found[1]} " + "\n".join((found[2], *lines[1:]))))
    else:
        yield paragraph(_inline("\n".join(lines)))


def _cells(line: str) -> Row:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    cells = _CELL_END.split(inner, maxsplit=_MOST_COLUMNS)
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(_inline(cell) for cell in cells)


def _inline(text: str) -> str:
    """Return a text with line breaks as newlines, and without tags, links and escapes."""
    text = _STRONG_TAG.sub("**", text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", text))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
