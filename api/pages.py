"""Web pages from templates; every value is escaped, and no page needs a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from corpus.words import Span

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


@dataclass(frozen=True, slots=True)
class TextPart:
    """A run of a document's text, all of it mark-up (kept in the page, not shown) or none."""

    text: str
    markup: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document's text before, in and after a quotation; all before where there is none."""

    before: list[TextPart]
    quoted: list[TextPart]
    after: list[TextPart]


def marked_text(text: str, quoted: Span | None) -> MarkedText:
    """Part a text at its quotation; joined again, the parts are the stored text to the letter."""
    place = quoted or Span(len(text), len(text))
    return MarkedText(
        _parts(text[: place.start]), _parts(place.of(text)), _parts(text[place.end :])
    )


_MARKUP = re.compile(r"(\*{2,3}|^#{1,6} |</?(?:b|i|p|ul|ol|li|sup|br)\b[^>]*>)", re.MULTILINE)


def _parts(text: str) -> list[TextPart]:
    return [
        TextPart(part, markup=bool(number % 2))
        for number, part in enumerate(_MARKUP.split(text))
        if part
    ]
