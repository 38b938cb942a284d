"""Notes in a page's margin: short lines beside text of full measure, outside of it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from ingest.parts import Part, is_running_text, on_one_line

_FEWEST_LINES = 5
"""Lines of running text that tell a page's measure."""

_FULL = 0.7
"""Share of the median width from which a line is of full measure."""

_MOST = 0.9
"""Share of lines that lie within the measure: titles may reach over the margin."""

_NARROW = 0.5
"""Width of a note against the measure, at most."""

_GAP = 1.0
"""Room between measure and note, in type sizes, at least."""

_LINES_BESIDE = 1 / 3
"""Share of lines with something beside them, at most: more are the rows of a table."""

_RUN_GAP = 1.2
"""Room between two lines, in type sizes, from which they belong to two notes."""

_LABELLED = 2
"""Lines that a note on the left has at least: a single one is a number or a side heading."""


def margin_notes(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the notes in a page's margins, each as its parts, from the top down."""
    text = [part for part in parts if is_running_text([part])]
    if len(text) < _FEWEST_LINES:
        return []
    usual = statistics.median(part.box.width for part in text)
    full = [part for part in text if part.box.width >= _FULL * usual]
    left = sorted((part.box.left for part in full), reverse=True)[int(_MOST * (len(full) - 1))]
    right = sorted(part.box.right for part in full)[int(_MOST * (len(full) - 1))]
    found = []
    for outside, fewest in (
        ([p for p in parts if p.box.left >= right + _GAP * p.size], 1),
        ([p for p in parts if p.box.right <= left - _GAP * p.size], _LABELLED),
    ):
        if _is_margin(outside, text):
            runs = [run for run in _runs(outside) if len(run) >= fewest]
            found += [run for run in runs if _is_note(run, text, _NARROW * (right - left))]
    return sorted(found, key=lambda run: run[0].box.top)


def _is_margin(outside: Sequence[Part], text: Sequence[Part]) -> bool:
    """Whether few lines have something beside them."""
    beside = sum(any(on_one_line(line.box, part.box) for part in outside) for line in text)
    return beside <= _LINES_BESIDE * len(text)


def _runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Part what stands in a margin where room is left between two lines."""
    run: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.box.top, part.box.left)):
        if run and part.box.top - run[-1].box.bottom > _RUN_GAP * part.size:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _is_note(run: Sequence[Part], text: Sequence[Part], widest: float) -> bool:
    """Whether a run is of words, narrow, set as text is, and beside it."""
    written = "".join(part.text for part in run)
    words = 2 * sum(character.isalpha() for character in written) > len(written)
    narrow = max(p.box.right for p in run) - min(p.box.left for p in run) <= widest
    size = statistics.median(part.size for part in text)
    plain = not any(part.stands_in or part.size > 1.1 * size for part in run)
    top, bottom = run[0].box.top, run[-1].box.bottom
    beside = any(line.box.top < bottom and line.box.bottom > top for line in text)
    return words and narrow and plain and beside
