"""The library at hand, asked in process; same requests and responses as the API."""

from __future__ import annotations

from typing import Any

from api.check_shapes import CheckBody
from api.document_shapes import document_detail
from api.drafting import dated_timetable, draft_body, drafted_plan, listed_timetables
from api.plan_checking import checked_plan
from api.registers import register_shape
from api.searching import found_passages
from api.shapes import answer_shape
from api.verifying import verified_text
from api.wiring import Assembly
from assistant.answerer import AskRequest
from assistant.conversation import Turn


class LocalDesk:
    """Answers from an assembly that this process owns."""

    address = ""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        history = tuple(Turn(**turn) for turn in body.get("history") or ())
        documents = tuple(body.get("documents") or ())
        request = AskRequest(body["question"], history, documents)
        answer = self._assembly.answerer.answer(request)
        return answer_shape(answer, self._assembly.library).model_dump(mode="json")

    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        documents = tuple(body.get("documents") or ())
        found = found_passages(self._assembly, body["query"], k=body["k"], documents=documents)
        return found.model_dump(mode="json")

    def verify(self, body: dict[str, Any]) -> dict[str, Any]:
        found = verified_text(
            self._assembly,
            body["text"],
            sources=tuple(body.get("sources") or ()),
            documents=tuple(body.get("documents") or ()),
        )
        return found.model_dump(mode="json")

    def check_plan(self, body: dict[str, Any]) -> dict[str, Any]:
        found = checked_plan(self._assembly, CheckBody.model_validate(body))
        return found.model_dump(mode="json")

    def documents(self) -> dict[str, Any]:
        found = self._assembly.library.documents()
        return {
            "documents": [document_detail(document).model_dump(mode="json") for document in found]
        }

    def recommendations(self, document_id: str) -> dict[str, Any]:
        return register_shape(self._assembly.library, document_id).model_dump(mode="json")

    def draft(self, body: dict[str, Any]) -> dict[str, Any]:
        return drafted_plan(self._assembly, draft_body(body)).model_dump(mode="json")

    def timetables(self) -> dict[str, Any]:
        return listed_timetables(self._assembly).model_dump(mode="json")

    def timetable(self, timetable_id: str, start: str) -> dict[str, Any]:
        return dated_timetable(self._assembly, timetable_id, start).model_dump(mode="json")

    def text(self, document_id: str, version: str) -> str:
        return self._assembly.library.text(document_id, version)

    def remove(self, document_id: str) -> None:
        self._assembly.library.remove(document_id)
