"""The JSON Schema of an article's front matter, for editors; `front_matter` is stricter in what one value may say."""

from __future__ import annotations

from feedkit.article.front_matter import KEYS
from feedkit.article.people import PERSON_KEYS

_DATE = r"^\d{4}-\d{1,2}-\d{1,2}([Tt ] *\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( *([Zz]|UTC|GMT|[-+]\d{2}(:?\d{2})?))?)?$"


def json_schema() -> dict[str, object]:
    """The schema as a plain mapping, draft 2020-12; every key has a description."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The front matter of a feedkit article",
        "type": "object",
        "required": ["title", "date"],
        "additionalProperties": False,
        "properties": {name: _property(name) for name in (*KEYS, "author")},
        "$defs": {
            "text": {
                "type": ["string", "number", "boolean"],
                "description": "Text; other scalars are taken as they are written.",
            },
            "date": {
                "type": "string",
                "pattern": _DATE,
                "description": "2026-05-07, 2026-05-07 19:00 or 2026-05-07T19:00:00+02:00.",
            },
            "person": {"anyOf": [{"$ref": "#/$defs/text"}, _person()]},
        },
    }


def _property(name: str) -> dict[str, object]:
    description, shape = _PROPERTIES[name]
    return (
        {"description": description, "anyOf": [shape, {"type": "null"}]}
        if name not in ("title", "date")
        else {"description": description, **shape}
    )


def _mapping(required: list[str], **properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _person() -> dict[str, object]:
    avatar: dict[str, object] = {"anyOf": [_TEXT, _mapping(["url"], url=_TEXT, alt=_TEXT, credit=_TEXT)]}
    return _mapping(["name"], **{key: avatar if key == "avatar" else _TEXT for key in PERSON_KEYS})


_TEXT: dict[str, object] = {"$ref": "#/$defs/text"}
_DAY: dict[str, object] = {"$ref": "#/$defs/date"}
_PEOPLE: dict[str, object] = {
    "anyOf": [{"$ref": "#/$defs/person"}, {"type": "array", "items": {"$ref": "#/$defs/person"}}]
}
_COUNT: dict[str, object] = {"type": "integer", "minimum": 0}
_DURATION: dict[str, object] = {"anyOf": [_COUNT, {"type": "string", "pattern": r"^(\d+:)?\d{1,3}:[0-5]\d$"}]}
_ENCLOSURE = _mapping([], url=_TEXT, file=_TEXT, type=_TEXT, length=_COUNT, duration=_DURATION)
_LINK = _mapping(["url"], url=_TEXT, title=_TEXT)
_PROPERTIES: dict[str, tuple[str, dict[str, object]]] = {
    "id": (
        "The permanent id: a tag: URI, a urn:uuid: or a URL. Usually left to feedkit.lock.",
        {"type": "string", "pattern": r"^\S+:\S+$"},
    ),
    "title": ("The title, as plain text.", _TEXT),
    "date": ("When the article was published.", _DAY),
    "updated": ("When it last changed in a way readers should notice.", _DAY),
    "authors": ("Names, keys of authors.yml, or mappings.", _PEOPLE),
    "author": ("Another word for `authors`.", _PEOPLE),
    "category": ("The section, shown above the title.", _TEXT),
    "tags": (
        "Words to find it by: a list, or one text with commas.",
        {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    ),
    "summary": ("What it says in a sentence or two, as plain text.", _TEXT),
    "image": (
        "The lead picture: an address, or a mapping.",
        {"anyOf": [{"type": "string"}, _mapping(["url"], url=_TEXT, alt=_TEXT, credit=_TEXT)]},
    ),
    "slug": (
        "The last part of its address, instead of the file's name.",
        {"type": "string", "pattern": r"^[^/\\?#]+$"},
    ),
    "link": ("Its whole address, or a path of the site.", {"type": "string"}),
    "lang": (
        "Its language by BCP 47, when it is not the site's.",
        {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    ),
    "draft": ("Whether it is not ready to be published.", {"type": "boolean"}),
    "expires": ("When it leaves the feeds.", _DAY),
    "enclosures": (
        "Files that come with it, as recordings.",
        {"anyOf": [_ENCLOSURE, {"type": "array", "items": _ENCLOSURE}]},
    ),
    "comments": (
        "Where it is talked about.",
        {"anyOf": [{"type": "string"}, _mapping(["url"], url=_TEXT, count=_COUNT)]},
    ),
    "views": ("How often it was read, from your analytics.", _COUNT),
    "reading_time": ("Minutes, instead of the computed ones.", {"type": "integer", "minimum": 1}),
    "related": (
        "Pages it points readers to, as tools.",
        {"anyOf": [{"type": "string"}, _LINK, {"type": "array", "items": {"anyOf": [{"type": "string"}, _LINK]}}]},
    ),
    "feed": ("false keeps it out of every feed.", {"type": "boolean"}),
    "correction": ("What was put right after it was mailed; the next edition says so.", _TEXT),
    "content_file": ("The file its text is in, relative to the article.", {"type": "string"}),
    "extra": ("Values of your own, for templates.", {"type": "object"}),
}
