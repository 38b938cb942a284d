"""The server: index what changed, warm up, then serve until stopped."""

from __future__ import annotations

import json
import signal
import socket

import typer
import uvicorn

from api.application import application
from api.ingestion import announce_first_start, ingest_with_progress
from api.logs import set_up_logging
from api.settings import Settings
from api.wiring import assembled, job_worker
from corpus.errors import SetupError
from ingest.ocr import check_installed

_WAITING_CONNECTIONS = 128
_PATIENCE_SECONDS = 2.0


def run(settings: Settings, *, index: bool, as_json: bool = False) -> None:
    """Serve the web app and the API; with ``index``, bring in what changed in the corpus first.

    Once it is ready, the address is told on standard error, and with ``as_json`` on
    standard output too.

    Raises:
        SetupError: the address is taken, the data folder is in use or unusable, or OCR is
            wanted and not installed.
    """
    set_up_logging(settings.log_level)
    if settings.ocr:
        check_installed()
    with _listening(settings) as listener:
        host, port = listener.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        with assembled(settings, wait_seconds=_PATIENCE_SECONDS) as assembly:
            announce_first_start(settings)
            if index:
                ingest_with_progress(assembly.library, [settings.corpus_dir], settings)
            worker = job_worker(assembly)
            app = application(assembly, assembly.library.warm(), worker)
            _listen(listener, settings)
            assembly.library.announce(address)
            worker.start()
            signal.signal(signal.SIGTERM, _end)
            typer.echo(f"Muniment is ready at {address}", err=True)
            if as_json:
                typer.echo(json.dumps({"address": address}))
            config = uvicorn.Config(
                app, access_log=False, log_level="warning", server_header=False, lifespan="off"
            )
            try:
                uvicorn.Server(config).run(sockets=[listener])
            finally:
                worker.stop()


def _end(*_: object) -> None:
    """Leave by the ordinary way, which closes the library, after uvicorn has stopped."""
    raise SystemExit(0)


def _listen(listener: socket.socket, settings: Settings) -> None:
    try:
        listener.listen(_WAITING_CONNECTIONS)
    except OSError as error:
        raise _taken(settings, error) from error


def _taken(settings: Settings, error: OSError) -> SetupError:
    return SetupError(
        f"Cannot serve at {settings.host}:{settings.port} ({error.strerror or error}). "
        "Stop what runs there, or set MUNIMENT_PORT to another port."
    )


def _listening(settings: Settings) -> socket.socket:
    """Take the address at once, so that one that is taken costs no start."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise _taken(settings, error) from error
    return listener
