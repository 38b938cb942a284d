"""Verbs of what is to be done, in the forms that recommendations use them in.

British spelling. Forms are made by the rules of regular verbs from a list of verbs, and looked
up: a word that is no form of a listed verb is never taken for one.
"""

from __future__ import annotations

import re

_REGULAR = """
accelerate accept acknowledge act adapt add address adopt advise agree align allocate amend
analyse apologise apply appoint appraise approve arrange ask assess assign audit authorise avoid
benchmark brief broaden capture carry cascade cease celebrate challenge change check circulate
clarify co-design co-locate co-operate co-ordinate collaborate collate collect combine commission
commit communicate compare compile complete comply conduct confirm connect consider consolidate
consult contact contain continue contribute convene cooperate coordinate cover create decide
dedicate deepen define delegate deliver demonstrate deploy design designate determine develop
devise digitise disaggregate discuss disseminate distribute document draft educate eliminate embed
emphasise employ empower enable encourage endorse engage enhance ensure equip escalate establish
evaluate examine expand explain explore extend facilitate finalise focus follow formalise
formulate foster fulfil fund gather harmonise harness identify implement improve include
incorporate increase inform initiate inspect install instruct integrate introduce invest
investigate invite involve issue join launch learn liaise limit link listen lobby mainstream
maintain manage mandate map market maximise measure minimise mitigate modernise monitor move
negotiate nominate note notify obtain offer open operate organise outline own participate perform
persuade pilot place plan prepare present prevent prioritise process procure produce progress
promote protect provide publicise publish purchase pursue ratify rationalise re-establish
re-examine reach reaffirm realise receive recognise recommend reconcile reconsider record recruit
rectify redesign reduce refer reflect reform refresh regularise reinforce reinstate release remind
remove renew repair replace replicate report represent request require resolve resource respond
restore restructure retain retrain review revise revisit reward safeguard scrutinise secure
separate serve share signpost simplify specify sponsor stabilise standardise start stop streamline
strengthen structure submit support survey sustain tackle tailor target test track train transfer
transform translate treat trial try update upgrade urge use utilise validate value verify welcome
widen work
"""
_IRREGULAR = {
    "be": "is been being was are",
    "become": "becomes become becoming became",
    "begin": "begins begun beginning began",
    "bring": "brings brought bringing brought",
    "build": "builds built building built",
    "choose": "chooses chosen choosing chose",
    "do": "does done doing did",
    "draw": "draws drawn drawing drew",
    "feed": "feeds fed feeding fed",
    "find": "finds found finding found",
    "forecast": "forecasts forecast forecasting forecast",
    "get": "gets got getting got",
    "give": "gives given giving gave",
    "have": "has had having had",
    "hold": "holds held holding held",
    "keep": "keeps kept keeping kept",
    "lay": "lays laid laying laid",
    "lead": "leads led leading led",
    "learn": "learns learnt learning learnt",
    "let": "lets let letting let",
    "make": "makes made making made",
    "meet": "meets met meeting met",
    "oversee": "oversees overseen overseeing oversaw",
    "pay": "pays paid paying paid",
    "put": "puts put putting put",
    "rebuild": "rebuilds rebuilt rebuilding rebuilt",
    "reset": "resets reset resetting reset",
    "rewrite": "rewrites rewritten rewriting rewrote",
    "run": "runs run running ran",
    "seek": "seeks sought seeking sought",
    "send": "sends sent sending sent",
    "set": "sets set setting set",
    "show": "shows shown showing showed",
    "spend": "spends spent spending spent",
    "take": "takes taken taking took",
    "teach": "teaches taught teaching taught",
    "tell": "tells told telling told",
    "think": "thinks thought thinking thought",
    "undertake": "undertakes undertaken undertaking undertook",
    "withdraw": "withdraws withdrawn withdrawing withdrew",
    "write": "writes written writing wrote",
}
_DOUBLED = {
    *["commit", "embed", "equip", "fulfil", "map", "plan", "refer", "stop", "submit", "transfer"]
}

_WRITTEN_NOUNS_TOO = """
access act address audit benchmark brief challenge change check commission complete contact
contract cover design document draft feed focus forecast fund increase issue lead limit link
map market measure monitor move note offer open own pilot place plan present process produce
progress purchase reach record reform release repair report request resource review reward run
separate share show sponsor start stop structure support survey target test track train
transfer trial try update upgrade use value welcome work
"""
NOUNS_TOO = frozenset(_WRITTEN_NOUNS_TOO.split())
"""Verbs that may be nouns or adjectives too: they tell a demand only before an object."""

BASES = frozenset(_REGULAR.split()) | _IRREGULAR.keys()


def _third(base: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    return f"{base}{base[-1] if base in _DOUBLED else ''}ed"


def _gerund(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe")):
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] if base in _DOUBLED else ''}ing"


_THIRD = {base: _third(base) for base in _REGULAR.split()}
_THIRD |= {base: forms.split()[0] for base, forms in _IRREGULAR.items()}
_PARTICIPLE = {base: _past(base) for base in _REGULAR.split()}
_PARTICIPLE |= {base: forms.split()[1] for base, forms in _IRREGULAR.items()}
_GERUND = {base: _gerund(base) for base in _REGULAR.split()}
_GERUND |= {base: forms.split()[2] for base, forms in _IRREGULAR.items()}

_BASE_OF_PARTICIPLE = {form: base for base, form in _PARTICIPLE.items()}
_BASE_OF_GERUND = {form: base for base, form in _GERUND.items()}
_BASE_OF_THIRD = {form: base for base, form in _THIRD.items()}


def is_base(word: str) -> bool:
    """Tell whether a word is a verb's base form: “agree”."""
    return word.lower() in BASES


def base_of_participle(word: str) -> str:
    """Return “agree” for “agreed”; empty for a word that is no past participle of a known verb."""
    return _BASE_OF_PARTICIPLE.get(word.lower(), "")


def base_of_gerund(word: str) -> str:
    """Return “agree” for “agreeing”; empty for a word that is none."""
    return _BASE_OF_GERUND.get(word.lower(), "")


def base_of_third(word: str) -> str:
    """Return “agree” for “agrees”; empty for a word that is none."""
    return _BASE_OF_THIRD.get(word.lower(), "")


def third_person(base: str) -> str:
    """Return “agrees” for “agree”; any verb's form is made by rule where it is not listed."""
    return _THIRD.get(base.lower(), _third(base.lower()))


def participle(base: str) -> str:
    """Return “agreed” for “agree”; empty for a verb that is not listed."""
    return _PARTICIPLE.get(base.lower(), "")


_OBJECT = (
    r"(?:an?|the|its|their|our|his|her|all|any|each|every|both|how|what|whether|where|which|who"
    r"|that|this|these|those|it|them|up|out|on|in|for|with|to|from|more|further|better|clear"
    r"|new|regular|joint|annual|quarterly|monthly|\d[\d,.]*|two|three|four|five|six|\w+ly"
    r"|progress|services|staff|people|partners|residents|carers)\b"
)
_OPENING = re.compile(
    r"(?:(?P<adverb>\w+ly|also|then|formally|better) )?(?P<verb>[a-z]+(?:-[a-z]+)*)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def opens_demand(text: str) -> bool:
    """Tell whether a text opens with a verb that asks for something: “publish a summary”.

    A word that may be a noun too (“review group”, “support workers”) counts only before what
    shows an object.
    """
    opening = _OPENING.match(text.strip())
    if not opening:
        return False
    verb, rest = opening["verb"].lower(), opening["rest"]
    if verb not in BASES or re.match(r"\s*(?:$|['’:]|(?:is|was|are|were|has|had|have|of)\b)", rest):
        return False
    return verb not in NOUNS_TOO or bool(re.match(rf"\s+{_OBJECT}", rest, re.IGNORECASE))
