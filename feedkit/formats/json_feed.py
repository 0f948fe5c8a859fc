"""JSON Feed 1.1.

Each member of the feed and each item has a line of its own: a changed entry is one changed line in a repository, at
nearly the size of the densest writing (indentation would add 5 % to entries of 6 KB and a third to summaries).
Letters beyond ASCII are written as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from feedkit.formats._parts import Parts
from feedkit.formats._projection import (
    carefully,
    categories,
    other_language,
    own_link,
    rfc3339,
    texts,
    title,
)
from feedkit.model import Enclosure, Entry, Feed, Person

NAME = "json"
EXTENSION = "json"
MEDIA_TYPE = "application/feed+json"
_ITEMS = b',\n"items": ['
_END = b"\n]\n}\n"


def render(feed: Feed, path: str, parts: Parts | None = None) -> bytes:
    """The feed as the JSON document at `path` in the output folder. `parts` are those that other feeds share with it."""
    return carefully(lambda each: _write(each, path, parts or Parts()), feed)


def _write(feed: Feed, path: str, parts: Parts) -> bytes:
    members = ",\n".join(f"{_dense(name)}: {_dense(value)}" for name, value in _feed(feed, path).items())
    items = parts.of(NAME, feed, lambda some: [_line(feed, each) for each in some.entries])
    return b"".join([b"{\n", members.encode(), _ITEMS, b",".join(items), _END])


def with_entries(document: bytes, feed: Feed, count: int, new: Mapping[int, Entry]) -> tuple[bytes, bytes] | None:
    """As `formats.with_entries`."""
    before, items, rest = document.removesuffix(_END).partition(_ITEMS)
    lines = rest.removeprefix(b"\n").split(b",\n") if rest else []
    if not items or len(lines) != count:
        return None
    written = [_line(feed, each).removeprefix(b"\n") for each in new.values()]
    for position, each in zip(new, written, strict=True):
        lines[position] = each
    whole, alone = (b"".join([before, items, b"\n", b",\n".join(some), _END]) for some in (lines, written))
    return whole, alone


def _line(feed: Feed, entry: Entry) -> bytes:
    """The item of an entry with the line end before it."""
    return f"\n{_dense(_item(feed, entry))}".encode()


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _feed(feed: Feed, path: str) -> dict[str, object]:
    """The members of the feed but for its items."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title or feed.url,
        "home_page_url": feed.url,
        "feed_url": own_link(feed, path).url,
    } | _filled(
        description=feed.description,
        icon=feed.icon_url,
        favicon=feed.icon_url,
        authors=_people(feed.authors),
        language=feed.language,
        hubs=[{"type": "WebSub", "url": hub} for hub in feed.hubs],
    )


def _item(feed: Feed, entry: Entry) -> dict[str, object]:
    shown = texts(feed, entry)
    return {"id": entry.id, "url": entry.url, "title": title(entry)} | _filled(
        summary=shown.summary,
        content_html=shown.content,
        content_text="" if shown.content else shown.summary,  # one of the two is required
        image=entry.image.url if entry.image else "",
        date_published=rfc3339(entry.published),
        date_modified=rfc3339(entry.updated),
        authors=_people(entry.authors),
        tags=categories(entry),
        language=other_language(feed, entry),
        attachments=[_attachment(each) for each in entry.enclosures],
    )


def _people(people: tuple[Person, ...]) -> list[dict[str, object]]:
    return [said for said in map(_person, people) if said]


def _person(person: Person) -> dict[str, object]:
    url = person.url or (f"mailto:{person.email}" if person.email else "")
    return _filled(name=person.name, url=url, avatar=person.avatar.url if person.avatar else "")


def _attachment(enclosure: Enclosure) -> dict[str, object]:
    return {"url": enclosure.url, "mime_type": enclosure.media_type or "application/octet-stream"} | _filled(
        size_in_bytes=enclosure.length, duration_in_seconds=enclosure.duration
    )


def _filled(**values: object) -> dict[str, object]:
    """The members that say something: JSON Feed leaves out what is empty or unknown."""
    return {name: value for name, value in values.items() if value}
