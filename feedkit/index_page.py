"""The subscribe page: every feed with its addresses, the latest entries, and what to paste into a site's pages.

The template `index.html.jinja` is given:

| name | what it is |
|--|--|
| `site` | the `Site` |
| `main` | the feeds called `main`: one, or none |
| `named` | the other feeds the configuration names, in its order |
| `families` | a `Family` for each rule that made feeds, as one for each tag; in the order of the configuration |
| `announced` | the feeds that pages should announce in their head, main first |
| `latest` | entries, newest first |
| `opml_path` | where the list of all feeds is; empty when there is none |
| `timezone` | the site's, for the filters `iso` and `readable` |
| `label` | a function: what a feed is called on this page |
| `format_name` | a function: what a `FeedLink`'s format is called |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from feedkit import rendering
from feedkit.model import Document, Entry, Feed, FeedLink
from feedkit.quick_dataclasses import dataclass

TEMPLATE = "index.html.jinja"
PATH = "index.html"
MEDIA_TYPE = "text/html; charset=utf-8"

_FAMILIES = {"category": "Categories", "tag": "Tags", "author": "Authors", "language": "Languages"}
_LANGUAGES = ("language", "languages")
_FORMATS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
_SEPARATORS = " :·|/-–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site that the feeds belong to."""

    title: str
    url: str
    description: str = ""
    language: str = "en"
    """BCP 47."""
    icon_url: str = ""
    """For a project's own template; feedkit's shows no picture, since that would be a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The feeds that were made by one rule, as one for each tag."""

    key: str
    """What the configuration calls the rule, as `tag`; the feeds' names begin with it."""
    title: str
    feeds: tuple[Feed, ...]
    """By what they are called on the page."""


def render(
    site: Site,
    feeds: Sequence[Feed],
    latest: Sequence[Entry],
    templates: Mapping[str, str],
    *,
    opml_path: str,
    timezone: tzinfo,
    folder: str = "templates",
) -> Document:
    """The page as a document; raises `TemplateError` when a template of the project, in `folder`, is at fault."""

    def label(feed: Feed) -> str:
        return _label(feed, site)

    main = [feed for feed in feeds if feed.name == "main"]
    named = [feed for feed in feeds if feed.name != "main" and not _family(feed)]
    families = _families(feeds, label)
    context = {
        "site": site,
        "main": main,
        "named": named,
        "families": families,
        "announced": [*main, *named, *(feed for each in families if each.key in _LANGUAGES for feed in each.feeds)],
        "latest": latest,
        "opml_path": opml_path,
        "timezone": timezone,
        "label": label,
        "format_name": format_name,
    }
    page = rendering.render(TEMPLATE, templates, context, folder=folder)
    return Document(path=PATH, media_type=MEDIA_TYPE, content=page.encode())


def _families(feeds: Sequence[Feed], label: Callable[[Feed], str]) -> list[Family]:
    members: dict[str, list[Feed]] = {}
    for feed in feeds:
        if key := _family(feed):
            members.setdefault(key, []).append(feed)
    return [
        Family(
            key=key,
            title=_FAMILIES.get(key, key.replace("-", " ").capitalize()),
            feeds=tuple(sorted(found, key=lambda feed: (label(feed).casefold(), feed.name))),
        )
        for key, found in members.items()
    ]


def _family(feed: Feed) -> str:
    """The rule that made the feed, by its name as `tag/robots`; empty when the configuration names the feed itself."""
    key, slash, _ = feed.name.partition("/")
    return key if slash else ""


def _label(feed: Feed, site: Site) -> str:
    """The feed's title without the site's in front: said once at the top of the page, that is enough."""
    rest = feed.title.removeprefix(site.title)
    short = rest.lstrip(_SEPARATORS)
    return short if short != rest and short else feed.title


def format_name(link: FeedLink) -> str:
    """What people call the format of a document, as `Atom`."""
    return _FORMATS.get(link.format, link.format.upper())
