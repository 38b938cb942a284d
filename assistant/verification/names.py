"""Names and quotations in a sentence, and whether its sources have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.question import content_words, stem
from assistant.vocabulary import places_in
from corpus.abbreviations import abbreviations_in
from corpus.words import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:['’&.-][^\W\d_]+)*[’']?|&")
_OPENS = re.compile(r"(?:^|[.!?:;]\s+|[‘“\"(•\n]\s*|^[-•*]\s+)$")
_JOINS = frozenset(("of", "the", "and", "for", "&", "in", "on", "de", "upon"))
_COMMON = re.compile(
    r"(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|I|English|British)$"
)
_QUOTED = re.compile(
    r"“([^“”]{3,400})”|\"([^\"]{3,400})\"|(?<!\w)[‘']([^‘’']{3,}(?:[’'](?=\w)[^‘’']*)*)[’'](?!\w)"
)
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("‘’“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its words' stems and its place; ``opens`` where it may only be a capital at
    the beginning of a sentence."""

    text: str
    stems: tuple[str, ...]
    span: Span
    place: bool
    opens: bool


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Name, ...]:
    """Return what is written as a name: runs of capitalised words, and acronyms."""
    found: list[Name] = []
    run: list[re.Match[str]] = []
    for token in [*_TOKEN.finditer(text), None]:
        if token and _goes_on(run, token, text):
            run.append(token)
            continue
        if name := _name(run, text):
            found.append(name)
        run = [token] if token and _is_capital(token.group()) else []
    return tuple(found)


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not _COMMON.match(word)


def _goes_on(run: list[re.Match[str]], token: re.Match[str], text: str) -> bool:
    if not run or text[run[-1].end() : token.start()].strip(" ") != "":
        return False
    return _is_capital(token.group()) or token.group() in _JOINS


def _name(run: list[re.Match[str]], text: str) -> Name | None:
    while run and run[-1].group() in _JOINS:
        run = run[:-1]
    while run and _opens(run[0], text) and not content_words(run[0].group()):
        # "Although the Marsh Lane schools": the first is no part of the name.
        run = run[1:]
        while run and run[0].group() in _JOINS:
            run = run[1:]
    if not run:
        return None
    span = Span(run[0].start(), run[-1].end())
    written = span.of(text).rstrip("’'")
    words = tuple(stem(word) for word in content_words(written))
    opens = _opens(run[0], text) and len(run) == 1 and not _is_short(written)
    place = bool(places_in(written))
    if not words or (opens and not place and not _names_something(written)):
        return None
    return Name(written, words, span, place, _opens(run[0], text))


def _opens(token: re.Match[str], text: str) -> bool:
    return bool(_OPENS.search(text[: token.start()]))


def _is_short(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _names_something(word: str) -> bool:
    """Tell whether a capital at the beginning may be of a name: not of a word of the language."""
    return bool(content_words(word)) and any(letter.isupper() for letter in word[1:])


@dataclass(frozen=True, slots=True)
class Sources:
    """The words that names may be taken from: those of the sources, and of what they stand
    under (title, publisher, headings)."""

    stems: frozenset[str]
    initials: frozenset[str]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, texts: tuple[str, ...], around: tuple[str, ...] = ()) -> Sources:
        whole = [*texts, *around]
        stems = frozenset(stem(word) for text in whole for word in content_words(text))
        initials = {pair.short.casefold() for text in whole for pair in abbreviations_in(text)}
        named = {_initials(name.text) for text in whole for name in names_in(text)}
        return cls(stems, frozenset(initials | named))

    def have(self, name: Name) -> bool:
        """Tell whether the sources have a name, in full, in part or by its initials."""
        short = _initials(name.text)
        if all(map(self._has, name.stems)) or (bool(short) and short in self.stems):
            return True
        # "Fewer Home First patients": a capital may only be that of the sentence.
        return name.opens and len(name.stems) > 1 and all(map(self._has, name.stems[1:]))

    def _has(self, key: str) -> bool:
        return key in self.stems or key in self.initials or key.removesuffix("s") in self.stems


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word not in _JOINS]
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""


def quotations_in(text: str) -> list[str]:
    """Return what a text puts in quotation marks, of two words or more."""
    found = (next(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    return [quoted for quoted in found if len(quoted.split()) > 1]


def is_quoted(quoted: str, sources: Iterable[str]) -> bool:
    """Tell whether the sources hold a quotation word for word; marks of cuts part it."""
    parts = [part for part in re.split(r"\s*(?:\[?…\]?|\[?\.{3}\]?)\s*", quoted) if part]
    held = [_plain(source) for source in sources]
    return all(any(_plain(part).strip(" .,;:") in source for source in held) for part in parts)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_QUOTES)).casefold().strip()
