"""A server as users start it, asked and given files over HTTP, and what it weighs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from evals.bench_figures import MEGABYTE

MUNIMENT = Path(sys.executable).parent / "muniment"
_POLL_SECONDS = 0.02
_LONGEST = 900.0


@dataclass(frozen=True, slots=True)
class Weight:
    """What a process and its children have used so far: resident megabytes, seconds of cores."""

    megabytes: float
    cpu_seconds: float


class Server:
    """A running server; ``seconds`` is how long it took to be ready."""

    def __init__(self, address: str, process: psutil.Process, seconds: float) -> None:
        self.address = address
        self.process = process
        self.seconds = seconds

    def ask(self, question: str) -> float:
        """Ask, and return the seconds until the answer was there."""
        body = json.dumps({"question": question}).encode()
        started = time.perf_counter()
        self._request("POST", "ask", body, {"Content-Type": "application/json"})
        return time.perf_counter() - started

    def hand_in(self, files: Mapping[str, bytes]) -> list[dict[str, Any]]:
        """Upload files, wait until all are read, and return what became of each."""
        boundary = uuid.uuid4().hex
        parts = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; '
            f'filename="{name}"\r\n\r\n'.encode()
            + content
            + b"\r\n"
            for name, content in files.items()
        )
        body = parts + f"--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        job = self._request("POST", "documents", body, kind)["job"]
        started = time.monotonic()
        while (waited := time.monotonic() - started) < _LONGEST:
            state = self._request("GET", f"jobs/{job}")
            if state["state"] in ("done", "failed"):
                return list(state["files"])
            # Asking costs the server time that is measured: the longer it takes, the less often.
            time.sleep(max(_POLL_SECONDS, waited / 100))
        raise RuntimeError(f"{', '.join(files)} took longer than {_LONGEST:g} seconds")

    def remove(self, document_id: str) -> None:
        """Erase a document."""
        self._request("DELETE", f"documents/{document_id}")

    def weight(self) -> Weight:
        """Return what the server and the process that reads files have used."""
        return weight_of(self.process)

    def _request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        request = urllib.request.Request(
            f"{self.address}/api/v1/{path}", body, dict(headers or {}), method=method
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            said = response.read()
        return json.loads(said) if said else None


def weight_of(process: psutil.Process) -> Weight:
    """Return what a process and its children use; a page that two share counts twice."""
    megabytes = cpu = 0.0
    for each in (process, *process.children(recursive=True)):
        try:
            with each.oneshot():
                megabytes += each.memory_info().rss / MEGABYTE
                cpu += sum(each.cpu_times()[:2])
        except psutil.NoSuchProcess:  # it has just ended
            continue
    return Weight(megabytes, cpu)


@contextmanager
def watched(server: Server) -> Iterator[list[float]]:
    """Note the server's megabytes, with those of its children, twenty times a second."""
    found = [server.weight().megabytes]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            found.append(server.weight().megabytes)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


@contextmanager
def server_over(data: Path) -> Iterator[Server]:
    """A server over a data folder, on a free port, until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(
        [MUNIMENT, "serve", "--index", "--port", str(port)],
        env=environment(data),
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _ready(address):
            if process.poll() is not None or time.perf_counter() - started > 60:
                raise RuntimeError("the server did not start")
            time.sleep(_POLL_SECONDS)
        seconds = time.perf_counter() - started
        yield Server(address, psutil.Process(process.pid), seconds)
    finally:
        process.terminate()
        process.wait(timeout=20)


def environment(data: Path) -> dict[str, str]:
    """Return this process's environment with another data folder."""
    return {**os.environ, "MUNIMENT_DATA_DIR": str(data)}


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False
