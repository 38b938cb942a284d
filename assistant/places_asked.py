"""A question about one place is not answered from what is told of another."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked import Asked, words_in
from assistant.features import Place
from assistant.ranking import Ranked, Ranking
from assistant.vocabulary import places_in

_HOLD_OTHERS = frozenset(
    {
        "england", "scotland", "wales", "northern ireland", "ireland", "london", "greater london",
        "greater manchester", "west midlands", "east midlands", "midlands", "north west",
        "north east", "south west", "south east", "yorkshire", "tyneside", "teesside", "humberside",
    }
)  # fmt: skip
"""Places that hold many of the others: what is told of these answers for them."""


def of_places_asked(asked: Asked, ranking: Ranking) -> Ranking:
    """Return the ranking with the statements apart that are told of other places than those asked.

    A statement stays where its unit, its headings, or its document's title or publisher name a
    place of the question, or no place at all.
    """
    if not asked.places or asked.places.keys() & _HOLD_OTHERS:
        return ranking
    parts: dict[bool, list[Ranked]] = {True: [], False: []}
    for one in ranking.statements:
        parts[is_elsewhere(asked, one.place)].append(one)
    return replace(ranking, statements=tuple(parts[False]), elsewhere=tuple(parts[True]))


def is_elsewhere(asked: Asked, place: Place) -> bool:
    """Tell whether what stands around a statement names other places than those asked alone."""
    stems = words_in(_around(place)).all
    return bool(places_around(place)) and not any(of <= stems for of in asked.places.values())


def places_around(place: Place) -> frozenset[str]:
    """Return the places named by a statement's unit, its headings, or its document."""
    return places_in(_around(place))


def _around(place: Place) -> str:
    source = place.hit.document.source
    return " ".join((place.unit.shown, *place.hit.passage.section, source.title, source.publisher))
