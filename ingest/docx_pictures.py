"""The pictures in a Word document's body; those in its running heads stand in other parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.docx_styles import W
from ingest.pictures import Pictures

EMU_PER_CENTIMETRE = 360_000
"""English metric units, in which Office measures (ISO/IEC 29500-1, 22.9.2.1)."""

_POINTS_PER_CENTIMETRE = 72 / 2.54
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_UNSHOWN = {
    W + "del",
    W + "moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_POINTS = re.compile(r"(?<![\w-])(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,4})?)pt")


def pictures_of(body: Element) -> Pictures:
    """Count the pictures: drawings, groups of pictures as one, and those of older Word."""
    found = Pictures()
    for element in _shown(body):
        if element.tag == W + "drawing" and next(element.iter(_PICTURE), None) is not None:
            extent = next(element.iter(_EXTENT), None)
            found.add(_centimetres(extent, "cx"), _centimetres(extent, "cy"))
        elif element.tag == _SHAPE and element.find(_IMAGE) is not None:
            sizes = _sizes(element)
            found.add(sizes.get("width"), sizes.get("height"))
    return found


def _shown(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag not in _UNSHOWN:
            yield child
            yield from _shown(child)


def _centimetres(extent: Element | None, side: str) -> float | None:
    written = "" if extent is None else extent.get(side, "")
    return int(written) / EMU_PER_CENTIMETRE if written.isdigit() else None


def _sizes(shape: Element) -> dict[str, float]:
    """Return the width and height in centimetres, where the shape tells them in points."""
    found = _POINTS.findall(shape.get("style", ""))
    return {side: float(points) / _POINTS_PER_CENTIMETRE for side, points in found}
