"""What came of it elsewhere: a result that a source states, without its figures.

“The pilot reduced admissions to residential care by 15 per cent” tells another council what to
look for, not by how much.
"""

from __future__ import annotations

import re

_CHANGED = (
    r"reduced|decreased|cut|lowered|increased|improved|widened|strengthened|raised|prevented"
    r"|avoided"
)
_NAMED = r"reductions?|decreases?|fall|drop|increases?|improvements?|rise"
_RESULT = re.compile(
    rf"\b(?:(?P<changed>{_CHANGED})\s+(?:the\s+)?(?P<what>[^.;:,]+)"
    rf"|(?:an?|the|significant|marked)\s+(?:[\w-]+\s+){{0,2}}?(?P<named>{_NAMED})\s+in\s+(?:the\s+)?(?P<in>[^.;:,]+)"
    r"|(?:resulted in|led to)\s+(?P<led>[^.;:,]+))",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"\b(?:would|could|might|may|should|will|need\w*|aim\w*|hope\w*|intend\w*|plan(?:s|ned)?|to|not"
    r"|never|if|whether|is|are|be|being|been|was|were)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
"""Before the verb, words that make it no result: an aim, a passive, a denial."""
_STOPS = re.compile(
    r"\s*(?:\b(?:by|from|to \d|since|between|after|when|which|that|who|where|while|as|because"
    r"|through|over the|in \d|of \d|per cent|with|so|but|and (?:has|have|had|was|were|is|are|they"
    r"|it|the|also)|has|have|had|was|were|is|are|for the)\b|\d|£|[(“‘]).*$",
    re.IGNORECASE | re.DOTALL,
)
_FEWEST_WORDS, _MOST_WORDS = 2, 10


def result_in(said: str) -> str:
    """Return a result that a statement tells, as a phrase; empty where it tells none plainly."""
    for match in _RESULT.finditer(said):
        if not match["named"] and _NOT_ONE.search(said[: match.start()]):
            continue
        what = _STOPS.sub("", match["what"] or match["in"] or match["led"]).strip(" ’'\"")
        words = what.split()
        named = any(one[:1].isupper() for one in words)
        if named or not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or re.search(r"\d|£", what):
            continue
        if re.search(r"\b(?:of|in|on|to|the|an?|and|or|for|their|its)$", what):
            continue
        if match["changed"]:
            return f"{match['changed'].capitalize()} {what}"
        if match["named"]:
            return f"{match['named'].capitalize()} in {what}"
        return f"{what[:1].upper()}{what[1:]}"
    return ""
