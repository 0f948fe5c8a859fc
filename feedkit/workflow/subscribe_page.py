"""The page to subscribe at, made again only when it would be another one: what makes pages takes long to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedkit import index_page
from feedkit.cache import Cache, basis_of
from feedkit.config import Config
from feedkit.file_states import zone_state
from feedkit.model import Document, Entry, Feed
from feedkit.quick_dataclasses import replace
from feedkit.rendering import SHIPPED
from feedkit.urls import absolute
from feedkit.workflow.page_entries import LATEST, shown_entry


def subscribe_page(
    config: Config,
    feeds: Sequence[Feed],
    latest: Sequence[Entry],
    templates: Mapping[str, str],
    cache: Cache | None,
    *,
    opml_path: str,
    unseen: bool = False,
) -> Document:
    """The page, from the cache if it was made of the same before.

    One that is `unseen`, as nothing is let out, is empty: nothing can be wrong with what feedkit's own templates make.
    Raises `TemplateError` when a template of the project is at fault.
    """
    if unseen and is_ours(templates):
        return Document(path=index_page.PATH, media_type=index_page.MEDIA_TYPE, content=b"")
    shown, entries = [_shown_feed(each) for each in feeds], [shown_entry(each) for each in latest[:LATEST]]
    if not is_ours(templates):
        return _made(config, feeds, latest[:LATEST], templates, opml_path)  # it may show anything
    if cache is None:
        return _made(config, shown, entries, templates, opml_path)
    basis = basis_of(
        config.site,
        shown,
        entries,
        sorted(templates.items()),
        opml_path,
        config.templates.dir,
        zone_state(config.site.zone),
    )
    kept = cache.load("page", basis)
    if kept is not None:
        path, media_type, content = kept
        return Document(path=path, media_type=media_type, content=content)
    made = _made(config, shown, entries, templates, opml_path)
    cache.keep("page", basis, (made.path, made.media_type, made.content))
    return made


def _made(
    config: Config, feeds: Sequence[Feed], latest: Sequence[Entry], templates: Mapping[str, str], opml_path: str
) -> Document:
    site = index_page.Site(
        title=config.site.title,
        url=config.site.url,
        description=config.site.description,
        language=config.site.language,
        icon_url=absolute(config.site.icon, config.site.url) if config.site.icon else "",
    )
    zone, folder = config.site.zone, config.templates.dir
    return index_page.render(site, feeds, latest, templates, opml_path=opml_path, timezone=zone, folder=folder)


def is_ours(templates: Mapping[str, str]) -> bool:
    """Whether the project has no templates of its own."""
    return all(name.startswith(SHIPPED) or templates.get(SHIPPED + name) == text for name, text in templates.items())


def _shown_feed(feed: Feed) -> Feed:
    """The feed without what feedkit's own page does not show."""
    return replace(feed, entries=(), authors=(), categories=())
