"""What headings promise: recommendations, success factors, areas for action, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.markup import readable
from corpus.words import RecommendationKind

NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
COUNT = rf"(?:\d{{1,3}}|(?:twenty|thirty|forty|fifty)(?:-\w+)?|{'|'.join(NUMBER_WORDS)})"

_TITLE_NUMBER = re.compile(
    r"^(?:(?:annex|appendix|chapter|section|part)\s+\w+\s*[:.–-]?\s*|"
    r"[A-Z]\.\s+|(?:[A-Z]\.?)?\d+(?:\.\d+)*\.?\s+)?",
    re.IGNORECASE,
)
_WORDS_BEFORE = 4
_LONGEST_TITLE = 14
_NOT_A_LIST = re.compile(
    r"\b(?:previous|earlier|past|last|progress|respon\w+|implement\w*|follow\w*|track\w*|monitor\w*|"
    r"status|against|background|about|reasons?|rationale|basis|prior|no|accept\w*|reject\w*|outstanding)\b"
)
_GOES_ON = re.compile(
    r"^(?:for|to|on|from|and|at|in|made|arising|are|by)\b|^[(:–-]|"
    r"^of (?:the|this|our) (?:[\w’'-]+ ){0,4}(?:panel|committee|task|group|team|board|commission|"
    r"members|council|executive|auditors?)\b"
)
_DECISIONS = re.compile(
    r"^(?:the )?(?:recommended|agreed|required|proposed) (?:actions?|decisions?|resolutions?|"
    r"remed(?:y|ies))$|^(?:the )?remed(?:y|ies)$|^decisions? (?:required|requested|sought)$|"
    r"^(?:it was )?(?:resolved|recommended)(?: unanimously)?(?: to (?:full )?(?:council|cabinet))?"
    r"(?: that)?$"
)
"""Of committee reports and minutes, and of ombudsmen."""

_MUST_DO = re.compile(
    r"^actions? (?:the |we |that )?(?:[\w’'-]+ ){0,4}(?:must|should) (?:take|do)\b|"
    r"^(?:must|should)[ -]dos?$"
)
"""Of the care regulator."""

_BARE = re.compile(
    rf"^(?:(?:the|our|key|main|list|summary|of|full|all|{COUNT}|conclusions?|findings?|and)\s+)*"
    r"(?:recommendation|suggestion)s?(?:\s+and\s+conclusions?)?:?$"
)
_SUGGESTIONS = re.compile(
    rf"^(?:(?:the|our|key|main|some|further|practical|{COUNT})\s+)*suggestions?"
    r"(?:\s+(?:for|to|on)\b(?!.*\b(?:from|by|received)\b).*)?$"
)
"""Of the writer: those "from residents" are what others asked for."""

_EARLIER = re.compile(
    r"\b(?:previous|prior|earlier|past|last year)\b.*\brecommendations?\b", re.IGNORECASE
)
_MIXED = re.compile(r"\b(?:conclusions?|findings?|observations?|discussion|lessons|analysis)\b")
_OTHER_TITLES = (
    (RecommendationKind.SUCCESS_FACTOR, re.compile(r"^(?:\w+ ){0,4}success factors?\b")),
    (
        RecommendationKind.AREA_FOR_ACTION,
        re.compile(
            r"^(?:\w+ ){0,4}(?:areas?|priorit(?:y|ies))(?: areas?)? for "
            r"(?:\w+ )?(?:action|improvement|development)\b|"
            r"^what (?:\w+ ){1,5}(?:can|could|should|must|needs? to) do\b|"
            r"^what (?:\w+ ){0,4}needs? (?:to (?:improve|change|be improved)|improvement)\b|"
            r"^(?:the )?(?:coroner[’']?s concerns|matters of concern)$"
        ),
    ),
    (
        RecommendationKind.REQUIREMENT,
        re.compile(
            r"^(?:required|essential|mandatory) (?:contents?|elements?)\b|"
            r"^what (?:\w+ ){1,5}(?:must|should|needs? to|has to) (?:contain|include|cover)\b"
        ),
    ),
)
_ENDS_IN_VERB = re.compile(r"\b(?:are|is|was|were|includ\w+|identified|follows)\W*$", re.I)
_ELSEWHERE = re.compile(r"^(?:appendix|annex|schedule)\b|\bcase stud(?:y|ies)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a heading promises below it; ``mixed`` where conclusions stand among it."""

    kind: RecommendationKind
    mixed: bool = False
    single: bool = False

    @property
    def strong(self) -> bool:
        return self.kind is RecommendationKind.RECOMMENDATION


def topic_of(title: str) -> Topic | None:
    """Return what a heading promises, or None where it is of anything else."""
    plain = _plain(title)
    words = re.findall(r"[\w’'-]+", plain)
    if not words or len(words) > _LONGEST_TITLE:
        return None
    before, found, after = plain.partition("recommendation")
    if found and len(before.split()) <= _WORDS_BEFORE and not _NOT_A_LIST.search(plain):
        rest = after.removeprefix("s").strip()
        if not rest or _GOES_ON.match(rest):
            mixed = bool(_MIXED.search(plain))
            return Topic(RecommendationKind.RECOMMENDATION, mixed, plain == "recommendation")
    if _DECISIONS.match(plain) or _MUST_DO.match(plain):
        return Topic(RecommendationKind.RECOMMENDATION)
    if _SUGGESTIONS.match(plain) and not _NOT_A_LIST.search(plain):
        return Topic(RecommendationKind.RECOMMENDATION, mixed=True)
    return next((Topic(kind) for kind, named in _OTHER_TITLES if named.search(plain)), None)


@dataclass(frozen=True, slots=True)
class Region:
    """The heading path down to the innermost heading that promises something."""

    topic: Topic
    section: tuple[str, ...]


def region_of(section: tuple[str, ...]) -> Region | None:
    """Return the region that a heading path lies in.

    In an appendix or a case study, success factors and areas for action are those of
    others, unless the heading counts them.
    """
    for depth in range(len(section) - 1, -1, -1):
        topic = topic_of(section[depth])
        if topic:
            reported = any(_ELSEWHERE.search(title) for title in section[:depth])
            counted = re.match(rf"(?:[\d.]+\s+)?{COUNT}\b", section[depth], re.IGNORECASE)
            taken = topic.strong or not reported or counted
            return Region(topic, section[: depth + 1]) if taken else None
    return None


def is_bare_word(title: str) -> bool:
    """Tell whether a heading says no more than "recommendations"."""
    plain = _plain(title)
    return bool(_BARE.match(plain) or _DECISIONS.match(plain))


def tells_of_earlier(section: tuple[str, ...]) -> bool:
    """Tell whether a heading above speaks of the recommendations of an earlier report."""
    return any(_EARLIER.search(title) for title in section)


def _plain(title: str) -> str:
    """Return a title in small letters, without its number."""
    words = _TITLE_NUMBER.sub("", readable(title), count=1).casefold()
    return words.strip(" :–—-").replace("(s)", "s")


def titles_list(line: str) -> Topic | None:
    """Return what a line that is no heading to the eye ("Areas for action:") has below it."""
    title = readable(line)
    if len(title.split()) > _LONGEST_TITLE // 2 or _ENDS_IN_VERB.search(title):
        return None
    return topic_of(title) if is_bare_word(title) or title.endswith(":") else None
