"""The usual way from a PDF to answers, in a process of its own: ``python -m evals.usual_stack``.

pypdf's text, LangChain's recursive splitter, sentence-transformers on torch and Chroma,
each with its defaults and with our model. It takes requests as lines of JSON and says how
many seconds each took; the model is loaded and warm before the first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psutil

from evals.plain_library import chunks_of

_WARMING = ["The council agreed its action plan."] * 8
_NEAREST = 5


class UsualStack:
    """The process from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.process = psutil.Process(process.pid)

    def index(self, pdf: Path, question: str) -> float:
        """Read, cut, embed and store a PDF and answer a question; return the seconds."""
        return float(self._said({"pdf": str(pdf), "question": question})["seconds"])

    def embed(self, texts: Path, vectors: Path) -> float:
        """Embed a file's JSON list of texts, write the vectors to a file of numpy's, and return
        the seconds of embedding alone."""
        return float(self._said({"texts": str(texts), "vectors": str(vectors)})["seconds"])

    def _said(self, request: dict[str, str]) -> dict[str, Any]:
        _open(self._process.stdin).write(json.dumps(request) + "\n")
        _open(self._process.stdin).flush()
        reply = _open(self._process.stdout).readline()
        if not reply:
            raise RuntimeError("the usual stack ended")
        return dict(json.loads(reply))


@contextmanager
def usual_stack(model: Path) -> Iterator[UsualStack]:
    """The usual stack with a model's folder, loaded and warm, until the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "evals.usual_stack", str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"},
    )
    try:
        if _open(process.stdout).readline().strip() != "ready":
            raise RuntimeError("the usual stack did not start")
        yield UsualStack(process)
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Serve requests until standard input ends."""
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints must not be taken for a reply
    import chromadb
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(sys.argv[1], device="cpu")
    model.encode(_WARMING)
    with tempfile.TemporaryDirectory() as folder:
        client = chromadb.PersistentClient(path=folder)
        replies.write("ready\n")
        replies.flush()
        for line in sys.stdin:
            asked = json.loads(line)
            started = time.perf_counter()
            if "pdf" in asked:
                _index(model, client, asked["pdf"], asked["question"])
                seconds = time.perf_counter() - started
            else:
                seconds = _embed(model, Path(asked["texts"]), Path(asked["vectors"]))
            replies.write(json.dumps({"seconds": seconds}) + "\n")
            replies.flush()


def _index(model: Any, client: Any, pdf: str, question: str) -> None:
    import pypdf

    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    chunks = chunks_of(text)
    collection = client.create_collection(f"run-{time.time_ns()}")
    collection.add(
        ids=[str(number) for number in range(len(chunks))],
        documents=chunks,
        embeddings=model.encode(chunks),
    )
    collection.query(query_embeddings=model.encode([question]), n_results=_NEAREST)


def _embed(model: Any, texts: Path, vectors: Path) -> float:
    import numpy as np

    given = json.loads(texts.read_text("utf-8"))
    started = time.perf_counter()
    made = model.encode(given)
    seconds = time.perf_counter() - started
    np.save(vectors, made)
    return seconds


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


if __name__ == "__main__":
    main()
