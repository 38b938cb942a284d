"""A calendar (iCalendar, RFC 5545) of all-day entries.

The one module that knows icalendar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """Days ``first`` to ``last``, inclusive; entries of one ``key`` are one to calendars."""

    key: str
    summary: str
    first: date
    last: date
    description: str = ""


def calendar_file(title: str, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """Return a calendar file; ``stamp`` is when its entries say that they were made.

    An entry keeps its UID as long as its key is the same, so that importing the file again
    moves entries and doubles none.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Muniment//Action plans//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for entry in entries:
        event = Event()
        event.add("uid", f"{hashlib.sha256(entry.key.encode()).hexdigest()[:32]}@muniment")
        event.add("dtstamp", stamp)
        event.add("summary", entry.summary)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        if entry.description:
            event.add("description", entry.description)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
