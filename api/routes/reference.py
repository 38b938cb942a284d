"""The API's reference as a page: from its own OpenAPI document, with no script and no network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.pages import page
from api.shapes import API

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a route, what it does, and the JSON schema of its body if it takes one."""

    method: str
    path: str
    description: str
    body: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A named JSON schema."""

    name: str
    schema: str


@router.get("/docs", response_class=HTMLResponse)
def reference(request: Request) -> HTMLResponse:
    """Show every route and every shape."""
    document = request.app.openapi()
    operations = [
        Operation(method.upper(), path, operation.get("description", ""), _body(operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    shapes = [
        Shape(name, json.dumps(schema, indent=2, ensure_ascii=False))
        for name, schema in sorted(document.get("components", {}).get("schemas", {}).items())
    ]
    return page(
        "reference.html", operations=operations, shapes=shapes, openapi=f"{API}/openapi.json"
    )


def _body(operation: dict[str, Any]) -> str:
    """Return the name of the shape that a request's body has, or nothing."""
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]
