"""Who does something: people and bodies by what they are, and what kind of thing a name names."""

from __future__ import annotations

import re

from assistant.verification.names import Name

_WRITTEN_ACTORS = """
adviser agency agent ambulance applicant assembly assistant association auditor authority board
borough builder cabinet carer chair chairman chairwoman charity chief child clinician college
commission commissioner committee community company consultant consultancy contractor coordinator
coroner council councillor customer department developer director directorate district doctor driver
employee employer engineer evaluator family father firm firefighter foundation general governor
government gp group head health hospital household housing inspector inspectorate institute
landlord leader leadership librarian magistrate manager mayor member midwife minister ministry
mother neighbour network nurse officer operator opposition organisation owner panel parent parish
partner partnership passenger patient pensioner physiotherapist police practitioner president
principal professor programme provider psychologist pupil regulator researcher resident responder
retailer reverend reviewer school scrutiny secretary sergeant service society staff sister
solicitor student superintendent supplier surgeon surveyor sponsor teacher team tenant therapist
trader trust trustee unit university user victim visitor volunteer ward warden worker
"""
_ACTORS = frozenset(_WRITTEN_ACTORS.split())
_BODY = re.compile(
    r"\b(?:Council|Trust|Ltd|Limited|LLP|plc|Authority|Agency|Service|Services|Society|University"
    r"|Association|Board|Committee|Commission|Partnership|Group|College|School|Hospital|Foundation"
    r"|Department|Ministry|Office|Forum|Alliance|Company|Systems|Homes|Consulting|Union|Network"
    r"|Centre|Institute|Fund|Charity|Panel|Team|Police)\b"
)
_TITLED = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Professor|Prof|Cllr|Councillor|Reverend|Rev"
    r"|Superintendent|Inspector)\b"
)


def is_actor(word: str) -> bool:
    """Tell whether a word names somebody by what they are: "the auditor", "ward sisters"."""
    lower = word.lower()
    return lower in _ACTORS or (
        lower.endswith("s") and (lower[:-1] in _ACTORS or lower[:-3] + "y" in _ACTORS)
    )


def sort_of(name: Name) -> str:
    """Return whether a name is of a body, a person or a place, empty where it does not tell."""
    if _BODY.search(name.text):
        return "body"
    if _TITLED.search(name.text):
        return "person"
    return "place" if name.place else ""
