"""Evidence retold in a language model's sentences, each held against its source first.

Who says it is never the model's to say: a line opens with that in any case, and what the model
wrote takes the place of the quotation alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.addressed import addresses_a_program
from assistant.answer import Dropped
from assistant.plans.evidence import Evidence
from assistant.plans.sources import officers_in
from assistant.question import stems_of
from assistant.verification.checking import Verifier
from assistant.verification.values import is_given, values_in
from assistant.writing.judging import Judged, SentenceJudge
from assistant.writing.prompt import GivenPassage, Task
from assistant.writing.sentences import Written
from corpus.words import Hit

BACKGROUND = Task("plan-background.txt", "Recommendation")
_COVERS = 0.6
"""Share of a statement's words that what is retold of it must hold, as in answers."""

Key = tuple[str, int]


def passages_of(chosen: Sequence[Evidence]) -> tuple[GivenPassage, ...]:
    """Return the evidence that a model may retell, each statement a passage, numbered by its
    place in ``chosen``; rows of others' plans stay as they are."""
    return tuple(
        GivenPassage(number, _hit(one), (replace(one.statement, shown=one.said),))
        for number, one in enumerate(chosen, start=1)
        if one.whole and not addresses_a_program(one.said)
    )


def _hit(one: Evidence) -> Hit:
    return Hit(one.document, one.passage, one.score)


@dataclass(slots=True)
class Retelling:
    """The background of one recommendation as a model retells it.

    ``told`` are sentences by the statement that they stand for; ``authority`` is whose plan it
    is, of whom no source can tell.
    """

    chosen: Sequence[Evidence]
    authority: str
    told: dict[Key, str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)

    def take(self, written: Iterable[Written], verifier: Verifier) -> None:
        """Take what holds of a model's sentences, and take down why the others do not."""
        judge = SentenceJudge(verifier, passages_of(self.chosen))
        found: dict[int, list[str]] = {}
        for one in written:
            judged = judge.judged(one)
            reason = judged.reason or self._unfit(one.text)
            if reason:
                self.dropped.append(Dropped(one.text, reason, _instead(judged)))
            elif not judged.verbatim:
                found.setdefault(judged.sources[0].passage, []).append(one.text)
        self._keep(found)

    def _unfit(self, text: str) -> str:
        if any(officers_in(text)):
            return "it names an officer of a source"
        name = self.authority.lower()
        ours = name in text.lower() and not any(name in one.said.lower() for one in self.chosen)
        return "it speaks of the authority itself" if ours else ""

    def _keep(self, found: Mapping[int, list[str]]) -> None:
        for number, sentences in found.items():
            source, text = self.chosen[number - 1], " ".join(sentences)
            if _tells_all(text, source.said):
                self.told[source.key] = text
                continue
            reason = "it leaves out much of what its source says"
            self.dropped += [Dropped(one, reason, source.said) for one in sentences]


def _instead(judged: Judged) -> str | None:
    return judged.replacement.statement.shown if judged.replacement else None


def _tells_all(text: str, source: str) -> bool:
    """Tell whether sentences hold a statement's figures and most of its words."""
    stems, there, given = set(stems_of(source)), set(stems_of(text)), values_in(text)
    values = all(is_given(one, source, given) for one in values_in(source))
    return values and len(stems & there) >= _COVERS * len(stems)
