"""A demand worded as an action: “A protocol should be agreed” becomes “Agree a protocol”.

Only the recommendation's own words are moved about; nothing is added to what it asks. Where no
rule fits safely, the words stay as they are behind “Respond to:”, which always reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.plans.parts import Part
from assistant.plans.verbs import (
    NOUNS_TOO,
    PARTICIPLES,
    base_of_gerund,
    base_of_participle,
    base_of_third,
    is_base,
    opens_demand,
    third_person,
)
from assistant.vocabulary import places_in
from corpus.markup import readable
from corpus.sentences import sentence_spans

RESPOND = "Respond to:"
"""How an action begins whose words cannot be turned into a demand safely."""

_MOST_WORDS, _LONGEST = 60, 600
"""Words and characters of a recommendation that are quoted where it cannot be worded."""
_EDGE = " \t\r\n;,:–—-•*`"
_MARK = re.compile(
    r"^(?:\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[).]\s+|(?:Recommendation|R)\s?\d+\s?[:.–-]?\s+)", re.I
)
_RECOMMENDS = re.compile(
    r"^(?:(?:we|it|this (?:report|review|committee|panel|group)|(?:the )?[\w’' -]{2,60}?)\s+)?"
    r"(?:(?:therefore|also|further|strongly)\s+)*(?:is |are )?"
    r"(?:recommends?|recommended|resolved|suggests?|suggested|proposes?|proposed|agreed|considers?"
    r"|believes?|concludes?|concluded)\s*[,–-]?\s*(?:that\b|(?=(?:any|all|the|each|every)\s))\s*,?\s*",
    re.IGNORECASE,
)
_IMPORTANT = re.compile(
    r"^it is (?:\w+ly )?(?:important|essential|vital|necessary|crucial) that\s+", re.IGNORECASE
)
_THAT = re.compile(
    r"^that\s+(?=(?:the|an?|all|each|every|officers|members|cabinet|council\w*)\b)", re.IGNORECASE
)
_ASKED = (
    r"(?:is|are|be)\s+(?:also\s+)?(?:asked|advised|invited|encouraged|urged|recommended|requested"
    r"|required|expected|called upon)\s+to"
)
_MODAL = (
    rf"(?:should|must|shall|ought\s+to|needs?\s+to|ha(?:s|ve)\s+to|(?:is|are)\s+to|will\s+need\s+to"
    rf"|may\s+wish\s+to|might\s+wish\s+to|could\s+usefully|would\s+benefit\s+from|{_ASKED})"
)
_CLAUSE = re.compile(
    rf"^(?P<subject>.+?)\s+(?P<modal>{_MODAL})(?:\s+|\s*,\s*(?P<aside>[^,]+?)\s*,\s*)(?P<rest>[^\s,].*)$",
    re.IGNORECASE | re.DOTALL,
)
_FILLERS = re.compile(
    r"^(?:(?:also|therefore|now|then|thus|in addition|further|instead|as a minimum"
    r"|where (?:possible|appropriate)),?\s+)+",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"^(?:(?:the|both|all|each|our|your)\s+)?(?:(?:two|local|county|borough|district|city|unitary|metropolitan"
    r"|public|relevant|new|welsh)\s+)*(?:councils?|authorit(?:y|ies)|we|you|it|they|cabinet"
    r"|executive|officers)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:it|this|these|that|those|they|he|she|which|such)$", re.IGNORECASE)
_WITH = re.compile(
    r"^(?P<ours>.+?)(?:,)?\s+(?P<with>(?:together|jointly|along|working)?\s*(?:with|alongside)\s+[^,]+?|and\s+(?:its|their)\s+[^,]+?),?$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^(?P<front>(?:as (?:part|well)"
    r"|in (?:order|partnership|consultation|addition|line|developing|future|doing)|to|by|with"
    r"|within|when|where|if|once|before|after|following|until|through|building|working|given"
    r"|during|from|for|at|on)\b[^,]{2,160}),\s+(?P<main>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTICIPIAL = re.compile(
    r"^be\s+(?:(?P<adverb>\w+ly)\s+)?(?P<verb>[a-z-]+)\b\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_NEGATIVE = re.compile(r"^(?:not|no longer|never)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_ADVERB = re.compile(
    r"^(?P<adverb>\w+ly|continue to|better|further|always)\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTICLE = re.compile(
    r"^(?P<particle>up|out|down|in place|into account|on|back|forward|together|over)\b"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|should|must)\b",
    re.IGNORECASE,
)
_WHEN = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|next|autumn|spring|summer|winter"
)
_BY_AGENT = re.compile(r"^by (?:the (?:council|authority)|officers)\b\s*", re.IGNORECASE)
_DETERMINER = re.compile(
    r"^(?:an?|the|its|their|our|all|any|each|every|both|some|no|more|clear|strong|better|greater|further|effective|good|new|regular)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\w+(?:\s\w+)?\s(?:of|from|between|for|with|in|across|among)\s", re.IGNORECASE)
_MODIFIED = re.compile(r"^\w+ly \w+(?:ed|n)\s\w", re.IGNORECASE)
_PLURALS = frozenset(
    [
        "people",
        "staff",
        "children",
        "members",
        "police",
        "data",
        "men",
        "women",
        "criteria",
        "media",
    ]
)


@dataclass(frozen=True, slots=True)
class Worded:
    """An action's words; ``safe`` is false where they only quote the recommendation."""

    text: str
    safe: bool = True
    by_model: bool = False


def action_of(part: Part, authority: str = "") -> Worded:
    """Return a part worded as an action in one sentence without a full stop."""
    words = _plain(part.text)
    lead = _plain(part.lead_in)
    for attempt in _attempts(lead, words):
        found = _imperative(attempt, authority)
        if found:
            return Worded(_finished(found))
    return Worded(f"{RESPOND} “{_shortened(_unstopped(words))}”", safe=False)


def _shortened(words: str) -> str:
    found = words.split()
    return words[:_LONGEST] if len(found) <= _MOST_WORDS else f"{' '.join(found[:_MOST_WORDS])} …"


_GOES_ON = re.compile(
    rf"(?:^|\s)(?:{_MODAL}|that|that (?:the )?\w+|contains?|includes?|have|has|covers?|sets? out)$",
    re.IGNORECASE,
)
_NOUN_AT_END = re.compile(r"\b(?:the|each|every|any) (?:[\w’'-]+ ){0,2}[\w’'-]+$", re.IGNORECASE)


def _attempts(lead: str, words: str) -> tuple[str, ...]:
    """What goes on from its lead-in is read with it; “The following is needed” adds nothing."""
    if not lead:
        return (words,)
    both = f"{lead} {words}"
    noun = _NOUN_AT_END.search(lead)
    if noun and base_of_third(words.split()[0]) and not _OURS.match(noun[0]):
        return (f"It is important that {noun[0]} {words}",)
    return (both, words) if _GOES_ON.search(lead) else (words, both)


def _plain(text: str) -> str:
    words = readable(re.sub(r"\s+", " ", text)).strip(_EDGE)
    previous = None
    while previous != words:
        previous = words
        words = _MARK.sub("", words).strip(_EDGE)
    return words


def _imperative(words: str, authority: str) -> str:
    sentences = [span.of(words) for span in sentence_spans(words)] or [words]
    titled = _TITLED.match(words)
    if titled and (first := _of_sentence(_unstopped(titled["title"]), authority)):
        return first
    first = _of_sentence(_unstopped(sentences[0]), authority)
    if not first or len(sentences) == 1:
        return first
    rest = " ".join(sentences[1:])
    return f"{first}; {_lowered(_unstopped(rest))}"


def _demanding(words: str) -> bool:
    return bool(_MODAL_WORD.search(words)) or opens_demand(words)


_TITLED = re.compile(r"^(?P<title>(?:\S+ ){2,24}\S+?)(?::| –) [A-Z‘“]", re.DOTALL)
"""An action as a title, with sentences behind it that explain it."""
_OPENERS = re.compile(
    r"^(?:in addition|additionally|furthermore|moreover|finally|also|however|therefore|as such"
    r"|secondly|thirdly|firstly|lastly|in particular|overall),?\s+",
    re.IGNORECASE,
)


def _of_sentence(words: str, authority: str) -> str:
    words = _OPENERS.sub("", words)
    plain = _THAT.sub("", _RECOMMENDS.sub("", words, count=1)).strip(_EDGE)
    head, _, further = plain.partition("; ")
    if further and _MODAL_WORD.search(head) and not _demanding(further):
        plain = head
    important = _IMPORTANT.match(plain)
    if important and not _MODAL_WORD.search(plain):
        return f"ensure that {_lowered(plain[important.end() :])}"
    for rule in _RULES:
        if found := rule(plain, authority):
            return found
    clause = plain != words and not _MODAL_WORD.search(plain) and len(plain.split()) > 3
    return f"ensure that {_lowered(plain)}" if clause else _finding(plain)


_MODAL_WORD = re.compile(rf"\b{_MODAL}\b", re.IGNORECASE)


def _finding(words: str) -> str:
    """“Respite is patchy” → “Address the finding that respite is patchy”."""
    opens = re.match(r"^(?:[\w’'/-]+ ){1,12}?(?:is|are|was|were|has|have|does|do|did)\b", words)
    asks = re.match(
        r"^(?:is|are|has|have|does|do|what|how|why|who|which|when|where)\b", words, re.I
    )
    first = words.split()[0]
    if not opens or asks or "?" in words or _PRONOUN.match(first) or _MODAL_WORD.search(words):
        return ""
    return f"address the finding that {_lowered(words)}"


_OF_A_CLAUSE = re.compile(r"^(?:you|we|they|it|there|that|which|who|what|he|she)$", re.IGNORECASE)
"""Before a verb, words that show another clause than the one that the sentence opens with."""


def _already(words: str, authority: str) -> str:
    """“Set up a board”, “To set up a board”, “not rely on one provider”."""
    front = _FRONT.match(words)
    if front and _CLAUSE.match(front["main"]):
        return ""
    plain = re.sub(r"^to\s+", "", words, count=1, flags=re.IGNORECASE)
    label = re.match(r"^(?P<topic>[A-Z][\w’' -]{2,40}):\s+(?P<rest>.+)$", plain, re.DOTALL)
    if label and opens_demand(label["rest"]):
        return f"{label['rest']} ({_lowered(label['topic'])})"
    negative = re.match(r"^(?:do )?not (\S+)(.*)$", plain, re.IGNORECASE | re.DOTALL)
    if negative and is_base(negative[1]):
        return f"do not {negative[1].lower()}{negative[2]}"
    word = plain.split()[0].rstrip(",") if plain.split() else ""
    if plain != words and is_base(word):
        return plain
    if opens_demand(plain):
        return plain
    coordinate = re.match(r"^(\S+?)(?:, \S+)* and (?:\w+ly )?(\S+)\s", plain)
    both = coordinate and is_base(coordinate[1].strip(",")) and is_base(coordinate[2])
    if both:
        return plain
    finite = _FINITE.search(plain)
    bare_object = is_base(word) and not _CLAUSE.match(plain)
    if finite:
        before = plain[: finite.start()].split()
        bare_object = bare_object and len(before) > 3 and bool(_OF_A_CLAUSE.match(before[-1]))
    return plain if bare_object and word.istitle() and len(plain.split()) > 2 else ""


def _there_should_be(words: str, authority: str) -> str:
    """“There should be a lead officer” → “Put in place a lead officer”."""
    match = re.match(
        r"^there\s+(?:should|must|needs? to|has to|ought to)\s+(?:also\s+)?be\s+(?P<rest>.+)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    return f"put in place {match['rest']}" if match else ""


def _there_is(words: str, authority: str) -> str:
    """“There is a lack of clarity about …” → “Address the lack of clarity about …”."""
    match = re.match(
        r"^there\s+(?:is|are|was|were|remains?)\s+(?:an?|currently a|still a)\s+"
        r"(?P<lack>(?:\w+\s)?(?:lack|shortage|absence|gap|risk|need|problem|failure|weakness)\b.+)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    if match:
        return f"address the {match['lack']}"
    none = re.match(
        r"^there\s+(?:is|are)\s+(?:currently\s+)?(?:no|little|insufficient|limited)\s+(?P<rest>.+)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    return f"address the lack of {none['rest']}" if none else ""


def _needs_doing(words: str, authority: str) -> str:
    """“The strategy needs implementing to …” → “Implement the strategy to …”."""
    match = re.match(
        r"^(?P<subject>[^,;]+?)\s+(?:needs?|requires?)\s+(?P<verb>\w+ing)\b\s*(?P<rest>.*)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    base = base_of_gerund(match["verb"]) if match else ""
    return f"{base} {_lowered(match['subject'])} {match['rest']}".strip() if match and base else ""


def _clause(words: str, authority: str) -> str:
    """“The Council should …”, “A protocol should be …”, “Managers must …”."""
    front = _FRONT.match(words)
    if front and _CLAUSE.match(front["main"]):
        main = _clause(front["main"], authority)
        return f"{main}, {_lowered(front['front'])}" if main else ""
    match = _CLAUSE.match(words)
    if not match or match["subject"].count("(") != match["subject"].count(")"):
        return ""
    if _NO_SUBJECT.search(match["subject"]):
        return ""
    subject = match["subject"].strip(_EDGE)
    rest = _FILLERS.sub("", match["rest"]).strip()
    if " benefit " in f" {match['modal'].lower()} ":
        return ""
    if _FINITE.search(subject) and not re.search(r"\b(?:which|who|that|the way)\b", subject):
        return ""
    aside = f", {match['aside'].strip()}" if match["aside"] else ""
    ours, company = _ours(subject, authority)
    done = _own(rest) if ours else ""
    if done:
        return f"{done}{aside} {company}".strip()
    done = _passive(subject, rest) if not ours or _PRONOUN.match(subject) else ""
    done = done or _ensured(subject, rest)
    return f"{done}{aside}" if done else ""


_NO_SUBJECT = re.compile(r"[:;?]|, (?:but|and|so)\b|\b(?:who|which|that|whom|what|how)$", re.I)
"""Holds a whole clause, or leaves one open, so that it is no subject of what follows."""


def _ours(subject: str, authority: str) -> tuple[bool, str]:
    """Tell whether the subject is the authority itself, and with whom it acts."""
    plain = subject.strip(_EDGE)
    if _OURS.match(plain) or _same(plain, authority):
        return True, ""
    match = _WITH.match(plain)
    if match and (_OURS.match(match["ours"].strip(_EDGE)) or _same(match["ours"], authority)):
        company = match["with"].strip(_EDGE)
        company = re.sub(r"^and\b", "with", company, flags=re.IGNORECASE)
        return True, company
    return False, ""


def _same(subject: str, authority: str) -> bool:
    def key(name: str) -> str:
        return re.sub(r"^the\s+", "", name.strip().lower())

    return bool(authority) and key(subject) == key(authority)


def _own(rest: str) -> str:
    """What the authority is to do: its verb comes first."""
    negative = _NEGATIVE.match(rest)
    if negative and negative["rest"].split()[0].isalpha():
        longer = rest.lower().startswith("no longer")
        return f"{'cease to' if longer else 'do not'} {negative['rest']}"
    passive = _PARTICIPIAL.match(rest)
    if passive:
        return "" if base_of_participle(passive["verb"]) else f"be {rest[3:]}"
    word = rest.split()[0].rstrip(",")
    if is_base(word) or _ADVERB.match(rest):
        return rest
    base = base_of_gerund(word) or base_of_third(word)
    return (
        f"{base}{rest[len(word) :]}"
        if base
        else (rest if word.isalpha() and word.islower() else "")
    )


_PREPOSED = re.compile(
    r"^(?:at|in|on|for|with|by|under|within|across|through|during|without|from|to|as)\b", re.I
)


def _passive(subject: str, rest: str) -> str:
    """“a protocol” + “be agreed with health” → “agree a protocol with health”."""
    if _PREPOSED.match(subject):
        return ""
    match = _PARTICIPIAL.match(rest)
    base = base_of_participle(match["verb"]) if match else ""
    if not match or not base or base in ("be", "have"):
        return ""
    tail = _BY_AGENT.sub("", match["rest"]).strip()
    tail = re.sub(r"\s+by the (?:council|authority)$", "", tail, flags=re.IGNORECASE)
    if re.match(
        rf"^(?:by|able|aware|of)\b(?! (?:the end|\d|{_WHEN}|\w+ing\b))",
        tail,
        re.IGNORECASE,
    ):
        return ""  # somebody else does it
    if re.match(r"^(?:and|or)\s+(?:\w+ly\s+)?(?P<second>[a-z-]+)\b", tail, re.IGNORECASE):
        second = re.match(
            r"^(?P<and>and|or)\s+(?P<adverb>\w+ly\s+)?(?P<second>[a-z-]+)\b\s*(?P<rest>.*)$",
            tail,
            re.IGNORECASE | re.DOTALL,
        )
        other = base_of_participle(second["second"]) if second else ""
        if not second or not other:
            return ""
        base, tail = f"{base} {second['and']} {other}", second["rest"]
    tail = _ELLIPTIC.sub(_second_active, tail)
    them = "them" if _plural(subject) else "it"
    tail = _AGAIN.sub(lambda m: f"{m[1]}and {base_of_participle(m[2])} {them}", tail)
    if base == "give" and re.match(r"^consideration$", subject, re.IGNORECASE):
        return _considered(tail)
    particle = _PARTICLE.match(tail)
    if particle and not re.match(r"^(?:on|over)\s", tail, re.IGNORECASE):
        base, tail = f"{base} {particle['particle']}", particle["rest"]
    adverb = f"{match['adverb'].lower()} " if match["adverb"] else ""
    return f"{adverb}{base} {_object(subject)} {tail}".strip()


_AGAIN = re.compile(
    rf"(\S\s)and ({'|'.join(sorted(PARTICIPLES, key=len, reverse=True))})"
    r"(?=\s(?:with|to|by|in|on|at|as|for|from|every)\b|$)"
)
"""“agreed within a month and shared with all”: the second of two things done to one object."""
_ELLIPTIC = re.compile(
    r"\band (?P<object>(?:their|its|the|all|any|these|each|an?)\s[\w’'-]+(?:\s[\w’'-]+){0,4}?)\s"
    r"(?P<done>\w+)(?P<rest>(?:\s(?:by|in|to|with|on|at|as|every|within|before)\b.*)?)$",
    re.IGNORECASE | re.DOTALL,
)


def _second_active(match: re.Match[str]) -> str:
    """“and their results published” → “and publish their results”."""
    base = base_of_participle(match["done"])
    return f"and {base} {match['object']}{match['rest']}" if base else match[0]


def _considered(tail: str) -> str:
    match = re.match(r"^to\s+(?P<what>.+)$", tail, re.IGNORECASE | re.DOTALL)
    return f"consider {match['what']}" if match else ""


def _object(subject: str) -> str:
    pronouns = {"it": "it", "they": "them", "he": "him", "she": "her", "we": "us"}
    return pronouns.get(subject.lower(), _lowered(subject))


def _ensured(subject: str, rest: str) -> str:
    """“Managers should review …” → “Ensure that managers review …”."""
    if _PRONOUN.match(subject):
        return ""
    words = rest.split()
    adverb = _ADVERB.match(rest)
    single = adverb and " " not in adverb["adverb"]
    before = f"{adverb['adverb']} " if adverb and single else ""
    verb = words[1] if before and len(words) > 1 else words[0]
    after = rest[len(before) + len(verb) :]
    verb = verb.lower()
    if verb == "not" or not (is_base(verb) or verb.isalpha()):
        return ""
    if verb == "ensure":
        return f"ensure{after}, through {_lowered(subject)}"
    plural = _plural(subject)
    if plural is None and _PREPOSED.match(subject):
        return ""
    if plural is None:
        return f"arrange for {_lowered(subject)} to {rest}"
    form = ("are" if verb == "be" else verb) if plural else third_person(verb)
    if not plural and re.match(r",? (?:\S+ )*?(?:and|or) [a-z]+", after) and _second_verb(after):
        return f"arrange for {_lowered(subject)} to {rest}"
    return f"ensure that {_lowered(subject)} {before}{form}{after}"


def _second_verb(after: str) -> bool:
    """Tell whether another verb is joined to the first, which would have to change with it."""
    found = re.findall(r"\b(?:and|or)\s+(?:\w+ly\s+)?([a-z-]+)", after, re.IGNORECASE)
    return any(is_base(word) for word in found)


def _plural(subject: str) -> bool | None:
    """Tell whether the subject takes a plural verb; None where that cannot be told safely."""
    head = re.split(
        r"\s+(?:of|for|in|on|at|with|from|to|by|across|within|between|that|which|who|about|under)\s+",
        subject,
        maxsplit=1,
    )[0].strip(_EDGE)
    if _PREPOSED.match(subject):
        last = subject.split()[-1].lower()
        return True if last in _PLURALS or re.search(r"[^su]s$", last) else None
    if re.search(r",|\bor\b|/", head):
        return None
    if re.search(r"\band\b", head):
        return not re.match(r"^(?:each|every)\b", head, re.IGNORECASE)
    word = head.split()[-1].lower() if head.split() else ""
    if re.match(r"^(?:an?|each|every|this|that)\b", head, re.IGNORECASE):
        return False
    if word in _PLURALS or re.match(
        r"^(?:all|both|these|those|many|several|most)\b", head, re.IGNORECASE
    ):
        return True
    if word.endswith("s") and not re.search(r"(?:ss|us|is|ics|news)$", word):
        return True
    return False if re.match(r"^the\b", head, re.IGNORECASE) or head[:1].isupper() else None


def _third(words: str, authority: str) -> str:
    """“the authority appoints a lead”, as “We recommend that” leaves it; “a protocol is agreed”."""
    match = re.match(
        r"^(?P<subject>(?:the |an? |all |each |every )?[^,;]{2,80}?)\s+(?P<verb>[a-z-]+)\b"
        r"(?P<rest>.*)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    while match:
        subject, verb, rest = match["subject"], match["verb"], match["rest"]
        if _MODAL_WORD.search(subject):
            return ""
        if verb.lower() in ("is", "are", "be"):
            return _passive(subject, f"be{rest}")
        base = base_of_third(verb) or (verb.lower() if is_base(verb) else "")
        if base and _ours(subject, authority)[0]:
            return f"{base}{rest}"
        further = re.match(
            rf"^(?P<subject>{re.escape(subject)}\s+{re.escape(verb)})\s+(?P<verb>[a-z-]+)\b(?P<rest>.*)$",
            words,
            re.IGNORECASE | re.DOTALL,
        )
        if not further or len(further["subject"].split()) > 14:
            return ""
        match = further
    return ""


def _joined_gerund(match: re.Match[str]) -> str:
    """“and publishing it” → “and publish it”; “and monitoring arrangements” stays."""
    base = base_of_gerund(match["second"])
    demands = bool(base) and opens_demand(f"{base}{match['more']}")
    return f"and {base}{match['more']}" if demands else match[0]


def _gerund(words: str, authority: str) -> str:
    """“Developing a strategy” → “Develop a strategy”."""
    word = words.split()[0].rstrip(",")
    base = base_of_gerund(word)
    rest = words[len(word) :]
    joined = re.sub(r"\band (?P<second>\w+ing)\b(?P<more>.*?)(?= and |$)", _joined_gerund, rest)
    return f"{base}{joined}" if base and rest.strip() and not _CLAUSE.match(words) else ""


_JOINING = "(?:and|or|of|for|with|in|on|at|to|from|between|across|that|which|by|within|as)"
"""Words that go on from a plural: “targets and”; else it is a verb: “reports progress”."""


def _third_first(words: str, authority: str) -> str:
    """“describes outcomes”, an item whose subject stands elsewhere → “Describe outcomes”."""
    first, _, rest = words.partition(" ")
    base = base_of_third(first) if first.islower() else ""
    return f"{base} {rest}" if base and base not in NOUNS_TOO and rest else ""


def _noun_phrase(words: str, authority: str) -> str:
    """“Clear governance arrangements” → “Put in place clear governance arrangements”."""
    short = len(words.split()) <= 25
    bare = not _FINITE.search(words) and not re.search(r"[.;:?]", words)
    opens = _DETERMINER.match(words) or _HEAD.match(words) or _MODIFIED.match(words)
    followed = re.findall(rf"(\w+) (?!{_JOINING}\b)(?=\w)", words)
    verb = any(base_of_third(word) for word in followed)
    if not short or not bare or verb or re.search(r"\bbe\b", words) or not opens:
        return ""
    return f"put in place {_lowered(words)}"


_RULES: tuple[Callable[[str, str], str], ...] = (
    _there_should_be,
    _there_is,
    _already,
    _clause,
    _needs_doing,
    _gerund,
    _third_first,
    _third,
    _noun_phrase,
)


def _unstopped(words: str) -> str:
    return words.strip(_EDGE).rstrip(".;,: ")


def _lowered(words: str) -> str:
    """Begin in small letters, but for names and abbreviations."""
    first = words.split()[0] if words.split() else ""
    second = words.split()[1] if len(words.split()) > 1 else ""
    common = bool(_SMALL.match(first)) or not (second[:1].isupper() or _named(first))
    if len(first) > 1 and not first[1:].islower() and first not in ("A", "I"):
        return words
    return words[:1].lower() + words[1:] if common and first != "I" else words


def _named(word: str) -> bool:
    return bool(places_in(word)) or word.lower() in _NAMES


_NAMES = frozenset(
    ["cabinet", "members", "parliament", "government", "ofsted", "healthwatch", "welsh", "english"]
)

_SMALL = re.compile(
    r"^(?:a|an|the|all|any|each|every|both|its|their|our|this|that|these|those|more|in|on|at|to|by"
    r"|with|as|for|from|if|when|where|once|before|after|following|within|it|they|such|working)$",
    re.IGNORECASE,
)


def _finished(words: str) -> str:
    words = re.sub(r"\s+([,;.])", r"\1", " ".join(words.split()))
    words = _unstopped(words)
    return words[:1].upper() + words[1:]
