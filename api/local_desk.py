"""The library at hand, asked in process; same requests and responses as the API."""

from __future__ import annotations

from typing import Any

from api.shapes import answer_shape, document_detail, passage_shape
from api.wiring import Assembly
from assistant.answerer import AskRequest
from assistant.question import checked


class LocalDesk:
    """Answers from an assembly that this process owns."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        request = AskRequest(body["question"], documents=tuple(body.get("documents") or ()))
        return answer_shape(self._assembly.answerer.answer(request)).model_dump(mode="json")

    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        library = self._assembly.library
        documents = tuple(body.get("documents") or ())
        for document_id in documents:
            library.document(document_id)
        query = checked(body["query"])
        hits = self._assembly.answerer.searcher.search(query, k=body["k"], documents=documents)
        texts = {key: library.text(key) for key in {hit.document.id for hit in hits}}
        found = [passage_shape(hit, texts[hit.document.id]).model_dump(mode="json") for hit in hits]
        return {"passages": found}

    def documents(self) -> dict[str, Any]:
        found = self._assembly.library.documents()
        return {
            "documents": [document_detail(document).model_dump(mode="json") for document in found]
        }

    def remove(self, document_id: str) -> None:
        self._assembly.library.remove(document_id)
