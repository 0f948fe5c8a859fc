"""The shape of `feedkit.yml`: every setting with its kind, its default and its description.

What one value must be like is said in `kinds`; what values must be like together, in `together`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from feedkit.config import addresses, kinds, paths, values
from feedkit.config.checking import Rules
from feedkit.config.editions import Database, Digest, Mail, Web
from feedkit.config.refusal import Location
from feedkit.config.sending import Send
from feedkit.model import Person

_CLOSED = ConfigDict(extra="forbid", frozen=True, strict=True)


class SiteAuthor(BaseModel):
    """Somebody who answers for the publication: a name, or a mapping."""

    model_config = _CLOSED

    name: kinds.FilledLine = Field(description="The name, as readers see it.")
    email: kinds.Email = Field(default="", description="The mail address; it is published in the feeds.")
    url: kinds.WebAddress = Field(default="", description="A page about the person.")

    @model_validator(mode="before")
    @classmethod
    def _from_bare_name(cls, given: Any) -> Any:
        return {"name": given} if isinstance(given, str) else given


class Site(BaseModel):
    """What is said of the publication as a whole."""

    model_config = _CLOSED

    title: kinds.FilledLine = Field(description="The name of the publication.")
    url: kinds.SiteUrl = Field(description="The address of the publication's home page; it stands in every feed.")
    description: kinds.Line = Field(default="", description="What the publication is about, in a sentence.")
    language: kinds.Language = Field(
        default="en", description="The language most articles are in, by BCP 47, as `en` or `pt-BR`."
    )
    timezone: kinds.TimeZone = Field(
        default="UTC", description="The time zone of dates without an offset, as `Europe/Berlin`."
    )
    author: Annotated[SiteAuthor | None, BeforeValidator(values.present)] = Field(
        default=None, description="Who answers for the publication, and wrote the articles that name nobody."
    )
    authors: tuple[SiteAuthor, ...] = Field(default=(), strict=False, description="As `author`, for several people.")
    license_url: kinds.WebAddress = Field(default="", description="The page with the licence of the articles.")
    rights: kinds.Line = Field(default="", description="The copyright notice, as `© 2026 The Daily Model`.")
    icon: kinds.Picture = Field(
        default="", description="A small square picture: an address, or a path below the address of the site."
    )
    logo: kinds.Picture = Field(
        default="",
        description="A PNG, JPEG or GIF twice as wide as high: an address, or a path below the address of the site.",
    )
    started: kinds.Day = Field(
        default=date(2000, 1, 1), description="The day the publication began: the date of a feed without entries."
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


class Content(BaseModel):
    """Where articles are and how they are read."""

    model_config = _CLOSED

    dir: kinds.Path = Field(
        default=paths.DIRS["content"], description="The content folder, relative to the folder of feedkit.yml."
    )
    include: tuple[kinds.Glob, ...] = Field(
        default=("**/*.md", "**/*.markdown", "**/*.html", "**/*.yml", "**/*.yaml"),
        strict=False,
        description="Which files are articles: patterns of paths below the content folder.",
    )
    exclude: tuple[kinds.Glob, ...] = Field(
        default=(), strict=False, description="Which of these files are left out all the same."
    )
    dialect: kinds.Dialect = Field(
        default="auto",
        description="The generator the articles are written for; `auto` finds it by its configuration, `feedkit` is "
        "feedkit's own, `other` any that is not in this list.",
    )
    keys: kinds.OwnNames = Field(
        default={},
        description="Names of your own for keys of front matter, as `{title: [headline], date: [announced]}`.",
    )
    date_formats: tuple[kinds.DateFormat, ...] = Field(
        default=(),
        strict=False,
        description="Forms of dates of your own, as `%d. %B %Y`; tried before all others.",
    )
    permalink: kinds.Permalink = Field(
        default="/{slug}/",
        description="The address of an article's page below the address of the site: "
        + " ".join(f"{{{each}}}" for each in paths.PERMALINK_PLACEHOLDERS),
    )
    default_time: kinds.Clock = Field(
        default=time(),
        description="The time of day of articles that are dated with a day only.",
        json_schema_extra={"default": "00:00"},
    )
    html: Literal["sanitize", "trusted"] = Field(
        default="sanitize", description="Whether HTML in articles is reduced to what readers show, or trusted."
    )
    summary_length: kinds.SummaryLength = Field(
        default=300, description="How many characters of the body become the summary of an article that has none."
    )
    authors: kinds.InnerPath = Field(
        default="authors.yml", description="The file with authors' profiles, relative to the content folder."
    )
    max_bytes: kinds.ArticleBytes = Field(
        default=2 * 1024**2, description="The largest article file that is read: bytes, or a text as `2 MB`."
    )
    copy_files: kinds.Truth = Field(
        default=True,
        description="Whether pictures and other files of the content folder are published beside the feeds.",
    )


class Ids(BaseModel):
    """How entries get their permanent ids."""

    model_config = _CLOSED

    scheme: Literal["tag", "permalink", "uuid"] = Field(
        default="tag", description="How a new id is made; published ones stay as they are."
    )
    lock: kinds.Path = Field(
        default="feedkit.lock",
        description="The file that remembers ids, relative to the folder of feedkit.yml. Commit it.",
    )
    authority: kinds.Authority = Field(
        default="",
        description="The domain in tag ids, so that they stay when the site moves; the host of `site.url` when empty.",
    )


class FeedConfig(BaseModel):
    """One feed, or a family of feeds that are split by a property of the entries."""

    model_config = _CLOSED

    name: kinds.FeedName = Field(
        description="What the feed is called in file names and messages: small letters, digits, hyphens."
    )
    title: kinds.Line = Field(
        default="", description="The title readers see; `{value}` stands for what a family is split by."
    )
    description: kinds.Line = Field(
        default="", description="What the feed is about; `{value}` stands for what a family is split by."
    )
    formats: kinds.Formats = Field(
        default=values.FORMATS,
        description="The formats the feed is offered in.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    limit: kinds.Limit = Field(default=20, description="How many entries it has at most, the newest ones.")
    max_bytes: kinds.FeedBytes = Field(
        default=512 * 1024, description="How large each of its documents is at most: bytes, or a text as `512 KB`."
    )
    content: Literal["full", "summary"] = Field(
        default="full", description="Whether entries carry their content or their summary only."
    )
    split_by: kinds.Split = Field(
        default=None,
        description="Make one feed for each category, tag, author or language.",
        json_schema_extra={"default": "none"},
    )
    where: kinds.Where = Field(
        default="", description='Which entries it offers, as `category == "News" and tag != "robots"`; all when empty.'
    )
    path: kinds.FeedPath = Field(
        default_factory=lambda given: paths.default_path(split=given.get("split_by") is not None),
        description="Its files in the output folder: {name} {value} {ext}. "
        "When not given, `{name}.{ext}`, for a family `{name}/{value}.{ext}`.",
    )
    hubs: tuple[kinds.SecureAddress, ...] = Field(
        default=(), strict=False, description="WebSub hubs that announce it: https addresses."
    )
    language: kinds.AnyLanguage = Field(default="", description="Its language by BCP 47; that of the site when empty.")


class Output(BaseModel):
    """Where the result is written."""

    model_config = _CLOSED

    dir: kinds.Path = Field(
        default=paths.DIRS["output"],
        description="The output folder, relative to the folder of feedkit.yml. What is in it belongs to feedkit.",
    )
    keep: tuple[kinds.Glob, ...] = Field(
        default=(), strict=False, description="Files in the output folder that belong to others: patterns of paths."
    )


class Templates(BaseModel):
    """Where templates of your own are."""

    model_config = _CLOSED

    dir: kinds.Path = Field(
        default=paths.DIRS["templates"],
        description="The folder of templates, relative to the folder of feedkit.yml.",
    )


def _default_feeds() -> tuple[FeedConfig, ...]:
    return FeedConfig(name="main"), FeedConfig(name="category", split_by="category")


class Config(BaseModel):
    """All that `feedkit.yml` says."""

    model_config = _CLOSED

    version: kinds.Version = Field(default=1, description="The version of this form of configuration.")
    site: Site = Field(description="What is said of the publication as a whole.")
    content: Content = Field(default_factory=Content, description="Where articles are and how they are read.")
    ids: Ids = Field(default_factory=Ids, description="How entries get their permanent ids.")
    feeds: tuple[FeedConfig, ...] = Field(
        default_factory=_default_feeds,
        strict=False,
        description="The feeds, in the order they are shown.",
        json_schema_extra={"default": [{"name": "main"}, {"name": "category", "split_by": "category"}]},
    )
    output: Output = Field(default_factory=Output, description="Where the result is written.")
    templates: Templates = Field(default_factory=Templates, description="Where templates of your own are.")
    digest: Digest = Field(default_factory=Digest, description="How the daily edition is cut from the entries.")
    mail: Mail = Field(default_factory=Mail, description="Who the mail comes from.")
    database: Database = Field(default_factory=Database, description="Where subscribers and deliveries are kept.")
    send: Send = Field(default_factory=Send, description="How the edition leaves.")
    web: Web = Field(default_factory=Web, description="The pages where readers sign up, choose and leave.")
    rules: Rules = Field(default_factory=Rules, description="Which rules count, and how much.")

    @property
    def authority(self) -> str:
        """The domain that ids are made under (RFC 4151)."""
        return self.ids.authority or addresses.host(self.site.url)


def validated(given: Any, *, preview: bool) -> tuple[Config | None, list[Mapping[str, Any]]]:
    """The configuration that the values make up, or None with pydantic's errors.

    Each error is a mapping of `type`, `loc`, `input` and `ctx`; a `Refusal` is found under `ctx["error"]`.
    """
    try:
        return Config.model_validate(given, context={"preview": preview}), []
    except ValidationError as error:
        return None, [dict(each) for each in error.errors(include_url=False)]


def made_schema() -> dict[str, Any]:
    """The JSON Schema as pydantic makes it."""
    return Config.model_json_schema()


def settings_at(location: Location) -> tuple[str, ...]:
    """The names of the settings of the section at a location, as `("feeds", 0)`; empty where there is no section."""
    model: type[BaseModel] | None = Config
    for step in location:
        if model is not None and isinstance(step, str):
            field = model.model_fields.get(step)
            model = _model_in(field.annotation) if field else None
    return tuple(model.model_fields) if model else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in getattr(annotation, "__args__", ()) if (found := _model_in(each))), None)
