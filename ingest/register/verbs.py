"""The verbs that open what is to be done ("Publish the times"), as recommendations use them."""

from __future__ import annotations

import re

VERB = (
    r"(?:"
    r"accelerate|accept|acknowledge|act|adapt|add|address|adopt|advise|agree|align|allocate|"
    r"amend|analyse|apologise|apply|appoint|appraise|approve|arrange|ask|assess|assign|audit|"
    r"authorise|avoid|begin|benchmark|brief|bring|broaden|build|capture|carry|cease|celebrate|"
    r"challenge|check|choose|circulate|clarify|clear|close|co-ordinate|collate|collect|"
    r"combine|commission|commit|communicate|compile|complete|conduct|confirm|connect|consider|"
    r"consolidate|consult|contact|continue|contribute|convene|coordinate|create|decide|"
    r"dedicate|deepen|define|delegate|deliver|demonstrate|design|determine|develop|devise|"
    r"digitise|discuss|diversify|draft|educate|eliminate|embed|emphasise|empower|enable|"
    r"encourage|endorse|engage|ensure|equip|escalate|establish|evaluate|examine|expand|"
    r"explore|extend|facilitate|find|focus|formalise|fulfil|fund|gather|give|hold|identify|"
    r"implement|improve|include|increase|inform|inspect|install|instruct|integrate|introduce|"
    r"invest|investigate|invite|involve|join|keep|launch|lay|lead|learn|liaise|link|lobby|"
    r"look|maintain|make|mandate|market|measure|mend|minimise|mitigate|modernise|monitor|move|"
    r"negotiate|nominate|note|notify|obtain|offer|open|organise|outline|oversee|pay|persuade|"
    r"pilot|plan|prepare|prioritise|procure|produce|promote|protect|provide|publish|pursue|"
    r"put|raise|ratify|rationalise|re-establish|re-examine|reaffirm|realise|rebuild|receive|"
    r"recognise|recommend|reconsider|recruit|rectify|redesign|reduce|refer|reform|refresh|"
    r"regularise|reinforce|reinstate|remind|remove|renew|repair|replace|report|request|"
    r"require|resolve|respond|restore|restructure|retain|retrain|review|revise|revisit|"
    r"rewrite|run|safeguard|secure|seek|send|set|share|simplify|specify|stabilise|start|stop|"
    r"streamline|strengthen|support|sustain|tackle|take|target|tell|test|train|transform|"
    r"translate|treat|undertake|update|upgrade|urge|use|value|welcome|widen|withdraw|work|"
    r"write"
    r")"
)

_DOES = re.compile(
    rf"^\W*(?:\w+ly )?{VERB}\b(?![’'-]| (?:is|was|are|were|has|had|have|of)\b)", re.IGNORECASE
)


def opens_with_verb(sentence: str) -> bool:
    """Tell whether a sentence opens with such a verb, so that it may tell what to do."""
    return bool(_DOES.match(sentence))
