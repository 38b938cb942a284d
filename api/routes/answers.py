"""Questions and searches over HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel
from starlette.responses import Response

from api.answering import Waiting, answered, told
from api.application_state import assembly_of, chain_of
from api.note_shapes import Notes
from api.searching import found_passages
from api.shapes import (
    AnswerShape,
    AskBody,
    SearchBody,
    SearchShape,
    answer_shape,
    citation_shape,
    sentence_shape,
)
from api.wiring import Assembly
from assistant.answer import AnswerSentence, Citation, Told
from assistant.answerer import AskRequest
from assistant.chain import AnswerChain
from assistant.conversation import Turn

router = APIRouter(tags=["answers"])
Assembled = Annotated[Assembly, Depends(assembly_of)]
Answers = Annotated[AnswerChain, Depends(chain_of)]


@router.post(
    "/ask", response_model=AnswerShape, responses={200: {"content": {"text/event-stream": {}}}}
)
async def ask(body: AskBody, request: Request, chain: Answers) -> Response:
    """Answer a question from the documents, each sentence with its verbatim passage.

    With ``Accept: text/event-stream`` the answer comes as events: ``citation`` and
    ``sentence`` for each once it is verified, then ``done`` with the whole response.
    """
    asked = AskRequest(
        body.question,
        tuple(Turn(turn.role, turn.content) for turn in body.history),
        tuple(body.documents or ()),
    )
    if body.k:
        asked = replace(asked, k=body.k)
    if "text/event-stream" in request.headers.get("accept", ""):
        stream = await told(request, chain, asked)
        return StreamingResponse(_events(stream, chain), media_type="text/event-stream")
    library = chain.answerer.library
    shape = await answered(request, chain, asked, lambda answer: answer_shape(answer, library))
    return JSONResponse(shape.model_dump(mode="json"))


@router.post("/search", response_model=SearchShape)
def search(body: SearchBody, assembly: Assembled) -> SearchShape:
    """Return the passages that fit a query best, best first."""
    return found_passages(assembly, body.query, k=body.k, documents=tuple(body.documents or ()))


async def _events(stream: AsyncIterator[Told | Waiting], chain: AnswerChain) -> AsyncIterator[str]:
    library = chain.answerer.library
    notes = Notes(library)
    async for one in stream:
        if isinstance(one, Waiting):
            yield ": waiting\n\n"
        elif isinstance(one, Citation):
            yield _event("citation", citation_shape(one, notes))
        elif isinstance(one, AnswerSentence):
            yield _event("sentence", sentence_shape(one))
        else:
            yield _event("done", answer_shape(one, library))


def _event(name: str, shape: BaseModel) -> str:
    data = json.dumps(shape.model_dump(mode="json"), ensure_ascii=False)
    return f"event: {name}\ndata: {data}\n\n"
