"""Written dates in ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime

_DAY_FORMATS = ("%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%Y")
_MONTH_FORMATS = ("%B %Y", "%b %Y", "%Y-%m")


def iso_date(written: str) -> str:
    """Return a written date in ISO 8601 at its own precision, or an empty string."""
    written = written.strip()
    for formats, shape in ((_DAY_FORMATS, "%Y-%m-%d"), (_MONTH_FORMATS, "%Y-%m")):
        for form in formats:
            try:
                return datetime.strptime(written, form).strftime(shape)
            except ValueError:
                continue
    return written if re.fullmatch(r"(?:19|20)\d\d", written) else ""
