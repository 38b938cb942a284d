"""Recommendations from files: JSON, or text with one in each line, list item or paragraph."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api.plan_bodies import GivenRecommendations, recommendations_given
from api.settings import Settings
from api.text_to_check import text_of
from assistant.plans.plan import MAXIMUM_RECOMMENDATION, Recommendation
from corpus.errors import FileUnreadable

_PLAIN = (".md", ".markdown", ".txt", "")
_RECOMMENDATIONS: TypeAdapter[list[str | Recommendation]] = TypeAdapter(GivenRecommendations)
_LIST_MARK = re.compile(
    r"^\s*(?:[-*•]\s+|#+\s+)?(?:\**(?:recommendation\s+)?(?P<number>R?\d{1,3}(?:\.\d{1,2})*|\([ivxl]+\)|"
    r"\([a-z]\))[.):]?\**:?\s+)?",
    re.IGNORECASE,
)


def recommendations_of_path(settings: Settings, path: Path) -> tuple[Recommendation, ...]:
    """Return the recommendations in a file: JSON, or text with one in each line or list item.

    Raises:
        FileUnreadable: the file cannot be opened or read, or it holds none.
    """
    content = _content(path)
    if path.suffix.lower() == ".json":
        found = recommendations_given(_recommendations_of_json(path.name, content))
    else:
        plain = path.suffix.lower() in _PLAIN
        text = _text(path.name, content) if plain else text_of(settings, path.name, content)
        found = recommendations_in(text)
    if not found:
        raise FileUnreadable(path.name, "it holds no recommendation.")
    return found


def recommendations_in(text: str) -> tuple[Recommendation, ...]:
    """Return the recommendations of a text: paragraphs where blank lines part them, else lines.

    A number at the front is its number; headings are none.
    """
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    if len(blocks) < 2 or any(_is_list(block) for block in blocks):
        blocks = [item for block in blocks for item in _items(block)]
    shown = (" ".join(block.split()) for block in blocks if not block.lstrip().startswith("#"))
    return tuple(_recommendation(block) for block in shown if re.search(r"\w", block))


def _is_list(block: str) -> bool:
    lines = block.strip().splitlines()
    marked = [line for line in lines if re.match(r"\s*(?:[-*•]|\(?\w{1,4}[.)])\s+\S", line)]
    return len(lines) > 1 and len(marked) > 1


def _items(block: str) -> list[str]:
    """Lines, each with those that go on from it: indented, or beginning in lower case."""
    items: list[str] = []
    for line in block.splitlines():
        goes_on = items and re.match(r"\s*[a-z]|\s{2,}(?![-*•(\d])", line)
        if goes_on:
            items[-1] += "\n" + line
        elif line.strip():
            items.append(line)
    return items


def _recommendation(text: str) -> Recommendation:
    mark = _LIST_MARK.match(text)
    number = mark["number"] if mark and mark["number"] else ""
    rest = text[mark.end() :] if mark else text
    return Recommendation.model_validate({"number": number, "text": rest[:MAXIMUM_RECOMMENDATION]})


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path.name, f"it cannot be opened ({error.strerror}).") from error


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(name, "it is not text in UTF-8. Save it so, and try again.") from error


def _json(name: str, content: bytes) -> Any:
    try:
        return json.loads(_text(name, content))
    except (ValueError, RecursionError) as error:
        raise FileUnreadable(name, "it is not readable JSON.") from error


def _recommendations_of_json(name: str, content: bytes) -> list[str | Recommendation]:
    """A list, or an object that holds one, as the register of a document does."""
    found = _json(name, content)
    if isinstance(found, dict):
        found = found.get("recommendations", found)
    try:
        return _RECOMMENDATIONS.validate_python(found)
    except ValidationError as error:
        raise FileUnreadable(name, f"it holds no recommendations: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part)[:40] for part in first["loc"]) or "the file"
    return f"{where}: {first['msg']}."
