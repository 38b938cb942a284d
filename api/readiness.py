"""The library's readiness, looked at anew when the last look is old."""

from __future__ import annotations

import threading
import time

from corpus.library import Library, Readiness

CHECK_SECONDS = 15.0
"""A look searches for sampled passages; one in this many seconds is enough."""


class ReadinessCheck:
    """Looks at one library; requests that come together share a look.

    ``seen`` is what a look just now has found.
    """

    def __init__(self, library: Library, seen: Readiness | None = None) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._seen = seen
        self._at = time.monotonic()

    def look(self) -> Readiness:
        """Return whether the library is ready, as of the last few seconds."""
        with self._lock:
            old = time.monotonic() - self._at > CHECK_SECONDS
            if self._seen is None or not self._seen.ready or old:
                self._seen, self._at = self._library.readiness(), time.monotonic()
            return self._seen
