"""A recommendation taken apart: every demand that it makes, each in its own words.

Numbered or lettered items, bullets, series set off by semicolons, sentences that demand
something, and demands joined by “and” where what follows surely is one. What cannot be parted
safely stays together: a part may ask for two things, but no demand gets lost and none is made
of half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.plans.ellipsis import left_open, work_with
from assistant.plans.findings import subject_of, tells_how_it_is
from assistant.plans.joints import CLAUSE_AFTER, LEANS, MOTION, safe_cuts
from assistant.plans.list_marks import series
from assistant.plans.pasted import recommended_in
from assistant.plans.verbs import base_of_gerund, base_of_participle, opens_demand
from corpus.sentences import sentence_spans
from corpus.words import Span

MOST_PARTS = 60
"""Parts of one recommendation; what more there is stays with the last."""


@dataclass(frozen=True, slots=True)
class Part:
    """One demand of a recommendation.

    ``text`` is verbatim ``span.of(recommendation)``, its mark excluded; ``mark`` the mark as
    printed ("(i)", "a)", "•"), empty where there is none; ``lead_in`` the words before a list
    or series that its items go on from ("The Council should"), which the part itself lacks;
    ``about`` what “it” is, where a sentence before says that.
    """

    text: str
    span: Span
    mark: str = ""
    lead_in: str = ""
    about: str = ""

    @property
    def whole(self) -> str:
        """The part with the words that lead into it."""
        return f"{self.lead_in} {self.text}".strip()


_IT = re.compile(r"(?:It|This|They)\s")
_EDGE = " \t\r\n;,:–—-"

_TRAILING_AND = re.compile(r"[\s;,:–—-]+(?:(?<=\s)(?:and|or|and/or))?[\s;,:–—-]*$", re.IGNORECASE)

_LEADING_AND = re.compile(r"^(?:and|or|and then|then|finally,?)\s+", re.IGNORECASE)

_MODAL = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|(?:is|are) to|will need to"
    r"|recommend(?:s|ed)? that|(?:is|are) (?:asked|advised|invited|encouraged|urged|recommended"
    r"|required|expected) to|may wish to|might wish to|could usefully)\b",
    re.IGNORECASE,
)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the demands of a recommendation in reading order; one at least where it has a word."""
    if not any(character.isalnum() for character in text):
        return ()
    found = list(_marked(text, recommended_in(text), ""))
    if len(found) > MOST_PARTS:
        last = found[MOST_PARTS - 1]
        span = Span(last.span.start, found[-1].span.end)
        found = [*found[: MOST_PARTS - 1], Part(span.of(text), span, last.mark, last.lead_in)]
    return tuple(found)


def _marked(
    text: str, within: Span, lead_in: str, mark: str = "", depth: int = 0
) -> Iterator[Part]:
    """Part by marks where there is a series of them, else by sentences."""
    marks = series(within.of(text)) if depth < 3 else []
    if not marks:
        yield from _sentences(text, within, lead_in, mark)
        return
    before = Span(within.start, within.start + marks[0].start)
    leading = _sentences_before(text, before)
    lead = leading.lead_in or lead_in
    if leading.demands:
        yield from _sentences(text, leading.demands, lead_in, mark)
        # “Resistance may come from: …”: a list that only explains what was demanded.
        opened = [_opens(within.of(text)[one.end :]) for one in marks]
        if leading.lead_in and not _demands(leading.lead_in) and sum(opened) * 2 < len(opened):
            return
    for one, after in zip(marks, [*marks[1:], None], strict=True):
        end = within.start + after.start if after else within.end
        span = _trimmed(text, Span(within.start + one.end, end))
        if span.start < span.end:
            yield from _marked(text, span, lead, one.shown, depth + 1)


@dataclass(frozen=True, slots=True)
class _Leading:
    """What stands before the first mark: whole sentences that demand, and what leads into it."""

    demands: Span | None
    lead_in: str


def _sentences_before(text: str, before: Span) -> _Leading:
    words = before.of(text)
    if not words.strip(_EDGE):
        return _Leading(None, "")
    sentences = sentence_spans(text, before)
    last = sentences[-1]
    leads = last.of(text).rstrip().endswith((":", "–", "—", "-")) or not re.search(
        r"[.!?]\W*$", last.of(text)
    )
    whole = sentences[:-1] if leads else sentences
    demanding = [one for one in whole if _demands(one.of(text))]
    demands = Span(demanding[0].start, demanding[-1].end) if demanding else None
    return _Leading(demands, " ".join(last.of(text).split()).rstrip(_EDGE) if leads else "")


def _opens(item: str) -> bool:
    first = item.split("\n", 1)[0]
    return _demands(first) or bool(base_of_gerund((item.split() or [""])[0]))


def _sentences(text: str, within: Span, lead_in: str, mark: str) -> Iterator[Part]:
    """Part by sentences that demand; what leans on one before it, or only explains, stays out of
    the way: the first goes with it, the second is left."""
    sentences = sentence_spans(text, within) or [within]
    runs: list[Span] = []
    about: dict[int, str] = {}
    for number, one in enumerate(sentences):
        words = one.of(text)
        if number and not runs and _IT.match(words) and _demands(words):
            about[one.start] = subject_of(sentences[number - 1].of(text))
        if runs and LEANS.match(words) and _demands(words):
            runs[-1] = Span(runs[-1].start, one.end)
        elif _demands(words) or (lead_in and not number):
            runs.append(one)
    for number, run in enumerate(runs or [within]):
        span = _trimmed(text, run)
        for part in _semicolons(text, span, lead_in if not number else "", mark):
            first = part.span.start == span.start
            yield replace(part, about=about.get(run.start, "")) if first else part


def _demands(sentence: str) -> bool:
    words = re.sub(r"^\W+", "", sentence)
    return bool(_MODAL.search(words)) or opens_demand(_LEADING_AND.sub("", words))


def _semicolons(text: str, span: Span, lead_in: str, mark: str) -> Iterator[Part]:
    """Part a series set off by semicolons, each of which demands something."""
    words = span.of(text)
    cuts = [m.span() for m in re.finditer(r";\s*(?:and\s+)?", words)]
    pieces = _cut(words, [cut for cut in cuts if not LEANS.match(words[cut[1] :].capitalize())])
    colon = _after_colon(words)
    opening = words[:colon].rstrip(_EDGE + "\n") if colon else ""
    if len(pieces) < 2 or not all(_is_item(piece.of(words), bool(opening)) for piece in pieces[1:]):
        yield from _joined(text, span, lead_in, mark)
        return
    lead = " ".join(opening.split()) or lead_in
    for number, piece in enumerate(pieces):
        start = colon if colon and not number else piece.start
        part = _trimmed(text, Span(span.start + start, span.start + piece.end))
        own = lead if opening or not number else _modal_lead(words)
        own = "" if number and _MODAL.search(part.of(text)) else own
        yield from _joined(text, part, own, mark if not number else "")


def _after_colon(words: str) -> int:
    """Return where a series begins behind “should:”; 0 where it has no such opening."""
    colon = re.search(r":\s*", words)
    first = words.find(";")
    return colon.end() if colon and 0 < colon.end() < first else 0


def _is_item(piece: str, listed: bool) -> bool:
    words = _LEADING_AND.sub("", piece.strip())
    first = words.split()[0].rstrip(",") if words.split() else ""
    return bool(words) and (
        opens_demand(words)
        or bool(_MODAL.search(words))
        or bool(re.match(r"that\b", words))
        or (
            listed
            and bool(base_of_gerund(first) or base_of_participle(first) or len(words.split()) > 1)
        )
    )


def _modal_lead(words: str) -> str:
    """Return the words up to the modal verb, which later items of a series share."""
    modal = _MODAL.search(words)
    return " ".join(words[: modal.end()].split()) if modal else ""


def _joined(text: str, span: Span, lead_in: str, mark: str) -> Iterator[Part]:
    """Part demands of one sentence joined by “and” or commas, where that is safe."""
    words = span.of(text)
    modal = _MODAL.search(words)
    begins = modal.end() if modal else 0
    together = work_with(words, begins)
    begins = together.end() if together else begins
    led = lead_in or bool(modal) or opens_demand(_LEADING_AND.sub("", words))
    led = led or bool(MOTION.match(words))
    led = led or (bool(left_open(words)) and not tells_how_it_is(words))
    cuts = list(safe_cuts(words, begins)) if led else []
    later = _modal_lead(words) if modal else lead_in
    if together:
        later = " ".join(words[:begins].split())
    for number, piece in enumerate(_cut(words, cuts)):
        part = _trimmed(text, Span(span.start + piece.start, span.start + piece.end))
        own = number and not CLAUSE_AFTER.match(part.of(text))
        lead = later if own else "" if number else lead_in
        if own and not opens_demand(part.of(text)):
            lead = left_open(words[: piece.start]) or lead
        yield Part(part.of(text), part, "" if number else mark, lead)


def _cut(words: str, cuts: Sequence[tuple[int, int]]) -> list[Span]:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    spans = (Span(start, end) for start, end in zip(starts, ends, strict=True))
    return [span for span in spans if words[span.start : span.end].strip(_EDGE)]


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without what joins it to others: white space, separators, “and”."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(_EDGE))
    leading = _LEADING_AND.match(words[left:])
    left += leading.end() if leading else 0
    tail = _TRAILING_AND.search(words)
    right = tail.start() if tail else len(words)
    return Span(span.start + min(left, right), span.start + max(left, right))
