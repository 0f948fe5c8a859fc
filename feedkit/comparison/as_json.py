"""A comparison for programs, in the shape of `feedkit schema diff`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from feedkit.comparison.changes import (
    FAIL_ON,
    Comparison,
    DocumentChange,
    EntryChange,
    EntryKind,
    FeedChange,
    FeedKind,
    FieldChange,
)
from feedkit.comparison.published import PublishedEntry
from feedkit.comparison.wording import text_changes
from feedkit.comparison.words import Part

VERSION = 1


def document(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON values."""
    pages = comparison.pages
    return {
        "version": VERSION,
        "base": comparison.base,
        "now": comparison.now.isoformat(),
        "counts": dict(comparison.counts),
        "entries": [_entry(each) for each in comparison.entries],
        "feeds": [_feed(each) for each in comparison.feeds],
        "scheduled": [
            {
                "title": each.title,
                "article": each.path,
                "published": each.published.isoformat(),
                "edition": each.edition.isoformat() if each.edition else None,
            }
            for each in comparison.scheduled
        ],
        "pages": None if pages is None else {"added": [*pages.added], "changed": [*pages.changed], "removed": [*pages.removed]},
        "notes": list(comparison.notes),
    }  # fmt: skip


def _entry(entry: EntryChange) -> dict[str, Any]:
    words = {
        field.name: [{"part": each.part.value, "text": each.text} for each in segments]
        for field, segments in text_changes(entry)
    }
    return {
        "kinds": [each.value for each in entry.kinds],
        "title": entry.title,
        "before": _side(entry.before),
        "after": _side(entry.after),
        "fields": [_field(each, words.get(each.name)) for each in entry.fields],
        "readers": list(entry.families),
        "reason": entry.reason or None,
        "feeds": list(entry.feeds),
        "article": entry.path or None,
        "edition": entry.edition.isoformat() if entry.edition else None,
    }


def _side(entry: PublishedEntry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"id": entry.id, "url": entry.url, "title": entry.title, "published": _iso(entry.published), "updated": _iso(entry.updated)}  # fmt: skip


def _field(field: FieldChange, words: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """Long texts are given as words only: the rest is in the feeds."""
    short = field.name != "content"
    return {
        "name": field.name,
        "before": field.before if short else None,
        "after": field.after if short else None,
        "words": words,
        "markup_only": field.markup_only,
    }


def _feed(feed: FeedChange) -> dict[str, Any]:
    return {
        "name": feed.name,
        "title": feed.title,
        "kind": feed.kind.value,
        "counts": {kind.value: number for kind, number in feed.counts.items()},
        "header": [_field(each) for each in feed.header],
        "documents": [_document(each) for each in feed.documents],
        "successors": [{"name": name, "entries": number} for name, number in feed.successors],
    }


def _document(change: DocumentChange) -> dict[str, Any]:
    sides = {}
    for name, side in (("before", change.before), ("after", change.after)):
        sides[name] = None if side is None else {"path": side.path, "url": side.url, "bytes": side.feed.length, "entries": len(side.feed.entries)}  # fmt: skip
    return {"format": change.format, "moved": change.moved, **sides}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def json_schema() -> dict[str, Any]:
    """The shape of the document."""
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    moment, day = {"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}
    kinds = [each.value for each in EntryKind]
    field = _object(
        {
            "name": text,
            "before": _or_null(text),
            "after": _or_null(text),
            "words": _or_null(_list(_object({"part": {"enum": [each.value for each in Part]}, "text": text}))),
            "markup_only": {"type": "boolean"},
        }
    )
    side = _or_null(_object({"id": text, "url": text, "title": text, "published": _or_null(moment), "updated": _or_null(moment)}))  # fmt: skip
    document = _or_null(_object({"path": text, "url": text, "bytes": count, "entries": count}))
    entry = {
        "kinds": {"type": "array", "minItems": 1, "items": {"enum": kinds}, "description": "The gravest first."},
        "title": text, "before": side, "after": side, "fields": _list(field),
        "readers": {**_list(text), "description": "Families of readers that show it as unread again."},
        "reason": _or_null(text), "feeds": _list(text), "article": _or_null(text), "edition": _or_null(day),
    }  # fmt: skip
    feed = {
        "name": text, "title": text, "kind": {"enum": [each.value for each in FeedKind]},
        "counts": {"type": "object", "propertyNames": {"enum": kinds}, "additionalProperties": count},
        "header": _list(field),
        "documents": _list(_object({"format": {"enum": ["rss", "atom", "json"]}, "moved": {"type": "boolean"}, "before": document, "after": document})),
        "successors": _list(_object({"name": text, "entries": count})),
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "feedkit diff",
        "description": "What subscribers would see if the project were published now.",
        **_object(
            {
                "version": {"const": VERSION},
                "base": {**text, "description": "What it is compared with, in words."},
                "now": moment,
                "counts": _object(dict.fromkeys(FAIL_ON, count)),
                "entries": _list(_object(entry)),
                "feeds": _list(_object(feed)),
                "scheduled": _list(_object({"title": text, "article": text, "published": moment, "edition": _or_null(day)})),
                "pages": _or_null(_object({"added": _list(text), "changed": _list(text), "removed": _list(text)})),
                "notes": _list(text),
            }
        ),
    }  # fmt: skip
