"""Feeds made of plans and entries, and documents made of feeds."""

from __future__ import annotations

from datetime import UTC, datetime, time
from urllib.parse import quote

from feedkit import formats
from feedkit.config import Config, FeedConfig
from feedkit.lock import Lock
from feedkit.model import Document, Entry, Feed, FeedLink, Person
from feedkit.urls import absolute
from feedkit.workflow.feeds import PlannedFeed

STYLESHEET_PATH = "feed.css"


def load_formats(config: Config) -> None:
    """Load what writes the feeds of a configuration, so that it is there when they are to be written."""
    for name in {each for feed in config.feeds for each in feed.formats}:
        formats.load(name)


def feed_of(plan: PlannedFeed, entries: tuple[Entry, ...], config: Config, lock: Lock) -> Feed:
    """The feed that was planned, with these entries."""
    site = config.site
    started = datetime.combine(site.started, time(), UTC)
    links = tuple(
        FeedLink(format=name, path=path, url=absolute(quote(path), site.url), media_type=formats.load(name).MEDIA_TYPE)
        for name, path in plan.paths.items()
    )  # fmt: skip
    return Feed(
        name=plan.name,
        id=f"tag:{lock.authority},{lock.year:04}:feed/{quote(plan.name)}",
        title=plan.title,
        description=plan.description,
        url=site.url,
        language=plan.language,
        authors=site.authors_as_people or (Person(name=site.title),),
        entries=entries,
        updated=max((entry.updated for entry in entries), default=started),
        links=links,
        full_content=plan.config.content == "full",
        hubs=tuple(plan.config.hubs),
        license_url=site.license_url,
        rights=site.rights,
        icon_url=absolute(site.icon, site.url) if site.icon else "",
        logo_url=absolute(site.logo, site.url) if site.logo else "",
        stylesheet=STYLESHEET_PATH,
    )


def rendered(feed: Feed, parts: formats.Parts) -> list[Document]:
    """The feed in each of its formats."""
    return [
        Document(
            path=link.path, media_type=link.media_type, content=formats.render(link.format, feed, link.path, parts)
        )
        for link in feed.links
    ]


def editions_feed(entries: tuple[Entry, ...], config: Config, lock: Lock) -> Feed:
    """The feed of editions, in every format."""
    from feedkit.digest import web  # noqa: PLC0415  (only when there is an edition)
    from feedkit.digest.wording import wording  # noqa: PLC0415  (only when there is an edition)

    paths = {name: f"{web.FOLDER}/feed.{formats.load(name).EXTENSION}" for name in formats.NAMES}
    words = wording(config.site.language, config.site.zone)
    plan = PlannedFeed(
        name="editions",
        family="editions",
        title=f"{config.site.title}: {words.say('archive')}",
        description=config.site.description or config.site.title,
        language=config.site.language,
        paths=paths,
        articles=(),
        config=FeedConfig(name="editions"),
    )
    return feed_of(plan, entries, config, lock)
