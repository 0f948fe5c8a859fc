"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import Any

from feedkit.diagnostics import Diagnostic
from feedkit.foreign import findings
from feedkit.foreign.entries import ForeignEntry, ForeignFeed
from feedkit.foreign.texts import address, each_once, plain, whole
from feedkit.model import Enclosure


def looks_like_it(raw: bytes) -> bool:
    """Whether the first character is that of a JSON object."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read(raw: bytes, source: str) -> tuple[ForeignFeed | None, list[Diagnostic]]:
    """The feed in `raw`, or None with the reason."""
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return None, [findings.unreadable(source, f"it is not JSON that can be read: {error}")]
    items = given.get("items") if isinstance(given, dict) else None
    if not isinstance(items, list):
        return None, [findings.unreadable(source, "it is JSON, but no JSON Feed: it has no list of `items`")]
    home = address(given.get("home_page_url")) or address(given.get("feed_url"))
    found: list[Diagnostic] = []
    entries = [_entry(each, home, source, found) for each in items if isinstance(each, dict)]
    return ForeignFeed(title=_text(given.get("title")), url=home, entries=tuple(entries), source=source), found


def _entry(item: dict[str, Any], home: str, source: str, found: list[Diagnostic]) -> ForeignEntry:
    url = address(item.get("url"), home) or address(item.get("external_url"), home)
    content = item.get("content_html")
    if not isinstance(content, str) or not content:
        content = _paragraphs(item.get("content_text"))
    summary = _text(item.get("summary"))
    title = _text(item.get("title"))
    return ForeignEntry(
        id=findings.kept_id(_id(item.get("id")), title or url, source, found),
        url=url,
        title=title,
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        authors=_authors(item),
        tags=each_once(_text(each) for each in _list(item.get("tags"))),
        summary=summary if content else "",
        content_html=content or html.escape(summary, quote=False),
        base=url or home,
        enclosures=tuple(_enclosures(item)),
        image=address(item.get("image"), home) or address(item.get("banner_image"), home),
        source=source,
    )


def _id(given: object) -> str:
    """The id; a number is taken as its text, as version 1.1 asks."""
    if isinstance(given, str):
        return given
    return str(given) if type(given) in (int, float) else ""


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    """The names; `author` is the one of version 1.0."""
    given = _list(item.get("authors")) or [item.get("author")]
    return each_once(_text(each.get("name")) for each in given if isinstance(each, dict))


def _enclosures(item: dict[str, Any]) -> list[Enclosure]:
    return [
        Enclosure(
            url=url,
            media_type=_text(each.get("mime_type")),
            length=whole(each.get("size_in_bytes")),
            duration=_seconds(each.get("duration_in_seconds")),
        )
        for each in _list(item.get("attachments"))
        if isinstance(each, dict) and (url := address(each.get("url")))
    ]


def _seconds(given: object) -> int | None:
    return int(given) if isinstance(given, int | float) and 0 <= given < 2**31 else None


def moment(written: object) -> datetime | None:
    """A moment by RFC 3339; one without a zone counts as UTC. None for anything else."""
    if not isinstance(written, str):
        return None
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).replace(microsecond=0)


def _paragraphs(text: object) -> str:
    """Plain text as HTML; blank lines part paragraphs."""
    if not isinstance(text, str):
        return ""
    parts = [html.escape(part.strip(), quote=False) for part in text.replace("\r\n", "\n").split("\n\n")]
    return "\n".join("<p>" + part.replace("\n", "<br>\n") + "</p>" for part in parts if part)


def _text(given: object) -> str:
    """A text that is plain by the specification, be there angle brackets in it or not."""
    return plain(given) if isinstance(given, str) else ""


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
