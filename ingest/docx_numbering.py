"""Word's lists: the number or bullet that each paragraph is shown with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.docx_styles import W, value
from ingest.numerals import counted

_PLACE = re.compile(r"%(\d)")
_BULLETS = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "bullet"
    text: str = "•"
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts lists as Word does; it writes the number that a paragraph is shown with."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _series: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, number: str, level: int) -> str:
        """Return the mark of the next paragraph of a list: "•", "3." or "2.1"."""
        levels = self.levels.get(number)
        if levels is None:
            return ""
        own = levels.get(level, _Level())
        counts = self._counts.setdefault(self._series[number], {})
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        counts[level] = counts.get(level, own.start - 1) + 1
        if own.format in _BULLETS:
            return "•" if own.format == "bullet" else ""

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            form = levels.get(at, _Level()).format
            return counted(counts.get(at, levels.get(at, _Level()).start), form)

        return _PLACE.sub(written, own.text).strip()


def numbering_part(root: Element | None) -> Numbering:
    """Return the lists that the numbering part defines."""
    made = Numbering()
    if root is None:
        return made
    abstract = {
        definition.get(W + "abstractNumId", ""): _levels(definition)
        for definition in root.findall(W + "abstractNum")
    }
    for number in root.findall(W + "num"):
        number_id = number.get(W + "numId", "")
        base = value(number, "abstractNumId") or ""
        overrides = number.findall(W + "lvlOverride")
        restarts = any(value(override, "startOverride") is not None for override in overrides)
        made.levels[number_id] = abstract.get(base, {})
        # Lists that share a definition go on counting, unless one says it starts anew.
        made._series[number_id] = f"num {number_id}" if restarts else f"abstract {base}"
    made.levels.pop("0", None)
    return made


def _levels(definition: Element) -> dict[int, _Level]:
    found = {}
    for level in definition.findall(W + "lvl"):
        at, start = level.get(W + "ilvl", ""), value(level, "start") or "1"
        if at.isdigit():
            found[int(at)] = _Level(
                value(level, "numFmt") or "decimal",
                value(level, "lvlText") or "",
                int(start) if start.isdigit() else 1,
            )
    return found
