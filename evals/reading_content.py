"""Reports of known content, made up from a fixed seed: what typeset documents hold."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace

from evals.content import Element

_WRITTEN_WORDS = """
adult older people carers council services commissioning partnership health reablement
assessment equality housing transport voluntary community budget savings outcomes review
strategy delivery providers residents neighbourhood local district county officer finance
staffing procurement consultation engagement pathway hospital discharge prevention
"""
_WRITTEN_LINKS = "for with through across within towards and of in between alongside after before"
_WRITTEN_VERBS = "supports improves reviews offers develops requires reduces explains"
_WRITTEN_AREAS = "Northvale Easterby Southmere Westlow Midford Highcombe Lowick Brayford"
_WORDS, _LINKS = _WRITTEN_WORDS.split(), _WRITTEN_LINKS.split()
_VERBS, _AREAS = _WRITTEN_VERBS.split(), _WRITTEN_AREAS.split()


def report_with_margin_notes(seed: int) -> list[Element]:
    """Return a report with a note in the margin beside the first paragraph of each section."""
    chance = random.Random(seed)
    elements: list[Element] = []
    for before, element in itertools.pairwise([Element("paragraph"), *report(seed)]):
        elements.append(element)
        if before.kind == "heading" and before.level == 2:
            elements.append(Element("margin", f"Key point: {_sentence(chance)}"))
    return elements


def report_with_titled_boxes(seed: int) -> list[Element]:
    """Return a report whose boxes have titles."""
    chance = random.Random(seed)
    return [
        replace(element, caption=f"Case study: {chance.choice(_AREAS)} {number}")
        if element.kind == "box"
        else element
        for number, element in enumerate(report(seed))
    ]


def report(seed: int, *, sections: int = 14) -> list[Element]:
    """Return a report: title, sections with paragraphs, lists, tables, a box and notes."""
    chance = random.Random(seed)
    elements = [Element("heading", f"Review of services in {chance.choice(_AREAS)}", level=1)]
    for number in range(1, sections + 1):
        elements += _section(chance, number)
    return elements


def _section(chance: random.Random, number: int) -> Iterator[Element]:
    topic = " ".join(chance.sample(_WORDS, 2))
    yield Element("heading", f"{number} {topic.capitalize()}", level=2)
    for _ in range(3):
        yield Element("paragraph", _paragraph(chance))
    yield Element(
        "heading", f"{number}.1 {' '.join(chance.sample(_WORDS, 3)).capitalize()}", level=3
    )
    yield Element("paragraph", _paragraph(chance))
    if number % 2:
        yield Element("list", items=tuple(_sentence(chance) for _ in range(4)))
    if number % 3 == 1:
        caption = f"Table {number}: {topic} by area"
        yield Element("caption", caption)
        rows = tuple(_rows(chance, number, 9 if number % 2 else 40))
        yield Element("table", rows=rows, caption=caption)
    if number % 4 == 2:
        yield Element("box", _paragraph(chance))
    yield Element("paragraph", _paragraph(chance))


def _rows(chance: random.Random, number: int, count: int) -> Iterator[tuple[str, ...]]:
    year = 2000 + number
    yield ("Area and service", f"Clients {year}", f"Clients {year + 1}", "Lead officer")
    for row in range(count):
        service = " ".join(chance.sample(_WORDS, 3))
        figures = (f"{chance.randrange(100, 9_999):,}" for _ in range(2))
        yield (f"{_AREAS[row % 8]} {service}", *figures, f"Head of {chance.choice(_WORDS)}")


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randrange(3, 6)))


def _sentence(chance: random.Random) -> str:
    nouns = chance.sample(_WORDS, 5)
    words = [nouns[0], nouns[1], chance.choice(_VERBS), nouns[2], chance.choice(_LINKS), nouns[3]]
    if chance.random() < 0.3:
        words += ["at", f"£{chance.randrange(10, 900)}", "million"]
    words += [chance.choice(_LINKS), "the", nouns[4]]
    sentence = " ".join(words)
    return sentence[0].upper() + sentence[1:] + "."


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def noted_report(seed: int, *, sections: int = 12) -> list[Element]:
    """Return a report whose sentences bear the marks of notes in raised figures, counted
    through; the notes stand behind it in order, without their numbers."""
    chance = random.Random(seed)
    elements = [Element("heading", f"Review of notes in {chance.choice(_AREAS)}", level=1)]
    notes: list[Element] = []
    for number in range(1, sections + 1):
        topic = " ".join(chance.sample(_WORDS, 2)).capitalize()
        elements.append(Element("heading", f"{number} {topic}", level=2))
        for _ in range(3):
            marked = []
            for _ in range(chance.randrange(1, 3)):
                notes.append(Element("note", _note(chance, len(notes) + 1)))
                marked.append(_marked(chance, len(notes)))
            text = " ".join([_paragraph(chance), *marked, _sentence(chance)])
            elements.append(Element("paragraph", text))
    return [*elements, *notes]


def _marked(chance: random.Random, number: int) -> str:
    """Return a sentence with a mark at its end or within; "case 7" tells which it is."""
    mark, sentence = str(number).translate(_RAISED), _sentence(chance)[:-1]
    if chance.random() < 0.5:
        return f"{sentence} in the matter of case.{mark}"
    return f"{sentence} for adults{mark} and {chance.choice(_WORDS)}."


def _note(chance: random.Random, number: int) -> str:
    return f"{chance.choice(_AREAS)} council, paper {number} on {chance.choice(_WORDS)}."
