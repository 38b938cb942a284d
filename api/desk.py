"""Where the command line asks: a running server that owns the data folder, else the library itself.

Both give the same JSON, so that no command knows which it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from api.settings import Settings
from corpus.errors import InputError, MunimentError, SetupError
from corpus.ownership import owner_of

_SECONDS = 60
_VERIFY_SECONDS = 900
"""A text of many sentences takes minutes."""

_DRAFT_SECONDS = 300
"""A plan on two hundred recommendations takes a minute."""

_API = "/api/v1"
_PATIENCE_SECONDS = 10.0
"""Two questions asked at once wait for one another this long."""


class Desk(Protocol):
    """What the command line can ask for; requests and responses are those of the API.

    ``address`` is where documents can be seen in a browser, empty where nothing serves them.
    """

    @property
    def address(self) -> str: ...

    def ask(self, body: dict[str, Any]) -> dict[str, Any]: ...

    def search(self, body: dict[str, Any]) -> dict[str, Any]: ...

    def verify(self, body: dict[str, Any]) -> dict[str, Any]: ...

    def check_plan(self, body: dict[str, Any]) -> dict[str, Any]: ...

    def documents(self) -> dict[str, Any]: ...

    def recommendations(self, document_id: str) -> dict[str, Any]: ...

    def draft(self, body: dict[str, Any]) -> dict[str, Any]: ...

    def timetables(self) -> dict[str, Any]: ...

    def timetable(self, timetable_id: str, start: str) -> dict[str, Any]: ...

    def text(self, document_id: str, version: str) -> str: ...

    def remove(self, document_id: str) -> None: ...


@contextmanager
def opened_desk(settings: Settings) -> Iterator[Desk]:
    """Open the way to the library that is free: a server's if one runs, else its own door.

    Raises:
        SetupError: neither can be had.
    """
    if server := running_server(settings):
        yield server
        return
    from api.wiring import assembled

    with assembled(settings, wait_seconds=_PATIENCE_SECONDS) as assembly:
        from api.local_desk import LocalDesk

        yield LocalDesk(assembly)


def running_server(settings: Settings) -> ServerDesk | None:
    """Return the way through the server that owns the data folder, if one runs."""
    owner = owner_of(settings.data_dir)
    if owner and owner.address and alive(owner.address):
        return ServerDesk(owner.address, settings)
    return None


def alive(address: str) -> bool:
    """Tell whether a server answers at the address."""
    try:
        with urlopen(f"{address}/healthz", timeout=2) as response:
            return response.status == 200
    except (OSError, ValueError):
        return False


class ServerDesk:
    """A running server, over HTTP on this machine."""

    def __init__(self, address: str, settings: Settings) -> None:
        self.address = address
        self._key = _first_key(settings)
        self._answer_seconds = _SECONDS + settings.llm_timeout_seconds

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        content = json.dumps(body).encode()
        received = self._received(
            "POST", "/ask", content, "application/json", seconds=self._answer_seconds
        )
        answer: dict[str, Any] = json.loads(received)
        return answer

    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._send("POST", "/search", body)

    def verify(self, body: dict[str, Any]) -> dict[str, Any]:
        content = json.dumps(body).encode()
        received = self._received(
            "POST", "/verify", content, "application/json", seconds=_VERIFY_SECONDS
        )
        found: dict[str, Any] = json.loads(received)
        return found

    def check_plan(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._send("POST", "/plans/check", body)

    def documents(self) -> dict[str, Any]:
        return self._send("GET", "/documents")

    def recommendations(self, document_id: str) -> dict[str, Any]:
        return self._send("GET", f"/documents/{quote(document_id, safe='')}/recommendations")

    def draft(self, body: dict[str, Any]) -> dict[str, Any]:
        content = json.dumps(body).encode()
        received = self._received(
            "POST", "/plans/draft", content, "application/json", seconds=_DRAFT_SECONDS
        )
        found: dict[str, Any] = json.loads(received)
        return found

    def timetables(self) -> dict[str, Any]:
        return self._send("GET", "/timetables")

    def timetable(self, timetable_id: str, start: str) -> dict[str, Any]:
        path = f"/timetables/{quote(timetable_id, safe='')}?start={quote(start)}"
        return self._send("GET", path)

    def text(self, document_id: str, version: str) -> str:
        path = f"/documents/{quote(document_id, safe='')}/text?version={quote(version)}"
        return self._received("GET", path, None, "application/json").decode("utf-8")

    def remove(self, document_id: str) -> None:
        self._send("DELETE", f"/documents/{quote(document_id, safe='')}")

    def hand_in(self, form: bytes, content_type: str) -> str:
        """Send files as a form to be read; return the id of the job."""
        return str(self._send_bytes("POST", "/documents", form, content_type)["job"])

    def job(self, job_id: str) -> dict[str, Any]:
        return self._send("GET", f"/jobs/{job_id}")

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = json.dumps(body).encode() if body is not None else None
        return self._send_bytes(method, path, data, "application/json")

    def _send_bytes(
        self, method: str, path: str, data: bytes | None, content_type: str
    ) -> dict[str, Any]:
        content = self._received(method, path, data, content_type)
        found: dict[str, Any] = json.loads(content) if content else {}
        return found

    def _received(
        self,
        method: str,
        path: str,
        data: bytes | None,
        content_type: str,
        *,
        seconds: float = _SECONDS,
    ) -> bytes:
        headers = {"Content-Type": content_type, "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = Request(self.address + _API + path, data, headers, method=method)
        try:
            with urlopen(request, timeout=seconds) as response:
                return bytes(response.read())
        except HTTPError as error:
            raise _failure(error) from error
        except (URLError, OSError) as error:
            raise SetupError(
                f"The server at {self.address} does not answer ({error}). Start it again."
            ) from error


def _first_key(settings: Settings) -> str:
    if settings.api_keys_file is None:
        return ""
    from api.key_file import read_keys

    return read_keys(settings.api_keys_file)[0]


def _failure(error: HTTPError) -> MunimentError:
    """The server's problem as the failure it stands for here."""
    try:
        detail = str(json.loads(error.read())["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"The server answered {error.code}."
    return InputError(detail) if error.code < 500 else SetupError(detail)
