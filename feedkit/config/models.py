"""The shape of `feedkit.yml`: every setting with its type, its default and its description; the one door to pydantic.

What one value must be like is said in `values` and `addresses`; what values must be like together, in `together`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from feedkit.config import addresses, values
from feedkit.config.refusal import Location
from feedkit.model import Person

_CLOSED = ConfigDict(extra="forbid", frozen=True, strict=True)


def _site_url(text: str, information: ValidationInfo) -> str:
    return addresses.site_url(text, preview=bool((information.context or {}).get("preview")))


def _matching(pattern: str, *, empty: bool = False) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})?$" if empty else f"^{pattern}$"})


Line = Annotated[str, AfterValidator(values.line)]
FilledLine = Annotated[str, AfterValidator(values.filled), _matching(r"[\s\S]*\S[\s\S]*")]
SiteUrl = Annotated[str, AfterValidator(_site_url), _matching(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s?#@]+")]
WebAddress = Annotated[
    str, AfterValidator(addresses.web_address), _matching(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s@]+", empty=True)
]
SecureAddress = Annotated[str, AfterValidator(addresses.secure_address), _matching(r"[Hh][Tt][Tt][Pp][Ss]://[^\s@]+")]
Picture = Annotated[str, AfterValidator(addresses.picture)]
Language = Annotated[str, AfterValidator(values.required_language), _matching(values.LANGUAGE)]
AnyLanguage = Annotated[str, AfterValidator(values.language), _matching(values.LANGUAGE, empty=True)]
TimeZone = Annotated[str, AfterValidator(values.time_zone)]
Email = Annotated[str, AfterValidator(values.email), _matching(values.EMAIL, empty=True)]
Day = Annotated[date, PlainValidator(values.day), _matching(values.DAY)]
Clock = Annotated[time, PlainValidator(values.clock), _matching(values.CLOCK)]
Path = Annotated[str, AfterValidator(values.path), _matching(r"[^\s~\\][^\\]*")]
InnerPath = Annotated[str, AfterValidator(values.inner_path), _matching(r"[^\s~\\/][^\\]*")]
Glob = Annotated[str, AfterValidator(values.glob), _matching(r"[^\\/][^\\]*")]
Count = Annotated[int, BeforeValidator(values.number)]
Truth = Annotated[bool, BeforeValidator(values.truth)]
FeedName = Annotated[str, AfterValidator(values.feed_name), _matching(values.FEED_NAME)]
FormatName = Literal["rss", "atom", "json"]
Split = Annotated[
    Literal["category", "tag", "author", "language"] | None,
    PlainValidator(values.split_by),
    WithJsonSchema({"enum": ["none", *values.SPLITS]}),
]


def _size(least: int, most: int) -> WithJsonSchema:
    number = {"type": "integer", "minimum": least, "maximum": most}
    return WithJsonSchema({"anyOf": [number, {"type": "string", "pattern": f"^{values.SIZE}$"}]})


class SiteAuthor(BaseModel):
    """Somebody who answers for the publication: a name, or a mapping."""

    model_config = _CLOSED

    name: FilledLine = Field(description="The name, as readers see it.")
    email: Email = Field(default="", description="The mail address; it is published in the feeds.")
    url: WebAddress = Field(default="", description="A page about the person.")

    @model_validator(mode="before")
    @classmethod
    def _from_bare_name(cls, given: Any) -> Any:
        return {"name": given} if isinstance(given, str) else given


class Site(BaseModel):
    """What is said of the publication as a whole."""

    model_config = _CLOSED

    title: FilledLine = Field(description="The name of the publication.")
    url: SiteUrl = Field(description="The address of the publication's home page; it stands in every feed.")
    description: Line = Field(default="", description="What the publication is about, in a sentence.")
    language: Language = Field(
        default="en", description="The language most articles are in, by BCP 47, as `en` or `pt-BR`."
    )
    timezone: TimeZone = Field(
        default="UTC", description="The time zone of dates without an offset, as `Europe/Berlin`."
    )
    author: Annotated[SiteAuthor | None, BeforeValidator(values.present)] = Field(
        default=None, description="Who answers for the publication, and wrote the articles that name nobody."
    )
    authors: tuple[SiteAuthor, ...] = Field(default=(), strict=False, description="As `author`, for several people.")
    license_url: WebAddress = Field(default="", description="The page with the licence of the articles.")
    rights: Line = Field(default="", description="The copyright notice, as `© 2026 The Daily Model`.")
    icon: Picture = Field(default="", description="A small square picture: an address, or a path below the site.")
    logo: Picture = Field(
        default="", description="A PNG, JPEG or GIF twice as wide as high: an address, or a path below the site."
    )
    started: Day = Field(
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

    dir: Path = Field(
        default=values.DIRS["content"], description="The content folder, relative to the folder of feedkit.yml."
    )
    include: tuple[Glob, ...] = Field(
        default=("**/*.md", "**/*.markdown", "**/*.html", "**/*.yml", "**/*.yaml"),
        strict=False,
        description="Which files are articles: patterns of paths below the content folder.",
    )
    exclude: tuple[Glob, ...] = Field(default=(), strict=False, description="Which files are left out all the same.")
    permalink: Annotated[str, AfterValidator(values.permalink), _matching(r"/[^\s\\]*")] = Field(
        default="/{slug}/",
        description="The address of an article's page below the site: {slug} {path} {year} {month} {day} {category}.",
    )
    default_time: Clock = Field(
        default=time(), description="The time of day of articles that are dated with a day only."
    )
    html: Literal["sanitize", "trusted"] = Field(
        default="sanitize", description="Whether HTML in articles is reduced to what readers show, or trusted."
    )
    summary_length: Annotated[Count, Field(ge=40, le=2000)] = Field(
        default=300, description="How many characters of the body become the summary of an article that has none."
    )
    authors: InnerPath = Field(
        default="authors.yml", description="The file with authors' profiles, relative to the content folder."
    )
    max_bytes: Annotated[
        int, BeforeValidator(values.number), BeforeValidator(values.size), Field(ge=1, le=2**30), _size(1, 2**30)
    ] = Field(default=2 * 1024**2, description="The largest article file that is read: bytes, or a text as `2 MB`.")
    copy_files: Truth = Field(
        default=True,
        description="Whether pictures and other files of the content folder are published beside the feeds.",
    )


class Ids(BaseModel):
    """How entries get their permanent ids."""

    model_config = _CLOSED

    scheme: Literal["tag", "permalink", "uuid"] = Field(
        default="tag", description="How a new id is made; published ones stay as they are."
    )
    lock: Path = Field(
        default="feedkit.lock",
        description="The file that remembers ids, relative to the folder of feedkit.yml. Commit it.",
    )
    authority: Annotated[str, AfterValidator(values.authority)] = Field(
        default="",
        description="The domain in tag ids; the host of `site.url` when empty. It should stay when the site moves.",
    )


class FeedConfig(BaseModel):
    """One feed, or a family of feeds that are split by a property of the entries."""

    model_config = _CLOSED

    name: FeedName = Field(
        description="What the feed is called in file names and messages: small letters, digits, hyphens."
    )
    title: Line = Field(
        default="", description="The title readers see; `{value}` stands for what a family is split by."
    )
    description: Line = Field(
        default="", description="What the feed is about; `{value}` stands for what a family is split by."
    )
    formats: Annotated[
        tuple[FormatName, ...], Field(strict=False), AfterValidator(values.not_empty), AfterValidator(values.unique)
    ] = Field(
        default=("rss", "atom", "json"),
        description="The formats the feed is offered in.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    limit: Annotated[Count, Field(ge=1, le=1_000_000)] = Field(
        default=20, description="How many entries it has at most, the newest ones."
    )
    max_bytes: Annotated[
        int,
        BeforeValidator(values.number),
        BeforeValidator(values.size),
        Field(ge=20 * 1024, le=2**30),
        _size(20 * 1024, 2**30),
    ] = Field(
        default=512 * 1024, description="How large each of its documents is at most: bytes, or a text as `512 KB`."
    )
    content: Literal["full", "summary"] = Field(
        default="full", description="Whether entries carry their content or their summary only."
    )
    split_by: Split = Field(default=None, description="Make one feed for each category, tag, author or language.")
    where: Annotated[str, AfterValidator(values.query)] = Field(
        default="", description='Which entries it offers, as `category == "News" and tag != "robots"`; all when empty.'
    )
    path: Annotated[str, AfterValidator(values.feed_path)] = Field(
        default_factory=lambda given: values.default_path(split=given.get("split_by") is not None),
        description="Its files in the output folder: {name} {value} {ext}. By default `{name}.{ext}`, for a family `{name}/{value}.{ext}`.",
    )
    hubs: tuple[SecureAddress, ...] = Field(default=(), strict=False, description="WebSub hubs that announce it.")
    language: AnyLanguage = Field(default="", description="Its language by BCP 47; that of the site when empty.")


class Output(BaseModel):
    """Where the result is written."""

    model_config = _CLOSED

    dir: Path = Field(
        default=values.DIRS["output"],
        description="The output folder, relative to the folder of feedkit.yml. It belongs to feedkit.",
    )
    keep: tuple[Glob, ...] = Field(
        default=(), strict=False, description="Files in the output folder that belong to others: patterns of paths."
    )


class Templates(BaseModel):
    """Where templates of your own are."""

    model_config = _CLOSED

    dir: Path = Field(
        default=values.DIRS["templates"], description="The folder of templates, relative to the folder of feedkit.yml."
    )


class Config(BaseModel):
    """All that `feedkit.yml` says. Made by `parse` and `load`, which also see to it that its parts fit together."""

    model_config = _CLOSED

    version: Annotated[Count, AfterValidator(values.version), WithJsonSchema({"const": 1})] = Field(
        default=1, description="The version of this form of configuration."
    )
    site: Site = Field(description="What is said of the publication as a whole.")
    content: Content = Field(default=Content(), description="Where articles are and how they are read.")
    ids: Ids = Field(default=Ids(), description="How entries get their permanent ids.")
    feeds: tuple[FeedConfig, ...] = Field(
        default=(FeedConfig(name="main"), FeedConfig(name="category", split_by="category")),
        strict=False,
        description="The feeds, in the order they are shown.",
    )
    output: Output = Field(default=Output(), description="Where the result is written.")
    templates: Templates = Field(default=Templates(), description="Where templates of your own are.")

    @property
    def authority(self) -> str:
        """The domain that ids are made under."""
        return self.ids.authority or addresses.host(self.site.url)


def validated(given: Mapping[str, Any], *, preview: bool) -> tuple[Config | None, list[Any]]:
    """The configuration that the values make up, or None with pydantic's errors.

    Each error is a mapping of `type`, `loc`, `input` and `ctx`; a `Refusal` is found under `ctx["error"]`.
    """
    try:
        return Config.model_validate(given, context={"preview": preview}), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False))


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
