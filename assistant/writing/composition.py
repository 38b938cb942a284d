"""A model's verified sentences and the documents' own, joined to one answer.

What the documents' own sentences would have told is told in any case: what the model's cover is
not said twice, and the rest completes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import AnswerSentence, Dropped
from assistant.answerer import Prepared
from assistant.compose import Selection, words_allowed
from assistant.question import stems_of
from assistant.quoting import Quotations
from assistant.verification.values import is_given, values_in
from assistant.verify import verified
from assistant.windows import leans, words_of
from assistant.writing.judging import Judged, Source, repeats
from corpus.library import Library
from corpus.words import Hit, Role, Span, Statement

_COVERS = 0.6
"""Share of a statement's words that sentences drawn from it must hold to stand for it."""

_LISTED = (Role.LEAD_IN, Role.ITEM)
_Place = tuple[str, Span]


@dataclass(slots=True)
class Composition:
    """An answer as it grows, sentence by sentence.

    ``own`` counts the sentences that are the model's: in its words, or picked by it.
    """

    prepared: Prepared
    library: Library
    sentences: list[AnswerSentence] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    own: int = 0
    quotations: Quotations = field(init=False)
    _room: int = field(init=False)
    _wanted: dict[_Place, Statement] = field(init=False)
    _retold: dict[_Place, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take down what the documents' own sentences would tell."""
        self.quotations = Quotations(self.library)
        selections = self.prepared.selections
        self._wanted = {
            _place(part.hit, statement): statement
            for part in selections
            for statement in part.statements
        }
        usual = words_allowed(self.prepared.question)
        self._room = max(usual, sum(part.words for part in selections))

    def take(self, judged: Judged) -> list[AnswerSentence]:
        """Add what is to be shown of a sentence of the model's: nothing, itself or its source."""
        text = judged.written.text
        if not judged.reason and repeats(text, (one.text for one in self.sentences)):
            return []
        if not judged.reason and not judged.verbatim:
            return self._in_its_words(judged)
        source = judged.replacement
        shown = self._quoted(source) if source else []
        if judged.reason:
            replaced_by = source.statement.shown if source else None
            self.dropped.append(Dropped(text, judged.reason, replaced_by))
        self.own += bool(shown) and judged.verbatim
        return shown

    def rest(self) -> list[AnswerSentence]:
        """Add what the documents' own sentences tell beyond what is shown, the likeliest first
        where there is not room for all."""
        untold = [(part, list(self._untold(part))) for part in self.prepared.selections]
        left = self._left()
        taken: set[int] = set()
        for number in sorted(range(len(untold)), key=lambda n: -untold[n][0].score):
            words = sum(map(words_of, untold[number][1]))
            if words <= left:
                taken.add(number)
                left -= words
        added: list[AnswerSentence] = []
        for number in sorted(taken):
            part, statements = untold[number]
            for run in _runs(part.statements, statements):
                added += self.quotations.quote(Selection(part.hit, tuple(run)))
        kept, dropped = verified(added, self.quotations.citations, self.quotations.text_of)
        self.dropped += dropped
        self.sentences += kept
        return kept

    def begun_anew(self) -> Composition:
        """Return an answer without anything of the model's that still tells what was left out."""
        anew = Composition(self.prepared, self.library)
        anew.dropped = list(self.dropped)
        return anew

    def left_out(self) -> tuple[Dropped, ...]:
        """Return the sentences that are not shown, each with what is shown in its place."""
        shown = {sentence.text for sentence in self.sentences}
        return tuple(
            one if one.replaced_by in shown else replace(one, replaced_by=None)
            for one in self.dropped
        )

    def _in_its_words(self, judged: Judged) -> list[AnswerSentence]:
        text, words = judged.written.text, len(judged.written.text.split())
        to_the_point = any(self._is_likely(source) for source in judged.sources)
        if words > (self._left() if to_the_point else self._spare()):
            return []
        markers: dict[int, None] = {}
        for source in judged.sources:
            markers |= dict.fromkeys(self.quotations.carrying(source.hit, source.statement))
            self._retold.setdefault(_place(source.hit, source.statement), []).append(text)
        self.own += 1
        return self._added(AnswerSentence(text, tuple(markers), judged.written.item))

    def _quoted(self, source: Source) -> list[AnswerSentence]:
        """Return a source's own sentence where it is wanted, or likely and there is room.

        Items wait for their list, which is shown whole.
        """
        hit, statement = source.hit, source.statement
        if self.quotations.has_said(hit, statement) or statement.role in _LISTED:
            return []
        if _place(hit, statement) not in self._wanted and not self._worth_its_room(source):
            return []
        self.quotations.say(hit, statement)
        markers = self.quotations.carrying(hit, statement)
        return self._added(AnswerSentence(statement.shown, markers))

    def _added(self, sentence: AnswerSentence) -> list[AnswerSentence]:
        self.sentences.append(sentence)
        return [sentence]

    def _worth_its_room(self, source: Source) -> bool:
        return self._is_likely(source) and words_of(source.statement) <= self._spare()

    def _is_likely(self, source: Source) -> bool:
        """Tell whether a statement is as likely to answer as what the documents' own answer has."""
        place = _place(source.hit, source.statement)
        least = min((part.score for part in self.prepared.selections), default=0.0)
        scores = self.prepared.ranking.statements
        return place in self._wanted or any(
            one.score >= least
            for one in scores
            if _place(one.place.hit, one.place.statement) == place
        )

    def _left(self) -> int:
        """Words that there is room for."""
        return self._room - sum(len(sentence.text.split()) for sentence in self.sentences)

    def _spare(self) -> int:
        """Words that there is room for beside all that the documents' own answer has."""
        parts = self.prepared.selections
        return self._left() - sum(words_of(one) for part in parts for one in self._untold(part))

    def _untold(self, part: Selection) -> Iterator[Statement]:
        """Yield a selection's statements that are not told yet, and what they lean on; a list is
        whole or not there."""
        told = [self._is_told(part.hit, one) for one in part.statements]
        if any(one.role in _LISTED for one in part.statements):
            yield from part.statements if not all(told) else ()
            return
        for number, statement in enumerate(part.statements):
            after = number + 1
            leant_on = after < len(told) and not told[after] and leans(part.statements[after])
            said = self.quotations.has_said(part.hit, statement)
            if not told[number] or (leant_on and not said):
                yield statement

    def _is_told(self, hit: Hit, statement: Statement) -> bool:
        """Tell whether a statement is shown, or retold with its figures and most of its words."""
        if self.quotations.has_said(hit, statement):
            return True
        retold = " ".join(self._retold.get(_place(hit, statement), ()))
        if not retold:
            return False
        stems, there = set(stems_of(statement.shown)), set(stems_of(retold))
        given = values_in(retold)
        values = all(is_given(one, statement.shown, given) for one in values_in(statement.shown))
        return values and len(stems & there) >= _COVERS * len(stems)


def _place(hit: Hit, statement: Statement) -> _Place:
    return hit.document.id, statement.span


def _runs(statements: Sequence[Statement], chosen: Sequence[Statement]) -> list[list[Statement]]:
    """Part the chosen of a selection's statements where one between them is left out."""
    runs: list[list[Statement]] = [[]]
    for statement in statements:
        if statement in chosen:
            runs[-1].append(statement)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
