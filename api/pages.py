"""Web pages from templates; every value is escaped, and no page needs a script."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page from a template of ``api/templates``."""
    body = _environment().get_template(template).render(**values)
    return HTMLResponse(body, status_code=status)


def error_page(request: Request, status: int, title: str, detail: str) -> HTMLResponse:
    """Return a page that says what went wrong and what to do."""
    return page("error.html", status, title=title, detail=detail)
