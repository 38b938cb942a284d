"""A Word document as blocks: as it reads once every tracked change is accepted.

Text boxes are read where they are anchored; pictures, headers and footers are left aside.
The package is checked before, by whoever takes the file in: ``api/plan_files.py``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.plans.blocks import FROM_ABOVE, Block, Kind, Row, heading, item, paragraph, table
from assistant.plans.docx_notes import marker_of_bookmark
from assistant.plans.merged_cells import FROM_LEFT, filled_grid
from corpus.errors import PlanUnreadable

if TYPE_CHECKING:
    from docx.document import Document

MOST_CELLS = 100_000
"""Cells of one document: a plan of 2,000 actions in 20 columns has 40,000."""
DEEPEST_TABLE = 4
"""Tables within one another; deeper ones are no plan."""

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {"del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "pPr", "rPr"}
_NOTE = re.compile(r"NOTEREF\s+(\S+)", re.IGNORECASE)
_LEVEL = re.compile(r"^heading (\d)$", re.IGNORECASE)


def opened_docx(content: bytes) -> Document:
    """Open a Word document.

    Raises:
        PlanUnreadable: it cannot be opened.
    """
    import docx

    try:
        return docx.Document(io.BytesIO(content))
    except Exception as error:  # a damaged package makes the library raise nearly anything
        raise PlanUnreadable(
            "The Word document cannot be opened. Open it in Word, and save it again as .docx."
        ) from error


def docx_blocks(document: Document, markers: dict[str, int]) -> list[Block]:
    """Return a document's blocks; ``markers`` gives the marker of a source by its note's text.

    Raises:
        PlanUnreadable: tables stand in one another too deep, or hold too many cells.
    """
    return list(_DocxReading(document, markers).blocks(document.element.body, depth=0))


class _DocxReading:
    """What the parts of a document need to know of the whole."""

    def __init__(self, document: Document, markers: dict[str, int]) -> None:
        self._markers = markers
        self._levels = _levels_of_styles(document)
        self._notes = {kind: _notes(document, kind) for kind in ("footnote", "endnote")}
        self._cells = 0

    def blocks(self, parent: Any, *, depth: int) -> Iterator[Block]:
        for element in _unwrapped(parent):
            kind = _name(element)
            if kind == "tbl":
                rows = self._rows(element, depth=depth + 1)
                if rows:
                    yield table(rows)
            elif kind == "p":
                yield from self._paragraph(element)
                for box in _boxes(element):
                    yield from self.blocks(box, depth=depth)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        text, bold = self._text(element)
        if not text.strip():
            return
        style = element.find(f"{_MAIN}pPr/{_MAIN}pStyle")
        name = "" if style is None else style.get(f"{_MAIN}val", "")
        level, is_list = self._levels.get(name, (None, False))
        if level is not None:
            yield heading(text, level)
        elif is_list or element.find(f"{_MAIN}pPr/{_MAIN}numPr") is not None:
            yield item(text)
        else:
            yield paragraph(f"**{text.strip()}**" if bold else text)

    def _text(self, element: Any) -> tuple[str, bool]:
        """Return a paragraph's text, and whether all of it is set bold.

        A bold label before a colon keeps its marks, as "**Lead:** Head of Housing".
        """
        pieces = [(text, bold) for text, bold in self._pieces(element) if text]
        whole = "".join(text for text, _ in pieces)
        said = [bold for text, bold in pieces if text.strip()]
        if said and said[0] and not all(said):
            first = next(n for n, (text, bold) in enumerate(pieces) if text.strip() and not bold)
            label = "".join(text for text, _ in pieces[:first])
            if label.strip().endswith(":") and "\n" not in label.strip():
                return f"**{label.strip()}** {whole[len(label) :]}", False
        return whole, bool(said) and all(said)

    def _pieces(self, element: Any) -> Iterator[tuple[str, bool]]:
        instruction, shown = "", True
        for node in _visible(element):
            name = _name(node)
            if name == "fldChar":
                kind = node.get(f"{_MAIN}fldCharType")
                if kind == "begin":
                    instruction, shown = "", True
                elif kind == "separate" and (mark := self._field_mark(instruction)):
                    yield mark, False
                    shown = False
                elif kind == "end":
                    shown = True
            elif name == "instrText":
                instruction += node.text or ""
            elif name == "fldSimple":
                yield self._field_mark(node.get(f"{_MAIN}instr", "")), False
            elif shown:
                yield self._piece(node, name), _is_bold(node)

    def _field_mark(self, instruction: str) -> str:
        found = _NOTE.search(instruction)
        marker = marker_of_bookmark(found[1]) if found else None
        return f" [{marker}]" if marker is not None else ""

    def _piece(self, node: Any, name: str) -> str:
        if name == "t":
            return node.text or ""
        if name in ("br", "cr"):
            return "\n"
        if name in ("tab", "ptab"):
            return " "
        if name == "noBreakHyphen":
            return "-"
        if name in ("footnoteReference", "endnoteReference"):
            return self._note(name.removesuffix("Reference"), node.get(f"{_MAIN}id", ""))
        return ""

    def _note(self, kind: str, key: str) -> str:
        text = self._notes[kind].get(key, "")
        marker = self._markers.get(" ".join(text.split()))
        if marker is not None:
            return f" [{marker}]"
        return f" [note: {text}]" if text else ""

    def _rows(self, element: Any, *, depth: int) -> list[Row]:
        if depth > DEEPEST_TABLE:
            raise PlanUnreadable(
                f"Tables stand in one another more than {DEEPEST_TABLE} deep. Give the plan one "
                "table, a row for each action."
            )
        rows = (row for row in _unwrapped(element) if _name(row) == "tr")
        kept = [row for row in rows if row.find(f"{_MAIN}trPr/{_MAIN}del") is None]
        return filled_grid([self._row(row, depth=depth) for row in kept])

    def _row(self, row: Any, *, depth: int) -> list[str]:
        before = row.find(f"{_MAIN}trPr/{_MAIN}gridBefore")
        cells = [""] * _number(before, 0)
        for cell in _unwrapped(row):
            if _name(cell) != "tc":
                continue
            span = _number(cell.find(f"{_MAIN}tcPr/{_MAIN}gridSpan"), 1)
            self._cells += span
            if self._cells > MOST_CELLS:
                raise PlanUnreadable(
                    f"The tables hold more than {MOST_CELLS:,} cells. Keep to the plan itself."
                )
            cells += [self._cell(cell, depth=depth), *[FROM_LEFT] * (span - 1)]
        return cells

    def _cell(self, cell: Any, *, depth: int) -> str:
        merged = cell.find(f"{_MAIN}tcPr/{_MAIN}vMerge")
        if merged is not None and merged.get(f"{_MAIN}val", "continue") == "continue":
            return FROM_ABOVE
        lines = []
        for block in self.blocks(cell, depth=depth):
            if block.kind is Kind.TABLE:
                lines += ["; ".join(filter(None, map(_flat, row))) for row in block.rows]
            else:
                lines.append(block.text)
        if merged is not None:
            # Who merges cells with the same text leaves it there as often as there were cells.
            lines = list(dict.fromkeys(lines))
        bold = bool(lines) and all(line.startswith("**") and line.endswith("**") for line in lines)
        if bold:
            return f"**{chr(10).join(line.strip('*') for line in lines)}**"
        return "\n".join(lines)


def _flat(text: str) -> str:
    return " ".join(text.removeprefix(FROM_ABOVE).split())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(element: Any, otherwise: int) -> int:
    text = element.get(f"{_MAIN}val", "") if element is not None else ""
    return min(int(text), 100) if text.isdigit() else otherwise


def _unwrapped(parent: Any) -> Iterator[Any]:
    """Yield children, those of content controls and of accepted insertions too."""
    for element in parent:
        name = _name(element)
        if name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _unwrapped(element)
        elif name not in ("del", "moveFrom"):
            yield element


def _visible(parent: Any) -> Iterator[Any]:
    """Yield what a paragraph's reader sees, in order, down to its smallest parts."""
    for element in parent:
        name = _name(element)
        if name in _GONE or (name == "r" and _is_hidden(element)):
            continue
        if name == "fldSimple" and _NOTE.search(element.get(f"{_MAIN}instr", "")):
            yield element
        elif len(element) and name != "t":
            yield from _visible(element)
        else:
            yield element


def _boxes(parent: Any) -> Iterator[Any]:
    """Yield what the text boxes anchored in a paragraph hold, of two ways to draw one the first."""
    for element in parent:
        name = _name(element)
        if name == "txbxContent":
            yield element
        elif name == "AlternateContent":
            yield from _boxes(element[:1])
        elif name not in ("del", "moveFrom", "pPr"):
            yield from _boxes(element)


def _is_hidden(run: Any) -> bool:
    return run.find(f"{_MAIN}rPr/{_MAIN}vanish") is not None


def _is_bold(node: Any) -> bool:
    mark = node.getparent().find(f"{_MAIN}rPr/{_MAIN}b")
    return mark is not None and mark.get(f"{_MAIN}val", "1") not in ("0", "false")


def _levels_of_styles(document: Document) -> dict[str, tuple[int | None, bool]]:
    """Return the heading level of each style, the title's 0, and whether it is a list's."""
    found = {}
    for style in document.styles.element.iter(f"{_MAIN}style"):
        key = style.get(f"{_MAIN}styleId", "")
        named = style.find(f"{_MAIN}name")
        name = "" if named is None else named.get(f"{_MAIN}val", "")
        outline = style.find(f"{_MAIN}pPr/{_MAIN}outlineLvl")
        level: int | None = None
        if name.lower() == "title":
            level = 0
        elif match := _LEVEL.match(name):
            level = int(match[1])
        elif outline is not None and _number(outline, 9) < 9:
            level = _number(outline, 9) + 1
        found[key] = (level, name.lower().startswith("list"))
    return found


def _notes(document: Document, kind: str) -> dict[str, str]:
    """Return the texts of a document's footnotes or end notes by their ids."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(f"{_MAIN}id", ""): _note_text(note)
                for note in root.iter(f"{_MAIN}{kind}")
                if note.get(f"{_MAIN}type") is None
            }
    return {}


def _note_text(note: Any) -> str:
    lines: Iterable[Any] = note.iter(f"{_MAIN}p")
    texts = ["".join(e.text or "" for e in _visible(line) if _name(e) == "t") for line in lines]
    return " ".join(" ".join(texts).split())
