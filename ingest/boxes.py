"""Rectangles on a page, and how those of a page that lies on its side are turned."""

from __future__ import annotations

from dataclasses import dataclass

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a ``Box``."""

_SIDEWAYS = (90, 270)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; ``top`` is less than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """From a PDF's coordinates (from the bottom left, before the page is turned) to ours.

    ``width`` and ``height`` are those of the page as shown, on which text that runs at
    ``degrees``, anticlockwise, reads from left to right.
    """

    degrees: int
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return Box(*self.edges(left, bottom, right, top))

    def edges(self, left: float, bottom: float, right: float, top: float) -> Edges:
        """Return left, top, right and bottom as a ``Box`` has them."""
        if self.degrees == 90:
            return bottom, left, top, right
        if self.degrees == 180:
            return self.width - right, bottom, self.width - left, top
        if self.degrees == 270:
            return self.width - top, self.height - right, self.width - bottom, self.height - left
        return left, self.height - top, right, self.height - bottom

    def by(self, degrees: int) -> Turn:
        """Return this for text that is turned further by so many degrees, anticlockwise."""
        sides = sides_turned(degrees, self.width, self.height)
        return Turn((self.degrees + degrees) % 360, *sides)


def turned(box: Box, degrees: int, width: float, height: float) -> Box:
    """Return a box of a page of this size as the page has it on which text that was turned by
    so many degrees, anticlockwise, reads from left to right."""
    return Turn(degrees, *sides_turned(degrees, width, height)).box(
        box.left, height - box.bottom, box.right, height - box.top
    )


def sides_turned(degrees: int, width: float, height: float) -> tuple[float, float]:
    """Return width and height of a page that is turned by so many degrees."""
    return (height, width) if degrees in _SIDEWAYS else (width, height)
