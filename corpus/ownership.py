"""One process owns a data folder: the lock, and a note of who holds it.

The embedded vector store is damaged by a second writer and blind to it, so the
second opener is refused. A server notes its address, for commands to talk to.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import DataFolderInUse, DataFolderUnusable

_LOCK = "owner.lock"


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds a data folder; ``address`` is its URL if it serves."""

    pid: int
    address: str = ""

    def __str__(self) -> str:
        where = f" serving at {self.address}" if self.address else ""
        return f"process {self.pid}{where}"


class Ownership:
    """The lock on a data folder, waited for at most ``wait_seconds``, held until ``release``.

    Raises:
        DataFolderInUse: another process holds it.
        DataFolderUnusable: the folder cannot be created or written.
    """

    def __init__(self, folder: Path, *, wait_seconds: float = 0) -> None:
        self._note = folder / "owner.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(folder / _LOCK)
            self._lock.acquire(timeout=wait_seconds)
            self.announce("")
        except Timeout as error:
            owner = owner_of(folder)
            raise DataFolderInUse(folder, str(owner) if owner else "") from error
        except OSError as error:
            raise DataFolderUnusable(folder, error.strerror or str(error)) from error

    def announce(self, address: str) -> None:
        """Note for other processes at which URL this one serves."""
        part = self._note.with_suffix(".part")
        part.write_text(json.dumps(asdict(Owner(os.getpid(), address))))
        part.replace(self._note)

    def release(self) -> None:
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()


def owner_of(folder: Path) -> Owner | None:
    """Return who holds the folder, or None; a note without its lock is stale and not believed."""
    try:
        lock = FileLock(folder / _LOCK)
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        pass
    except OSError:
        return None
    try:
        return Owner(**json.loads((folder / "owner.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None
