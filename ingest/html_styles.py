"""Which elements a page's own style sheets hide, by their classes and ids.

Selectors by class, id or element, alone or joined ("p.note#n3"), are read; those with
spaces, signs or brackets are passed over, and so are sheets for print.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.html_parts import is_unshown

_PROPERTIES = ("display", "visibility", "font-size", "opacity", "mso-hide")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<rest>(?:[.#][\w-]+)+)")
_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*")
_ON_SCREEN = ("", "all", "screen")

Declarations = dict[str, tuple[str, bool]]
"""Value by property, and whether it is important."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What one selector declares; ``rank`` is how particular it is, then its place."""

    tag: str
    names: frozenset[str]
    rank: tuple[int, int]
    declared: Declarations


def mark_hidden(root: Any) -> None:
    """Give the attribute ``hidden`` to the elements that the page's style sheets hide."""
    rules = _by_name(_rules(_sheets(root)))
    if not rules:
        return
    for element in root.iter():
        named = isinstance(element.tag, str) and (element.get("class") or element.get("id"))
        if named and _is_hidden(element, rules):
            element.set("hidden", "")


def _is_hidden(element: Any, rules: dict[str, list[_Rule]]) -> bool:
    names = {f".{name}" for name in (element.get("class") or "").split()}
    names.add(f"#{element.get('id')}")
    found = {
        id(rule): rule
        for name in names
        for rule in rules.get(name, ())
        if rule.names <= names and rule.tag in ("", "*", element.tag)
    }
    if not found:
        return False
    inline = _declared(element.get("style") or "")
    layers = [rule.declared for rule in sorted(found.values(), key=lambda rule: rule.rank)]
    settled: Declarations = {}
    for layer in (*layers, inline):
        for name, (value, important) in layer.items():
            if important or not settled.get(name, ("", False))[1]:
                settled[name] = (value, important)
    return is_unshown(";".join(f"{name}:{value}" for name, (value, _) in settled.items()))


def _sheets(root: Any) -> Iterator[str]:
    for element in root.iter("style"):
        if (element.get("media") or "").strip().lower() in _ON_SCREEN:
            yield element.text_content()


def _by_name(rules: Iterable[_Rule]) -> dict[str, list[_Rule]]:
    """Return the rules by one of the names that they ask for."""
    found: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        found[min(rule.names)].append(rule)
    return found


def _rules(sheets: Iterable[str]) -> Iterator[_Rule]:
    place = 0
    for sheet in sheets:
        for selectors, body in _blocks(_without_comments(sheet)):
            declared = _declared(body)
            for selector in selectors.split(",") if declared else ():
                simple = _SELECTOR.fullmatch(selector.strip())
                if not simple:
                    continue
                names = frozenset(re.findall(r"[.#][\w-]+", simple["rest"]))
                place += 1
                particular = sum(100 if name[0] == "#" else 10 for name in names)
                rank = (particular + bool(simple["tag"]), place)
                yield _Rule(simple["tag"] or "", names, rank, declared)


def _without_comments(sheet: str) -> str:
    first, *rest = sheet.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in rest)])


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules that hold on a screen."""
    open_rules: list[str] = []
    parts = re.split(r"([{}])", sheet)
    for text, brace in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if brace == "{":
            open_rules.append(text.rpartition(";")[2].strip())
        elif open_rules:  # closed by a bracket, or by the end of the sheet
            selectors = open_rules.pop()
            if not selectors.startswith("@") and all(map(_MEDIA.fullmatch, open_rules)):
                yield selectors, text


def _declared(body: str) -> Declarations:
    declared: Declarations = {}
    for declaration in body.split(";"):
        name, _, written = declaration.partition(":")
        value, mark, _ = written.partition("!")
        if name.strip().lower() in _PROPERTIES:
            declared[name.strip().lower()] = (value.strip(), bool(mark))
    return declared
