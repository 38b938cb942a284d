"""Verbs of what is to be done, in the forms that recommendations use them in.

British spelling. Forms are made by the rules of regular verbs from a list of verbs, and looked
up: a word that is no form of a listed verb is never taken for one.
"""

from __future__ import annotations

import re

_REGULAR = """
abolish accelerate accept accommodate acknowledge act adapt add address adopt advise agree aim
align allocate allow amend analyse answer anticipate apologise apply appoint apportion appraise
approve argue arrange ask assess assign assume attend attract audit authorise avoid back balance
benchmark bid brief broaden calculate campaign cap capture carry cascade cease celebrate challenge
champion change charge check circulate clarify close co-commission co-design co-locate co-operate
co-ordinate co-produce coach collaborate collate collect combine commence commission commit
communicate compare compensate compile complete comply concentrate conduct confine confirm connect
consent consider consolidate construct consult contact contain continue contribute convene convert
cooperate coordinate correct count cover create credit cross curtail customise deal debate decide
declare decrease dedicate deepen define delay delegate deliver demonstrate depend deploy derive
describe design designate detail detect determine develop devise differentiate digitise diminish
direct disaggregate disclose discuss disseminate distribute divert document dovetail draft earn
ease educate eliminate embark embed emphasise employ empower enable encourage endorse enforce
engage enhance enlist enrich ensure enter equip escalate establish evaluate examine exceed exclude
exempt exercise expand explain exploit explore extend extract face facilitate factor favour file
fill filter finalise finance finish fix focus follow forge form formalise formulate foster fulfil
fund gather guarantee guide handle harmonise harness help hire host house identify illustrate
implement impose improve include incorporate increase induct influence inform inherit initiate
inspect install instigate instruct integrate intervene interview introduce invest investigate
invite involve issue itemise join justify last launch learn lengthen lessen liaise limit link
listen live lobby locate log look lower mainstream maintain manage mandate map market match
maximise measure mentor merge minimise mirror mitigate mobilise model modernise monitor motivate
move name negotiate nominate note notify nurture observe obtain offer open operate opt order
organise outline outsource own participate pass perform persuade pilot pioneer place plan play
pool possess practise predict prepare prescribe present preserve press prevent prioritise process
procure produce profile progress prohibit promote prompt propose protect prove provide publicise
publish purchase pursue push quantify question raise rank rate ratify rationalise re-assess
re-design re-establish re-examine re-launch re-model re-think reach reaffirm realign realise
reallocate reassess reassure receive recognise recommend reconcile reconsider record recruit
rectify redesign redirect reduce refer reflect refocus reform refresh regularise reinforce
reinstate reinvest relate relaunch release rely remain remind remodel remove rename renew
reorganise repair repeat rephrase replace replenish replicate report represent request require
reshape resist resolve resource respond restore restrict restructure retain retender retire
retrain return reuse revert review revise revisit revitalise reward ring-fence roll rotate route
safeguard sample save scale schedule screen scrutinise secure seize select separate serve settle
shadow shape share shift shorten showcase sign signpost simplify solve sort specialise specify
sponsor stabilise staff standardise start state steer step stimulate stop store streamline
strengthen stress strive structure study submit succeed suggest supervise supplement supply
support survey suspend sustain switch tackle tailor target tender test tie tighten touch trace
track train transfer transform translate treat trial trigger trust try turn unify update upgrade
upskill urge use utilise validate value vary verify vest visit vote wait watch weigh welcome widen
work yield
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
    "cut": "cuts cut cutting cut",
    "grow": "grows grown growing grew",
    "drive": "drives driven driving drove",
    "rethink": "rethinks rethought rethinking rethought",
    "spread": "spreads spread spreading spread",
    "stand": "stands stood standing stood",
    "win": "wins won winning won",
    "leave": "leaves left leaving left",
    "go": "goes gone going went",
    "hear": "hears heard hearing heard",
    "know": "knows known knowing knew",
    "speak": "speaks spoken speaking spoke",
    "say": "says said saying said",
    "uphold": "upholds upheld upholding upheld",
    "underpin": "underpins underpinned underpinning underpinned",
    "split": "splits split splitting split",
    "come": "comes come coming came",
    "see": "sees seen seeing saw",
    "overcome": "overcomes overcome overcoming overcame",
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
_WRITTEN_DOUBLED = (
    "bid cap commit embed equip fulfil map model plan refer step stop submit transfer cut fit log"
)
_DOUBLED = frozenset(_WRITTEN_DOUBLED.split())

_WRITTEN_NOUNS_TOO = """
access act address aim answer audit back balance benchmark bid brief cap challenge champion change
charge check close coach commission complete contact contract count cover credit cross deal delay
design detail direct document draft ease exempt exercise face factor feed file fill finance finish
fix focus forecast form fund guide help hire host house increase influence interview issue last
lead limit link live log look lower map market match measure mentor mirror model monitor move name
note offer open order own pass pilot place plan play pool practise present press process produce
profile progress prompt purchase push question rank rate reach record reform release repair report
request resource return review reward roll route run sample save scale schedule screen separate
shadow shape share shift show showcase sign sponsor staff start state step stop store stress
structure study supply support survey switch target tender test tie touch trace track train
transfer trial trigger trust try turn update upgrade use value vest visit vote wait watch welcome
work yield
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
PARTICIPLES = frozenset(_BASE_OF_PARTICIPLE)
"""Past participles of all known verbs."""

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
