"""What the embedding model made of texts that it read lately, so that none is read twice soon.

Reading statements by themselves takes most of the time of a question, and questions of one
conversation find many of the same statements.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from corpus.encoded import Encoded

PIECES_REMEMBERED = 30_000
"""Word pieces whose vectors are kept: 46 MB at 384 dimensions, some 900 statements."""

Reader = Callable[[Sequence[str]], list[Encoded]]
"""Returns what the embedding model makes of each text."""


class MemoryOfReadings:
    """Remembers readings up to ``pieces`` word pieces, those used longest ago forgotten first.

    Threads may share it; two that read one text at once both read it.
    """

    def __init__(self, pieces: int = PIECES_REMEMBERED) -> None:
        self._pieces = pieces
        self._held = 0
        self._known: dict[str, Encoded] = {}
        self._lock = threading.Lock()

    def read(self, texts: Sequence[str], read: Reader) -> list[Encoded]:
        """Return the reading of each text, by ``read`` where it is not remembered."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        unknown = list(dict.fromkeys(text for text in texts if text not in found))
        if unknown:
            found.update(zip(unknown, read(unknown), strict=True))
        with self._lock:
            for text, reading in found.items():
                self._remember(text, reading)
        return [found[text] for text in texts]

    def _remember(self, text: str, reading: Encoded) -> None:
        if self._known.pop(text, None) is None:
            self._held += len(reading.pieces)
        self._known[text] = reading
        while self._held > self._pieces:
            oldest = next(iter(self._known))
            self._held -= len(self._known.pop(oldest).pieces)
