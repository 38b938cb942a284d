"""What an embedding model makes of a text that it reads closely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a model makes of a text: a vector, and one for each of its word pieces.

    ``vector`` has as many numbers as the model has dimensions, ``tokens`` is a table with a row
    for each of ``pieces``; all are of unit length. Marks of beginning and end are left out.
    """

    vector: np.ndarray
    tokens: np.ndarray
    pieces: tuple[str, ...]
