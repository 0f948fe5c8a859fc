"""When each reader is to get an edition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feedkit.config import Config
from feedkit.digest.windows import cutoff_of, wall_time
from feedkit.subscribers import Subscriber

DAY = timedelta(days=1)


def due_time(config: Config, cutoff: datetime) -> Callable[[Subscriber], datetime]:
    """When each reader is to get the edition that closed at `cutoff`: at once, or when clocks of theirs show the time."""
    at = config.send.local_time
    if at is None:
        return lambda _: cutoff
    found: dict[str, datetime] = {}

    def due(reader: Subscriber) -> datetime:
        if reader.timezone not in found:
            zone = _zone(reader.timezone, config.site.zone)
            day = wall_time(cutoff, zone).date()
            first = cutoff_of(day, at, zone)
            found[reader.timezone] = first if first >= cutoff else cutoff_of(day + DAY, at, zone)
        return found[reader.timezone]

    return due


def _zone(name: str, default: ZoneInfo) -> ZoneInfo:
    if not name:
        return default
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a zone that is no more, or never was
        return default
