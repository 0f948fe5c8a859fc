"""The members that JSON Feed 1.0 and 1.1 have, and the forms of their values."""

from __future__ import annotations

import re

from feedkit.checks.feeds._urls import fault
from feedkit.checks.feeds.dates import is_rfc_3339
from feedkit.checks.feeds.languages import is_language
from feedkit.checks.feeds.media_types import is_media_type
from feedkit.quick_dataclasses import dataclass

VERSIONS = ("https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1")
_WEB = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")


@dataclass(frozen=True, slots=True)
class Members:
    """What an object has: the kind of each member, and which must be there."""

    kinds: dict[str, str]
    required: tuple[str, ...] = ()


def _table(text: str, required: str = "") -> Members:
    return Members(dict(each.split(":") for each in text.split()), tuple(required.split()))


FEED = _table(
    "version:text title:text home_page_url:url feed_url:url description:text user_comment:text next_url:url icon:url "
    "favicon:url author:author authors:authors language:language expired:boolean hubs:hubs items:list",
    "version title items",
)
ITEM = _table(
    "id:id url:url external_url:url title:text content_html:text content_text:text summary:text image:url banner_image:url "
    "date_published:date date_modified:date author:author authors:authors tags:texts language:language "
    "attachments:attachments",
    "id",
)
_AUTHOR = _table("name:text url:url avatar:url")
_HUB = _table("type:text url:url", "type url")
_ATTACHMENT = _table(
    "url:url mime_type:media title:text size_in_bytes:number duration_in_seconds:number", "url mime_type"
)
NESTED = {
    "author": (_AUTHOR, False),
    "authors": (_AUTHOR, True),
    "hubs": (_HUB, True),
    "attachments": (_ATTACHMENT, True),
}


def is_right(kind: str, value: object) -> str:
    """What is wrong with a value of this kind, as the end of a sentence; empty if nothing is."""
    if kind == "id" and isinstance(value, int | float) and not isinstance(value, bool):
        return "should be a string, not a number"
    if kind in {"list", "authors", "hubs", "attachments", "texts"}:
        return _list(kind, value)
    if kind == "author":
        return "" if isinstance(value, dict) else "must be an object"
    if kind == "boolean":
        return "" if isinstance(value, bool) else "must be `true` or `false`"
    if kind == "number":
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        return "" if is_number else "must be a number from 0"
    if not isinstance(value, str):
        return "must be a string"
    return _string(kind, value)


def _list(kind: str, value: object) -> str:
    if not isinstance(value, list):
        return "must be a list"
    if kind == "texts" and not all(isinstance(each.value, str) for each in value):
        return "must be a list of strings"
    return ""


def _string(kind: str, value: str) -> str:
    if kind == "id":
        return "" if value.strip() else "must not be empty"
    if kind == "url":
        if not _WEB.match(value):
            return "must be an absolute URL"
        why = fault(value, full=True, iri=True)
        return f"must be a URL: {why[1]}" if why[0] in {"url", "urn"} else ""
    if kind == "date":
        return "" if is_rfc_3339(value) else "must be a date as `2026-05-28T09:00:00Z` (RFC 3339)"
    if kind == "language":
        return "" if is_language(value) else "must be a code of a language, as `en-GB`"
    if kind == "media":
        return "" if is_media_type(value) else "must be a media type, as `audio/mpeg`"
    return ""
