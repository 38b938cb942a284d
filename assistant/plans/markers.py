"""Markers of citations that a text ends with: "Hold a forum. [4] [5]"."""

from __future__ import annotations


def without_markers(text: str) -> tuple[str, list[int]]:
    """Return a text without the markers at its end, and these in their order."""
    left, markers = text.rstrip(), []
    while left.endswith("]"):
        before, bracket, number = left[:-1].rpartition("[")
        if not bracket or not number.isdecimal() or len(number) > 4:
            break
        left = before.rstrip()
        markers.append(int(number))
    return (left, markers[::-1]) if markers else (text, [])
