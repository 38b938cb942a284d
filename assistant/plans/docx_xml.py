"""Word's own XML for what a plan is made of: runs of text, paragraphs and tables.

Written as text and parsed once for each block: python-docx takes a millisecond for each cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from xml.sax.saxutils import escape

from assistant.plans.blocks import Row
from assistant.plans.layout import MARKER

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARED = f'xmlns:w="{NAMESPACE}"'

_XML_REFUSES = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LABEL = re.compile(r"^\*\*([^*\n]+:)\*\*")
_TWIPS = 1440 / 25.4
"""Word's unit of length to the millimetre."""
_HALF_POINTS = 16
"""Size of type in tables: 8 points."""
_HEADER_FILL = "D9E2EC"
_KEPT_TOGETHER = 600
"""Characters of the longest cell of a row that goes to the next page as a whole."""


class Runs:
    """Writes texts as runs; ``reference`` gives the XML for a marker that is ``known``."""

    def __init__(self, known: Collection[int], reference: Callable[[int], str]) -> None:
        self._known = known
        self._reference = reference
        self.referred: set[int] = set()

    def of(self, text: str, *, bold: bool = False, half_points: int = 0) -> str:
        """Return the runs of a text; a label between ``**`` is bold, a marker a reference."""
        size = f'<w:sz w:val="{half_points}"/>' if half_points else ""
        out = []
        for n, part in enumerate(_LABEL.split(text)):
            heavy = "<w:b/>" if bold or n % 2 else ""
            properties = f"<w:rPr>{heavy}{size}</w:rPr>" if heavy or size else ""
            for m, piece in enumerate(MARKER.split(part)):
                if m % 2 and int(piece) in self._known:
                    self.referred.add(int(piece))
                    out.append(self._reference(int(piece)))
                elif piece:
                    out.append(f"<w:r>{properties}{_lines(f'[{piece}]' if m % 2 else piece)}</w:r>")
        return "".join(out)


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _XML_REFUSES.sub("", text)


def _lines(text: str) -> str:
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(clean(line))}</w:t>' for line in text.split("\n")
    )


def table_xml(rows: Sequence[Row], widths: Sequence[float], runs: Runs, style: str) -> str:
    """Return a table of rows, the first its header, set again on each page.

    ``widths`` are millimetres; ``style`` is the id of a table style, lines are drawn without.
    """
    twips = [round(width * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    body = "".join(_row(row, twips, runs, header=n == 0) for n, row in enumerate(rows))
    look = f'<w:tblStyle w:val="{escape(style)}"/>' if style else ""
    return (
        f"<w:tbl {DECLARED}><w:tblPr>{look}"
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/>{"" if style else _borders()}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" '
        f'w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def _row(row: Row, twips: Sequence[int], runs: Runs, *, header: bool) -> str:
    together = "<w:cantSplit/>" if max(map(len, row)) < _KEPT_TOGETHER else ""
    repeated = "<w:tblHeader/>" if header else ""
    cells = "".join(
        _cell(text, width, runs, header=header) for text, width in zip(row, twips, strict=True)
    )
    return f"<w:tr><w:trPr>{together}{repeated}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, runs: Runs, *, header: bool) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEADER_FILL}"/>' if header else ""
    spacing = '<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>'
    paragraphs = "".join(
        f"<w:p><w:pPr>{spacing}</w:pPr>{runs.of(line, bold=header, half_points=_HALF_POINTS)}</w:p>"
        for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{paragraphs}</w:tc>'


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"
