"""The kinds of values there are in `feedkit.yml`: a type, its check, and what the JSON Schema says of it."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from feedkit.config import addresses, paths, values

LEAST_BYTES = 20 * 1024
"""Of a document: enough for the head of a feed and a few entries."""
MOST_BYTES = 2**30
MOST_ENTRIES = 1_000_000


def _site_url(text: str, information: ValidationInfo) -> str:
    return addresses.site_url(text, preview=bool((information.context or {}).get("preview")))


def _matching(pattern: str, *, empty: bool = False) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})?$" if empty else f"^{pattern}$"})


def _number(least: int, most: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})


def _size(least: int) -> WithJsonSchema:
    number = {"type": "integer", "minimum": least, "maximum": MOST_BYTES}
    return WithJsonSchema({"anyOf": [number, {"type": "string", "pattern": f"^{values.SIZE}$"}]})


Line = Annotated[str, AfterValidator(values.line)]
FilledLine = Annotated[str, AfterValidator(values.filled), WithJsonSchema({"type": "string", "pattern": r"\S"})]
Language = Annotated[str, AfterValidator(values.required_language), _matching(values.LANGUAGE)]
AnyLanguage = Annotated[str, AfterValidator(values.language), _matching(values.LANGUAGE, empty=True)]
TimeZone = Annotated[str, AfterValidator(values.time_zone)]
Email = Annotated[str, AfterValidator(values.email), _matching(values.EMAIL, empty=True)]
Day = Annotated[date, PlainValidator(values.day), _matching(values.DAY)]
Clock = Annotated[time, PlainValidator(values.clock), _matching(values.CLOCK)]

SiteUrl = Annotated[str, AfterValidator(_site_url), _matching(addresses.SITE)]
WebAddress = Annotated[str, AfterValidator(addresses.web_address), _matching(addresses.WEB, empty=True)]
SecureAddress = Annotated[str, AfterValidator(addresses.secure_address), _matching(addresses.SECURE)]
Picture = Annotated[str, AfterValidator(addresses.picture)]
Authority = Annotated[str, AfterValidator(addresses.authority), _matching(addresses.AUTHORITY, empty=True)]

Path = Annotated[str, AfterValidator(paths.path), _matching(paths.PATH)]
InnerPath = Annotated[str, AfterValidator(paths.inner_path), _matching(paths.INNER_PATH)]
Glob = Annotated[str, AfterValidator(paths.glob), _matching(paths.GLOB)]
Dialect = Annotated[Literal[
    "auto", "feedkit", "hugo", "jekyll", "zola", "pelican", "eleventy", "astro", "docusaurus", "gatsby", "next", "nikola",
    "hexo", "other",
], BeforeValidator(values.dialect)]  # fmt: skip
OwnNames = Annotated[
    dict[str, Annotated[tuple[FilledLine, ...], Field(strict=False)]],
    AfterValidator(values.own_names),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"enum": list(values.RENAMED)},
            "additionalProperties": {"type": "array", "items": {"type": "string", "pattern": r"\S"}},
        }
    ),
]
DateFormat = Annotated[str, AfterValidator(values.date_format), _matching(values.DATE_FORMAT)]
Permalink = Annotated[str, AfterValidator(paths.permalink), _matching(paths.PERMALINK)]
FeedPath = Annotated[str, AfterValidator(paths.feed_path), _matching(paths.FEED_PATH)]

# Numbers and truth values may come from variables, as text; the conversion stands last so that it is done first.
FromText = BeforeValidator(values.number)
Truth = Annotated[bool, BeforeValidator(values.truth)]
Version = Annotated[int, AfterValidator(values.version), FromText, WithJsonSchema({"const": 1})]
SummaryLength = Annotated[int, AfterValidator(values.between(40, 2000)), FromText, _number(40, 2000)]
Days = Annotated[int, AfterValidator(values.between(1, 3650, " days")), FromText, _number(1, 3650)]
Limit = Annotated[int, AfterValidator(values.between(1, MOST_ENTRIES)), FromText, _number(1, MOST_ENTRIES)]
ArticleBytes = Annotated[
    int, AfterValidator(values.between(1, MOST_BYTES, " bytes")), BeforeValidator(values.size), FromText, _size(1)
]
FeedBytes = Annotated[
    int,
    AfterValidator(values.between(LEAST_BYTES, MOST_BYTES, " bytes")),
    BeforeValidator(values.size),
    FromText,
    _size(LEAST_BYTES),
]

FeedName = Annotated[str, AfterValidator(values.feed_name), _matching(values.FEED_NAME)]
FormatName = Annotated[str, AfterValidator(values.format_name), WithJsonSchema({"enum": list(values.FORMATS)})]
Formats = Annotated[
    tuple[FormatName, ...], Field(strict=False), AfterValidator(values.not_empty), AfterValidator(values.unique)
]
Where = Annotated[str, AfterValidator(values.query)]
Split = Annotated[
    Literal["category", "tag", "author", "language"] | None,
    PlainValidator(values.split_by),
    WithJsonSchema({"enum": ["none", *values.SPLITS]}),
]
