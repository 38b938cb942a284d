"""What is filled in on a PDF's form: values drawn where they stand, and boxes ticked or not.

With ``glyphs``, ``letter_types`` and ``covered_text`` the modules that know pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.covered_text import Edges

TICKED, NOT_TICKED = "☒", "☐"
_MAY_BE_TICKED = (2, 3)
"""Types of form fields in PDFium: check boxes and radio buttons."""

_UNSEEN = 0x02 | 0x20
"""Flags of an annotation that is hidden or not viewed (ISO 32000-1, table 165)."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick on a form: where it is, and as what it reads."""

    edges: Edges
    text: str


def open_form(document: Any) -> None:
    """Make a document's form ready, if it has one; before any of its pages is loaded."""
    import pypdfium2

    try:
        document.init_forms()
    except pypdfium2.PdfiumError:  # a broken form leaves its pages readable
        return


def ticks_on(page: Any) -> tuple[Tick, ...]:
    """Return the boxes to tick on a page."""
    return tuple(_ticks(page)) if page.formenv else ()


def fill_in(page: Any) -> bool:
    """Draw what is filled in as a part of the page, which has to be loaded anew; False where
    there is no field, or PDFium cannot."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    if not page.formenv or not any(_is_field(each) for each in _annotations(page)):
        return False
    for each in _annotations(page):
        flags = pdfium.FPDFAnnot_GetFlags(each)
        if flags & _UNSEEN:  # PDFium would draw what is not viewed
            pdfium.FPDFAnnot_SetFlags(each, flags | pdfium.FPDF_ANNOT_FLAG_HIDDEN)
    try:
        return bool(page.flatten() == pdfium.FLATTEN_SUCCESS)
    except pypdfium2.PdfiumError:
        return False


def _annotations(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        if annotation := pdfium.FPDFPage_GetAnnot(page, number):
            yield annotation
            pdfium.FPDFPage_CloseAnnot(annotation)


def _is_field(annotation: Any) -> bool:
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET)


def _ticks(page: Any) -> Iterator[Tick]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    for each in _annotations(page):
        kind = pdfium.FPDFAnnot_GetFormFieldType(page.formenv, each) if _is_field(each) else -1
        if kind not in _MAY_BE_TICKED or pdfium.FPDFAnnot_GetFlags(each) & _UNSEEN:
            continue
        if pdfium.FPDFAnnot_GetRect(each, ctypes.byref(box)):
            ticked = pdfium.FPDFAnnot_IsChecked(page.formenv, each)
            edges = (box.left, box.bottom, box.right, box.top)
            yield Tick(edges, TICKED if ticked else NOT_TICKED)
