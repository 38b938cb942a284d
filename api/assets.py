"""The style sheet of govuk-frontend, fetched once at set-up from npm and fitted to our use.

Run as ``python -m api.assets``. The package is pinned by version and integrity.
Its typeface and its crest are for GOV.UK alone, so both are taken out.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from corpus.errors import SetupError

VERSION = "6.6.0"
SHA512 = (
    "c5cb645ab42f2e7bd0b7b7f28d0dcc197f52d30cf4c74450b8bc427a85c5facf"
    "048c62021bcd7f0d840628de6a80efb42954f5d9401a47052c198e9fba545c46"
)
"""Of the package as published for govuk-frontend 6.6.0 (MIT licence)."""

TARGET = Path(__file__).parent / "static" / "vendor" / "govuk-frontend.css"
_MEMBER = "package/dist/govuk/govuk-frontend.min.css"
_CREST = re.compile(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}")


def main() -> None:
    """Fetch the style sheet if it is not there yet; without it pages work, unstyled."""
    if TARGET.exists():
        return
    try:
        fetch(TARGET)
    except SetupError as failure:
        print(f"muniment: {failure}", file=sys.stderr)


def fetch(target: Path) -> None:
    """Write the fitted style sheet to ``target``.

    Raises:
        SetupError: npm is missing or fails, or the package is not the pinned one.
    """
    with tempfile.TemporaryDirectory() as folder:
        package = _packed(Path(folder))
        if hashlib.sha512(package.read_bytes()).hexdigest() != SHA512:
            raise SetupError("The package govuk-frontend is not the pinned one; it is not used.")
        with tarfile.open(package) as archive:
            member = archive.extractfile(_MEMBER)
            css = member.read().decode() if member else ""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(fitted(css), encoding="utf-8")


def fitted(css: str) -> str:
    """Return the style sheet without typeface, crest and addresses of other files."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css).replace("GDS Transport,", "")
    css = _CREST.sub("", css)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)


def _packed(folder: Path) -> Path:
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        raise SetupError("npm is missing, so pages stay unstyled. `make run` installs it.")
    command = [
        npm,
        "pack",
        "--silent",
        "--pack-destination",
        str(folder),
        f"govuk-frontend@{VERSION}",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"npm does not answer ({error}), so pages stay unstyled.") from error
    packages = list(folder.glob("*.tgz"))
    if done.returncode or not packages:
        raise SetupError("npm could not fetch govuk-frontend, so pages stay unstyled; try again.")
    return packages[0]


if __name__ == "__main__":
    main()
