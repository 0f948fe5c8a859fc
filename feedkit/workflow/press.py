"""Articles made into entries, entries into feeds, feeds into documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from urllib.parse import quote

from feedkit import formats
from feedkit.article.article import Article
from feedkit.article.entry import MadeEntry, make_entry
from feedkit.catalog import Catalog
from feedkit.config import Config, FeedConfig
from feedkit.diagnostics import Diagnostic, Place
from feedkit.digest import web
from feedkit.digest.wording import wording
from feedkit.identity import Identities, Lock
from feedkit.model import CopiedFile, Document, Entry, Feed, FeedLink, Person
from feedkit.rules import ids as id_rules
from feedkit.sources.pictures import picture_sizes
from feedkit.urls import absolute
from feedkit.workflow.feeds import PlannedFeed

STYLESHEET_PATH = "feed.css"


class Press:
    """Makes feeds of articles; each entry is made once, and only when a feed shows it."""

    def __init__(self, project: Path, catalog: Catalog, config: Config, identities: Identities) -> None:
        self.project, self.catalog, self.config, self.identities = project, catalog, config, identities
        self.urls = {article.path: article.url for article in catalog.articles}
        self.made: dict[str, MadeEntry] = {}
        self.found: list[Diagnostic] = []
        self.parts = formats.Parts()

    def entry(self, article: Article) -> Entry:
        """The entry of an article."""
        if article.path not in self.made:
            made = make_entry(article, self.identities.ids[article.path], self.catalog.publication, self.urls)
            self.made[article.path] = made
            self.found.extend(made.diagnostics)
        return self.made[article.path].entry

    def print(self, plan: PlannedFeed) -> tuple[Feed, list[Document]]:
        """A feed with its documents, no larger than its limits allow."""
        entries = tuple(self._fitting(self.entry(article), plan) for article in plan.articles[: plan.config.limit])
        wanted = len(entries)
        while True:
            feed = feed_of(plan, entries, self.config, self.identities.lock)
            documents = rendered(feed, self.parts)
            largest = max(len(document.content) for document in documents)
            if largest <= plan.config.max_bytes or len(entries) <= 1:
                break
            entries = entries[: max(1, min(len(entries) - 1, len(entries) * plan.config.max_bytes // largest))]
        if len(entries) < wanted:
            message = f"the feed {plan.name} holds {len(entries)} of {wanted} entries, to stay within {plan.config.max_bytes:,} bytes"
            self.found.append(
                Diagnostic(
                    rule=id_rules.SHORTENED_FEED,
                    place=Place(documents[0].path),
                    message=message,
                    help="raise `max_bytes`, or set `content: summary`",
                )
            )
        return feed, documents

    def _fitting(self, entry: Entry, plan: PlannedFeed) -> Entry:
        """The entry, without its content if that alone would fill the feed."""
        most = plan.config.max_bytes // 2
        if plan.config.content == "summary" or len(entry.content) <= most // 4 or len(entry.content.encode()) <= most:
            return entry
        place = Place(f"{self.catalog.publication.folder}/{entry.path}", 1, 1, 1, 1)
        message = f"its content has {len(entry.content.encode()):,} bytes; feeds of {plan.config.max_bytes:,} bytes carry its summary only"
        self.found.append(
            Diagnostic(
                rule=id_rules.OVERSIZED_ENTRY,
                place=place,
                message=message,
                help="split the article, or raise the feed's `max_bytes`",
            )
        )
        return replace(entry, content="", summary=entry.summary or entry.title)

    def sizes(self, entries: Iterable[Entry]) -> dict[str, tuple[int, int]]:
        """Width and height of the pictures and avatars of entries that are files of the content folder, by URL."""
        listed = list(entries)
        images = [entry.image for entry in listed] + [person.avatar for entry in listed for person in entry.authors]
        urls = {image.url for image in images if image is not None}
        return picture_sizes(self.project / self.config.content.dir, self.catalog.publication, urls)

    def files(self) -> tuple[CopiedFile, ...]:
        """Every file of the content folder that an entry, an author or the site shows."""
        publication = self.catalog.publication
        shown = {path for made in self.made.values() for path in made.files}
        people: Iterable[Person] = (person for made in self.made.values() for person in made.entry.authors)
        urls = {person.avatar.url for person in people if person.avatar}
        urls |= {
            absolute(each, publication.site_url) for each in (self.config.site.icon, self.config.site.logo) if each
        }
        shown |= (
            {path for path in publication.files if absolute(quote(path), publication.site_url) in urls}
            if urls
            else set()
        )
        return tuple(CopiedFile(path=path, source=path, length=publication.files[path]) for path in sorted(shown))


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
