"""What a language model may word of a draft, verified, and what becomes of what it wrote.

Only what the documents and the recommendations say is worded anew; which evidence is told, every
field, date and lead come about without the model, so that a weak one can change nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

from assistant.answer import Dropped
from assistant.plans.demand import Demand
from assistant.plans.evidence import Evidence
from assistant.plans.model_actions import ACTION, action_written
from assistant.plans.model_calls import Begin, Came, called
from assistant.plans.retelling import BACKGROUND, Key, Retelling, passages_of
from assistant.verification.checking import Encode, Verifier
from assistant.writing.prompt import GivenPassage
from assistant.writing.writer import Writer

_MOST_ASKED = 2_000
"""Characters of a recommendation that a model is given."""

Demands = Mapping[str, Sequence[Demand]]


@dataclass(frozen=True, slots=True)
class ModelWording:
    """The demands with the model's wording where that holds, and the background it retold.

    ``told`` are sentences by recommendation and statement; ``warnings`` say what the model failed
    to do; ``model`` is its name where anything of the plan is in its words.
    """

    demands: dict[str, list[Demand]]
    told: Mapping[str, Mapping[Key, str]] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    model: str = "extractive"


@dataclass(frozen=True, slots=True)
class PlanWriter:
    """Words drafts with a language model.

    Attributes:
        writer: the model, which has its usual seconds for all of a draft.
        encode: the embedding model's reader of texts, for the verifier.
    """

    writer: Writer
    encode: Encode

    def worded(
        self, demands: Demands, chosen: Mapping[str, Sequence[Evidence]], stop: Event
    ) -> ModelWording:
        """Word the background of each recommendation, and the actions that no rule could word.

        Raises:
            AnswerStopped: ``stop`` was set.
        """
        calls = dict(self._calls(demands, chosen, stop))
        if not calls:
            return ModelWording({key: list(found) for key, found in demands.items()})
        came = called(calls, seconds=self.writer.seconds)
        return self._taken(demands, chosen, came)

    def _calls(
        self, demands: Demands, chosen: Mapping[str, Sequence[Evidence]], stop: Event
    ) -> Iterator[tuple[str, Begin]]:
        for key, evidence in chosen.items():
            passages = passages_of(evidence)
            if passages:
                about = demands[key][0].recommendation.text
                yield f"background of {key}", self._background(about, passages, stop)
            for number, demand in enumerate(demands[key]):
                if not demand.worded.safe:
                    yield f"action {number} of {key}", self._action(demand.part.whole, stop)

    def _background(self, about: str, passages: Sequence[GivenPassage], stop: Event) -> Begin:
        about = about[:_MOST_ASKED]
        return lambda left: self.writer.text(about, passages, stop, task=BACKGROUND, seconds=left)

    def _action(self, asked: str, stop: Event) -> Begin:
        return lambda left: self.writer.words(asked[:_MOST_ASKED], ACTION, stop, left)

    def _taken(
        self,
        demands: Demands,
        chosen: Mapping[str, Sequence[Evidence]],
        came: Mapping[str, Came],
    ) -> ModelWording:
        verifier, dropped = Verifier(self.encode), list[Dropped]()
        told: dict[str, Mapping[Key, str]] = {}
        worded: dict[str, list[Demand]] = {}
        for key, found in demands.items():
            if background := came.get(f"background of {key}"):
                retelling = Retelling(chosen[key], found[0].authority.name)
                retelling.take(background.sentences, verifier)
                told[key] = retelling.told
                dropped += retelling.dropped
            worded[key] = []
            for number, demand in enumerate(found):
                action = came.get(f"action {number} of {key}", Came())
                text, left_out = action_written(action.sentences, demand)
                worded[key].append(replace(demand, worded=text) if text else demand)
                dropped += left_out
        by_model = any(told.values()) or any(
            one.worded.by_model for found in worded.values() for one in found
        )
        name = self.writer.name
        warnings = tuple(_warnings(name, came, used=by_model))
        return ModelWording(
            worded, told, tuple(dropped), warnings, name if by_model else "extractive"
        )


def _warnings(name: str, came: Mapping[str, Came], *, used: bool) -> Iterator[str]:
    """Yield what the model failed to do, each kind of failure once."""
    failed = Counter(one.failure for one in came.values() if one.failure)
    what = "what it left is" if used else "the draft is"
    for failure in list(failed)[:1]:
        yield f"The language model ({name}) {failure}; {what} in the documents’ own sentences."
    if not failed and not used:
        wrote = any(one.sentences for one in came.values())
        found = "nothing that could be verified" if wrote else "nothing that can be read"
        yield f"The language model ({name}) wrote {found}; {what} in the documents’ own sentences."
