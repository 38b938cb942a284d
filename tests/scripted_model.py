"""A server that speaks the OpenAI shape on loopback, and writes, fails or falls silent as told."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server does with one request.

    ``pieces`` are sent ``every`` so many seconds, after ``first`` seconds of silence, for ever if
    ``endless``. ``ending`` is the finish reason; without one the stream is ``cut``. ``body``
    replaces everything that is no stream.
    """

    pieces: Sequence[str] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    first: float = 0.0
    every: float = 0.0
    endless: bool = False
    ending: str = "stop"
    deltas: Sequence[dict[str, Any]] = ()


def says(text: str, **more: Any) -> Reply:
    """Write a text a few characters at a time."""
    return Reply([text[at : at + 7] for at in range(0, len(text), 7)], **more)


Script = Callable[[dict[str, Any]], Reply]


@dataclass
class ScriptedModel:
    """The running server: its address, what it was asked, and when an asker hung up."""

    script: Script
    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    hung_up: list[float] = field(default_factory=list)
    working: int = 0

    @property
    def prompts(self) -> list[str]:
        """The last message of each request."""
        return [request["messages"][-1]["content"] for request in self.requests]

    def waits_for_a_hang_up(self, seconds: float) -> bool:
        """Wait for an asker to hang up."""
        return _until(lambda: bool(self.hung_up), seconds)

    def waits_for_a_request(self, seconds: float = 20.0) -> bool:
        """Wait until something was asked."""
        return _until(lambda: bool(self.requests), seconds)


def _until(true: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not true():
        time.sleep(0.02)
    return true()


@contextmanager
def scripted_model(script: Script | Reply) -> Iterator[ScriptedModel]:
    """Serve a script, or one reply to everything, on a free port of 127.0.0.1."""
    model = ScriptedModel((lambda request: script) if isinstance(script, Reply) else script)

    class Handler(_Handler):
        served = model

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _HungUp(Exception):
    """The asker is gone."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: ScriptedModel

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.served.requests.append(request)
        self.served.working += 1
        self.close_connection = True
        try:
            self._reply(self.served.script(request))
        except (_HungUp, OSError):
            self.served.hung_up.append(time.monotonic())
        finally:
            self.served.working -= 1

    def _reply(self, reply: Reply) -> None:
        self._pause(reply.first)
        if reply.status != 200 or reply.body is not None:
            self._whole(reply)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for delta in reply.deltas:
            self._event(delta)
        while True:
            for piece in reply.pieces:
                self._event({"role": "assistant", "content": piece})
                self._pause(reply.every)
            if not reply.endless:
                break
        if reply.ending:
            self._event({}, reply.ending)
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

    def _whole(self, reply: Reply) -> None:
        body = reply.body if reply.body is not None else b'{"error": {"message": "no"}}'
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _event(self, delta: dict[str, Any], ending: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": ending}
        event = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1}
        event |= {"model": "scripted", "choices": [choice]}
        self._chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
        self.wfile.flush()

    def _pause(self, seconds: float) -> None:
        """Wait, and notice at once when the asker hangs up."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise _HungUp
