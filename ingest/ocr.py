"""Scanned pages to pages with text, by ocrmypdf and tesseract where they are installed.

Both are commands of the system, run by the child that reads: they inherit its limits, and
are killed with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from corpus.errors import OcrMissing
from ingest.limits import STEPS, WALL, ReadingLimits

COMMANDS = ("ocrmypdf", "tesseract")
_SHARE = 0.5
"""Of the time that a file may take: the pages behind are then left without text, which is
said, rather than the whole file refused."""

_OPTIONS = (
    *("--skip-text", "--language", "eng"),
    *("--rotate-pages", "--deskew"),  # as a scanner takes pages in
    *("--output-type", "pdf", "--optimize", "0"),  # only the text is wanted
    *("--jobs", "1", "--quiet"),
)


def missing_commands() -> tuple[str, ...]:
    """Return the commands that OCR needs and that are not installed."""
    return tuple(command for command in COMMANDS if shutil.which(command) is None)


def check_installed() -> None:
    """Refuse where OCR cannot be had.

    Raises:
        OcrMissing: a command that it needs is not installed.
    """
    if missing := missing_commands():
        raise OcrMissing(missing)


class PageRecogniser:
    """Recognises the text of one file's scanned pages, one after another.

    Args:
        folder: private to this file; what is written there is erased by its owner.
        limits: those of the process that this runs in.
    """

    def __init__(self, folder: Path, limits: ReadingLimits) -> None:
        self._folder = folder
        self._seconds = limits.seconds
        self._ends = time.monotonic() + _SHARE * WALL * STEPS * limits.seconds

    @property
    def out_of_time(self) -> bool:
        return time.monotonic() >= self._ends

    def recognised(self, page: bytes) -> bytes | None:
        """Return a PDF of one page with a layer of text over it; None where that fails."""
        if self.out_of_time:
            return None
        source, target = self._folder / "page.pdf", self._folder / "recognised.pdf"
        source.write_bytes(page)
        target.unlink(missing_ok=True)
        patience = ("--tesseract-timeout", str(self._seconds))
        # One thread: on a page, more cost the processor more and gain no time (measured).
        environment = {**os.environ, "TMPDIR": str(self._folder), "OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(
            [COMMANDS[0], *_OPTIONS, *patience, str(source), str(target)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return target.read_bytes() if done.returncode == 0 and target.exists() else None
