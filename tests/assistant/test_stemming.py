"""Stems are the same from however many threads they are asked."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from assistant.question import stem


def test_threads_do_not_mix_up_words() -> None:
    words = [f"{word}{ending}" for word in STEMS.split() for ending in ENDINGS]
    alone = {word: stem(word) for word in words}
    stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(stem, words * 8))
    finally:
        sys.setswitchinterval(interval)
    assert together == [alone[word] for word in words * 8]


STEMS = "contract commission council region partner budget outcome service evaluat support"
ENDINGS = ("", "s", "ed", "ing", "ation", "ment", "ments", "ly", "ness", "al", "ally", "ive")
