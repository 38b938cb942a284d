"""Texts checked, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from api.application_state import assembly_of
from api.verify_shapes import VerificationShape, VerifyBody
from api.verifying import verified_text
from api.wiring import Assembly

router = APIRouter(tags=["verification"])
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.post("/verify", response_model=VerificationShape)
def verify(body: VerifyBody, assembly: Assembled) -> VerificationShape:
    """Tell of each sentence of a text whether the documents carry it, and what is wrong if not.

    With ``sources`` it is held against those texts alone. A sentence is ``supported``,
    ``partly`` or ``unsupported``; ``contradicted`` where a source says otherwise of the same;
    ``not_a_claim`` where nothing of it can be checked. Each takes about half a second.
    """
    return verified_text(
        assembly,
        body.text,
        sources=tuple(body.sources or ()),
        documents=tuple(body.documents or ()),
    )
