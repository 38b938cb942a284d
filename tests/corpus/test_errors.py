"""The tree of failures, and what each tells an officer to do."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from corpus import errors
from corpus.errors import MunimentError

CLASSES = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__]  # fmt: skip


@pytest.mark.parametrize("failure", CLASSES, ids=lambda cls: cls.__name__)
def test_every_failure_says_in_one_sentence_what_it_is(failure: type) -> None:
    assert issubclass(failure, MunimentError)
    assert failure.__doc__ and failure.__doc__ != (failure.__base__ or object).__doc__
    assert failure.__doc__.strip().endswith(".")


def test_the_tree_at_the_top_of_the_file_names_every_failure() -> None:
    drawn = (errors.__doc__ or "").split("Each message")[0]
    named = [word for word in drawn.split() if word.isidentifier() and word[0].isupper()]
    assert {cls.__name__ for cls in CLASSES} <= set(named)


@pytest.mark.parametrize("failure", CLASSES, ids=lambda cls: cls.__name__)
def test_the_tree_draws_each_failure_below_its_base(failure: type) -> None:
    lines = (errors.__doc__ or "").splitlines()
    depth = {cls.__name__: line.index(cls.__name__) for cls in CLASSES for line in lines
             if line.split() and cls.__name__ in line.split()}  # fmt: skip
    if failure is not MunimentError:
        base = failure.__base__
        assert base is not None
        assert depth[base.__name__] + 4 == depth[failure.__name__]


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
