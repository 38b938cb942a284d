"""Tables of known content as councils set them, and how each row has to read.

Groups in one level and in two, totals, headers over several columns and rows, captions above
and below, tables that go on under a caption of their own, figures with the mark of a note.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from evals.content import Element, Merged

_SERVICES = "Home care; Day care; Meals; Respite; Equipment; Enablement; Transport; Advice"
_GROUPS = "Learning Disability; Older Persons; Physical Disability; Mental Health"
_PARTS = "Residential; Community"
_LINES, _TITLES, _KINDS = _SERVICES.split("; "), _GROUPS.split("; "), _PARTS.split("; ")
CONTINUED = "(continued)"
"""Ends a caption that says nothing but that its table goes on."""

_NOTE = "Provisional figures of the year end."

Rows = list[tuple[str, ...]]


def tables(seed: int) -> list[Element]:
    """Return a report of tables, each under a heading of its own and between paragraphs."""
    chance = random.Random(seed)
    elements = [Element("heading", "Review of care in figures", level=1)]
    every = (_flat, _nested, _continued, _totals, _merged, _marked)
    for number, made in enumerate(every, start=1):
        below = number % 2 == 0
        caption = f"Table {number}: {chance.choice(_LINES)} by {chance.choice(_TITLES).lower()}"
        elements.append(Element("heading", f"{number} {chance.choice(_LINES)} in brief", level=2))
        elements.append(Element("paragraph", _sentence(chance)))
        table = list(made(chance, caption))
        named = Element("caption", caption)
        elements += [table[0], named, *table[1:]] if below else [named, *table]
        elements.append(Element("paragraph", _sentence(chance)))
    return elements


def _sentence(chance: random.Random) -> str:
    service, group = chance.choice(_LINES).lower(), chance.choice(_TITLES).lower()
    return f"The council counts its clients of {service} and of {group} in every year and ward."


def _figures(chance: random.Random, count: int = 2) -> tuple[str, ...]:
    return tuple(f"{chance.randrange(1_000, 9_999):,}" for _ in range(count))


def _spelled(heads: str, headers: tuple[str, ...], figures: tuple[str, ...]) -> str:
    cells = (f"{header}: {cell}" for header, cell in zip(headers, figures, strict=True))
    return "; ".join((heads, *cells))


def _grouped(
    chance: random.Random, groups: list[str], headers: tuple[str, ...]
) -> tuple[Rows, list[str]]:
    """Return rows under groups in one level, and how they read."""
    rows: Rows = []
    reads = []
    for group in groups:
        rows.append((group, "", ""))
        for service in chance.sample(_LINES, 3):
            figures = _figures(chance)
            rows.append((service, *figures))
            reads.append(_spelled(f"{group}; {service}", headers, figures))
    return rows, reads


def _flat(chance: random.Random, caption: str) -> Iterator[Element]:
    headers = ("Clients 2010", "Clients 2011")
    rows, reads = _grouped(chance, chance.sample(_TITLES, 3), headers)
    yield _table(caption, [("Service", *headers), *rows], reads)


def _continued(chance: random.Random, caption: str) -> Iterator[Element]:
    """Yield a table in two parts, the second below a caption that says so."""
    headers = ("Clients 2010", "Clients 2011")
    rows, reads = _grouped(chance, chance.sample(_TITLES, 2), headers)
    yield _table(caption, [("Service", *headers), *rows[:4]], reads[:3])
    yield Element("caption", f"{caption.split(':')[0]} {CONTINUED}")
    yield _table(caption, [("Service", *headers), *rows[4:]], reads[3:])


def _totals(chance: random.Random, caption: str) -> Iterator[Element]:
    headers = ("Clients 2010", "Clients 2011")
    rows, reads = _grouped(chance, chance.sample(_TITLES, 2), headers)
    sums = [sum(int(row[n].replace(",", "")) for row in rows if row[n]) for n in (1, 2)]
    total = tuple(f"{value:,}" for value in sums)
    reads.append(_spelled("Total", headers, total))
    yield _table(caption, [("Service", *headers), *rows, ("Total", *total)], reads)


def _nested(chance: random.Random, caption: str) -> Iterator[Element]:
    headers = ("Clients 2010", "Clients 2011")
    rows: Rows = [("Service", *headers)]
    reads = []
    for group in chance.sample(_TITLES, 2):
        rows.append((group, "", ""))
        for kind in _KINDS:
            below, spelled = _grouped(chance, [kind], headers)
            rows += below
            reads += [f"{group}; {row}" for row in spelled]
    yield _table(caption, rows, reads)


def _merged(chance: random.Random, caption: str) -> Iterator[Element]:
    top = ("Service", "Client numbers", "", "Cost")
    below = ("", "Mar 2010", "Mar 2011", "£000")
    headers = ("Client numbers Mar 2010", "Client numbers Mar 2011", "Cost £000")
    rows: Rows = [top, below]
    reads = []
    for service in chance.sample(_LINES, 4):
        figures = _figures(chance, 3)
        rows.append((service, *figures))
        reads.append(_spelled(service, headers, figures))
    spans = (Merged(0, 0, rows=2), Merged(0, 1, columns=2))
    yield _table(caption, rows, reads, spans=spans, header_rows=2)


def _marked(chance: random.Random, caption: str) -> Iterator[Element]:
    headers = ("Clients 2010", "Clients 2011")
    rows: Rows = [("Service", *headers)]
    reads = []
    for number, service in enumerate(chance.sample(_LINES, 4)):
        figures = _figures(chance)
        read = _spelled(service, headers, figures)
        if number == 1:
            rows.append((service, figures[0], f"{figures[1]}*"))
            reads.append(f"{read} (Clients 2011: {_NOTE})")
        else:
            rows.append((service, *figures))
            reads.append(read)
    yield _table(caption, rows, reads)
    yield Element("paragraph", f"* {_NOTE}")


def _table(
    caption: str,
    rows: Rows,
    reads: list[str],
    *,
    spans: tuple[Merged, ...] = (),
    header_rows: int = 1,
) -> Element:
    """Return a table whose groups' labels are merged over all columns."""
    columns = len(rows[0])
    labels = tuple(
        Merged(number, 0, columns=columns)
        for number, row in enumerate(rows)
        if number >= header_rows and not any(row[1:])
    )
    return Element(
        "table",
        rows=tuple(rows),
        header_rows=header_rows,
        merged=(*spans, *labels),
        reads=tuple(reads),
        caption=caption,
    )
