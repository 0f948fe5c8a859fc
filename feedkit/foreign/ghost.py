"""Exports of Ghost: JSON dumps of its tables, as the admin page and the tools for migration write them.

https://docs.ghost.org/migration/custom. Only posts are read: pages were never in its feed. An export does not say where
its site is; addresses in it begin with `__GHOST_URL__`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from feedkit.diagnostics import Diagnostic
from feedkit.foreign import findings, ghost_documents
from feedkit.foreign.entries import ForeignEntry, ForeignFeed, Status
from feedkit.foreign.json_feed import moment
from feedkit.foreign.texts import address, each_once, plain
from feedkit.quick_dataclasses import dataclass

_URL = re.compile(r"__GHOST_URL__/?", re.IGNORECASE)
_STATUSES: dict[str, Status] = {"published": "publish", "scheduled": "future", "draft": "draft", "sent": "private"}
_TOKEN = re.compile(r":(\w+)")
Row = dict[str, Any]


def looks_like_it(raw: bytes) -> bool:
    """Whether it is JSON with a table of posts and the date that such exports have."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and b'"exported_on"' in raw and b'"data"' in raw


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What a post needs to know of the rest of the export."""

    home: str
    """The address of the site, without a slash at its end; empty when it is not known."""
    pattern: str
    """How addresses of posts are made, as `/:slug/`."""
    authors: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, tuple[str, ...]]
    metas: Mapping[str, Row]
    source: str


def read(raw: bytes, source: str, *, site: str = "") -> tuple[ForeignFeed | None, list[Diagnostic]]:
    """The export in `raw`, or None with the reason. `site` is the address of the site, if it is known."""
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return None, [findings.unreadable(source, f"it is not JSON that can be read: {error}")]
    tables = _tables(given)
    posts = _rows(tables, "posts")
    if "posts" not in tables:
        return None, [findings.unreadable(source, "it is JSON, but no export of Ghost: it has no table of posts")]
    settings = {str(row.get("key")): row.get("value") for row in _rows(tables, "settings")}
    context = _Context(
        home=address(site).rstrip("/"),
        pattern=_text(settings.get("permalinks")) or "/:slug/",
        authors=_joined(_rows(tables, "posts_authors"), "author_id", _names(_rows(tables, "users"))),
        tags=_joined(_rows(tables, "posts_tags"), "tag_id", _names(_rows(tables, "tags"), public=True)),
        metas={str(row.get("post_id")): row for row in _rows(tables, "posts_meta")},
        source=source,
    )
    people = _names(_rows(tables, "users"))
    found: list[Diagnostic] = []
    entries = [_entry(post, context, people, found) for post in posts if _is_post(post)]
    return ForeignFeed(
        title=_text(settings.get("title")), url=f"{context.home}/" if context.home else "", entries=tuple(entries), source=source
    ), found  # fmt: skip


def _tables(given: object) -> Row:
    """The tables; the wrapping in `db` may be left away."""
    wrapped = given.get("db") if isinstance(given, dict) else None
    first = wrapped[0] if isinstance(wrapped, list) and wrapped else given
    found = first.get("data") if isinstance(first, dict) else None
    return found if isinstance(found, dict) else {}


def _rows(tables: Row, name: str) -> list[Row]:
    found = tables.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _names(rows: list[Row], *, public: bool = False) -> dict[str, str]:
    """Names by id; tags that begin with `#` or are internal are for the theme and not for readers."""
    return {
        str(row.get("id")): name
        for row in rows
        if (name := _text(row.get("name")))
        and not (public and (name.startswith("#") or row.get("visibility") == "internal"))
    }


def _joined(rows: list[Row], key: str, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Names by the id of the post they belong to, in their order."""
    found: dict[str, list[tuple[float, str]]] = {}
    for row in rows:
        order = row.get("sort_order")
        place = float(order) if isinstance(order, (int, float)) else 0.0
        name = names.get(str(row.get(key)), "")
        found.setdefault(str(row.get("post_id")), []).append((place, name))
    return {post: each_once(name for _, name in sorted(each, key=lambda one: one[0])) for post, each in found.items()}


def _is_post(row: Row) -> bool:
    status = row.get("status", "draft")
    is_known = isinstance(status, str) and status in _STATUSES
    return row.get("type", "post") == "post" and not row.get("page") and is_known


def _entry(row: Row, context: _Context, people: Mapping[str, str], found: list[Diagnostic]) -> ForeignEntry:
    key, title = str(row.get("id")), _text(row.get("title"))
    meta = {**context.metas.get(key, {}), **{name: value for name, value in row.items() if value not in (None, "")}}
    published = _moment(row.get("published_at")) or _moment(row.get("created_at"))
    tags = context.tags.get(key, ())
    authors = context.authors.get(key) or each_once((people.get(str(row.get("author_id")), ""),))
    url = _url(row, context, published, tags)
    status = _STATUSES[row.get("status", "draft")]
    closed = row.get("visibility") not in (None, "", "public")  # for members: not to be published to all by an import
    return ForeignEntry(
        id=findings.kept_id("" if row.get("id") is None else key, title, context.source, found),
        url=url,
        title=title,
        published=published,
        updated=_moment(row.get("updated_at")),
        authors=authors,
        tags=tags,
        summary=_text(meta.get("custom_excerpt")) or _text(meta.get("meta_description")),
        content_html=_absolute(ghost_documents.html_of(row), context),
        base=url or context.home,
        image=address(_absolute(str(meta.get("feature_image") or meta.get("image") or ""), context), context.home),
        image_alt=_text(meta.get("feature_image_alt")),
        status="private" if closed and status != "draft" else status,
        slug=_text(row.get("slug")),
        source=context.source,
    )


def _url(row: Row, context: _Context, published: datetime | None, tags: tuple[str, ...]) -> str:
    """The address of the page; empty when it is not known where the site is."""
    slug = _text(row.get("slug"))
    if not context.home or not slug:
        return ""
    values = {"slug": slug, "primary_tag": tags[0] if tags else "all"}
    if published is not None:
        values |= {"year": f"{published.year:04}", "month": f"{published:%m}", "day": f"{published:%d}"}
    path = _TOKEN.sub(lambda match: values.get(match[1], match[0]), context.pattern)
    return address(f"{context.home}/{path.lstrip('/')}") if ":" not in path else ""


def _absolute(text: str, context: _Context) -> str:
    return _URL.sub(lambda _: f"{context.home}/", text)


def _moment(written: object) -> datetime | None:
    """A time in UTC: in milliseconds, or as MySQL or JavaScript write it."""
    if type(written) in (int, float) and isinstance(written, (int, float)) and abs(written) < 10**14:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(written) // 1000)
    return moment(written)


def _text(given: object) -> str:
    return plain(given) if isinstance(given, str) else ""
