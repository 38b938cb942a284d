"""What costs much to prepare and is the same for every run, kept below ``build/tests``."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "tests"
INDEXING = ("corpus", "ingest", "requirements.lock")
"""What decides how the reports are indexed: code, reports and libraries."""


def kept(kind: str, key: str, build: Callable[[Path], object]) -> Path:
    """Return the folder of a kind and key, built by one process while others wait for it.

    Earlier ones of the kind are removed.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = FOLDER / f"{kind}-{key}"
    with FileLock(FOLDER / f"{kind}.lock"):
        if not folder.exists():
            for earlier in FOLDER.glob(f"{kind}-*"):
                shutil.rmtree(earlier)
            partial = FOLDER / f"partial-{kind}"
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            build(partial)
            partial.rename(folder)
    return folder


def indexing_key() -> str:
    """A digest of everything that decides how the reports are indexed."""
    digest = hashlib.sha256()
    for name in INDEXING:
        path = ROOT / name
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
