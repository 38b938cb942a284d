"""Exact nearest neighbours over vectors held in memory: nothing is missed, ties go by id."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

_DECIMALS = 6
"""Digits of a similarity: what differs beyond them is the order of additions."""


class ExactSearch:
    """Vectors of ``dimensions`` numbers each, with their ids and document ids."""

    def __init__(self, dimensions: int) -> None:
        self._rows: dict[str, int] = {}
        self._ids: list[str] = []
        self._documents: list[str] = []
        self._vectors = np.empty((0, dimensions), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Sequence[str], documents: Sequence[str], vectors: ArrayLike) -> None:
        """Add or replace vectors, of any length but 0.

        Raises:
            ValueError: they have another number of dimensions.
        """
        given = np.asarray(vectors, dtype=np.float32)
        given = given / np.maximum(np.linalg.norm(given, axis=1, keepdims=True), 1e-12)
        if given.shape[1] != self._vectors.shape[1]:
            raise ValueError(f"{given.shape[1]} dimensions where {self._vectors.shape[1]} are held")
        for key, document in zip(ids, documents, strict=True):
            if key not in self._rows:
                self._rows[key] = len(self._ids)
                self._ids.append(key)
                self._documents.append(document)
        self._reserve(len(self._ids))
        rows = [self._rows[key] for key in ids]
        self._vectors[rows] = given
        for row, document in zip(rows, documents, strict=True):
            self._documents[row] = document

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these vectors; ids that are not held are ignored."""
        gone = {self._rows[key] for key in ids if key in self._rows}
        if not gone:
            return
        kept = [row for row in range(len(self._ids)) if row not in gone]
        self._vectors = self._vectors[kept]
        self._ids = [self._ids[row] for row in kept]
        self._documents = [self._documents[row] for row in kept]
        self._rows = {key: row for row, key in enumerate(self._ids)}

    def nearest(
        self, vector: ArrayLike, limit: int, documents: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Return the ``limit`` nearest ids with their cosine similarity, nearest first.

        Raises:
            ValueError: the vector has another number of dimensions.
        """
        asked = np.asarray(vector, dtype=np.float32)
        if asked.shape != self._vectors.shape[1:]:
            raise ValueError(f"{asked.shape} asked where {self._vectors.shape[1:]} are held")
        asked = asked / max(float(np.linalg.norm(asked)), 1e-12)
        scores = self._vectors[: len(self._ids)] @ asked
        wanted = set(documents)
        rows = (
            np.array([row for row, of in enumerate(self._documents) if of in wanted], dtype=int)
            if wanted
            else np.arange(len(self._ids))
        )
        if limit < len(rows):
            # The last place may be shared: all who share it are sorted by id below.
            least = np.partition(scores[rows], -limit)[-limit] - 10.0**-_DECIMALS
            rows = rows[scores[rows] >= least]
        found = [(self._ids[row], round(float(scores[row]), _DECIMALS)) for row in rows]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]

    def _reserve(self, rows: int) -> None:
        """Make room, by half as much again, so that adding stays cheap."""
        if rows > len(self._vectors):
            room = max(rows, len(self._vectors) * 3 // 2)
            grown = np.zeros((room, self._vectors.shape[1]), dtype=np.float32)
            grown[: len(self._vectors)] = self._vectors
            self._vectors = grown
