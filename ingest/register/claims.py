"""The counts that a text gives of what it recommends ("the following four areas")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, BlockKind, Claim, Recommendation, RecommendationKind, Span
from ingest.register.entries import Entry
from ingest.register.reported import OWN_BODIES
from ingest.register.titles import COUNT, NUMBER_WORDS

_NOUNS = {
    RecommendationKind.RECOMMENDATION: r"recommendations",
    RecommendationKind.SUCCESS_FACTOR: r"success factors",
    RecommendationKind.AREA_FOR_ACTION: (
        r"(?:areas|priorities)\b[^.:]{0,40}\b(?:action|improvement)"
    ),
}
_CLAIMS = {
    kind: re.compile(rf"(?<![\d.,£-])\b(?P<count>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{noun}\b", re.I)
    for kind, noun in _NOUNS.items()
}
_OWN = re.compile(
    r"\b(?:we|our|this|these|following|below|there are|in total|total of|makes?|contains?|"
    r"sets? out)\b|"
    rf"^the (?:{OWN_BODIES}|report|review) (?:has |have )?made\b|"
    rf"^{COUNT} (?:[\w-]+ ){{0,2}}recommendations (?:are|were|have been) "
    r"(?:made|proposed|set out)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|earlier|last year|outstanding|implemented|accepted|rejected|out of|"
    r"of (?:the|our|its|those|these) (?:\w+ )?(?:\d+|recommendations))\b",
    re.IGNORECASE,
)
_POINTS_ON = re.compile(r"\b(?:following|these|below)\b|:\W*$", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"[#\s*]*\d+$")
"""What a heading opens with numbers its section."""

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}


@dataclass(frozen=True, slots=True)
class _Mention:
    """A count where it stands; ``points_on`` where what it counts comes next."""

    kind: RecommendationKind
    count: int
    span: Span
    section: tuple[str, ...]
    points_on: bool


def claims_of(
    text: str,
    blocks: Sequence[Block],
    entries: Sequence[Entry],
    kept: Sequence[Recommendation],
) -> tuple[Claim, ...]:
    """Return the claims with what was found for each: a list's own, or the whole document's.

    A list that stands in the summary and again in the body counts once, there.
    """
    lists: dict[frozenset[str], tuple[int, Claim]] = {}
    whole: list[Claim] = []
    by_place = {place: one.id for one in kept for place in (one.first, one.span)}
    for mention in _mentions(text, blocks):
        group = _counted_group(mention, entries)
        if group:
            listed = frozenset(by_place[e.span] for e in group if e.span in by_place)
            claim = Claim(mention.kind, mention.count, len(listed), mention.span)
            if listed not in lists or lists[listed][0] != group[0].group:
                lists[listed] = (group[0].group, claim)
        elif mention.kind is RecommendationKind.RECOMMENDATION:
            found = sum(one.kind is mention.kind for one in kept)
            whole.append(Claim(mention.kind, mention.count, found, mention.span))
    largest = max(whole, key=lambda claim: claim.count, default=None)
    claims = [claim for _, claim in lists.values() if not largest or claim.kind is not largest.kind]
    return tuple(sorted([*claims, *([largest] if largest else [])], key=lambda c: c.span.start))


def _mentions(text: str, blocks: Sequence[Block]) -> Iterator[_Mention]:
    for block in blocks:
        heading = block.kind is BlockKind.HEADING
        if not heading and block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
            continue
        words = block.span.of(text)
        for kind, claim in _CLAIMS.items():
            if not claim.search(words):
                continue
            sentences = [block.span] if heading else sentence_spans(text, block.span)
            for span in sentences:
                for match in claim.finditer(span.of(text)):
                    if heading and _SECTION_NUMBER.match(span.of(text)[: match.end("count")]):
                        continue
                    if _is_own(span.of(text), heading) and (count := _count(match["count"])) > 1:
                        place = Span(span.start + match.start(), span.start + match.end())
                        on = heading or bool(_POINTS_ON.search(readable(words)))
                        on = on or kind is not RecommendationKind.RECOMMENDATION
                        yield _Mention(kind, count, place, block.section, on)


def _is_own(sentence: str, heading: bool) -> bool:
    return heading or bool(_OWN.search(sentence) and not _OF_OTHERS.search(sentence))


def _counted_group(mention: _Mention, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of the list that a mention points to: the next of its section."""
    if not mention.points_on:
        return []
    after = (entry for entry in entries if entry.span.start >= mention.span.end)
    first = next(after, None)
    depth = len(mention.section)
    if not first or first.kind is not mention.kind or first.section[:depth] != mention.section:
        return []
    return [entry for entry in entries if entry.group == first.group]


def _count(words: str) -> int:
    """Return the number that figures or words ("twenty-one") stand for."""
    if words.isdigit():
        return int(words)
    tens, _, ones = words.lower().partition("-")
    units = NUMBER_WORDS.index(ones) + 1 if ones in NUMBER_WORDS else 0
    if tens in _TENS:
        return _TENS[tens] + units
    return NUMBER_WORDS.index(tens) + 1
