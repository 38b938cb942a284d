"""Documents of known content as web pages, workbooks and Markdown."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape

from evals.content import Element, Merged


def set_as_html(elements: Sequence[Element]) -> bytes:
    """Return the elements as a web page, tables with the caption that they have."""
    body = "\n".join(_html(element) for element in elements if element.kind != "caption")
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def _html(element: Element) -> str:
    if element.kind == "heading":
        return f"<h{element.level}>{escape(element.text)}</h{element.level}>"
    if element.kind == "list":
        items = "".join(f"<li>{escape(item)}</li>" for item in element.items)
        return f"<ul>{items}</ul>"
    if element.kind != "table":
        return f"<p>{escape(element.text)}</p>"
    caption = f"<caption>{escape(element.caption)}</caption>" if element.caption else ""
    rows = (f"<tr>{''.join(_cells(element, number))}</tr>" for number in range(len(element.rows)))
    return f"<table>{caption}{''.join(rows)}</table>"


def _cells(element: Element, number: int) -> Iterator[str]:
    tag = "th" if number < element.header_rows else "td"
    for column, text in enumerate(element.rows[number]):
        if _is_covered(element, number, column):
            continue
        at = (
            merged for merged in element.merged if (merged.row, merged.column) == (number, column)
        )
        cell = next(at, Merged(number, column))
        yield f'<{tag} rowspan="{cell.rows}" colspan="{cell.columns}">{escape(text)}</{tag}>'


def _is_covered(element: Element, row: int, column: int) -> bool:
    return any(
        cell.row <= row < cell.row + cell.rows
        and cell.column <= column < cell.column + cell.columns
        and (cell.row, cell.column) != (row, column)
        for cell in element.merged
    )


def set_as_xlsx(elements: Sequence[Element]) -> bytes:
    """Return the tables of the elements as sheets of a workbook, each below its caption.

    A note stands right below its table; other text is left out.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, top = None, 0
        for element in elements:
            if element.kind == "table":
                sheet, top = book.add_worksheet(), 2
                sheet.write(0, 0, element.caption)
                for number, row in enumerate(element.rows):
                    sheet.write_row(top + number, 0, row)
                for cell in element.merged:
                    bottom, right = cell.row + cell.rows - 1, cell.column + cell.columns - 1
                    words = element.rows[cell.row][cell.column]
                    sheet.merge_range(top + cell.row, cell.column, top + bottom, right, words)
                top += len(element.rows)
            elif sheet and element.text.startswith("*"):
                sheet.write(top, 0, element.text)
    return out.getvalue()


def set_as_markdown(elements: Sequence[Element]) -> bytes:
    """Return the elements as Markdown; a merged header stands in each column that it covers."""
    return "\n\n".join(map(_markdown, elements)).encode()


def _markdown(element: Element) -> str:
    if element.kind == "heading":
        return f"{'#' * element.level} {element.text}"
    if element.kind == "list":
        return "\n".join(f"- {item}" for item in element.items)
    if element.kind != "table":
        return element.text
    rows = [list(row) for row in element.rows]
    for cell in element.merged:
        if cell.row < element.header_rows:
            words = rows[cell.row][cell.column]
            for column in range(cell.column, cell.column + cell.columns):
                rows[cell.row][column] = words
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
