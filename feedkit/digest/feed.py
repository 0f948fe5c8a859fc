"""Editions as entries of a feed: subscribers by feed get what subscribers by mail get."""

from __future__ import annotations

from html import escape

from feedkit.digest.records import Record
from feedkit.model import Entry


def edition_entry(record: Record, *, url: str, id: str, language: str) -> Entry:
    """The entry of an edition that has entries: each of its stories with title, byline and summary."""
    entries = [each.entry for each in record.entries]
    authors = tuple(dict.fromkeys(person for entry in entries for person in entry.authors))
    return Entry(
        id=id,
        url=url,
        title=record.subject,
        published=record.cutoff,
        updated=record.cutoff,
        summary=record.preheader,
        content="\n".join(_story(entry) for entry in entries),
        authors=authors,
        tags=tuple(dict.fromkeys(entry.category for entry in entries if entry.category)),
        language=language,
        image=next((entry.image for entry in entries if entry.image), None),
        path=f"{record.id}.json",
    )


def _story(entry: Entry) -> str:
    heading = f'<h2><a href="{escape(entry.url)}">{escape(entry.title)}</a></h2>'
    names = ", ".join(person.name for person in entry.authors)
    byline = f"\n<p><em>{escape(names)}</em></p>" if names else ""
    summary = f"\n<p>{escape(entry.summary)}</p>" if entry.summary else ""
    return heading + byline + summary
