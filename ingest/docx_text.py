"""The words of a Word paragraph as they are shown: revisions settled, fields by their result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.characters import superscript
from ingest.docx_styles import Style, W, switched_on, value

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TARGET = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = {
    *(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "rt", "instrText")),
    _FALLBACK,
}
"""Deleted text, properties, readings above characters, and the copy of a text box for old
programs."""

_FIXED = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_TINY_HALF_POINTS = 2
_WHITE = "FFFFFF"


@dataclass(slots=True)
class RunText:
    """What a paragraph's runs hold; ``boxes`` are the text boxes anchored in it, ``links`` the
    words that link with the id of their target."""

    text: str = ""
    bold: bool = True
    size: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False


def run_text(paragraph: Element, style: Style, *, on_page: bool) -> RunText:
    """Return a paragraph's words; ``on_page`` tells that no cell or box shades its ground.

    Notes are placed as ``\\0kind id\\0`` and listed as (kind, id).
    """
    found = RunText()
    white_hides = on_page and not style.shaded and value(paragraph, "pPr/shd", "fill") is None
    for run in _runs(paragraph):
        if run.tag == _MATH:
            found.text += run.text or ""
            continue
        properties = run.find(W + "rPr")
        words = _words(run, found)
        if not words:
            continue
        if _is_hidden(properties, white_hides):
            found.hidden = found.hidden or bool(words.strip())
            continue
        raised = value(properties, "vertAlign") == "superscript"
        found.text += superscript(words) if raised else words
        if words.strip():
            found.bold = found.bold and _is_bold(properties, style)
            found.size = max(found.size, int(_number(properties, "sz")))
    found.bold = found.bold and bool(found.text.strip())
    for link in paragraph.iter(W + "hyperlink"):
        words = "".join(part.text or "" for part in link.iter(W + "t"))
        found.links.append((words, link.get(_TARGET, "")))
    return found


def _runs(element: Element) -> Iterator[Element]:
    """Yield the runs, and the words of formulas, that are not deleted; not those in boxes."""
    for child in element:
        if child.tag in (W + "r", _MATH):
            yield child
        elif child.tag not in _DROPPED:
            yield from _runs(child)


def _words(run: Element, found: RunText) -> str:
    words = ""
    for child in run:
        name = child.tag.removeprefix(W)
        if name in ("t", "delText"):
            words += (child.text or "").replace("\n", " ") if name == "t" else ""
        elif name in _FIXED:
            words += _FIXED[name]
        elif name in ("footnoteReference", "endnoteReference"):
            words += _note(name.removesuffix("Reference"), child, found)
        elif name == "sym":
            words += _symbol(child)
        elif name == "ruby":
            words += "".join(t.text or "" for t in child.findall(f"{W}rubyBase/{W}r/{W}t"))
        else:
            found.boxes.extend(_boxes(child))
    return words


def _note(kind: str, reference: Element, found: RunText) -> str:
    note = (kind, reference.get(W + "id", ""))
    found.notes.append(note)
    return f"\0{kind} {note[1]}\0"


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of text boxes, once each."""
    if element.tag == W + "txbxContent":
        yield element
    elif element.tag != _FALLBACK:
        for child in element:
            yield from _boxes(child)


def _symbol(element: Element) -> str:
    try:
        return chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return ""


def _is_bold(properties: Element | None, style: Style) -> bool:
    return switched_on(properties, "b") if value(properties, "b") is not None else style.bold


def _is_hidden(properties: Element | None, white_hides: bool) -> bool:
    size = _number(properties, "sz")
    white = value(properties, "color") == _WHITE and value(properties, "shd", "fill") is None
    highlighted = value(properties, "highlight") is not None
    return (
        switched_on(properties, "vanish")
        or 0 < size <= _TINY_HALF_POINTS
        or (white_hides and white and not highlighted)
    )


def _number(properties: Element | None, path: str) -> float:
    written = value(properties, path) or ""
    return float(written) if written.replace(".", "", 1).isdigit() else 0.0
