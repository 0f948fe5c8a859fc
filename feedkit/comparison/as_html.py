"""A comparison as a page of its own: no script, no picture, nothing fetched.

What the template is given: `headline`, `base`, `now`, `notes`, `sections` (each `kind`, `heading`, `meaning` and `entries`
with `title`, `title_words`, `url`, `remarks`, `fields`, `texts`), `feeds` (each `name`, `title`, `kind`, `word`, `counts`,
`details`, `sizes`), `same`, `scheduled`, `editions` and `pages`. Words are lists of `part` and `text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedkit import rendering
from feedkit.comparison.changes import Comparison, EntryChange, FeedChange
from feedkit.comparison.wording import (
    FEED_WORDS,
    editions,
    feed_details,
    field_word,
    headline,
    remarks,
    sections,
    short_changes,
    size_word,
    sizes,
    text_changes,
)
from feedkit.urls import is_web

TEMPLATE = "diff.html.jinja"


def render(comparison: Comparison, templates: Mapping[str, str], *, folder: str = "templates") -> str:
    """The page. Raises TemplateError."""
    context = {
        "headline": headline(comparison),
        "base": comparison.base,
        "now": comparison.now,
        "notes": comparison.notes,
        "sections": [
            {"kind": kind.value, "heading": heading, "meaning": meaning, "entries": [_entry(each) for each in entries]}
            for kind, heading, meaning, entries in sections(comparison)
        ],
        "feeds": [_feed(each) for each in comparison.changed_feeds],
        "same": [each.name for each in comparison.feeds if each not in comparison.changed_feeds],
        "scheduled": comparison.scheduled,
        "editions": editions(comparison),
        "pages": comparison.pages,
    }
    return rendering.render(TEMPLATE, templates, context, folder=folder)


def _entry(entry: EntryChange) -> dict[str, Any]:
    texts = [(field, words) for field, words in text_changes(entry, context=160)]
    return {
        "title": entry.title,
        "title_words": next((words for field, words in texts if field.name == "title"), ()),
        "url": entry.entry.url if is_web(entry.entry.url) else "",
        "remarks": list(remarks(entry)),
        "fields": [
            {"name": field_word(each), "before": each.before or "(none)", "after": each.after or "(none)"}
            for each in short_changes(entry)
        ],
        "texts": [{"name": field_word(field), "words": words} for field, words in texts if field.name != "title"],
    }


def _feed(feed: FeedChange) -> dict[str, Any]:
    return {
        "name": feed.name,
        "title": feed.title,
        "kind": feed.kind.value,
        "word": FEED_WORDS[feed.kind],
        "counts": {kind.value: number for kind, number in feed.counts.items()},
        "details": [sentence.format(*values) for sentence, values in feed_details(feed)],
        "sizes": [
            {
                "format": format,
                "before": size_word(old),
                "after": size_word(new),
                "entries_before": then,
                "entries": now,
            }
            for format, old, new, then, now in sizes(feed)
        ],
    }
