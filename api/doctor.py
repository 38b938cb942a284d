"""What works on this machine and what does not, with what to do about it."""

from __future__ import annotations

from typing import Any

from api.desk import ServerDesk, alive
from api.settings import Settings, shown
from api.wiring import MODEL_FOLDER, opened_library
from corpus.errors import MunimentError, OcrMissing
from corpus.ownership import owner_of
from ingest.ocr import check_installed


def examined(settings: Settings) -> dict[str, Any]:
    """Return ``healthy``, the ``checks`` with their findings, and the ``settings`` in force."""
    owner = owner_of(settings.data_dir)
    if owner and owner.address and alive(owner.address):
        checks = [_check("server", lambda: f"runs at {owner.address}")]
        checks.append(_check("library", lambda: _served(ServerDesk(owner.address, settings))))
    else:
        checks = [
            _check("model", lambda: _model(settings)),
            _check("library", lambda: _library(settings)),
        ]
    checks.append(_check("ocr", lambda: _ocr(settings)))
    checks.append({"name": "network", "ok": True, "detail": "nothing leaves this machine"})
    return {
        "healthy": all(check["ok"] for check in checks),
        "checks": checks,
        "settings": shown(settings),
    }


def _check(name: str, look: Any) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": look()}
    except MunimentError as failure:
        return {"name": name, "ok": False, "detail": str(failure)}


def _model(settings: Settings) -> str:
    from corpus.embedding import embeddings_named

    model = embeddings_named(settings.embedding_model, settings.data_dir / MODEL_FOLDER)
    return f"{model.name}, {model.dimensions} dimensions, verified"


def _library(settings: Settings) -> str:
    with opened_library(settings) as library:
        readiness = library.readiness()
    if not readiness.ready:
        raise MunimentError(readiness.detail)
    return f"{readiness.documents} documents, {readiness.passages} passages; {readiness.detail}"


def _ocr(settings: Settings) -> str:
    try:
        check_installed()
    except OcrMissing as missing:
        if settings.ocr:
            raise
        return str(missing)
    return "ocrmypdf and tesseract are installed"


def _served(desk: ServerDesk) -> str:
    return f"{len(desk.documents()['documents'])} documents, served"
