"""Demands without “should”: told by the word that they open with, each with its own rule.

Every rule returns an imperative, or nothing where it does not fit.
"""

from __future__ import annotations

import re

from assistant.plans.clauses import CLAUSE, FINITE, FRONT, MODAL_WORD
from assistant.plans.ellipsis import work_with
from assistant.plans.findings import tells_how_it_is
from assistant.plans.letters import lowered
from assistant.plans.passives import of_passive
from assistant.plans.subjects import is_ours, with_its_owner
from assistant.plans.verbs import NOUNS_TOO, base_of_gerund, base_of_third, is_base, opens_demand

_DETERMINER = re.compile(
    r"^(?:an?|the|its|their|our|all|any|each|every|both|some|no|more|clear|strong|better|greater|further|effective|good|new|regular)\b",
    re.IGNORECASE,
)

_HEAD = re.compile(r"^\w+(?:\s\w+)?\s(?:of|from|between|for|with|in|across|among)\s", re.IGNORECASE)

_MODIFIED = re.compile(r"^\w+ly \w+(?:ed|n)\s\w", re.IGNORECASE)

_OF_A_CLAUSE = re.compile(r"^(?:you|we|they|it|there|that|which|who|what|he|she)$", re.IGNORECASE)
"""Before a verb, words that show another clause than the one that the sentence opens with."""


_LABEL = re.compile(r"^(?P<topic>[A-Z][\w’' -]{2,40}?)(?::| [–—-])\s+(?P<rest>.+)$", re.DOTALL)


def already(words: str, authority: str) -> str:
    """“Set up a board”, “To set up a board”, “not rely on one provider”."""
    front = FRONT.match(words)
    if front and CLAUSE.match(front["main"]):
        return ""
    plain = re.sub(r"^to\s+", "", words, count=1, flags=re.IGNORECASE)
    label = re.match(
        r"^(?P<topic>[A-Z][\w’' -]{2,40}?)(?::| [–—-])\s+(?P<rest>.+)$", plain, re.DOTALL
    )
    if label and opens_demand(label["rest"]):
        short = len(label["topic"].split()) < 3
        return f"{label['rest']} ({lowered(label['topic'])})" if short else str(label["rest"])
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
    finite = FINITE.search(plain)
    bare_object = is_base(word) and not CLAUSE.match(plain)
    if finite:
        before = plain[: finite.start()].split()
        bare_object = bare_object and len(before) > 3 and bool(_OF_A_CLAUSE.match(before[-1]))
    return plain if bare_object and word.istitle() and len(plain.split()) > 2 else ""


def clear_who(words: str, authority: str) -> str:
    """“It is unclear who leads” → “Clarify who leads”; “It should be clear who …” too."""
    match = re.match(
        r"^it\s+(?:(?:is|was|remains)\s+(?:still\s+|currently\s+)?(?:unclear|not (?:always )?clear"
        r"|uncertain)|(?:should|must|needs? to) be (?:made )?clear)\s+(?:to \w+ )?"
        r"(?P<what>(?:who|what|how|whether|when|why|which|where)\b.+)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    return f"clarify {match['what']}" if match else ""


def there_should_be(words: str, authority: str) -> str:
    """“There should be a lead officer” → “Put in place a lead officer”."""
    match = re.match(
        r"^there\s+(?:should|must|needs? to|has to|ought to)\s+(?:also\s+)?be\s+(?P<rest>.+)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    return f"put in place {match['rest']}" if match else ""


def there_is(words: str, authority: str) -> str:
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


def needs_doing(words: str, authority: str) -> str:
    """“The strategy needs implementing to …” → “Implement the strategy to …”."""
    match = re.match(
        r"^(?P<subject>[^,;]+?)\s+(?:needs?|requires?)\s+(?P<verb>\w+ing)\b\s*(?P<rest>.*)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    base = base_of_gerund(match["verb"]) if match else ""
    return f"{base} {lowered(match['subject'])} {match['rest']}".strip() if match and base else ""


def third(words: str, authority: str) -> str:
    """“the authority appoints a lead”, as “We recommend that” leaves it; “a protocol is agreed”."""
    match = re.match(
        r"^(?P<subject>(?:the |an? |all |each |every )?[^,;]{2,80}?)\s+(?P<verb>[a-z-]+)\b"
        r"(?P<rest>.*)$",
        words,
        re.IGNORECASE | re.DOTALL,
    )
    while match:
        subject, verb, rest = match["subject"], match["verb"], match["rest"]
        if MODAL_WORD.search(subject):
            return ""
        if verb.lower() in ("is", "are", "be"):
            if verb.lower() != "be" and tells_how_it_is(words):
                return ""
            return of_passive(subject, f"be{rest}")
        base = base_of_third(verb) or (verb.lower() if is_base(verb) else "")
        if base and is_ours(subject, authority)[0]:
            return with_its_owner(f"{base}{rest}", subject)
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


def gerund(words: str, authority: str) -> str:
    """“Developing a strategy” → “Develop a strategy”."""
    word = words.split()[0].rstrip(",")
    base = base_of_gerund(word)
    rest = words[len(word) :]
    joined = re.sub(r"\band (?P<second>\w+ing)\b(?P<more>.*?)(?= and |$)", _joined_gerund, rest)
    return f"{base}{joined}" if base and rest.strip() and not CLAUSE.match(words) else ""


_JOINING = "(?:and|or|of|for|with|in|on|at|to|from|between|across|that|which|by|within|as)"
"""Words that go on from a plural: “targets and”; else it is a verb: “reports progress”."""


def third_first(words: str, authority: str) -> str:
    """“describes outcomes”, an item whose subject stands elsewhere → “Describe outcomes”."""
    first, _, rest = words.partition(" ")
    base = base_of_third(first) if first.islower() else ""
    return f"{base} {rest}" if base and base not in NOUNS_TOO and rest else ""


def noun_phrase(words: str, authority: str) -> str:
    """“Clear governance arrangements” → “Put in place clear governance arrangements”."""
    if work_with(words):
        return ""
    short = len(words.split()) <= 25
    bare = not FINITE.search(words) and not re.search(r"[.;:?]", words)
    opens = _DETERMINER.match(words) or _HEAD.match(words) or _MODIFIED.match(words)
    followed = re.findall(rf"(\w+) (?!{_JOINING}\b)(?=\w)", words)
    verb = any(base_of_third(word) for word in followed)
    if not short or not bare or verb or re.search(r"\bbe\b", words) or not opens:
        return ""
    return f"put in place {lowered(words)}"
