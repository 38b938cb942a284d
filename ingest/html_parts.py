"""What HTML elements are for: blocks, page furniture, hidden text, notes, list marks, rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.grid import Held, is_data
from ingest.numerals import counted

_BLOCKS_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu dir "
    "ol p section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS_NAMES.split())
"""Elements that end the line before and after them."""

_DROPPED_NAMES = (
    "script style nav noscript template head svg iframe object embed audio video canvas map "
    "button select input textarea datalist dialog del s strike rt rp"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_DROPPED_ROLES = ("navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog")
_UNSHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"font-size\s*:\s*0*\.?0*(?:px|pt|em|rem|%)?\s*(?:;|!|$)|opacity\s*:\s*0*\.?0*\s*(?:;|!|$)",
    re.IGNORECASE,
)
_WHITE = r"(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))"
_WHITE_TEXT = re.compile(rf"(?<![\w-])color\s*:\s*{_WHITE}", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;]+)", re.IGNORECASE)
_IS_WHITE = re.compile(rf"^\s*{_WHITE}", re.IGNORECASE)
_NOTE_ID = re.compile(
    r"^_?_?(?:sd)?(?:footnote|endnote|fn|ftn|edn|note)[-_:]?\w{0,8}$", re.IGNORECASE
)
_NOTE_BOX = re.compile(r"^(?:ftn|edn|sdfootnote|sdendnote)\d+$")
_NOTE_LINK = re.compile(r"^#_?(?:sd)?(?:footnote|endnote|fn|ftn|edn|note)", re.IGNORECASE)
_LONGEST_MARK = 5
_PIXELS_PER_CENTIMETRE = 96 / 2.54
"""CSS Values and Units, 6.2."""

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PADDING = re.compile(r"(?:padding-left|text-indent)\s*:\s*([\d.]+\w*)", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def is_dropped(element: Any) -> bool:
    """Tell whether an element serves the page, not its reader: scripts, menus, site headers."""
    if element.tag in _DROPPED or element.get("role") in _DROPPED_ROLES:
        return True
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "body"


def is_hidden(element: Any) -> bool:
    """Tell whether an element is not shown, by its attributes."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style") or ""
    if not style:
        return False
    return is_unshown(style) or bool(_WHITE_TEXT.search(style) and _ground_is_white(element))


def is_unshown(style: str) -> bool:
    """Tell whether declarations of style take an element from view."""
    return bool(_UNSHOWN.search(style))


def _ground_is_white(element: Any) -> bool:
    while element is not None:
        ground = _GROUND.search(element.get("style") or "")
        if ground:
            return bool(_IS_WHITE.match(ground[1]))
        if element.get("bgcolor") or element.get("class"):
            return False  # a style sheet may well colour it
        element = element.getparent()
    return True


def is_footnote(element: Any) -> bool:
    """Tell whether an element is one note: by its role, or an aside without headings."""
    if element.get("role") in ("doc-footnote", "doc-endnote", "note") and element.tag != "section":
        return True
    if element.tag == "aside":
        return not any(child.tag in _HEADINGS for child in element.iter())
    return element.tag == "div" and bool(_NOTE_BOX.match(element.get("id") or ""))


def is_footnotes(element: Any) -> bool:
    """Tell whether an element is a list of notes: by its role, its class or its items' ids."""
    if element.get("role") == "doc-endnotes" or element.get("class") in ("footnotes", "endnotes"):
        return any(True for _ in element.iter("li", "p"))
    items = [child for child in element if child.tag == "li"] if element.tag == "ol" else []
    return bool(items) and all(_NOTE_ID.match(item.get("id") or "") for item in items)


def is_note_reference(element: Any) -> bool:
    """Tell whether an element is the mark of a note in the text."""
    if element.get("role") == "doc-noteref":
        return True
    if element.tag != "a" or not _NOTE_LINK.match(element.get("href") or ""):
        return False
    back = re.search(r"ref|anc$", element.get("href") or "")
    return not back and len(element.text_content()) <= _LONGEST_MARK


def list_marks(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield a list's children with the mark each is shown with ("" for what is no item)."""
    start = element.get("start") or "1"
    number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    form = _FORMS.get(element.get("type") or "", "decimal")
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag != "li":
            yield child, ""
            continue
        own = child.get("value") or ""
        number = int(own) if own.isdigit() else number
        if element.tag != "ol":
            yield child, "•"
        else:
            yield child, counted(number, form) + ("." if form == "decimal" else ")")
        number += 1


def is_ornament(image: Any) -> bool:
    """Tell whether an image is said to tell nothing: by an empty ``alt`` or by its role."""
    silent = image.get("alt") == "" or image.get("aria-hidden") == "true"
    return silent or image.get("role") in ("presentation", "none")


def size_of(image: Any, side: str) -> float | None:
    """Return an image's width or height in centimetres, where the page tells it in pixels."""
    styled = re.search(rf"(?<![\w-]){side}\s*:\s*(\d{{1,5}})px", image.get("style") or "")
    told = styled[1] if styled else (image.get(side) or "").strip().removesuffix("px")
    return int(told) / _PIXELS_PER_CENTIMETRE if re.fullmatch(r"[0-9]{1,5}", told) else None


def rows_of(table: Any) -> tuple[list[list[Any]], int]:
    """Return a table's cells by row, and how many rows its head holds."""
    head: list[Any] = []
    body: list[Any] = []
    foot: list[Any] = []
    for part in table:
        if part.tag == "tr":
            body.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            into = {"thead": head, "tbody": body, "tfoot": foot}[part.tag]
            into.extend(row for row in part if row.tag == "tr")
    rows = [_cells(row) for row in (*head, *body, *foot) if not is_hidden(row)]
    headers = len([row for row in head if not is_hidden(row)])
    return rows, headers if headers < len(rows) else 0


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def set_as(cell: Any) -> str:
    """Tell how a cell is set: bold, and how far in."""
    words = cell.text_content().split()
    bold = cell.tag == "th" or any(
        inner.text_content().split() == words for inner in cell.iter("b", "strong")
    )
    indent = _PADDING.search(cell.get("style") or "")
    return f"{'b' * bold}{indent[1] if indent else ''}"


def is_layout(table: Any, rows: list[list[Any]]) -> bool:
    """Tell whether a table only places blocks: one column, or cells of tables and headings."""
    if table.get("role") in ("presentation", "none"):
        return True
    told = any(cell.tag == "th" for row in rows for cell in row)
    captioned = any(child.tag in ("caption", "thead") for child in table)
    ruled = (table.get("border") or "0") != "0"
    held = [[Held(len(cell.text_content().split()), _frames(cell)) for cell in row] for row in rows]
    return not is_data(held, told=told or captioned, ruled=ruled)


def _frames(cell: Any) -> bool:
    return any(inner.tag in _HEADINGS or inner.tag == "table" for inner in cell.iterdescendants())
