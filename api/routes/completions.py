"""OpenAI's shape, so that any client of it can ask: answers come with citations all the same."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.responses import Response

from api.answering import Waiting, answered, told
from api.application_state import chain_of
from api.completion_shapes import (
    CompletionBody,
    CompletionShape,
    ModelShape,
    ModelsShape,
    chunk,
    closing,
    completion,
    completion_id,
)
from api.shapes import answer_shape
from assistant.answer import Answer, AnswerSentence, Told, line_of
from assistant.chain import AnswerChain

router = APIRouter(tags=["OpenAI's shape"])
Answers = Annotated[AnswerChain, Depends(chain_of)]


@router.get("/v1/models", response_model=ModelsShape)
def models() -> ModelsShape:
    """List what can be asked: the assistant, whatever writes for it."""
    return ModelsShape(data=[ModelShape()])


@router.post(
    "/v1/chat/completions",
    response_model=CompletionShape,
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def completions(body: CompletionBody, request: Request, chain: Answers) -> Response:
    """Answer the last message from the documents; ``citations`` ride in the message.

    With ``stream`` the text comes sentence by sentence, each once it is verified, then the list
    of sources, with the citations in the last piece but the closing one.
    """
    asked = body.asked()
    if body.stream:
        stream = await told(request, chain, asked)
        return StreamingResponse(_pieces(stream, chain), media_type="text/event-stream")
    library = chain.answerer.library
    found = await answered(
        request, chain, asked, lambda answer: completion(answer_shape(answer, library), body)
    )
    return JSONResponse(found.model_dump(mode="json"))


async def _pieces(stream: AsyncIterator[Told | Waiting], chain: AnswerChain) -> AsyncIterator[str]:
    identity = "chatcmpl-0"
    before: AnswerSentence | None = None
    yield _data(chunk(identity, {"role": "assistant", "content": ""}))
    async for one in stream:
        if isinstance(one, Waiting):
            yield ": waiting\n\n"
        elif isinstance(one, AnswerSentence):
            yield _data(chunk(identity, {"content": line_of(one, before)}))
            before = one
        elif isinstance(one, Answer):
            shape = answer_shape(one, chain.answerer.library)
            identity = completion_id(shape)
            # A note comes at the end here: it is known when all is written.
            note = shape.answer if not before else f"\n\n{one.note}" if one.note else ""
            yield _data(chunk(identity, {"content": note + closing(shape)}))
            cited = [each.model_dump(mode="json") for each in shape.citations or shape.nearest]
            yield _data(chunk(identity, {"citations": cited, "status": shape.status}))
            yield _data(chunk(identity, {}, "stop"))
            yield "data: [DONE]\n\n"


def _data(piece: object) -> str:
    return f"data: {json.dumps(piece, ensure_ascii=False)}\n\n"
