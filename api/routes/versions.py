"""The versions of a document over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.application_state import assembly_of
from api.comparing import compared
from api.shapes import VersionId
from api.version_shapes import ComparisonShape, VersionsShape, version_shape
from api.wiring import Assembly

router = APIRouter(prefix="/documents", tags=["documents"])
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.get("/{document_id}/versions", response_model=VersionsShape)
def versions(document_id: str, assembly: Assembled) -> VersionsShape:
    """List a document's versions, the latest first; only that one is searched."""
    found = assembly.library.versions(document_id)
    return VersionsShape(versions=[version_shape(version) for version in found])


@router.get("/{document_id}/compare", response_model=ComparisonShape)
def compare(
    document_id: str,
    assembly: Assembled,
    before: Annotated[VersionId, Query(alias="from")] = "",
    after: Annotated[VersionId, Query(alias="to")] = "",
) -> ComparisonShape:
    """List what changed between two versions, by default with the latest change."""
    return compared(assembly.library, document_id, before, after)
