"""Excel workbooks: each sheet a section, its filled areas as tables with their headers.

The one module that knows openpyxl. Sheets are streamed: openpyxl's other mode makes a
cell of every place in a merged range, however large a file says that is.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from ingest.characters import tidy
from ingest.composition import Composition
from ingest.extracted import Extracted
from ingest.number_formats import shown
from ingest.office_package import MACROS, OfficePackage
from ingest.sheet_layout import SheetLayout, layouts
from ingest.sheets import Filled, Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_xlsx(package: OfficePackage, content: bytes) -> Extracted:
    """Return the text and layout of a workbook.

    Raises:
        FileUnreadable: a sheet is damaged.
    """
    import openpyxl

    found = layouts(package)
    out = Composition()
    hidden = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on parts that openpyxl leaves aside
        book = openpyxl.load_workbook(
            io.BytesIO(package.typed_as_ordinary(content)),
            read_only=True,
            data_only=True,
            keep_links=False,
        )
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden.append(f"“{tidy(sheet.title)}”")
                continue
            sheet.reset_dimensions()  # as the file states them they are often wrong
            layout = found.get(sheet.title, SheetLayout())
            Sheet(layout, out).add(tidy(sheet.title), _filled_rows(sheet.iter_rows(), layout))
        book.close()
    if hidden:
        many = len(hidden) > 1
        out.warnings.insert(
            0, f"Hidden sheet{'s' * many} {', '.join(hidden)} {'were' if many else 'was'} left out."
        )
    out.warnings += [MACROS] * package.has_macros
    return out.extracted(MEDIA_TYPE, package.about)


def _filled_rows(rows: Iterator[tuple], layout: SheetLayout) -> Iterator[tuple[int, Filled]]:
    for number, row in enumerate(rows, start=1):
        if number in layout.hidden_rows:
            continue
        filled = {}
        for column, cell in enumerate(row, start=1):
            if cell.value is not None and column not in layout.hidden_columns:
                filled[column] = tidy(shown(cell.value, cell.number_format))
        if len(filled) == 1:
            layout.styles[number] = _style(row[next(iter(filled)) - 1])
        yield number, {column: text for column, text in filled.items() if text}


def _style(cell: Any) -> str:
    indent = cell.alignment.indent if cell.alignment else 0
    return f"{'b' * bool(cell.font and cell.font.b)}{indent:g}"
