"""What Word's styles say of a paragraph: heading, list item, caption, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of WordprocessingML."""

_HEADING_NAME = re.compile(r"^heading (\d)$", re.IGNORECASE)
_LIST_NAME = re.compile(r"^list (?:bullet|number|continue) (\d)$")
_BODY_LEVEL = 9
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it inherits; ``level`` is that of a heading, from 1, or 0.

    ``size`` is in half points, 0 where neither it nor those it inherits from say.
    """

    name: str = ""
    level: int = 0
    numbering: tuple[str, int] | None = None
    bold: bool = False
    shaded: bool = False
    size: int = 0

    @property
    def is_title(self) -> bool:
        return self.name == "title"

    @property
    def list_depth(self) -> int:
        """How deep Word's own list styles stand, from 0: "List Bullet 2" is one deeper."""
        named = _LIST_NAME.match(self.name)
        return int(named[1]) - 1 if named else 0

    @property
    def is_caption(self) -> bool:
        return self.name == "caption"

    @property
    def is_contents(self) -> bool:
        return self.name.startswith("toc ") or self.name == "table of figures"


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at ``path`` (local names, ``/`` between) or None."""
    found = None if element is None else element.find("/".join(W + p for p in path.split("/")))
    return None if found is None else found.get(W + attribute, "")


def switched_on(element: Element | None, path: str) -> bool:
    """Tell whether a switch such as ``w:b`` is there and not set to off."""
    return value(element, path) not in (None, "0", "false", "off", "none")


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the level, from 0, that paragraph properties name."""
    number = value(properties, "numPr/numId")
    level = value(properties, "numPr/ilvl") or "0"
    return (number, int(level)) if number is not None and level.isdigit() else None


def styles_of(root: Element | None) -> dict[str, Style]:
    """Return the paragraph styles by id, with what they inherit."""
    raw = {} if root is None else {s.get(W + "styleId", ""): s for s in root.iter(W + "style")}
    return {style_id: _style(raw, style_id) for style_id in raw}


def _style(raw: dict[str, Element], style_id: str) -> Style:
    chain: list[Element] = []
    current: str | None = style_id
    while current in raw and len(chain) < _DEEPEST_STYLE:
        chain.append(raw[current])
        current = value(chain[-1], "basedOn")
    properties = [style.find(W + "pPr") for style in chain]
    levels = [_outline_level(style, own) for style, own in zip(chain, properties, strict=True)]
    numberings = [numbering_of(own) for own in properties]
    return Style(
        (value(chain[0], "name") or "").casefold(),
        next((level for level in levels if level is not None), 0),
        next((numbering for numbering in numberings if numbering), None),
        any(switched_on(style, "rPr/b") for style in chain),
        any(_is_shaded(style, "pPr") or _is_shaded(style, "rPr") for style in chain),
        next((size for style in chain if (size := _size(style))), 0),
    )


def _size(style: Element) -> int:
    written = value(style, "rPr/sz") or ""
    return int(written) if written.isdigit() else 0


def _is_shaded(element: Element, properties: str) -> bool:
    return value(element, f"{properties}/shd", "fill") not in (None, "auto", "FFFFFF")


def _outline_level(style: Element, properties: Element | None) -> int | None:
    named = _HEADING_NAME.match(value(style, "name") or "")
    if named:
        return int(named[1])
    return outline_level(properties)


def outline_level(properties: Element | None) -> int | None:
    """Return the heading level that paragraph properties set: from 1, 0 for body text."""
    level = value(properties, "outlineLvl")
    if level is None or not level.isdigit():
        return None
    return int(level) + 1 if int(level) < _BODY_LEVEL else 0
