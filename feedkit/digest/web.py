"""The editions on the web: a page for each with all it has to tell, and a list of them all.

Everybody sees the same pages: no value of a recipient is in them. The templates are given what those of the mail are
(see `feedkit/digest/composition.py`) as far as it is named here:

| name | `web_edition.html.jinja` | `editions.html.jinja` |
|--|--|--|
| `site`, `language`, `direction`, `ours`, `dot`, `say`, `count` | as for the mail | as for the mail |
| `edition` | its `subject`, `description`, `url`, `image_url`, and `date` in words | – |
| `chapters` | each entry as a `Chapter` | – |
| `corrections`, `tools`, `authors` | as for the mail | – |
| `months` | – | each month with editions, newest first |
| `format_name` | what a `FeedLink`'s format is called | the same |
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from urllib.parse import quote

from feedkit import rendering, urls
from feedkit.article import tags
from feedkit.characters import one_line, without_forbidden
from feedkit.digest import stories
from feedkit.digest.composition import Author, Masthead, spoken
from feedkit.digest.embedding import contents, embedded
from feedkit.digest.pictures import Sizes, picture
from feedkit.digest.plans import Correction, split_edition_id
from feedkit.digest.stories import Reporter, Story
from feedkit.digest.wording import wording
from feedkit.index_page import format_name
from feedkit.model import Document, Edition, Heading
from feedkit.quick_dataclasses import dataclass

FOLDER = "editions"
ARCHIVE_PATH = f"{FOLDER}/index.html"
PAGE = "web_edition.html.jinja"
ARCHIVE = "editions.html.jinja"
MEDIA_TYPE = "text/html; charset=utf-8"

_WIDTH = 720
_AVATAR = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An entry on the page of its edition."""

    story: Story
    id: str
    """Where it begins, for the table of contents."""
    headings: tuple[Heading, ...]
    standfirst: str
    """The summary; empty when the content begins with it."""
    content: str
    """HTML, safe, with headings from level 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedEdition:
    """A line in the list of all editions."""

    date: date
    subject: str
    url: str
    entries: int
    """How many it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The editions of one month, newest first."""

    id: str
    """As `2026-05`."""
    title: str
    editions: tuple[tuple[str, ArchivedEdition], ...]
    """Each with its date in words."""


def page_path(edition_id: str) -> str:
    """Where the page of an edition lies in the output folder, as `editions/2026-05-28/index.html`."""
    _, day, number = split_edition_id(edition_id)
    return f"{FOLDER}/{day.isoformat()}{f'.{number}' if number > 1 else ''}/index.html"


def page_url(site_url: str, edition_id: str) -> str:
    """The address of the page of an edition."""
    return urls.absolute(quote(page_path(edition_id).removesuffix("index.html")), site_url)


def archive_url(site_url: str) -> str:
    """The address of the list of all editions."""
    return urls.absolute(f"{FOLDER}/", site_url)


def web_edition(
    edition: Edition,
    masthead: Masthead,
    templates: Mapping[str, str],
    *,
    earlier: frozenset[str] = frozenset(),
    corrections: Sequence[Correction] = (),
    sizes: Sizes | None = None,
    folder: str = "templates",
) -> Document:
    """The page of an edition, with the full content of all its entries; `earlier` to `sizes` are as for `compose`."""
    words = wording(masthead.language, masthead.zone)
    reporter = Reporter(
        wording=words,
        language=masthead.language,
        earlier=earlier,
        sizes=sizes or {},
        for_mail=False,
    )
    chapters = [
        _chapter(reporter.story(entry, width=_WIDTH), f"story-{number}")
        for number, entry in enumerate(edition.entries, start=1)
    ]
    image = edition.entries[0].image
    context = spoken(masthead, words) | {
        "edition": {
            "subject": edition.subject,
            "description": edition.entries[0].summary or edition.preheader,
            "url": edition.url,
            "image_url": image.url if image else "",
            "date": words.day(edition.date),
        },
        "chapters": chapters,
        "corrections": corrections,
        "tools": stories.tools(edition.entries),
        "authors": [
            Author(person=person, avatar=picture(person.avatar, _AVATAR, reporter.sizes))
            for person in stories.people(edition.entries)
        ],
        "format_name": format_name,
    }
    return _document(page_path(edition.id), rendering.render(PAGE, templates, context, folder=folder))


def archive(
    masthead: Masthead,
    editions: Sequence[ArchivedEdition],
    templates: Mapping[str, str],
    *,
    folder: str = "templates",
) -> Document:
    """The list of all editions, newest first whatever their order."""
    words = wording(masthead.language, masthead.zone)
    ordered = sorted(editions, key=lambda each: (each.date, len(each.url), each.url), reverse=True)
    months = [
        Month(id=id, title=title, editions=tuple((words.day(each.date), each) for each in group))
        for (id, title), group in groupby(ordered, lambda each: (f"{each.date:%Y-%m}", words.month(each.date)))
    ]
    context = spoken(masthead, words) | {"months": months, "format_name": format_name}
    return _document(ARCHIVE_PATH, rendering.render(ARCHIVE, templates, context, folder=folder))


def _chapter(story: Story, id: str) -> Chapter:
    return Chapter(
        story=story,
        id=id,
        headings=tuple(contents(story.entry, f"{id}-")),
        standfirst=_standfirst(story),
        content=embedded(story.entry, f"{id}-", 3),
    )


def _standfirst(story: Story) -> str:
    """The summary, unless the content says the same."""
    text = one_line(html.unescape(tags.TAG.sub("", story.entry.content)))
    return "" if story.summary.rstrip("…") in text else story.summary


def _document(path: str, page: str) -> Document:
    return Document(path=path, media_type=MEDIA_TYPE, content=without_forbidden(page).encode())
