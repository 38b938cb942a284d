"""The rooms put together by the settings: a library, and what answers from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.settings import Settings

if TYPE_CHECKING:
    from assistant.answerer import Answers
    from assistant.writing.writer import Writer
    from corpus.embedding import PassageEmbeddings
    from corpus.library import Library
    from ingest.limited import LimitedReader
    from ingest.worker import JobWorker

MODEL_FOLDER = "models"


@dataclass(frozen=True, slots=True)
class Assembly:
    """A library that this process owns, what answers from it, and the model that writes, if one
    is set."""

    settings: Settings
    library: Library
    answerer: Answers
    writer: Writer | None = None


@contextmanager
def assembled(settings: Settings, *, wait_seconds: float = 0) -> Iterator[Assembly]:
    """Open the library, waiting for it at most so long, and close it afterwards.

    Raises:
        SetupError: the data folder is in use or cannot be used, or the language model cannot.
    """
    writer = language_model_writer(settings)
    with opened_library(settings, wait_seconds=wait_seconds) as library:
        yield Assembly(settings, library, answers_from(library, writer, settings), writer)


def answers_from(library: Library, writer: Writer | None, settings: Settings) -> Answers:
    """Return what answers from a library, in the words of a model if there is a writer."""
    from assistant.answerer import Answerer

    answerer = Answerer(library)
    if writer is None:
        return answerer
    from assistant.writing.written_answers import ModelAnswerer

    return ModelAnswerer(answerer, writer, settings.llm_passages)


def language_model_writer(settings: Settings) -> Writer | None:
    """Return what writes with the language model of the settings, if they name one.

    Raises:
        LanguageModelUnusable: it cannot be made.
    """
    if not settings.llm:
        return None
    from assistant.writing.writer import writer_named

    return writer_named(
        settings.llm,
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key.get_secret_value() if settings.llm_api_key else "",
        seconds=settings.llm_timeout_seconds,
        tokens=settings.llm_max_tokens,
    )


def opened_library(
    settings: Settings, *, folder: Path | None = None, wait_seconds: float = 0
) -> Library:
    """Open the library alone, for work that asks nothing; that of ``folder`` if one is given."""
    from corpus.library import Library
    from corpus.model_files import DEFAULT_MODEL

    def embeddings() -> PassageEmbeddings:
        from corpus.embedding import embeddings_named

        return embeddings_named(settings.embedding_model, settings.data_dir / MODEL_FOLDER)

    name = settings.embedding_model or DEFAULT_MODEL
    folder = folder or settings.data_dir
    return Library(folder, embeddings, embedding_name=name, wait_seconds=wait_seconds)


def limited_reader(settings: Settings) -> LimitedReader:
    """Return what reads files within the limits of the settings; nothing is started yet."""
    from ingest.limited import LimitedReader
    from ingest.limits import ReadingLimits

    limits = ReadingLimits(settings.read_seconds, settings.read_megabytes, settings.read_pages)
    # What a killed process leaves in this folder is erased when a server starts.
    return LimitedReader(limits, settings.data_dir / "uploads")


def job_worker(assembly: Assembly) -> JobWorker:
    """Return what reads the files handed in to an assembly; nothing is started yet."""
    from ingest.worker import JobWorker

    reader = limited_reader(assembly.settings)
    ocr = assembly.settings.ocr
    return JobWorker(assembly.library, reader, ocr=ocr)
