"""The shape of `feedkit.yml`: every setting with its kind, its default and its description.

What one value must be like is said in `kinds`; what values must be like together, in `together`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from feedkit.config import addresses, kinds, paths, values
from feedkit.config.checking import Rules
from feedkit.config.content import Content, Ids
from feedkit.config.editions import Database, Digest, Mail, Web
from feedkit.config.reading import Kind, Reading, listed, section, setting, settings_of, within
from feedkit.config.refusal import Location, Refusal
from feedkit.config.sending import Send
from feedkit.model import Person


@section
class SiteAuthor:
    """Somebody who answers for the publication: a name, or a mapping."""

    name: str = setting(kinds.FILLED_LINE, description="The name, as readers see it.")
    email: str = setting(kinds.EMAIL, default="", description="The mail address; it is published in the feeds.")
    url: str = setting(kinds.WEB_ADDRESS, default="", description="A page about the person.")


def _from_bare_name(given: Any) -> Any:
    return {"name": given} if isinstance(given, str) else given


AUTHOR = within(SiteAuthor, before=_from_bare_name)


@section
class Site:
    """What is said of the publication as a whole."""

    title: str = setting(kinds.FILLED_LINE, description="The name of the publication.")
    url: str = setting(
        kinds.SITE_URL, description="The address of the publication's home page; it stands in every feed."
    )
    description: str = setting(kinds.LINE, default="", description="What the publication is about, in a sentence.")
    language: str = setting(
        kinds.LANGUAGE, default="en", description="The language most articles are in, by BCP 47, as `en` or `pt-BR`."
    )
    timezone: str = setting(
        kinds.TIME_ZONE, default="UTC", description="The time zone of dates without an offset, as `Europe/Berlin`."
    )
    author: SiteAuthor | None = setting(
        AUTHOR, default=None, description="Who answers for the publication, and wrote the articles that name nobody."
    )
    authors: tuple[SiteAuthor, ...] = setting(
        listed(AUTHOR), default=(), description="As `author`, for several people."
    )
    license_url: str = setting(kinds.WEB_ADDRESS, default="", description="The page with the licence of the articles.")
    rights: str = setting(kinds.LINE, default="", description="The copyright notice, as `© 2026 The Daily Model`.")
    icon: str = setting(
        kinds.PICTURE,
        default="",
        description="A small square picture: an address, or a path below the address of the site.",
    )
    logo: str = setting(
        kinds.PICTURE,
        default="",
        description="A PNG, JPEG or GIF twice as wide as high: an address, or a path below the address of the site.",
    )
    started: date = setting(
        kinds.DAY,
        default=date(2000, 1, 1),
        description="The day the publication began: the date of a feed without entries.",
    )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of dates without an offset."""
        return ZoneInfo(self.timezone)

    @property
    def authors_as_people(self) -> tuple[Person, ...]:
        """Those who answer for the publication, whichever of the two settings names them."""
        named = self.authors or ((self.author,) if self.author else ())
        return tuple(Person(name=each.name, email=each.email, url=each.url) for each in named)


@section
class FeedConfig:
    """One feed, or a family of feeds that are split by a property of the entries."""

    name: str = setting(
        kinds.FEED_NAME,
        description="What the feed is called in file names and messages: small letters, digits, hyphens.",
    )
    title: str = setting(
        kinds.LINE, default="", description="The title readers see; `{value}` stands for what a family is split by."
    )
    description: str = setting(
        kinds.LINE, default="", description="What the feed is about; `{value}` stands for what a family is split by."
    )
    formats: tuple[str, ...] = setting(
        kinds.FORMATS,
        default=values.FORMATS,
        description="The formats the feed is offered in.",
    )
    limit: int = setting(kinds.LIMIT, default=20, description="How many entries it has at most, the newest ones.")
    max_bytes: int = setting(
        kinds.FEED_BYTES,
        default=512 * 1024,
        description="How large each of its documents is at most: bytes, or a text as `512 KB`.",
    )
    content: Literal["full", "summary"] = setting(
        kinds.choice("full", "summary"),
        default="full",
        description="Whether entries carry their content or their summary only.",
    )
    split_by: Literal["category", "tag", "author", "language"] | None = setting(
        kinds.SPLIT, default=None, description="Make one feed for each category, tag, author or language.", shown="none"
    )
    where: str = setting(
        kinds.WHERE,
        default="",
        description='Which entries it offers, as `category == "News" and tag != "robots"`; all when empty.',
    )
    path: str = setting(
        kinds.FEED_PATH,
        default=paths.default_path(split=False),
        shown=None,
        description="Its files in the output folder: {name} {value} {ext}. "
        "When not given, `{name}.{ext}`, for a family `{name}/{value}.{ext}`.",
    )
    hubs: tuple[str, ...] = setting(
        listed(kinds.SECURE_ADDRESS), default=(), description="WebSub hubs that announce it: https addresses."
    )
    language: str = setting(
        kinds.ANY_LANGUAGE, default="", description="Its language by BCP 47; that of the site when empty."
    )


def _with_path(given: Any) -> Any:
    if isinstance(given, Mapping) and "path" not in given and given.get("split_by", "none") != "none":
        return {**given, "path": paths.default_path(split=True)}
    return given


FEED = within(FeedConfig, before=_with_path)


@section
class Output:
    """Where the result is written."""

    dir: str = setting(
        kinds.PATH,
        default=paths.DIRS["output"],
        description="The output folder, relative to the folder of feedkit.yml. What is in it belongs to feedkit.",
    )
    keep: tuple[str, ...] = setting(
        listed(kinds.GLOB),
        default=(),
        description="Files in the output folder that belong to others: patterns of paths.",
    )


@section
class Templates:
    """Where templates of your own are."""

    dir: str = setting(
        kinds.PATH,
        default=paths.DIRS["templates"],
        description="The folder of templates, relative to the folder of feedkit.yml.",
    )


def _default_feeds() -> tuple[FeedConfig, ...]:
    return FeedConfig(name="main"), FeedConfig(
        name="category", split_by="category", path=paths.default_path(split=True)
    )


@section
class Config:
    """All that `feedkit.yml` says."""

    version: int = setting(kinds.VERSION, default=1, description="The version of this form of configuration.")
    site: Site = setting(within(Site), description="What is said of the publication as a whole.")
    content: Content = setting(
        within(Content), default_factory=Content, description="Where articles are and how they are read."
    )
    ids: Ids = setting(within(Ids), default_factory=Ids, description="How entries get their permanent ids.")
    feeds: tuple[FeedConfig, ...] = setting(
        listed(FEED),
        default_factory=_default_feeds,
        description="The feeds, in the order they are shown.",
        shown=[{"name": "main"}, {"name": "category", "split_by": "category"}],
    )
    output: Output = setting(within(Output), default_factory=Output, description="Where the result is written.")
    templates: Templates = setting(
        within(Templates), default_factory=Templates, description="Where templates of your own are."
    )
    digest: Digest = setting(
        within(Digest), default_factory=Digest, description="How the daily edition is cut from the entries."
    )
    mail: Mail = setting(within(Mail), default_factory=Mail, description="Who the mail comes from.")
    database: Database = setting(
        within(Database), default_factory=Database, description="Where subscribers and deliveries are kept."
    )
    send: Send = setting(within(Send), default_factory=Send, description="How the edition leaves.")
    web: Web = setting(
        within(Web), default_factory=Web, description="The pages where readers sign up, choose and leave."
    )
    rules: Rules = setting(within(Rules), default_factory=Rules, description="Which rules count, and how much.")

    @property
    def authority(self) -> str:
        """The domain that ids are made under (RFC 4151)."""
        return self.ids.authority or addresses.host(self.site.url)


CONFIG = within(Config)


def validated(given: Any, *, preview: bool) -> tuple[Config | None, list[tuple[Location, Refusal]]]:
    """The configuration that the values make up, or None with what is refused in them."""
    reading = Reading(preview=preview)
    config = reading.value(CONFIG, given, ())
    return (None if reading.refused else config), reading.refused


def settings_at(location: Location) -> tuple[str, ...]:
    """The names of the settings of the section at a location, as `("feeds", 0)`; empty where there is no section."""
    kind: Kind[Any] | None = CONFIG
    for step in location:
        if kind is not None and kind.section:
            found = settings_of(kind.section).get(str(step))
            kind = found.kind if found else None
        elif kind is not None:
            kind = kind.item
    while kind is not None and kind.schema.get("type") == "array":
        kind = kind.item  # a list is asked for by its name as well
    return tuple(settings_of(kind.section)) if kind is not None and kind.section else ()
