"""The library over HTTP."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse, Response

from api.application_state import assembly_of
from api.document_shapes import DocumentsShape, document_detail
from api.link_shapes import DocumentWithLinks, link_shapes
from api.registers import RegisterShape, register_shape
from api.shapes import VersionId
from api.wiring import Assembly

router = APIRouter(prefix="/documents", tags=["documents"])
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.get("", response_model=DocumentsShape)
def documents(assembly: Assembled) -> DocumentsShape:
    """List the documents, by title."""
    found = [document_detail(document) for document in assembly.library.documents()]
    return DocumentsShape(documents=found)


@router.get("/{document_id}", response_model=DocumentWithLinks)
def document(document_id: str, assembly: Assembled) -> DocumentWithLinks:
    """Describe a document, with the addresses that it links to."""
    version = assembly.library.version(document_id)
    text = assembly.library.text(document_id, version.document.version)
    detail = document_detail(version.document)
    return DocumentWithLinks(**detail.model_dump(), links=link_shapes(version, text))


@router.delete("/{document_id}", status_code=204)
def remove(document_id: str, assembly: Assembled) -> Response:
    """Erase a document with all its versions and all that is stored of them."""
    assembly.library.remove(document_id)
    return Response(status_code=204)


@router.get("/{document_id}/recommendations", response_model=RegisterShape)
def recommendations(document_id: str, assembly: Assembled) -> RegisterShape:
    """List what a document recommends, each once, and the counts that it gives itself."""
    return register_shape(assembly.library, document_id)


@router.get("/{document_id}/text", response_class=PlainTextResponse)
def text(document_id: str, assembly: Assembled, version: VersionId = "") -> PlainTextResponse:
    """Return the stored text that every quotation's offsets count in, in UTF-8."""
    return PlainTextResponse(assembly.library.text(document_id, version))


@router.get("/{document_id}/file", response_class=Response)
def file(document_id: str, assembly: Assembled, version: VersionId = "") -> Response:
    """Return the file as it was given."""
    found = assembly.library.version(document_id, version).document
    name = quote(found.source.name)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(
        assembly.library.file(document_id, found.version),
        media_type=found.source.media_type,
        headers=headers,
    )
