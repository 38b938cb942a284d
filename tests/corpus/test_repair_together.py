"""Requests that meet a damaged index together repair it once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus.library import Library
from corpus.words import BlockKind, Passage, Reading, Role, Source, Span, Statement, Unit


def reading() -> Reading:
    words = ("lamp", "road", "park", "tree", "bin", "bus")
    sentences = [f"The {word} is looked after by the {word} team." for word in words]
    text = "\n".join(sentences)
    passages, start = [], 0
    for number, sentence in enumerate(sentences):
        span = Span(start, start + len(sentence))
        statement = Statement(Role.SENTENCE, span, sentence)
        unit = Unit(f"u{number}", BlockKind.PARAGRAPH, span, sentence, (statement,))
        passages.append(Passage(f"p{number}", span, (unit,)))
        start = span.end + 1
    return Reading(Source("teams.md", "Teams"), "a" * 64, text, (), tuple(passages))


def test_threads_that_find_the_index_damaged_are_all_answered(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library()
    library.put(reading(), b"teams")
    library.close()
    shutil.rmtree(tmp_path / "data" / "vectors-1")
    opened = make_library()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: opened.nearest("who looks after lamps?", 6), range(8)))
    assert [len(near) for near in found] == [6] * 8
    assert opened.readiness().ready
