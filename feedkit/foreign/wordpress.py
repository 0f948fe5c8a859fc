"""Exports of WordPress: WXR 1.0 to 1.2, as `wp-admin/includes/export.php` writes them and as servers break them off.

Only posts are read: pages, menus and attachments were never in its feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, cast

from feedkit.characters import cut
from feedkit.diagnostics import Diagnostic, Place
from feedkit.foreign import findings, xml_trees
from feedkit.foreign.entries import ForeignEntry, ForeignFeed, Status
from feedkit.foreign.texts import address, each_once, plain, plain_of_html, whole
from feedkit.foreign.wordpress_markup import as_html
from feedkit.foreign.wordpress_mending import mended
from feedkit.model import Enclosure
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import foreign as rules

_NAMESPACES = (
    ("wordpress.org/export/", "wp"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/dc/elements", "dc"),
)
_STATUSES = ("publish", "future", "draft", "pending", "private")
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\Z")


def looks_like_it(raw: bytes) -> bool:
    """Whether the namespace of such exports is named near the beginning."""
    return b"wordpress.org/export/" in raw[:65_536]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What an item needs to know of the rest of the export."""

    home: str
    people: Mapping[str, str]
    """Names that are shown, by login."""
    pictures: Mapping[str, tuple[str, str]]
    """Address and alternative text of attachments, by number."""
    source: str
    status: Status = "publish"
    """Of an item that does not say its own: where an export breaks off, it may have been a draft."""


def read(raw: bytes, source: str) -> tuple[ForeignFeed | None, list[Diagnostic]]:
    """The export in `raw`, or None with the reason."""
    text = xml_trees.decoded(raw)
    root, fault = xml_trees.parse(text)
    if fault is not None:
        root, _ = xml_trees.parse(mended(text))
    channel = None if root is None else next((each for each in root.iter() if xml_trees.local(each) == "channel"), None)
    if channel is None:
        return None, [findings.unreadable(source, "it is no export of WordPress that can be read: it has no channel")]
    found = [] if fault is None else [findings.broken(source, fault.message, fault.line, max(1, fault.column))]
    items = [(each, _fields(each)) for each in channel.iter() if xml_trees.local(each) == "item"]
    context = _Context(
        home=address(_text(channel, "link")), people=_people(channel), pictures=_pictures(items), source=source,
        status="publish" if fault is None else "draft",
    )  # fmt: skip
    entries = [
        _entry(item, fields, context, found)
        for item, fields in items
        if fields.get("wp:post_type", "post") == "post" and fields.get("wp:status", "publish") in _STATUSES
    ]
    return ForeignFeed(
        title=plain(_text(channel, "title")), url=context.home, entries=tuple(entries), source=source
    ), found


def _name(element: Any) -> str:
    """The name with its usual prefix, as `wp:post_id`, also where the namespace was not declared."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, brace, name = tag.rpartition("}")
    if not brace:
        return tag
    if "/excerpt" in space:
        return f"excerpt:{name}"
    return next((f"{prefix}:{name}" for part, prefix in _NAMESPACES if part in space), name)


def _fields(item: Any) -> dict[str, str]:
    """The texts of the children by name; of several with one name the first."""
    fields: dict[str, str] = {}
    for child in item:
        fields.setdefault(_name(child), xml_trees.text_of(child).strip())
    return fields


def _text(parent: Any, name: str) -> str:
    return next((xml_trees.text_of(each).strip() for each in parent if _name(each) == name), "")


def _metas(item: Any) -> dict[str, str]:
    pairs = (_fields(each) for each in item if _name(each) == "wp:postmeta")
    return {each.get("wp:meta_key", ""): each.get("wp:meta_value", "") for each in pairs}


def _people(channel: Any) -> dict[str, str]:
    people = (_fields(each) for each in channel if _name(each) == "wp:author")
    return {each.get("wp:author_login", ""): plain(each.get("wp:author_display_name", "")) for each in people}


def _pictures(items: Iterable[tuple[Any, dict[str, str]]]) -> dict[str, tuple[str, str]]:
    return {
        fields.get("wp:post_id", ""): (
            address(fields.get("wp:attachment_url")),
            plain(_metas(item).get("_wp_attachment_image_alt", "")),
        )
        for item, fields in items
        if fields.get("wp:post_type") == "attachment"
    }


def _entry(item: Any, fields: dict[str, str], context: _Context, found: list[Diagnostic]) -> ForeignEntry:
    title = plain_of_html(fields.get("title", ""))
    content, unknown = as_html(fields.get("content:encoded", ""))
    if unknown:
        found.append(_shortcodes(title, unknown, Place(context.source, item.sourceline or 0)))
    metas = _metas(item)
    image, image_alt = context.pictures.get(metas.get("_thumbnail_id", ""), ("", ""))
    guid = next((each for each in item if _name(each) == "guid"), None)
    login = fields.get("dc:creator", "")
    url = address(fields.get("link"), context.home)
    protected = bool(fields.get("wp:post_password"))
    return ForeignEntry(
        id=findings.kept_id(fields.get("guid", ""), title, context.source, found),
        id_is_permalink=guid is not None and str(guid.get("isPermaLink", "true")).lower() == "true",
        url=url,
        title=title,
        published=_moment(fields, "wp:post_date") or _pub_date(fields),
        updated=_moment(fields, "wp:post_modified"),
        authors=each_once((context.people.get(login) or plain(login),)),
        categories=_terms(item, "category"),
        tags=_terms(item, "post_tag"),
        summary=plain_of_html(fields.get("excerpt:encoded", "")),
        content_html=content,
        base=url or context.home,
        enclosures=tuple(_enclosures(item)),
        image=image,
        image_alt=image_alt,
        status="private" if protected else cast("Status", fields.get("wp:status", context.status)),
        slug=plain(fields.get("wp:post_name", "")),
        source=context.source,
    )


def _shortcodes(title: str, names: tuple[str, ...], place: Place) -> Diagnostic:
    listed = ", ".join(f"[{each}]" for each in names[:5]) + (" …" if len(names) > 5 else "")
    return Diagnostic(
        rule=rules.SHORTCODE,
        place=place,
        message=f"“{cut(title, 60)}” has shortcodes that only WordPress knows: {cut(listed, 100)}",
        help="write into the article what they showed; the rest of it is kept",
    )


def _terms(item: Any, domain: str) -> tuple[str, ...]:
    """The categories or the tags; `Uncategorized` is WordPress's word for none."""
    given = [each for each in item if _name(each) == "category" and each.get("domain", "category") == domain]
    return each_once(
        plain_of_html(xml_trees.text_of(each)) for each in given if each.get("nicename") != "uncategorized"
    )


def _enclosures(item: Any) -> list[Enclosure]:
    """What WordPress keeps of recordings: address, length and media type on a line each."""
    found = []
    for each in item:
        fields = _fields(each) if _name(each) == "wp:postmeta" else {}
        if fields.get("wp:meta_key") == "enclosure":
            lines = [*fields.get("wp:meta_value", "").split("\n"), "", ""]
            if url := address(lines[0]):
                found.append(Enclosure(url=url, length=whole(lines[1]), media_type=plain(lines[2])))
    return found


def _moment(fields: dict[str, str], name: str) -> datetime | None:
    """The moment in the offset of the site, which is how far its two times are apart.

    Drafts have no time in UTC (`0000-00-00 00:00:00`); then the local one counts as UTC.
    """
    utc, local = _read(fields.get(f"{name}_gmt", "")), _read(fields.get(name, ""))
    if utc is None or local is None:
        return utc or local
    offset = local - utc
    if abs(offset) > timedelta(hours=18) or offset % timedelta(minutes=1):
        return utc
    try:
        return utc.astimezone(timezone(offset)) if offset else utc
    except OverflowError:
        return utc


def _read(written: str) -> datetime | None:
    match = _MOMENT.match(written)
    try:
        return datetime(*map(int, match.groups()), tzinfo=UTC) if match else None  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _pub_date(fields: dict[str, str]) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  (only for exports without times of their own)

    try:
        return parsedate_to_datetime(fields.get("pubDate", "")).replace(microsecond=0)
    except (ValueError, TypeError, OverflowError):
        return None
