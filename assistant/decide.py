"""Is there an answer here? A chance from features that can be named, before composing.

A logistic model over ``FEATURES``, learned from the tuning questions by
``python -m evals.train_decision``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.asked import Asked, words_in
from assistant.features import Place
from assistant.question import Kind, stem
from assistant.ranking import Logistic, Ranked, Ranking
from assistant.wanted import Wanted, given_in
from corpus.words import Hit

_WEIGHTS = Path(__file__).parent / "decision_weights.json"
_LIKELY = 12
"""Statements that are looked at: the likeliest."""

_PASSAGES = 5
_CLEAR = (
    Wanted.NUMBER, Wanted.MONEY, Wanted.SHARE, Wanted.DATE, Wanted.DURATION, Wanted.PERSON,
    Wanted.PLACE,
)  # fmt: skip
"""Kinds of answer that a sentence either gives or does not."""

_FIGURES = (Wanted.NUMBER, Wanted.MONEY, Wanted.SHARE, Wanted.DATE, Wanted.DURATION)
"""Those of them that can be told for certain."""

_FIGURE = re.compile(
    r"(?:£\s?)?\d[\d,.]*\d|\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|twenty|thirty|forty|fifty|hundred|no|none|half)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\bhow many (?:of )?(?:the |its |their |our )?((?:[\w’'-]+ ){0,2}?[\w’'-]+?)"
    r"(?=\s+(?:are|were|is|was|do|does|did|have|has|had|can|will|would|took|take|in|of|on|at)\b|[?,]|$)"
    r"|\bnumber of ((?:[\w’'-]+ ){0,2}[\w’'-]+)",
    re.IGNORECASE,
)
_NEAR = 48
"""Characters between a figure and what it counts."""

_ALIGNED = (
    "worst match of a word", "two worst matches", "mean match", "mean match by rarity",
    "words hardly matched", "words loosely matched",
)  # fmt: skip
_HARDLY, _LOOSELY = 0.45, 0.6
_JOINTLY = 5
_READ = 8

FEATURES = (
    "best statement", "second statement", "best passage", "passages likely", "margin",
    "cosine of best passage", "best cosine", "words held by best unit in context",
    "words meant by best statement", "words meant by best unit in context",
    "words held by likely statements", "words meant by best passages together",
    "names missing at best", "names missing everywhere", "places missing at best",
    "places missing everywhere", "asks by name", "asks by place",
    "clear kind asked", "clear kind missing at best", "clear kind missing everywhere",
    "words lost where the kind is given", "counted thing without a figure",
    "words unknown", "rarest word missing", "words of the question",
    "asks to list", "asks to compare", "asks to define", "asks how", "asks why",
    "asks for a number", "asks for a person", "asks for a date", "asks for money",
    *(f"{name}, by likely statements" for name in _ALIGNED),
    *(f"{name}, by the best" for name in _ALIGNED),
    "rarest word matched by the best", "rarest word matched by likely statements",
)  # fmt: skip
"""What the chance is worked out from, each a number."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chance, 0 to 1, that the passages answer the question, and what speaks against it.

    ``missing`` are things asked for that nothing found holds, in the question's words;
    ``features`` are the numbers that the chance comes from.
    """

    chance: float
    missing: tuple[str, ...] = ()
    reason: str = ""
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def sufficient(self) -> bool:
        return self.chance >= model().threshold


def weighed(asked: Asked, ranking: Ranking) -> Evidence:
    """Return the chance that what was found answers the question."""
    features = features_of(asked, ranking)
    if not ranking.statements:
        missing = tuple(_missing(asked, ranking))
        return Evidence(0.0, missing, _of_missing(asked, missing) or _NOTHING, features)
    row = [features[name] for name in FEATURES]
    odds = float(sum(w * x for w, x in zip(model().odds.weights, row, strict=True)))
    chance = 1 / (1 + math.exp(-(odds + model().odds.bias)))
    if strays(features):
        chance = min(chance, model().threshold / 2)
    if any(_says_it_all(asked, one) for one in likeliest(ranking)):
        chance = max(chance, model().threshold)
    missing = tuple(_missing(asked, ranking))
    return Evidence(chance, missing, _reason(asked, ranking, features, missing), features)


def strays(features: Mapping[str, float]) -> bool:
    """Tell whether what was found is on another subject than the question, whatever a model
    learned on a few long reports makes of it."""
    unmatched = features["words hardly matched, by the best"] > _MOST_OF_IT
    return unmatched and features["best cosine"] < _NEAR_IT


def _says_it_all(asked: Asked, one: Ranked) -> bool:
    """Tell whether one sentence holds every word asked and the figure or date asked for: then
    it answers, whatever a model learned on long reports makes of a short one."""
    said = one.place.statement.shown
    held = asked.weights.keys() <= words_in(said).all
    return held and len(asked.weights) > 1 and not not_given(asked, [said])


def features_of(asked: Asked, ranking: Ranking) -> dict[str, float]:
    """Return every one of ``FEATURES`` for a question and what was found; each 0 for nothing."""
    if not ranking.statements:
        return dict.fromkeys(FEATURES, 0.0)
    likely = likeliest(ranking)
    best = likely[0]
    values = (
        *_of_scores(ranking, likely),
        *_of_words(asked, ranking, likely),
        *_of_names(asked, ranking, best),
        *_of_kinds(asked, likely),
        *_of_question(asked, likely),
        *_of_matches(ranking, likely),
    )
    return dict(zip(FEATURES, map(float, values), strict=True))


def likeliest(ranking: Ranking) -> list[Ranked]:
    """Return the likeliest statements, best first."""
    return sorted(ranking.statements, key=lambda one: -one.score)[:_LIKELY]


def _of_scores(ranking: Ranking, likely: Sequence[Ranked]) -> Iterator[float]:
    second = likely[1].score if len(likely) > 1 else likely[0].score
    passages = [hit.score for hit in ranking.hits]
    yield from (likely[0].score, second, passages[0], sum(passages), likely[0].score - second)
    yield ranking.hits[0].dense
    yield max(hit.dense for hit in ranking.hits)


def _of_words(asked: Asked, ranking: Ranking, likely: Sequence[Ranked]) -> Iterator[float]:
    unit = in_context(likely[0])
    yield asked.held(unit)
    yield asked.meant(words_in(likely[0].place.statement.shown).all)
    yield asked.meant(unit)
    yield asked.held(frozenset().union(*(_own(one) for one in likely)))
    yield asked.meant(frozenset().union(*(_of_passage(hit) for hit in ranking.hits[:_PASSAGES])))


def _of_names(asked: Asked, ranking: Ranking, best: Ranked) -> Iterator[float]:
    unit = in_context(best)
    everywhere = frozenset().union(*(_of_passage(hit) for hit in ranking.hits))
    yield 1 - asked.named(unit) if asked.names else 0.0
    yield 1 - asked.named(everywhere) if asked.names else 0.0
    yield 1 - asked.placed(unit) if asked.places else 0.0
    yield 1 - asked.placed(everywhere) if asked.places else 0.0
    yield bool(asked.names)
    yield bool(asked.places)


def _of_kinds(asked: Asked, likely: Sequence[Ranked]) -> Iterator[float]:
    clear = [kind for kind in _CLEAR if kind in asked.wanted]
    given = [given_in(one.place.statement.shown) for one in likely]
    yield bool(clear)
    yield bool(clear) and not any(kind in given[0] for kind in clear)
    yield bool(clear) and not any(kind in each for each in given for kind in clear)
    yield _lost_where_given(asked, likely, clear)
    counted = counted_thing(asked.question.text)
    yield bool(counted) and not any(
        is_counted(counted, one.place.statement.shown) for one in likely
    )


def _lost_where_given(asked: Asked, likely: Sequence[Ranked], clear: Sequence[Wanted]) -> float:
    """Return how much fewer of the words the best sentence with the kind of answer holds."""
    if not clear:
        return 0.0
    best = max(asked.meant(_own(one)) for one in likely)
    giving = [
        asked.meant(_own(one))
        for one in likely
        if any(kind in given_in(one.place.statement.shown) for kind in clear)
    ]
    return best - max(giving, default=0.0)


def _of_question(asked: Asked, likely: Sequence[Ranked]) -> Iterator[float]:
    question = asked.question
    unknown = [
        w for w in asked.weights if not asked.stand_ins.get(w) and asked.weights[w] > _UNKNOWN
    ]
    rarest = max(asked.weights, key=lambda key: asked.weights[key], default="")
    yield len(unknown) / max(1, len(asked.weights))
    yield not any(rarest in in_context(one) for one in likely)
    yield len(asked.weights) / _LIKELY
    yield from (
        question.kind is Kind.LIST,
        question.kind is Kind.COMPARISON,
        question.kind is Kind.DEFINITION,
        Wanted.MANNER in asked.wanted,
        Wanted.REASON in asked.wanted,
        Wanted.NUMBER in asked.wanted,
        Wanted.PERSON in asked.wanted,
        Wanted.DATE in asked.wanted,
        Wanted.MONEY in asked.wanted,
    )


def _of_matches(ranking: Ranking, likely: Sequence[Ranked]) -> Iterator[float]:
    """Yield how the question's words match those of statements, by their vectors in context."""
    rows = [one.aligned for one in likely[:_READ] if one.aligned]
    weights = np.asarray(ranking.word_weights) + _LEAST_WEIGHT
    if not rows or not len(weights):
        yield from [0.0] * (2 * len(_ALIGNED) + 2)
        return
    table = np.array(rows)
    best = table[np.argmax(table @ weights)]
    rarest = int(np.argmax(weights))
    yield from _summed_up(table[:_JOINTLY].max(axis=0), weights)
    yield from _summed_up(best, weights)
    yield float(best[rarest])
    yield float(table[:, rarest].max())


_LEAST_WEIGHT = 0.1


def _summed_up(matches: np.ndarray, weights: np.ndarray) -> Iterator[float]:
    yield float(matches.min())
    yield float(np.sort(matches)[:2].mean())
    yield float(matches.mean())
    yield float(matches @ weights / weights.sum())
    yield float(weights[matches < _HARDLY].sum() / weights.sum())
    yield float(weights[matches < _LOOSELY].sum() / weights.sum())


_UNKNOWN = 6.5
"""Weight of a word that hardly any of five hundred passages holds."""


def counted_thing(question: str) -> frozenset[str]:
    """Return the stems of what a question asks the number of; empty where it asks for none."""
    match = _COUNTED.search(question)
    return words_in(next(filter(None, match.groups()), "")).all if match else frozenset()


def is_counted(counted: frozenset[str], sentence: str) -> bool:
    """Tell whether a figure stands near one of the words for what is counted."""
    for figure in _FIGURE.finditer(sentence):
        around = sentence[max(0, figure.start() - _NEAR) : figure.end() + _NEAR]
        if counted & words_in(around).all:
            return True
    return False


def in_context(one: Ranked) -> frozenset[str]:
    """Return the stems of a statement's unit with its headings, title and publisher."""
    return context_of(one.place)


def context_of(place: Place) -> frozenset[str]:
    """Return the stems of the unit at a place with its headings, title and publisher."""
    return words_in(place.unit.shown).all | _headings(place.hit)


def not_given(asked: Asked, sentences: Iterable[str]) -> tuple[Wanted, ...]:
    """Return the kinds of figure and date asked for that no sentence of an answer gives; a time
    to do it in ("within eight weeks") answers for a date."""
    given = frozenset().union(*map(given_in, sentences))
    if Wanted.DURATION in given:
        given |= {Wanted.DATE}
    return tuple(kind for kind in _FIGURES if kind in asked.wanted and kind not in given)


def _own(one: Ranked) -> frozenset[str]:
    section = " ".join(one.place.hit.passage.section)
    return words_in(one.place.statement.shown).all | words_in(section).all


def _of_passage(hit: Hit) -> frozenset[str]:
    return words_in(hit.passage.shown).all | _headings(hit)


def _headings(hit: Hit) -> frozenset[str]:
    source = hit.document.source
    heading = words_in(" ".join(hit.passage.section)).all
    return heading | words_in(f"{source.title} {source.publisher}").all


def _missing(asked: Asked, ranking: Ranking) -> Iterator[str]:
    """Yield places and names of the question that nothing found holds, each word once."""
    everywhere = frozenset().union(*(_of_passage(hit) for hit in ranking.hits))
    places = {name: stems for name, stems in asked.places.items() if not stems <= everywhere}
    yield from sorted(places)
    told = everywhere.union(*places.values())
    for name in sorted(asked.question.names):
        if not asked.holds_name(stem(name), told):
            yield name


def _reason(
    asked: Asked, ranking: Ranking, features: Mapping[str, float], missing: Sequence[str]
) -> str:
    if missing:
        return _of_missing(asked, missing)
    if features["clear kind missing everywhere"]:
        kinds = " or ".join(kind.value for kind in _CLEAR if kind in asked.wanted)
        return f"Passages speak of this, but none gives the {kinds} asked for."
    if max(hit.dense for hit in ranking.hits) < _ABOUT:
        return _NOTHING
    return "No passage covers what is asked."


_NOTHING = "No passage is about this."


def _of_missing(asked: Asked, missing: Sequence[str]) -> str:
    if not missing:
        return ""
    return f"Nothing found speaks of {', '.join(_as_written(asked, missing))}."


_MOST_OF_IT, _NEAR_IT = 0.7, 0.4
"""Share of a question's weight that the best statement hardly matches, and cosine that no unit
reaches, where what was found is on another subject. So are 3 per cent of the answerable tuning
questions and 20 of those not in the documents; of questions on councils, put to manuals of
software, seven in eight."""

_ABOUT = 0.30
"""Cosine under which a passage is not about the subject at all."""


def _as_written(asked: Asked, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        written = re.search(rf"\b{re.escape(name)}\b", asked.question.text, re.IGNORECASE)
        yield written.group() if written else name


@dataclass(frozen=True, slots=True)
class Model:
    """The learned model, and the chance from which a question is answered."""

    odds: Logistic
    threshold: float


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that is shipped."""
    kept = json.loads(_WEIGHTS.read_text("utf-8"))
    return Model(Logistic.named(FEATURES, kept["weights"]), kept["threshold"])
