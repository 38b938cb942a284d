"""What a plan says besides its actions: how it is monitored, paid for, and with whom.

A plan that says once, in a paragraph, who watches over all of it needs no cell for it in each
row. What is only an action's own business ("Consult carers on the new form") is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.plans.checking.cells import is_filled
from assistant.plans.docx_comments import COMMENTS
from assistant.plans.plan import Action, Plan

_PEOPLE = re.compile(
    r"\b(?:service[\s-]users?|users?|carers?|residents?|citizens?|patients?|passengers?|customers?"
    r"|tenants?|leaseholders?|clients?|stakeholders?|partners?|communit(?:y|ies)|(?:the\s)?public"
    r"|parents?|famil(?:y|ies)|relatives?|older\speople|young\speople|disabled\speople"
    r"|deaf\speople|people\s(?:who|with|using|from)|experts?\sby\sexperience|lived\sexperience"
    r"|voluntary|volunteers?|third[\s-]sector|charit(?:y|ies)|unions?|healthwatch|age\suk"
    r"|age\sconcern|citizens\sadvice|user[\s-]led|friends\sof|neighbours|visitors|pupils|learners"
    r"|pensioners|local\speople|providers?|schools|gps|workers|staff\sgroups?|consumers|applicants"
    r"|equality\sforums?|access\sgroups?|faith\sgroups?|housing\sassociations?|landlords|businesses"
    r"|employers|nurses|doctors|representatives?|forums?|clubs?|societ(?:y|ies)|associations?"
    r"|federations?)\b",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(
    r"^(?:['’]s?)?(?:\s(?:and|of|for|the|&|[A-Z][\w’'-]*)){0,5}?\s?(?:Committee|Scrutiny|Directorate"
    r"|Department|Services?|Director|Cabinet|Care|Health|Housing|Management|Executive|Officer|Manager)\b"
)
"""After a word with a capital: it is of the name of a department or a committee."""
_TAKE_PART = re.compile(
    r"\b(?:involv\w+|consult\w*|engag\w+|co-?design\w*|co-?produc\w+|co-?opt\w*|represent\w*"
    r"|s(?:i|a)t(?:s|ting)?|seats?|places?|members?|attend\w*|invit\w+|feedback|views?|comments?"
    r"|survey\w*|ask(?:ed|s)?|meet(?:s|ing|ings)?|panels?|forums?|groups?|boards?|discuss\w*"
    r"|shar(?:e|ed|es)|t(?:ell|old)|hear(?:d|s)?|scrutini\w+|review\w*|join\w*|work(?:ing|ed|s)?"
    r"|test\w*|agreed|input|advis\w+|tak(?:e|es|en)|participat\w+|help(?:s|ed)?|workshops?"
    r"|report\w*|watch\w*|alongside|speak\w*|voice|say|steer\w*|chair\w*|read\w*|present\w*"
    r"|go(?:es)?\sthrough|see[sn]?|receiv\w+|look\w*|challenge\w*|check\w*|score\w*|interview\w*"
    r"|vot\w+|appoint\w*|elect\w*|nominat\w*|send[s]?|make\sup|half\sof|progress|plan)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^[^:]{0,80}\b(?:involv|engag|stakeholder|consult|participat|co-?produc)\w*[^:]{0,40}:\s*\S",
    re.IGNORECASE,
)
_MONITORS = re.compile(
    r"\bmonitor\w*|\bscrutin\w+|\boversight\b|\boversee\w*|\btrack(?:ed|s|ing)?\b"
    r"|\bkept?\s(?:it\s)?under\sreview|\bkeep\strack|\b(?:highlight|progress|exception)\sreports?\b"
    r"|\bdashboards?\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:boards?|committees?|panels?|cabinet|executive|council|groups?|forums?|team|director\w*"
    r"|governors|trustees|portfolio\sholder|members?|managers?|chief|meetings?|leader|commissioners"
    r"|partnership|officers?|alliance|parliament|convention|assembly|audit|inspectors?|reviewer)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:month\w*|quarter\w*|week\w*|fortnight\w*|annual\w*|yearly|(?:twice|once)\sa\s\w+"
    r"|(?:each|every|at\s(?:each|every|all))\b|half[\s-]year\w*|six[\s-]month\w*|termly|until)\b",
    re.IGNORECASE,
)
_HOW_IT_GOES = re.compile(
    r"\b(?:progress|report\w*|updates?|notes?|review\w*|performance|plan|actions?|results?|account"
    r"|figures|line\sby\sline|slip\w*|behind|delivery|implementation|stock)\b",
    re.IGNORECASE,
)
_FINANCE = re.compile(
    r"£\s?\d|\b(?:budget\w*|fund(?:s|ed|ing)|financ\w+|grants?|cost(?:s|ed|ing)?|spend\w*|resourc\w+"
    r"|expenditure|revenue|capital|reserves|cash|paid\s(?:for|from)|met\sfrom|savings?)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"£\s?\d|\b(?:at\s+(?:no|nil)\s+cost|funded\s+(?:by|from|through)|paid\s+(?:for\s+)?(?:by|from)"
    r"|from\s+(?:the\s+|our\s+|an?\s+|within\s+)?(?:\w+\s+){0,2}budget|within\s+existing)\b",
    re.IGNORECASE,
)
_OF_THE_PLAN = re.compile(
    r"\b(?:th(?:is|e)\s(?:action\s|improvement\s|delivery\s|implementation\s)?plan(?:['’]s)?|"
    r"implementation|these\sactions|all\sactions)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:progress|report\w*|review\w*|monitor\w*|oversee\w*|manage\w*|track\w*|scrutin\w+)\b",
    re.I,
)
_LACKING = re.compile(
    r"\b(?:to\sbe\s(?:agreed|confirmed|decided|determined|identified|costed|developed|arranged)"
    r"|not\s(?:yet|been)|no\s(?:monitoring|funding|budget|stakeholders?|arrangements?|consultation)"
    r"|without\s(?:consult\w+|funding|monitoring)|tbc|lack(?:s|ing)?\b)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True)
class Outside:
    """Sentences of a plan besides its actions and recommendations."""

    sentences: tuple[str, ...]
    of_actions: tuple[str, ...]
    headings: tuple[str, ...] = ()

    @cached_property
    def monitoring(self) -> bool:
        """Whether it says how the whole plan is monitored."""
        return self._says(monitors)

    @cached_property
    def stakeholders(self) -> bool:
        """Whether it says how those concerned have a part in it."""
        return self._says(involves_stakeholders)

    @cached_property
    def finance(self) -> bool:
        """Whether it says what it costs or how that is met."""
        return self._says(names_finance)

    def _says(self, says: Callable[[str], bool]) -> bool:
        return any(map(says, self.sentences)) or any(
            _OF_THE_PLAN.search(sentence) and says(sentence) for sentence in self.of_actions
        )


def monitors(text: str) -> bool:
    """Tell whether a sentence says how something is monitored.

    It says so in a word ("monitor", "track"), or says who looks, how often, and at what.
    """
    if not is_filled(text) or _lacks(text):
        return False
    signs = (_BODY, _TIMES, _HOW_IT_GOES)
    return bool(_MONITORS.search(text)) or sum(bool(p.search(text)) for p in signs) == len(signs)


def involves_stakeholders(text: str) -> bool:
    """Tell whether a sentence says that those concerned have a part in something."""
    if not is_filled(text) or _lacks(text):
        return False
    people = (
        match
        for match in _PEOPLE.finditer(text)
        if not (match.group()[0].isupper() and _IN_A_NAME.match(text[match.end() :]))
    )
    return any(_TAKE_PART.search(_blanked(text, match)) for match in people) or bool(
        _HEADED.match(text)
    )


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " … " + text[match.end() :]


def _lacks(text: str) -> bool:
    """Tell whether a sentence says that there is none yet: "Monitoring is still to be agreed"."""
    return bool(_LACKING.search(text))


def without_people(text: str) -> str:
    """Return a text without the words for those whom a council serves and works with."""
    return _PEOPLE.sub(" ", text)


def names_money(text: str) -> bool:
    """Tell whether an action's own words say what it costs or who pays for it."""
    return bool(_MONEY.search(text))


def names_finance(text: str) -> bool:
    """Tell whether a text says what something costs or how it is paid for."""
    return is_filled(text) and not _lacks(text) and bool(_FINANCE.search(text))


def outside_of(plan: Plan) -> Outside:
    """Return what a plan says outside its actions."""
    known = {_flat(each.text) for each in plan.recommendations}
    texts = [text for text in _texts(plan) if text and _flat(text) not in known]
    sentences = [part for text in texts for part in _SENTENCE.split(text) if is_filled(part)]
    of_actions = [text for action in plan.actions for text in _own_texts(action)]
    return Outside(
        tuple(one for one in sentences if _flat(one) not in known),
        tuple(part for text in of_actions for part in _SENTENCE.split(text) if part.strip()),
        tuple(section.heading for section in plan.sections if section.heading),
    )


def _texts(plan: Plan) -> Iterator[str]:
    # What somebody wrote in the margin is said of the plan, and not by it.
    yield from _strings({n: v for n, v in (plan.model_extra or {}).items() if n != COMMENTS})
    for section in plan.sections:
        headed = f"{section.heading}: " if section.heading and not section.actions else ""
        yield from (headed + line.text for line in section.narrative)
        yield from _strings(section.model_extra or {})
    for step in plan.timetable:
        yield f"{step.step} {step.owner}"
    yield from (line.text for line in plan.monitoring)


def _own_texts(action: Action) -> tuple[str, ...]:
    return (action.action, action.target, action.outcome, action.monitoring)


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (f"{key}: {text}" for text in _strings(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _flat(text: str) -> str:
    return " ".join(text.lower().split())


def is_about_the_plan(action: str) -> bool:
    """Tell whether an action only runs the plan: "Report progress on this plan to cabinet"."""
    return bool(_OF_THE_PLAN.search(action)) and bool(_RUNS.search(action))
