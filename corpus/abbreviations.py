"""Abbreviations that a text explains itself: short forms with what they stand for.

Candidates stand where Schwartz and Hearst (2003, "A simple algorithm for identifying
abbreviation definitions in biomedical text") look, "Local Area Agreement (LAA)" and "LAA (Local
Area Agreement)", and in rows of glossaries. Their rule that letters may match anywhere in a word
is made stricter here: they are initials, but for small letters and at most one other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from corpus.note_marks import without_note_marks
from corpus.words import Abbreviation

_WRITTEN_SMALL_WORDS = "a an and at by de for from in into of on or the to with &"
_SMALL_WORDS = frozenset(_WRITTEN_SMALL_WORDS.split())
_ARTICLES = frozenset(("a", "an", "the"))
_MOST_LETTERS = 8
"""Letters of a short form; longer ones are words in capitals."""

_WINDOW = 240
"""Characters read before a bracket: more than the longest name has."""

_WRITTEN_SHORT = r"[A-Z][A-Za-z0-9&/-]{1,9}"
_SHORT = re.compile(_WRITTEN_SHORT)
_BRACKETED = re.compile(
    rf"\(\s*(?:(?:hereafter|the|or|also|known|as)\s+){{0,4}}[\"'“‘]?({_WRITTEN_SHORT})[\"'”]?"
    r"\s*(?:[,;][^()\n]{0,80})?\)"
)
_EXPLAINED = re.compile(rf"(?<![\w&/-])({_WRITTEN_SHORT})\s?\(([^()\n]{{5,120}})\)")
_ROW = re.compile(
    rf"^[^\S\n]*(?:[-•*][^\S\n]+)?({_WRITTEN_SHORT})[^\S\n]*"
    r"(?:\t|[:=][^\S\n]|[^\S\n][–—-][^\S\n])[^\S\n]*(\S[^\t\n]{3,160})",
    re.MULTILINE,
)
_ROW_BEHIND = re.compile(
    rf"^[^\S\n]*(\S[^\t\n]{{4,120}}?)[^\S\n]*\t[^\S\n]*({_WRITTEN_SHORT})[^\S\n]*(?:\t|$)",
    re.MULTILINE,
)
_WORD = re.compile(r"&|[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;:](?=\s)|[()\[\]\t|]|\n\s*\n")
_PART_END = re.compile(r"[,;:.(]|\s[–—-]\s|\t")
_MARK_UP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|\*{1,3}|(?<![^\W_])_|_(?![^\W_])")
_CELL = re.compile(r"[^\S\n]*\|[^\S\n]*")


def abbreviations_in(text: str) -> tuple[Abbreviation, ...]:
    """Return what a stored text explains, each pair once, by short form."""
    plain = _plain(text)
    pairs = {*_in_sentences(plain), *_in_rows(plain)}
    # The same name in other letters, or in the plural, is one; the singular stays.
    named: dict[tuple[str, str], Abbreviation] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.short, len(pair.long), pair.long)):
        named.setdefault((pair.short, pair.long.casefold().removesuffix("s")), pair)
    return tuple(sorted(named.values(), key=lambda pair: (pair.short, pair.long)))


def _plain(text: str) -> str:
    """Return the text without mark-up and marks of notes, cells parted by tabs."""
    plain = without_note_marks(html.unescape(text)).replace("’", "'")
    plain = _CELL.sub("\t", _MARK_UP.sub("", plain))
    return re.sub(r"^\t|\t$", "", plain, flags=re.MULTILINE)


def _in_sentences(text: str) -> Iterator[Abbreviation]:
    for match in _BRACKETED.finditer(text):
        before = _SENTENCE_END.split(text[max(0, match.start() - _WINDOW) : match.start()])[-1]
        yield from _named(match[1], _before(match[1], before))
    for match in _EXPLAINED.finditer(text):
        inside = _PART_END.split(match[2])[0]
        if _used(match[1], inside) == len(_words(inside)):
            yield from _named(match[1], inside)


def _in_rows(text: str) -> Iterator[Abbreviation]:
    for match in _ROW.finditer(text):
        yield from _named(match[1], _beginning(match[1], _PART_END.split(match[2])[0]))
    for match in _ROW_BEHIND.finditer(text):
        term = match[1]
        if _used(match[2], term) == len(_words(term)):
            yield from _named(match[2], term)


def _named(short: str, long: str) -> Iterator[Abbreviation]:
    words = " ".join(long.split()).removesuffix("'s")
    article, _, rest = words.partition(" ")
    words = rest if article.lower() in _ARTICLES else words
    if words:
        yield Abbreviation(_singular(short), words)


def _singular(short: str) -> str:
    return short[:-1] if re.search(r"[A-Z]s$", short) else short


def _before(short: str, text: str) -> str:
    """Return the fewest words at the end of ``text`` that the short form stands for, if any."""
    letters = _letters(short)
    words = list(_WORD.finditer(text))[-min(len(letters) + 5, 2 * len(letters)) :]
    if not _is_short(short):
        return ""
    for slack in _slacks(letters):
        for first in range(len(words) - 2, -1, -1):
            part = [match.group() for match in words[first:]]
            if len(part) in _ends(letters, part, *slack):
                return text[words[first].start() : words[-1].end()]
    return ""


def _beginning(short: str, text: str) -> str:
    """Return the fewest words at the start of ``text`` that the short form stands for, if any.

    Where more follows, as in a definition, they are written as a name.
    """
    used = _used(short, text)
    words = list(_WORD.finditer(text))
    if not used or not words:
        return ""
    part = [match.group() for match in words[:used]]
    whole = used == len(words)
    as_name = all(word[0].isupper() for word in part if word.lower() not in _SMALL_WORDS)
    return text[: words[used - 1].end()] if as_name or (whole and part[0][0].isupper()) else ""


def _used(short: str, text: str) -> int:
    """Return how many words at the start of ``text`` a short form stands for, 0 if it does not."""
    words = _words(text)
    skipped = int(bool(words) and words[0].lower() in _ARTICLES)
    letters = _letters(short)
    if not _is_short(short):
        return 0
    for slack in _slacks(letters):
        if ends := _ends(letters, words[skipped:][: 2 * len(letters) + 5], *slack):
            return skipped + min(ends)
    return 0


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_short(short: str) -> bool:
    letters = _letters(short)
    capitals = sum(letter.isupper() for letter in letters)
    return capitals >= 2 and 2 <= len(letters) <= _MOST_LETTERS and letters.isalpha()


def _letters(short: str) -> str:
    return re.sub(r"[&/-]", "", _singular(short))


def _slacks(letters: str) -> Iterable[tuple[int, int]]:
    """Return what may differ from plain initials, least first: words left out, and capitals
    that stand within a word ("LINK", Local Involvement Network)."""
    return ((0, 0), (1, 0), (0, 1)) if len(letters) > 3 else ((0, 0),)


def _ends(letters: str, words: Sequence[str], skips: int, inner: int) -> frozenset[int]:
    """Return after how many words all letters may be used up, the first by the first word."""
    lowered = [word.lower() for word in words]

    @cache
    def reached(letter: int, word: int, skips: int, inner: int) -> frozenset[int]:
        if letter == len(letters):
            return frozenset((word,))
        if word == len(words):
            return frozenset()
        found: frozenset[int] = frozenset()
        for taken, spent in _taken(letters[letter:], lowered[word]):
            if spent <= inner:
                found |= reached(letter + taken, word + 1, skips, inner - spent)
        small = lowered[word] in _SMALL_WORDS
        if letter and (small or skips):
            found |= reached(letter, word + 1, skips - (not small), inner)
        return found

    if not words or lowered[0] in _SMALL_WORDS:
        return frozenset()
    found = reached(0, 0, skips, inner)
    return frozenset(end for end in found if end >= 2)


def _taken(letters: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield how many letters a word may use, and how many capitals of them are not its initial."""
    if not word.startswith(letters[0].lower()):
        return
    spent, place = 0, 1
    yield 1, 0
    for count, letter in enumerate(letters[1:], start=2):
        place = word.find(letter.lower(), place) + 1
        if not place:
            return
        spent += letter.isupper()
        yield count, spent
