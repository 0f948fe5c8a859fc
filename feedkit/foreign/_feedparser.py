"""The one door to feedparser, which reads RSS, Atom and RDF of every age, ill-formed ones too.

| what feedparser does | what is done about it |
|--|--|
| opens files and addresses when it is given text, and files even for bytes | it is given an object that reads from memory |
| resolves and mends ids | they are read once more, as they stand, by `issued_ids` |
| sanitises content and resolves its addresses | switched off: both happen when the article is built |
| answers for `updated` with `published`, with a warning | plain dicts are read, where a key is there or not |
| gives dates in UTC | the offset is taken from the text, so that the local day is kept |
| calls the content `summary` as well when there is no other | a summary that is the content is none |
| takes February 30 for March 1 | a day that does not exist is none |
| fails on some broken feeds with exceptions of any kind | they become a finding |
"""

from __future__ import annotations

import html
from datetime import UTC, datetime
from typing import Any

import feedparser

from feedkit.diagnostics import Diagnostic
from feedkit.foreign import findings
from feedkit.foreign.entries import ForeignEntry, ForeignFeed
from feedkit.foreign.issued_ids import issued_ids
from feedkit.foreign.texts import address, each_once, in_written_offset, is_a_day, plain, plain_of_html, seconds, whole
from feedkit.model import Enclosure

_HTML = ("text/html", "application/xhtml+xml")


class _Memory:
    """Bytes that can be read like a file."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def read(self) -> bytes:
        """All of them."""
        return self._raw


def read(raw: bytes, source: str, base: str = "") -> tuple[ForeignFeed | None, list[Diagnostic]]:
    """The feed in `raw`, or None with the reason. `base` is the address it was fetched from, if it was."""
    try:
        parsed = feedparser.parse(
            _Memory(raw),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-location": base} if base else {},
        )
    except Exception as error:  # noqa: BLE001  (feedparser fails on some broken feeds with whatever happens to be raised)
        return None, [findings.unreadable(source, f"it is too broken to be read as a feed ({type(error).__name__})")]
    version = str(parsed.get("version") or "")
    if not version and not parsed.entries:
        return None, [_no_feed(raw, source)]
    found = _faults(parsed, raw, source)
    ids = issued_ids(raw)
    about = dict(parsed.feed)
    home = address(about.get("link")) or base
    entries = []
    for number, each in enumerate(parsed.entries):
        given = dict(each)
        if _kind(given) not in ("", "post"):
            continue
        issued = ids[number] if len(ids) == len(parsed.entries) else _id(given)
        entries.append(_entry(given, issued, home, source, version or "rss", found))
    return ForeignFeed(title=_title(about), url=home, entries=tuple(entries), source=source), found


def _no_feed(raw: bytes, source: str) -> Diagnostic:
    start = raw[:2000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        help = 'look for the address in its <link rel="alternate" type="application/rss+xml">'
        return findings.unreadable(source, "it is a web page, not a feed", help=help)
    return findings.unreadable(source, "it is no feed" if raw.strip() else "it is empty")


def _faults(parsed: Any, raw: bytes, source: str) -> list[Diagnostic]:
    """What feedparser stumbled over; a declaration of the wrong encoding, which it mends, is not worth a word."""
    error = parsed.get("bozo_exception")
    if error is None or isinstance(error, feedparser.CharacterEncodingOverride):
        return []
    line, column = (getattr(error, name, int)() or 0 for name in ("getLineNumber", "getColumnNumber"))
    if line and b"<?xml" not in raw[:100]:
        line -= 1  # feedparser writes a declaration on a line of its own before it parses
    said = error.getMessage() if hasattr(error, "getMessage") else str(error)
    return [findings.broken(source, said, line, column + 1 if line else 0)]


def _id(given: dict[str, Any]) -> tuple[str, bool]:
    """The id as feedparser has it, for documents too broken for a second reading to find the same entries."""
    return str(given.get("id") or ""), bool(given.get("guidislink"))


def _entry(
    given: dict[str, Any], issued: tuple[str, bool], home: str, source: str, version: str, found: list[Diagnostic]
) -> ForeignEntry:
    title = _title(given)
    url = address(given.get("feedburner_origlink"), home) or address(given.get("link"), home)
    content, summary, base = _texts(given)
    published, updated = _moment(given, "published"), _moment(given, "updated")
    if published is None and not version.startswith("atom"):
        published = updated  # dc:date, the only date of RSS 1.0, is that of publication
    return ForeignEntry(
        id=findings.kept_id(issued[0], title or url, source, found),
        id_is_permalink=issued[1],
        url=url or (address(issued[0]) if issued[1] else ""),
        title=title,
        published=published,
        updated=updated,
        authors=_authors(given),
        tags=_tags(given),
        summary=summary,
        content_html=content,
        base=base or url or home,
        enclosures=tuple(_enclosures(given, home)),
        image=_image(given, home),
        comments_url=address(given.get("comments"), home),
        # RFC 5023 §13.1.1; the exports of Blogger have drafts in them
        status="draft" if str(given.get("app_draft") or "").strip().casefold() == "yes" else "publish",
        source=source,
    )


def _kind(given: dict[str, Any]) -> str:
    """What an entry of a Blogger export is: `post`, or a page, a comment, a template, a setting; empty elsewhere."""
    tags = [dict(each) for each in given.get("tags") or ()]
    kinds = (str(each.get("term") or "") for each in tags if str(each.get("scheme") or "").endswith("#kind"))
    return next((kind.rpartition("#")[2] for kind in kinds if "#" in kind), "")


def _title(given: dict[str, Any]) -> str:
    detail = dict(given.get("title_detail") or {})
    title = str(given.get("title") or "")
    return plain_of_html(title) if detail.get("type") in _HTML else plain(title)


def _texts(given: dict[str, Any]) -> tuple[str, str, str]:
    """The content as HTML, the summary as plain text, and what addresses in the content are relative to."""
    contents = [dict(each) for each in given.get("content") or () if each.get("value")]
    summary = {**dict(given.get("summary_detail") or {}), "value": str(given.get("summary") or "")}
    contents.sort(key=lambda each: each.get("type") not in _HTML)
    if not contents:
        return _as_html(summary), "", str(summary.get("base") or "")
    content = contents[0]
    said = "" if summary["value"] == content["value"] else plain_of_html(_as_html(summary))
    return _as_html(content), said, str(content.get("base") or "")


def _as_html(detail: dict[str, Any]) -> str:
    value = str(detail["value"])
    return value if detail.get("type", "text/html") in _HTML else html.escape(value, quote=False)


def _moment(given: dict[str, Any], key: str) -> datetime | None:
    parsed = given.get(f"{key}_parsed")
    if parsed is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(each) for each in parsed[:6])
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)  # RFC 3339 knows leap seconds
    except (ValueError, OverflowError):
        return None
    written = str(given.get(key) or "")
    return in_written_offset(moment, written) if is_a_day(written) else None


def _authors(given: dict[str, Any]) -> tuple[str, ...]:
    """The names of the authors; an address stands in where a feed says no name."""
    people = [dict(each) for each in given.get("authors") or ()]
    return each_once(plain(html.unescape(str(each.get("name") or each.get("email") or ""))) for each in people)


def _tags(given: dict[str, Any]) -> tuple[str, ...]:
    """What readers see of categories. WordPress escapes them twice; Blogger's `kind`, which every entry has, is none."""
    tags = [dict(each) for each in given.get("tags") or ()]
    return each_once(
        plain(html.unescape(str(each.get("label") or each.get("term") or "")))
        for each in tags
        if not str(each.get("scheme") or "").endswith("#kind")
    )


def _enclosures(given: dict[str, Any], home: str) -> list[Enclosure]:
    """Recordings and other files; the playing time that iTunes knows is that of the only one."""
    links = [dict(each) for each in given.get("links") or () if each.get("rel") == "enclosure"]
    duration = seconds(str(given.get("itunes_duration") or "")) if len(links) == 1 else None
    return [
        Enclosure(url=url, media_type=plain(str(each.get("type") or "")), length=whole(each.get("length")), duration=duration)
        for each in links
        if (url := address(each.get("href"), home))
    ]  # fmt: skip


def _image(given: dict[str, Any], home: str) -> str:
    """The lead picture: of Media RSS, of iTunes, or a picture that comes as an enclosure."""
    media = [dict(each) for each in given.get("media_content") or ()]
    pictures = [
        each for each in media if each.get("medium") == "image" or str(each.get("type", "")).startswith("image/")
    ]
    addresses = [each.get("url") for each in pictures]
    addresses += [dict(each).get("url") for each in given.get("media_thumbnail") or ()]
    addresses += [dict(given.get("image") or {}).get("href")]
    addresses += [
        each.get("href")
        for each in given.get("links") or ()
        if each.get("rel") == "enclosure" and str(each.get("type", "")).startswith("image/")
    ]
    return next((url for each in addresses if (url := address(each, home))), "")
