"""What reading a file may cost, and how the two processes that share the work speak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

STEPS = 10
"""A file may take as many times the seconds that one page may."""

WALL = 5
"""Seconds of the clock for a second of the processor: others may need the processor too."""

HEADER = 8
"""Bytes before a message that hold its length."""

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading a file may cost.

    Attributes:
        seconds: of the processor, for a page, for opening, and for finding the structure;
            ``STEPS`` times as many for a file.
        megabytes: of memory, and of what is found in the file.
        pages: of a paged file.
    """

    seconds: int = 60
    megabytes: int = 1024
    pages: int = 3000


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write content with its length before it."""
    stream.write(len(content).to_bytes(HEADER))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes:
    """Return the next content that ``write_frame`` wrote; nothing at the end of the stream."""
    return stream.read(int.from_bytes(stream.read(HEADER)))


def as_json(value: Any) -> bytes:
    """Return a frozen value of the house as JSON."""
    return _adapter(type(value)).dump_json(value)


def from_json(shape: type[Shape], content: bytes) -> Shape:
    """Return the value that ``as_json`` wrote."""
    value: Shape = _adapter(shape).validate_json(content)
    return value


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(shape: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]
