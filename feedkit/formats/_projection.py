"""What every format says alike of a feed and its entries: the model seen from the side of the formats.

All times are written in UTC. Readers convert them to their own zone anyway, the W3C validator's rule for RSS dates
knows only offsets of whole and half hours (Kathmandu's +0545 draws a warning), and a site that moves to another
zone does not change a byte of its feeds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar, cast

from feedkit.characters import without_forbidden
from feedkit.media_types import media_type
from feedkit.model import Enclosure, Entry, Feed, FeedLink, Image, Person
from feedkit.quick_dataclasses import dataclass, replace

T = TypeVar("T")

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GENERATOR = "feedkit"
"""Without a version, so that an upgrade does not change every feed."""
_USUAL_ADDRESS = re.compile(r"[A-Za-z0-9_.+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+")
_RASTER = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(frozen=True, slots=True)
class Texts:
    """What a feed shows of an entry; at least one of the two is not empty."""

    summary: str
    """Plain text."""
    content: str
    """HTML."""


def own_link(feed: Feed, path: str) -> FeedLink:
    """The link of the document at `path`. Raises ValueError if the feed has none there."""
    for link in feed.links:
        if link.path == path:
            return link
    raise ValueError(f"the feed {feed.name!r} has no link with the path {path!r}")


def instant(moment: datetime) -> datetime:
    """The same moment in UTC, in whole seconds. Raises ValueError for a time without a zone: it would mean ours."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def rfc3339(moment: datetime) -> str:
    """As `2026-05-07T19:00:00+00:00`."""
    return instant(moment).isoformat()


def rfc2822(moment: datetime) -> str:
    """As `Thu, 07 May 2026 19:00:00 +0000`, in English whatever the locale."""
    at = instant(moment)
    return f"{_DAYS[at.weekday()]}, {at:%d} {_MONTHS[at.month - 1]} {at.year:04} {at:%H:%M:%S} +0000"


def title(entry: Entry) -> str:
    """The entry's title; its address if the title is blank, since Atom and feedgen require one."""
    return entry.title if entry.title.strip() else entry.url


def texts(feed: Feed, entry: Entry) -> Texts:
    """The summary and, in a feed of full content, the content.

    An entry with neither is shown with its title: RFC 4287 §4.1.2 and JSON Feed 1.1 require some text.
    """
    content = entry.content if feed.full_content and entry.content.strip() else ""
    summary = entry.summary if entry.summary.strip() else ""
    return Texts(summary or ("" if content else title(entry)), content)


def categories(entry: Entry) -> tuple[str, ...]:
    """The entry's category, then its tags, each once."""
    return tuple(dict.fromkeys(each for each in (entry.category, *entry.tags) if each.strip()))


def named(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those who have a name, which RSS and Atom require."""
    return tuple(person for person in people if person.name.strip())


def contact(people: tuple[Person, ...]) -> str:
    """As `mail@example.org (Name)`, the only form RSS knows; "" unless it can name everybody.

    RSS has room for one address. A name in brackets must have none in it (RFC 822 §3.4.3), and the W3C validator
    looks an unusual address up in the domain name system.
    """
    if len(people) != 1 or people != named(people) or set(people[0].name) & set("()<>\\"):
        return ""
    return f"{people[0].email} ({people[0].name})" if _USUAL_ADDRESS.fullmatch(people[0].email) else ""


def other_language(feed: Feed, entry: Entry) -> str:
    """The entry's language when it is not the feed's, else ""."""
    return entry.language if entry.language.lower() != feed.language.lower() else ""


def main_enclosure(entry: Entry) -> Enclosure | None:
    """The one enclosure that RSS allows: the first recording, else the first of any kind."""
    for enclosure in entry.enclosures:
        if enclosure.media_type.startswith(("audio/", "video/")):
            return enclosure
    return entry.enclosures[0] if entry.enclosures else None


def image_type(image: Image) -> str:
    """The media type of a picture, from its name if need be; "" when unknown."""
    return image.media_type or media_type(image.url)


def raster_picture(feed: Feed) -> str:
    """The URL of the logo, else the icon, if RSS 2.0 allows its kind (GIF, JPEG or PNG), else ""."""
    for url in (feed.logo_url, feed.icon_url):
        if media_type(url) in _RASTER:
            return url
    return ""


def carefully(write: Callable[[T], bytes], said: T) -> bytes:
    """What `write` makes of what is said; without its unwritable characters if they keep it from being written.

    Such characters are removed, with a diagnostic, long before; this is the last line of defence.
    """
    try:
        return write(said)
    except ValueError:  # lxml says so of controls and non-characters, and UnicodeEncodeError is one as well
        return write(cast("T", _writable(said)))


def _writable(value: object) -> object:
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, tuple):
        return tuple(_writable(each) for each in value)
    from dataclasses import fields, is_dataclass  # noqa: PLC0415  (it takes long to load, and few texts come here)

    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _writable(getattr(value, each.name)) for each in fields(value)})
    return value
