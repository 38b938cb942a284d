"""Questions and searches over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.responses import Response

from api.application_state import assembly_of, chain_of
from api.searching import found_passages
from api.shapes import AnswerShape, AskBody, SearchBody, SearchShape, answer_shape
from api.wiring import Assembly
from assistant.answerer import AskRequest
from assistant.chain import AnswerChain
from assistant.conversation import Turn

router = APIRouter(tags=["answers"])
Assembled = Annotated[Assembly, Depends(assembly_of)]
Answers = Annotated[AnswerChain, Depends(chain_of)]


@router.post(
    "/ask", response_model=AnswerShape, responses={200: {"content": {"text/event-stream": {}}}}
)
def ask(body: AskBody, request: Request, chain: Answers) -> Response:
    """Answer a question from the documents, each sentence with its verbatim passage.

    With ``Accept: text/event-stream`` the answer comes as events: ``citation`` and
    ``sentence`` for each that is verified, then ``done`` with the whole response.
    """
    asked = AskRequest(
        body.question,
        tuple(Turn(turn.role, turn.content) for turn in body.history),
        tuple(body.documents or ()),
    )
    if body.k:
        asked = AskRequest(asked.question, asked.history, asked.documents, body.k)
    shape = answer_shape(chain.invoke(asked), chain.answerer.library)
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(_events(shape), media_type="text/event-stream")
    return JSONResponse(shape.model_dump(mode="json"))


@router.post("/search", response_model=SearchShape)
def search(body: SearchBody, assembly: Assembled) -> SearchShape:
    """Return the passages that fit a query best, best first."""
    return found_passages(assembly, body.query, k=body.k, documents=tuple(body.documents or ()))


def _events(shape: AnswerShape) -> Iterator[str]:
    sent: set[int] = set()
    citations = {citation.marker: citation for citation in shape.citations}
    for sentence in shape.sentences:
        for marker in sentence.citations:
            if marker not in sent:
                sent.add(marker)
                yield _event("citation", citations[marker].model_dump(mode="json"))
        yield _event("sentence", sentence.model_dump(mode="json"))
    yield _event("done", shape.model_dump(mode="json"))


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
