"""A plan's timeline as a picture: SVG that scales, prints, and reads without colours.

It is drawn with attributes alone, no styles, so that a page may show it under a strict policy;
each bar says its status in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from assistant.plans.checking.letter import bare
from assistant.plans.progress.report import Progress
from assistant.plans.progress.status import Rag, Standing

_WIDTH, _LABELS, _RIGHT, _TOP, _ROW = 1000, 390, 30, 56, 34
"""Pixels: the picture, the column of names, the margin, what is above the rows, a row."""
_CHARACTERS = 52
"""Characters of a name that fit into its column."""
_FILL = {Rag.RED: "#d4351c", Rag.AMBER: "#f5b942", Rag.GREEN: "#00703c"}
_ON_BAR = {Rag.RED: "#ffffff", Rag.AMBER: "#0b0c0c", Rag.GREEN: "#ffffff"}
_INK, _GREY, _FAINT = "#0b0c0c", "#505a5f", "#b1b4b6"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days on the horizontal; both ends inclusive."""

    start: date
    end: date

    def x(self, day: date) -> float:
        span = max(1, (self.end - self.start).days)
        share = min(1.0, max(0.0, (day - self.start).days / span))
        return round(_LABELS + share * (_WIDTH - _LABELS - _RIGHT), 1)


def timeline_of(progress: Progress) -> str:
    """Return the picture of a plan's actions with their deadlines, as an SVG document."""
    rows = [one for one in progress.standings if one.due]
    undated = [one for one in progress.standings if not one.due]
    axis = _axis(progress, rows)
    height = _TOP + _ROW * (len(rows) + len(undated)) + 16
    title = bare(progress.plan.title) or "Action plan"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" font-family="Arial, Helvetica, sans-serif" font-size="14">',
        f"<title>{escape(f'Timeline: {title}')}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        *_months(axis, height),
    ]
    for number, one in enumerate([*rows, *undated]):
        lines += _row(one, axis, progress, _TOP + number * _ROW)
    lines += [*_today(axis, progress.today, height), "</svg>"]
    return "\n".join(lines) + "\n"


def _axis(progress: Progress, rows: list[Standing]) -> _Axis:
    days = [one.due for one in rows if one.due] + [one.start for one in rows if one.start]
    days += [day for day in (progress.start, progress.today) if day]
    start, end = min(days), max(days)
    return _Axis(start.replace(day=1), max(end, start + timedelta(days=60)) + timedelta(days=14))


def _months(axis: _Axis, height: int) -> Iterator[str]:
    """A line and a name every month, quarter or year, by how long the plan is."""
    months = (axis.end.year - axis.start.year) * 12 + axis.end.month - axis.start.month + 1
    step = next(
        each for each in (1, 2, 3, 6, 12, 24, 60, 240, 1200) if months / each <= 9 or each == 1200
    )
    for number in range(0, months, step):
        place = axis.start.year * 12 + axis.start.month - 1 + number
        if place // 12 > 9999:
            return
        day = date(place // 12, place % 12 + 1, 1)
        x = axis.x(day)
        yield f'<line x1="{x}" y1="38" x2="{x}" y2="{height - 8}" stroke="{_FAINT}"/>'
        if x + 62 <= _WIDTH:
            yield _text(x + 3, 34, f"{day:%b %Y}", fill=_GREY)


def _row(one: Standing, axis: _Axis, progress: Progress, top: float) -> Iterator[str]:
    name = f"{one.action.id} {bare(one.action.action)}".strip()
    shown = name if len(name) <= _CHARACTERS else name[: _CHARACTERS - 1].rstrip() + "…"
    said = f"{one.rag.value}: {one.reason}"
    yield f"<g><title>{escape(f'{name} ({said})')}</title>"
    yield _text(8, top + 21, shown)
    if one.due is None:
        yield _text(_LABELS + 6, top + 21, one.reason, fill=_GREY) + "</g>"
        return
    start = one.start or progress.start or axis.start
    left, right = axis.x(min(start, one.due)), axis.x(one.due)
    width = max(4.0, round(right - left, 1))
    yield f'<rect x="{left}" y="{top + 8}" width="{width}" height="18" fill="{_FILL[one.rag]}"/>'
    yield _said(said, left, right, top + 21, _ON_BAR[one.rag]) + "</g>"


def _said(said: str, left: float, right: float, y: float, on_bar: str) -> str:
    """The status in words: in the bar where there is room, else beside it."""
    needed = 7.4 * len(said) + 12
    if right - left >= needed:
        return _text(left + 6, y, said, fill=on_bar)
    if right + needed <= _WIDTH:
        return _text(right + 6, y, said)
    return _text(left - 6, y, said, anchor="end")


def _today(axis: _Axis, today: date, height: int) -> Iterator[str]:
    x = axis.x(today)
    yield (
        f'<line x1="{x}" y1="20" x2="{x}" y2="{height - 8}" stroke="{_INK}" stroke-width="2" '
        'stroke-dasharray="5 4"/>'
    )
    anchor = "end" if x > _WIDTH - 120 else "start"
    yield _text(x + (-4 if anchor == "end" else 4), 16, _day(today), anchor=anchor)


def _text(x: float, y: float, text: str, *, fill: str = "#0b0c0c", anchor: str = "start") -> str:
    place = f'x="{round(x, 1)}" y="{y}" fill="{fill}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(text)}</text>"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
