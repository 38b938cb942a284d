"""Whether somebody is named who takes responsibility: a person, a post or a body, not everyone."""

from __future__ import annotations

import re

from assistant.plans.checking.cells import is_filled
from assistant.question import content_words

_WRITTEN_COLLECTIVE = """
all every everyone everybody anyone various several partner partners council councils authority
authorities staff officer officers team teams member members service services department
departments directorate directorates agency agencies organisation organisations stakeholder
stakeholders manager managers both relevant joint jointly appropriate whole we us ourselves
collective collectively shared together responsibility responsible concerned involved others
other etc general across corporate whoever someone somebody anybody colleague colleagues
employee employees people community residents public body bodies parties party provider
providers as required needed necessary applicable internal external key local lead leads
directors heads councillors elected county borough district city trust health social care
everywhere different multiple many agreed
"""
_COLLECTIVE = frozenset(_WRITTEN_COLLECTIVE.split())
_EVERYBODY = re.compile(
    r"\b(?:all|every\w*|any\w*|various|several|both|whole|we|us|ourselves|collective\w*|shared|"
    r"together|joint(?:ly)?|relevant|appropriate|partners|stakeholders|staff|officers|managers|"
    r"teams|members|services|departments|directorates|agencies|organisations|council|councils|"
    r"authority|authorities|whoever|some(?:one|body)|colleagues|employees|directors|heads|"
    r"councillors|providers|parties|multiple|different|others)\b",
    re.IGNORECASE,
)
_POST = (
    r"(?:(?:[Aa]ssistant|[Dd]eputy|[Ii]nterim|[Cc]orporate|[Ss]trategic|[Ss]enior|[Ll]ead|[Gg]roup)\s)*"
    r"(?:[Dd]irector|[Hh]ead|[Mm]anager|[Cc]hief\s[Ee]xecutive|[Cc]hief\s\w+|[Ll]eader|[Pp]ortfolio"
    r"\s[Hh]older|[Cc]abinet\s[Mm]ember|[Cc]o-?ordinator|[Cc]ommissioner|[Oo]fficer|[Cc]hampion|[Cc]hair)"
)
_NAMED_IN_TEXT = re.compile(
    rf"\b(?:led\sby|[Ll]ead\s?:|[Oo]wner\s?:|owned\sby|accountable|responsible|responsibility\sof)\b"
    rf"|\bThe\s(?:[\w’'-]+\s){{0,4}}?{_POST}(?:\s(?:of|for)\s[\w\s,’'&-]{{3,60}}?)?\s(?:will|shall|to|is\sto|must)\b"
)


def is_named(lead: str) -> bool:
    """Tell whether a cell names someone: "Head of Commissioning", but not "all partners"."""
    if not is_filled(lead):
        return False
    words = content_words(lead)
    everybody = bool(_EVERYBODY.search(lead))
    return not (everybody and all(word in _COLLECTIVE for word in words))


def names_its_lead(action: str) -> bool:
    """Tell whether an action's own words say who does it: "The Head of Finance will …"."""
    return bool(_NAMED_IN_TEXT.search(action))
