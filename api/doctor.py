"""What works on this machine and what does not, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.desk import ServerDesk, alive
from api.settings import Settings, shown
from api.wiring import MODEL_FOLDER, language_model_writer, opened_library
from corpus.errors import LanguageModelFailed, MunimentError, OcrMissing, SetupError
from corpus.ownership import owner_of
from ingest.ocr import check_installed

if TYPE_CHECKING:
    from assistant.writing.writer import Writer


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
    if settings.llm:
        checks.append(_check("language model", lambda: _language_model(settings)))
    checks.append(_check("network", lambda: what_leaves(settings)))
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


def _language_model(settings: Settings) -> str:
    """Say how fast the model answers a question of a line; nothing of the library is sent."""
    from assistant.writing.trial import trial

    writer = _writer(settings)
    try:
        tried = trial(writer)
    except LanguageModelFailed as failed:
        raise SetupError(
            f"{writer.name} {failed}. Start its server and look at MUNIMENT_LLM and "
            "MUNIMENT_LLM_BASE_URL; until then answers are the documents' own sentences."
        ) from failed
    took = f"first words after {tried.first_seconds:.1f} s, all after {tried.seconds:.1f} s"
    slow = tried.seconds > settings.llm_timeout_seconds / 3
    hint = ". Answers will take several times as long: raise MUNIMENT_LLM_TIMEOUT_SECONDS"
    return f"{writer.name} answers; {took}{hint if slow else ''}"


def what_leaves(settings: Settings) -> str:
    """Say what of questions and documents goes where."""
    if not settings.llm:
        return "nothing leaves this machine"
    from assistant.language_model import sent_to, stays_here

    host = sent_to(_writer(settings).model)
    if stays_here(host):
        return "nothing leaves this machine: the language model is served on it"
    return (
        f"a question that the documents answer goes to {host}, with up to {settings.llm_passages} "
        "passages; nothing else leaves this machine"
    )


def _writer(settings: Settings) -> Writer:
    writer = language_model_writer(settings)
    assert writer
    return writer


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
