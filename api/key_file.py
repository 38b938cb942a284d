"""The file of API keys."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import SetupError


def read_keys(path: Path) -> tuple[str, ...]:
    """Return the keys of a file, one a line; ``#`` starts a comment line.

    Raises:
        SetupError: the file cannot be read or holds no key.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(
            f"MUNIMENT_API_KEYS_FILE names {path}, which cannot be read. Check the path."
        ) from error
    keys = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        raise SetupError(
            f"MUNIMENT_API_KEYS_FILE names {path}, which holds no key. Add one a line."
        )
    return keys
