"""Answers, passages and lists as text for a terminal."""

from __future__ import annotations

import re
import shutil
import textwrap
import unicodedata
from typing import Any

_WIDEST = 96
_QUOTE_CHARACTERS = 400
_NOTE_CHARACTERS = 240
_ITEM_MARK = re.compile(r"\s*(?:[•◦▪–*-]|\(?(?:\d{1,3}|[a-z]|[ivxl]{1,5})[.)])\s+", re.IGNORECASE)


def answer_text(answer: dict[str, Any]) -> str:
    """Return an answer with its sources below it."""
    parts = [wrapped(answer["answer"])]
    parts += [wrapped(f"! {warning}") for warning in answer["warnings"]]
    if written := written_by(answer):
        parts.append(wrapped(written))
    if answer["citations"]:
        parts.append("Sources\n" + "\n".join(source_text(c) for c in answer["citations"]))
    if answer["nearest"]:
        parts.append(
            "The nearest passages\n" + "\n".join(source_text(c) for c in answer["nearest"])
        )
    return "\n\n".join(parts)


def written_by(answer: dict[str, Any]) -> str:
    """Say which model wrote an answer and what of it is not shown; empty where none did."""
    left_out = len(answer["dropped"])
    dropped = (
        f"{left_out} sentence{'s' if left_out != 1 else ''} of the model’s could not be "
        f"verified and {'are' if left_out != 1 else 'is'} not shown."
    )
    if answer["model"] == "extractive":
        return dropped if left_out else ""
    said = f"Written with {answer['model']}; each sentence was checked against its sources."
    return f"{said} {dropped}" if left_out else said


def search_text(found: dict[str, Any]) -> str:
    """Return the passages found, best first."""
    if not found["passages"]:
        return "No passage found."
    lines = []
    for number, passage in enumerate(found["passages"], start=1):
        lines.append(f"{number}. {where(passage)}  ({passage['score']:.2f})")
        lines.append(indented(shortened(passage["shown"])))
        lines += notes_text(passage)
    return "\n".join(lines)


def documents_text(found: dict[str, Any]) -> str:
    """Return the documents, a block each."""
    blocks = []
    for document in found["documents"]:
        published = ", ".join(
            part for part in (document["publisher"], document["date"] or "undated") if part
        )
        pages = f", {document['pages']} pages" if document["pages"] else ""
        warnings = "".join(f"\n  ! {warning}" for warning in document["warnings"])
        blocks.append(
            f"{document['title']}\n  {published}\n  {document['passages']} passages{pages} · "
            f"id {document['id']}{warnings}"
        )
    return "\n".join(blocks) or "No documents yet. Add some with `muniment ingest FILE`."


def register_text(register: dict[str, Any]) -> str:
    """Return a document's recommendations as a table, theme by theme."""
    entries = register["recommendations"]
    title = plain(register["document"]["title"])
    warning = [f"! {register['warning']}"] if register["warning"] else []
    if not entries:
        said = f"{title} recommends nothing that could be told as such."
        return "\n".join([said, *map(wrapped, warning)])
    rows, theme = [f"{title}: {register['found']} found"], None
    numbers = max(len(entry["number"] or "•") for entry in entries)
    for entry in entries:
        if entry["theme"] != theme:
            theme = entry["theme"]
            rows += ["", wrapped(theme)] if theme else [""]
        rows.append(_entry_row(entry, numbers))
    counts = [
        f"The text counts {claim['count']}: “{claim['text']}”." for claim in register["claims"]
    ]
    return "\n".join([*rows, "", *(wrapped(line) for line in [*counts, *warning])]).rstrip()


def _entry_row(entry: dict[str, Any], numbers: int) -> str:
    """Return a recommendation whole: its first line behind its number, its items below that."""
    page = f" ({entry['page']['shown']})" if entry["page"] else ""
    head = f"  {plain(entry['number']) or '•':<{numbers}}  "
    margin = " " * len(head)
    first, *rest = [line for line in plain(entry["shown"]).split("\n") if line.strip()] or [""]
    rows = _hung(first + page, head, margin)
    for line in rest:
        mark = _ITEM_MARK.match(line)
        start = f"{margin}{mark[0]}" if mark else margin
        rows += _hung(line[mark.end() if mark else 0 :], start, " " * len(start))
    return "\n".join(rows)


def _hung(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def doctor_text(report: dict[str, Any]) -> str:
    """Return the checks and the settings in force."""
    lines = [
        f"{'ok  ' if check['ok'] else 'FAIL'}  {check['name']}: {check['detail']}"
        for check in report["checks"]
    ]
    lines.append("")
    lines += [f"{name.upper():>24}  {value}" for name, value in report["settings"].items()]
    return "\n".join(lines)


def source_text(citation: dict[str, Any]) -> str:
    """Return a citation's number and place, and below it its quotation and the notes to that."""
    head = f"[{citation['marker']}] {where(citation)}"
    quotation = indented(shortened(" ".join(citation["quote"].split())))
    return "\n".join([wrapped(head), quotation, *notes_text(citation)])


def notes_text(cited: dict[str, Any]) -> list[str]:
    """Return what the marks of notes in a citation or a passage mean, a line or more each."""
    return [
        indented(f"Note {note['mark']}: {shortened(note['shown'], _NOTE_CHARACTERS)}", " " * 6)
        for note in cited["notes"]
    ]


def where(place: dict[str, Any]) -> str:
    """Return section, title, publisher, date and page of a citation or a passage."""
    document = place["document"]
    published = ", ".join(part for part in (document["publisher"], document["date"]) if part)
    page = f", {place['page']['shown']}" if place["page"] else ""
    section = " › ".join(place["section"][-2:])
    title = f"{document['title']}{f' ({published})' if published else ''}{page}"
    return f"{section} — {title}" if section else title


def shortened(text: str, characters: int = _QUOTE_CHARACTERS) -> str:
    """Return text cut to so many characters at the end of a word."""
    return text if len(text) <= characters else text[:characters].rsplit(" ", 1)[0] + " …"


def plain(text: str) -> str:
    """Return text without characters that command a terminal or turn the direction of reading."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def width() -> int:
    """Return how many columns text takes: those of the terminal, within what is read with ease."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def wrapped(text: str) -> str:
    """Return text without what commands a terminal, in lines as wide as it is read."""
    text = plain(text)
    lines = []
    for line in text.split("\n"):
        hang = "  " if line.startswith("• ") else ""
        lines += textwrap.wrap(line, width(), subsequent_indent=hang, break_on_hyphens=False) or [
            ""
        ]
    return "\n".join(lines)


def indented(text: str, margin: str = "    ") -> str:
    """Return the same behind a margin."""
    rows: list[str] = []
    for line in plain(text).split("\n"):
        rows += textwrap.wrap(
            line, width(), initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
        )
    return "\n".join(rows)
