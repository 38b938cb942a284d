"""PDFs written object by object, plain ones and such that cost far more than they seem to."""

from __future__ import annotations

import zlib

LINE = b"BT /F1 12 Tf 72 700 Td (The borough of Lampwick lights every street.) Tj ET\n"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)


def pdf(*objects: bytes) -> bytes:
    """Write a PDF of these objects, the first its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, table)


def pages(kids: bytes, count: int) -> bytes:
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)


def packed(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"[" + b" /FlateDecode" * times + b"]"
    return b"<< /Length %d /Filter %s >> stream\n%s\nendstream" % (len(content), filters, content)


def of_one_page(content: bytes) -> bytes:
    return pdf(CATALOG, pages(b"3 0 R", 1), PAGE, content, FONT)


def plain() -> bytes:
    return of_one_page(packed(LINE))


def operator_bomb() -> bytes:
    """Two million text operators in a small file."""
    return of_one_page(packed(b"BT /F1 1 Tf " + b"(a) Tj " * 2_000_000 + b"ET"))


def flate_bomb() -> bytes:
    """300 MB of spaces, packed twice."""
    return of_one_page(packed(LINE + b" " * 300_000_000, 2))
