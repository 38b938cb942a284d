"""Pictures of a document, which are counted: what they show is not read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_SMALLEST_CENTIMETRES = 2.0
"""Icons, rules and marks are smaller; a chart or a scanned table is not."""

_MOST_REPEATS = 2
"""What stands more often is a logo or an ornament."""


@dataclass(slots=True)
class Pictures:
    """Counts the pictures that may tell something: no small ones, none that comes again."""

    _seen: Counter[str] = field(default_factory=Counter)

    def add(self, width: float | None, height: float | None, source: str = "") -> None:
        """Count a picture of this size in centimetres, where the file tells it.

        ``source`` names what is shown; pictures without one are never taken for repeats.
        """
        sizes = [size for size in (width, height) if size is not None]
        if min(sizes, default=_SMALLEST_CENTIMETRES) >= _SMALLEST_CENTIMETRES:
            self._seen[source or f"\0{len(self._seen)}"] += 1

    @property
    def warnings(self) -> list[str]:
        """A sentence, where there is any such picture."""
        count = sum(n for n in self._seen.values() if n <= _MOST_REPEATS)
        if not count:
            return []
        return ["1 picture was not read." if count == 1 else f"{count} pictures were not read."]
