"""The tree of failures, and what each tells an officer to do."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from corpus import errors
from corpus.errors import MunimentError

CLASSES = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if cls.__module__ == errors.__name__
]


@pytest.mark.parametrize("failure", CLASSES, ids=lambda cls: cls.__name__)
def test_every_failure_says_in_one_sentence_what_it_is(failure: type) -> None:
    assert issubclass(failure, MunimentError)
    assert failure.__doc__ and failure.__doc__ != (failure.__base__ or object).__doc__
    assert failure.__doc__.strip().endswith(".")


@pytest.mark.parametrize(
    "failure", [cls for cls in CLASSES if cls is not MunimentError], ids=lambda cls: cls.__name__
)
def test_the_tree_at_the_top_of_the_file_draws_each_failure_below_its_base(failure: type) -> None:
    tree = (errors.__doc__ or "").splitlines()

    def depth_of(name: str) -> int:
        return next(line.index(name) for line in tree if name in line.split())

    assert depth_of(failure.__name__) == depth_of(failure.__bases__[0].__name__) + 4


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (
            errors.DataFolderInUse(Path("/srv/data"), "process 12 serving at http://127.0.0.1:1"),
            ["/srv/data", "process 12", "Stop that process", "MUNIMENT_DATA_DIR"],
        ),
        (errors.DataFolderInUse(Path("/srv/data")), ["/srv/data is in use.", "Stop that process"]),
        (
            errors.DataFolderUnusable(Path("/srv/data"), "No space left on device"),
            ["/srv/data", "No space left on device", "free some space", "MUNIMENT_DATA_DIR"],
        ),
        (
            errors.OcrMissing(("ocrmypdf", "tesseract")),
            ["ocrmypdf and tesseract are not installed", "packages ocrmypdf and tesseract-ocr"],
        ),
        (errors.DocumentUnknown("lamps"), ["“lamps”", "`muniment documents`"]),
        (errors.FileUnreadable("a.pdf", "it is empty. Fill it."), ["a.pdf: it is empty. Fill it."]),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_message_says_what_happened_and_what_to_do(
    failure: MunimentError, told: list[str]
) -> None:
    assert all(words in str(failure) for words in told)


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "x" * 500, "a b", ""])
def test_an_id_that_could_be_none_is_not_repeated(asked: str) -> None:
    message = str(errors.DocumentUnknown(asked))
    assert "No document has that id" in message
    assert not asked or asked not in message
