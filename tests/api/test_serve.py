"""A server as its users start and stop it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from corpus.ownership import owner_of


def test_a_server_tells_its_address_as_json_and_leaves_nothing_behind(data_folder: Path) -> None:
    environment = {**os.environ, "MUNIMENT_DATA_DIR": str(data_folder)}
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "muniment"), "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
    )  # fmt: skip
    address = json.loads(process.stdout.readline())["address"]
    assert address.startswith("http://127.0.0.1:")
    assert owner_of(data_folder).address == address
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    process.stdout.close()
    assert owner_of(data_folder) is None
    assert not (data_folder / "owner.json").exists()
