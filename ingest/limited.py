"""Files read in a child process with limits, so that a bad file harms itself alone.

One child reads many files. It is started when the first must be read, and again when it
has died or has read enough of them that what it leaked matters.
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from corpus.embedding import PassageEmbeddings, window_of
from corpus.errors import FileUnreadable, SetupError
from corpus.words import Reading
from ingest.extracted import Extracted, PageProgress, no_page_progress
from ingest.limits import HEADER, STEPS, WALL, ReadingLimits, from_json, write_frame
from ingest.readers import reading_of
from ingest.sources import SourceNote

_FILES_A_CHILD = 50
_EXPORT = "Export it again as a plain PDF or text."


class LimitedReader:
    """Reads files in a child process, one at a time, from any thread.

    Args:
        limits: what reading a file may cost.
        folder: where the pages of a scan lie while they are recognised; the system's folder
            for temporary files if none is given.
    """

    def __init__(self, limits: ReadingLimits | None = None, folder: Path | None = None) -> None:
        self.limits = limits or ReadingLimits()
        self._folder = folder
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> LimitedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._end_child()

    def kill(self) -> None:
        """End the child while it reads, from another thread; its file is then unreadable."""
        if child := self._child:
            child.kill()

    def read(
        self,
        name: str,
        content: bytes,
        note: SourceNote,
        embeddings: PassageEmbeddings,
        progress: PageProgress = no_page_progress,
        *,
        ocr: bool = False,
    ) -> Reading:
        """Read a file into text, pages and passages; scanned pages too with ``ocr``.

        Raises:
            FileUnreadable: it holds nothing that can be read, or reading it costs too much.
        """
        window = window_of(embeddings)
        request: dict[str, Any] = {"name": name, "note": asdict(note), "size": len(content)}
        if window:
            request["window"] = {"tokenizer": str(window.tokenizer), "pieces": window.pieces}
        with self._lock, self._working_folder(wanted=ocr) as working_folder:
            request["ocr"] = working_folder
            reply = self._reply(name, request, content, progress)
        if window:
            return from_json(Reading, reply)
        found = from_json(Extracted, reply)
        digest = hashlib.sha256(content).hexdigest()
        return reading_of(name, digest, found, note, embeddings.reads_whole)

    def extract(self, name: str, content: bytes) -> Extracted:
        """Take a file's text out of it, with what its layout says, and no passages.

        Raises:
            FileUnreadable: it holds nothing that can be read, or reading it costs too much.
        """
        request = {"name": name, "size": len(content), "ocr": ""}
        with self._lock:
            return from_json(Extracted, self._reply(name, request, content, no_page_progress))

    @contextmanager
    def _working_folder(self, *, wanted: bool) -> Iterator[str]:
        """Make a private folder for one file, and erase it whatever becomes of the child."""
        if not wanted:
            yield ""
            return
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as folder:
            yield folder

    def _reply(
        self, name: str, request: dict[str, Any], content: bytes, progress: PageProgress
    ) -> bytes:
        if self._child is None or self._child.files >= _FILES_A_CHILD:
            self._end_child()
            self._child = _Child(self.limits)
        try:
            return self._child.read(name, request, content, progress)
        except BaseException:
            # What it holds now is unknown: after too much memory, or a half-sent reply.
            self._end_child()
            raise

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The process that reads, and the pipes to it."""

    def __init__(self, limits: ReadingLimits) -> None:
        self.files = 0
        self._limits = limits
        command = [sys.executable, "-P", "-m", "ingest.reading_child", json.dumps(asdict(limits))]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise SetupError(f"No process can be started to read files in ({error}).") from error

    def read(
        self, name: str, request: dict[str, Any], content: bytes, progress: PageProgress
    ) -> bytes:
        """Return the reading of a file as JSON.

        Raises:
            FileUnreadable: the child refuses the file, takes too long or dies of it.
        """
        self.files += 1
        self._started = time.monotonic()
        self._place = ""
        self._send(json.dumps(request).encode(), content)
        while True:
            kind, _, body = self._message(name).partition(b"\n")
            if kind == b"progress":
                done, total = json.loads(body)
                if done < total:
                    self._place = f" of page {done + 1} of {total}"
                progress(done, total)
            elif kind == b"refused":
                raise FileUnreadable(name, body.decode())
            else:
                return body

    def end(self) -> None:
        """Kill the child, wait for it, and close the pipes to it."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                _open(stream).close()
            except OSError:  # what was not sent yet has nobody to go to
                continue

    def kill(self) -> None:
        """Kill the child with all that it started."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()

    def _send(self, request: bytes, content: bytes) -> None:
        stream = _open(self._process.stdin)
        try:
            write_frame(stream, request)
            stream.write(content)
            stream.flush()
        except BrokenPipeError:
            pass  # it has died; reading from it tells of what

    def _message(self, name: str) -> bytes:
        size = int.from_bytes(self._bytes(name, HEADER))
        if size > self._limits.megabytes << 20:
            raise FileUnreadable(
                name,
                f"it unpacks to more than {self._limits.megabytes} MB of text. {_EXPORT}",
            )
        return self._bytes(name, size)

    def _bytes(self, name: str, count: int) -> bytes:
        """Return the next bytes that the child writes, waiting as long as is allowed."""
        descriptor = _open(self._process.stdout).fileno()
        silent_until = time.monotonic() + WALL * self._limits.seconds
        deadline = min(silent_until, self._started + WALL * STEPS * self._limits.seconds)
        # Not select(): a server with many files open has descriptors that it cannot take.
        ready = select.poll()
        ready.register(descriptor, select.POLLIN | select.POLLHUP)
        parts: list[bytes] = []
        while count:
            left = deadline - time.monotonic()
            if left <= 0 or not ready.poll(1000 * left):
                raise FileUnreadable(name, self._too_slow())
            part = os.read(descriptor, min(count, 1 << 20))
            if not part:
                raise FileUnreadable(name, self._death())
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _too_slow(self) -> str:
        return (
            f"reading{self._place or ' it'} takes too long, more than {self._limits.seconds} "
            f"seconds. It is damaged, or made to overload a reader. {_EXPORT}"
        )

    def _death(self) -> str:
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            return self._too_slow()
        if status in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
            return f"reading{self._place or ' it'} takes too much memory. {_EXPORT}"
        return f"reading{self._place or ' it'} ended the reader ({status}). {_EXPORT}"


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
