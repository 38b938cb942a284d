"""What speaks for a statement, or a passage, being what a question asks for: named numbers.

Each is a column of a table with a row for each statement of the passages found; the names
of the columns are ``STATEMENT`` and ``CLOSE``, ``PASSAGE`` for passages.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.asked import Asked, Words, words_in
from assistant.question import Kind
from assistant.vocabulary import places_in
from assistant.wanted import Wanted, given_in
from corpus.words import Hit, Role, Statement, Unit

_LONG = 80
_MANY = 12
_DEEP = 40
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A statement with its unit and the passage found, by their numbers there."""

    hit: Hit
    unit_index: int
    index: int

    @property
    def unit(self) -> Unit:
        return self.hit.passage.units[self.unit_index]

    @property
    def statement(self) -> Statement:
        return self.unit.statements[self.index]


def places_of(hits: Sequence[Hit]) -> list[Place]:
    """Return every statement of the hits, in their order."""
    return [
        Place(hit, number, index)
        for hit in hits
        for number, unit in enumerate(hit.passage.units)
        for index in range(len(unit.statements))
    ]


_OF_HIT = (
    "fused score", "fused score, relative", "reciprocal rank", "rank", "cosine of passage",
    "BM25, relative", "words held by passage in context", "words meant by passage in context",
    "words held by headings", "names held by headings", "other places in passage",
)  # fmt: skip
_OF_UNIT = (
    "cosine of unit", "cosine of unit, relative", "words held by unit",
    "words held by unit in context", "words meant by unit in context",
    "names held by unit in context", "names missing", "places held by unit in context",
    "places missing", "number of unit", "statements of unit",
)  # fmt: skip
_OWN = (
    "words held", "words held with headings", "words held with title",
    "words held with neighbours", "words meant", "words meant with headings",
    "words meant with neighbours", "names held", "places held", "length", "very short",
    "is an item", "is a row", "is a lead-in", "is a question", "pairs of words held",
    "rarest word held", "rarest word missing", "item, asked for a list",
    "row, asked for a number", "begins with what is to be defined", "begins with a word asked",
    "place in unit", "opens its unit",
)  # fmt: skip
_GIVES = tuple(f"gives a {kind.value} asked for" for kind in Wanted)
_RELATIVE = (
    "words held", "words held with headings", "words held with neighbours",
    "words meant with headings", "words held by passage in context",
    "words meant by passage in context", "words meant by unit in context",
)  # fmt: skip
_BEST_IN_PASSAGE = (
    "words held with headings", "words meant with headings", "words meant with neighbours",
)  # fmt: skip

STATEMENT = (
    *_OF_HIT, *_OF_UNIT, *_OWN, *_GIVES,
    *(f"{name}, against the best" for name in _RELATIVE),
    *(f"{name}, best of passage against the best" for name in _BEST_IN_PASSAGE),
)  # fmt: skip
"""What the searches and the words tell of a statement."""

CLOSE = (
    "own cosine", "late interaction", "late interaction by rarity",
    "own cosine, against the best", "late interaction, against the best",
    "late interaction by rarity, against the best", "best of its unit", "best of its passage",
    "best cosine of its passage",
)  # fmt: skip
"""What the embedding model tells of a statement that it reads by itself."""

PASSAGE = (
    "best statement", "second statement", "third statement", "mean of statements",
    "statements likely", "fused score", "fused score, relative", "reciprocal rank",
    "cosine of passage", "words held in context", "words meant in context",
    "words held by headings", "names held by headings", "other places", "statements",
    "best statement, against the best", "mean of statements, against the best",
    "statements likely, against the best", "cosine of passage, against the best",
    "words held in context, against the best", "words meant in context, against the best",
)  # fmt: skip
"""What is known of a passage once its statements have been scored."""


def statement_features(asked: Asked, hits: Sequence[Hit], places: Sequence[Place]) -> np.ndarray:
    """Return the columns ``STATEMENT``, a row for each place, of which there must be one."""
    tops = _Tops.of(hits)
    contexts = {hit.passage.id: _Context.of(asked, hit) for hit in hits}
    ranks = {hit.passage.id: rank for rank, hit in enumerate(hits)}
    of_hit = {
        hit.passage.id: _of_hit(asked, hit, ranks[hit.passage.id], contexts[hit.passage.id], tops)
        for hit in hits
    }
    of_unit: dict[tuple[str, int], list[float]] = {}
    rows = []
    for place in places:
        key = (place.hit.passage.id, place.unit_index)
        context = contexts[place.hit.passage.id]
        if key not in of_unit:
            of_unit[key] = _of_unit(asked, place, context, tops)
        rows.append(
            [*of_hit[key[0]], *of_unit[key], *_own(asked, place, context), *_gives(asked, place)]
        )
    table = np.array(rows, dtype=np.float64)
    names = (*_OF_HIT, *_OF_UNIT, *_OWN, *_GIVES)
    passages = [place.hit.passage.id for place in places]
    relative = [_against_best(table[:, names.index(name)]) for name in _RELATIVE]
    best = [
        _against_best(best_of(passages, table[:, names.index(name)])) for name in _BEST_IN_PASSAGE
    ]
    return np.column_stack([table, *relative, *best])


@dataclass(frozen=True, slots=True)
class _Tops:
    """The best of the search's own scores, by which they are scaled."""

    score: float
    lexical: float
    likeness: float

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> _Tops:
        likeness = max(max(hit.unit_similarity, default=0.0) for hit in hits)
        lexical = max(hit.lexical for hit in hits)
        return cls(max(hit.score for hit in hits) or 1.0, lexical or 1.0, likeness or 1.0)


@dataclass(frozen=True, slots=True)
class _Context:
    """Stems of a passage's headings, and of its document's title and publisher."""

    headings: frozenset[str]
    scope: frozenset[str]
    other_places: bool

    @classmethod
    def of(cls, asked: Asked, hit: Hit) -> _Context:
        source = hit.document.source
        heading = " ".join(hit.passage.section)
        named = places_in(f"{heading} {hit.passage.shown}") if asked.places else frozenset()
        return cls(
            words_in(heading).all,
            words_in(f"{source.title} {source.publisher}").all,
            bool(named - asked.places.keys()),
        )

    @property
    def all(self) -> frozenset[str]:
        return self.headings | self.scope


def _of_hit(asked: Asked, hit: Hit, rank: int, context: _Context, tops: _Tops) -> list[float]:
    within = words_in(hit.passage.shown).all | context.all
    return [
        hit.score,
        hit.score / tops.score,
        1 / (1 + rank),
        rank / _DEEP,
        hit.dense,
        hit.lexical / tops.lexical,
        asked.held(within),
        asked.meant(within),
        asked.held(context.headings),
        asked.named(context.all),
        context.other_places,
    ]


def _of_unit(asked: Asked, place: Place, context: _Context, tops: _Tops) -> list[float]:
    own = words_in(place.unit.shown).all
    within = own | context.all
    similarity = place.hit.unit_similarity
    likeness = similarity[place.unit_index] if similarity else 0.0
    named, placed = asked.named(within), asked.placed(within)
    return [
        likeness,
        likeness / tops.likeness,
        asked.held(own),
        asked.held(within),
        asked.meant(within),
        named,
        bool(asked.names) and named < 1,
        placed,
        bool(asked.places) and placed < 1,
        place.unit_index,
        min(len(place.unit.statements), _MANY) / _MANY,
    ]


def _own(asked: Asked, place: Place, context: _Context) -> list[float]:
    statement = place.statement
    words = words_in(statement.shown)
    headed, around = words.all | context.headings, _with_neighbours(place) | context.headings
    length = len(statement.shown.split())
    item, row = statement.role is Role.ITEM, statement.role is Role.ROW
    kind, order = asked.question.kind, asked.order
    rarest = max(asked.weights, key=lambda key: asked.weights[key], default="")
    return [
        asked.held(words.all),
        asked.held(headed),
        asked.held(words.all | context.scope),
        asked.held(around),
        asked.meant(words.all),
        asked.meant(headed),
        asked.meant(around),
        asked.named(words.all),
        asked.placed(words.all),
        min(length, _LONG) / _LONG,
        length < 5,
        item,
        row,
        statement.role is Role.LEAD_IN,
        statement.shown.endswith("?"),
        _pairs_held(order, words),
        rarest in words.all,
        rarest not in headed,
        item and kind is Kind.LIST,
        row and bool(asked.wanted & {Wanted.NUMBER, Wanted.MONEY, Wanted.SHARE}),
        kind is Kind.DEFINITION and bool(order) and words.order[: len(order)] == order,
        bool(words.order) and words.order[0] in asked.weights,
        place.index / len(place.unit.statements),
        place.index == 0,
    ]


def _gives(asked: Asked, place: Place) -> list[float]:
    given = given_in(place.statement.shown) if asked.wanted else frozenset()
    return [float(kind in asked.wanted and kind in given) for kind in Wanted]


def _with_neighbours(place: Place) -> frozenset[str]:
    statements = place.unit.statements[max(0, place.index - 1) : place.index + 2]
    return _NO_WORDS.union(*(words_in(statement.shown).all for statement in statements))


def _pairs_held(order: Sequence[str], words: Words) -> float:
    pairs = set(itertools.pairwise(order))
    held = pairs & set(itertools.pairwise(words.order))
    return len(held) / max(1, len(pairs))


def close_features(places: Sequence[Place], read: np.ndarray) -> np.ndarray:
    """Return the columns ``CLOSE``, a row for each place.

    Args:
        places: the statements read by themselves.
        read: a row for each: cosine with the question, mean over the question's word pieces
            of the best cosine with one of the statement's, and the same weighed by rarity.
    """
    units = [(place.hit.passage.id, place.unit_index) for place in places]
    passages = [place.hit.passage.id for place in places]
    cosine, rare = read[:, 0], read[:, 2]
    return np.column_stack(
        [
            read,
            *(_against_best(column) for column in read.T),
            best_of(units, rare) - rare.max(),
            best_of(passages, rare) - rare.max(),
            best_of(passages, cosine),
        ]
    )


def passage_features(
    hits: Sequence[Hit], places: Sequence[Place], scores: np.ndarray, statements: np.ndarray
) -> np.ndarray:
    """Return the columns ``PASSAGE``, a row for each hit.

    Args:
        hits: the passages found.
        places: their statements, in the same order.
        scores: the log-odds of each statement.
        statements: the columns ``STATEMENT`` of each.
    """
    rows = []
    first = 0
    column = {name: STATEMENT.index(name) for name in _OF_HIT}
    for hit in hits:
        count = sum(len(unit.statements) for unit in hit.passage.units)
        own = np.sort(scores[first : first + count])[::-1]
        rows.append([*_scores_of(own), *_known_of(statements[first], column), count / _DEEP])
        first += count
    table = np.array(rows, dtype=np.float64)
    compared = (name.removesuffix(", against the best") for name in PASSAGE if "against" in name)
    return np.column_stack(
        [table, *(_against_best(table[:, PASSAGE.index(name)]) for name in compared)]
    )


_LOWEST = -12.0
_SHOWN_OF_HIT = (
    "fused score", "fused score, relative", "reciprocal rank", "cosine of passage",
    "words held by passage in context", "words meant by passage in context",
    "words held by headings", "names held by headings", "other places in passage",
)  # fmt: skip


def _scores_of(scores: np.ndarray) -> Iterator[float]:
    best = np.maximum(np.concatenate([scores[:3], [_LOWEST] * 3])[:3], _LOWEST)
    yield from map(float, best)
    odds = 1 / (1 + np.exp(-scores))
    mean = float(np.clip(odds.mean(), 1e-6, 1 - 1e-6))
    yield float(np.log(mean / (1 - mean)))
    yield float(odds.sum())


def _known_of(row: np.ndarray, column: dict[str, int]) -> Iterator[float]:
    yield from (float(row[column[name]]) for name in _SHOWN_OF_HIT)


def _against_best(values: np.ndarray) -> np.ndarray:
    return values - values.max()


def best_of(groups: Sequence[object], values: np.ndarray) -> np.ndarray:
    """Return for each value the best of its group."""
    best: dict[object, float] = {}
    for group, value in zip(groups, values, strict=True):
        best[group] = max(best.get(group, -np.inf), float(value))
    return np.array([best[group] for group in groups])
