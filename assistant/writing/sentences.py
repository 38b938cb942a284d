"""What a model writes, parted into sentences with their markers while it is still coming."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.markup import readable
from corpus.sentences import sentence_spans

_NUMBERS = r"\d{1,4}(?:\s*(?:,|;|&|and|-|–)\s*\d{1,4})*"
_MARKER = re.compile(
    rf"\s*[\[【]\s*(?:\^|passages?|sources?|ids?|nos?\.?)?\s*[:=]?\s*({_NUMBERS})\s*[\]】]",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"([.!?][”’\"')]*)((?:{_MARKER.pattern})+)(?=\s|$)", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-•*–◦▪]|\d{1,2}[.)])\s+")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^\s*```\w*\s*|```\s*$")
_MAY_END = re.compile(r"[.!?”’\"')\]】]\s|\n")
_ENDED = re.compile(r"[.!?;:][”’\"')*\]]*\s*$")
SAME_AGAIN = 3
"""Times that a sentence comes until its model is taken to go round in circles."""

_LONGEST = 1_500
"""Characters of a sentence: what goes on for longer is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that a model wrote, and the numbers of the passages that it names."""

    text: str
    passages: tuple[int, ...] = ()
    item: bool = False


def written_in(text: str) -> list[Written]:
    """Return the sentences of what a model wrote, as text with markers or as JSON fields."""
    return SentenceReader(text).rest()


@dataclass(slots=True)
class SentenceReader:
    """Takes a model's text piece by piece and gives each sentence once it is whole.

    Text with markers (“The board met [1].”) and the JSON of ``writing-fields.json`` are both
    read, whichever was asked for.
    """

    text: str = ""
    _given: int = 0
    _seen: int = field(default=0)

    def take(self, piece: str) -> list[Written]:
        """Return the sentences that are whole now."""
        self.text += piece
        in_fields = self._body().startswith("{")
        if not in_fields and not _MAY_END.search(self.text, max(0, self._seen - 2)):
            return []
        self._seen = len(self.text)
        if in_fields:
            return self._further(_in_fields(self._body()))
        found = _in_text(self._body())
        # The last one may go on, and markers behind it may still come.
        whole = bool(found) and bool(found[-1].passages) and self.text.endswith("\n")
        return self._further(found if whole else found[:-1])

    def rest(self) -> list[Written]:
        """Return what is left at the end, but for a sentence that was cut off."""
        body = self._body()
        if body.startswith("{"):
            return self._further(_in_fields(body))
        found = _in_text(body)
        cut_off = found and not found[-1].passages and not _ENDED.search(body)
        return self._further(found[:-1] if cut_off else found)

    def _further(self, sentences: list[Written]) -> list[Written]:
        new = sentences[self._given :]
        self._given = max(self._given, len(sentences))
        return [one for one in new if one.text and len(one.text) <= _LONGEST]

    def _body(self) -> str:
        """Return the text without what a model thinks aloud first, and without a code fence."""
        return _FENCE.sub("", _THOUGHT.sub("", self.text)).lstrip()


def _in_fields(body: str) -> list[Written]:
    """Return the whole objects of the list ``sentences``, however the text ends."""
    start = body.find("[", body.find('"sentences"'))
    if start < 0 or '"sentences"' not in body:
        return []
    found: list[Written] = []
    decoder, at = json.JSONDecoder(), start + 1
    while True:
        at += len(body[at:]) - len(body[at:].lstrip(" \t\r\n,"))
        try:
            one, at = decoder.raw_decode(body, at)
        except ValueError:
            return found
        found.append(_of_field(one))


def _of_field(one: object) -> Written:
    fields = one if isinstance(one, dict) else {}
    numbers = fields.get("passages") or []
    named = [n for n in numbers if isinstance(n, int)] if isinstance(numbers, list) else []
    text = fields.get("text")
    plain, within = _parted(text if isinstance(text, str) else "")
    return Written(plain, tuple(dict.fromkeys((*named, *within))))


def _in_text(body: str) -> list[Written]:
    """Return the sentences, each with the markers in it or right behind it."""
    found: list[Written] = []
    for line in body.splitlines():
        item = bool(_ITEM.match(line))
        shown = _BEHIND.sub(r"\2\1", _ITEM.sub("", line, count=1))
        for span in sentence_spans(shown):
            words, markers = _parted(span.of(shown))
            if re.search(r"\w", words):
                found.append(Written(words, markers, item))
            elif found and markers:
                last = found[-1]
                found[-1] = Written(last.text, (*last.passages, *markers), last.item)
    return found


def _parted(sentence: str) -> tuple[str, tuple[int, ...]]:
    """Return a sentence's words, readable, and the numbers of its markers."""
    groups = _MARKER.findall(sentence)
    numbers = (number for group in groups for number in _numbers(group))
    return readable(_MARKER.sub("", sentence)), tuple(dict.fromkeys(numbers))


def _numbers(group: str) -> Iterator[int]:
    """Yield the numbers of “1, 3-5 and 7”."""
    for first, last in re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", group):
        start, end = int(first), int(last or first)
        yield from range(start, min(end, start + 20) + 1) if end >= start else (start,)
