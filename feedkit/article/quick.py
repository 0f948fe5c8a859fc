"""The articles that most articles are, from their text to plain values in one go.

It gives what `flat_article` makes of what `read_article` reads, in a third of the time, or None: whatever is unusual, may be
wrong, or asks for another file is left to these two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from feedkit.article.article import Publication, fingerprint_of
from feedkit.article.dates import DateError, read_date
from feedkit.article.flat import Flat, flat_person
from feedkit.article.people import KEY_LIKE
from feedkit.article.permalinks import permalink, slug_of
from feedkit.characters import tidy
from feedkit.urls import is_canonical
from feedkit.yaml_lines import Written, scalar, written_in

_KEYS = frozenset({"title", "date", "updated", "author", "authors", "category", "tags", "summary", "image", "draft"})
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[-+][0-9]{2}:[0-9]{2})")
_PLAIN_SLUG = re.compile(r"[a-z0-9-]+")
_OTHER_FILES = (".yml", ".yaml")
_HTML_FILES = (".html", ".htm")
_FIRST_LINE = 2


class _Unusual(Exception):  # noqa: N818  (never leaves this module)
    """Something is to be read with more care."""


def flat(path: str, text: str, publication: Publication) -> Flat | None:
    """The article in a text, as plain values, when it is one of feedkit's own dialect with nothing unusual about it."""
    end = text.find("\n---\n", 3)
    name = path.lower()
    if end < 0 or text[:4] != "---\n" or name.endswith(_OTHER_FILES):
        return None
    front = text[4 : end + 1]
    given = written_in(front, first_line=_FIRST_LINE)
    if not given or not _KEYS.issuperset(given) or "title" not in given or "date" not in given:
        return None
    try:
        return _flat(path, given, publication, text[end + 5 :], front.count("\n") + 3, not name.endswith(_HTML_FILES))
    except (_Unusual, ValueError):
        return None


def _flat(
    path: str, given: dict[str, Written], publication: Publication, body: str, body_line: int, markdown: bool
) -> Flat:
    title = _text(given["title"])
    published = _moment(given["date"], publication)
    updated = _moment(given["updated"], publication) if "updated" in given else published
    if not title or updated < published or ("author" in given and "authors" in given):
        raise _Unusual
    slug, category = slug_of(path), _text(given["category"]) if "category" in given else ""
    authors = given.get("authors") or given.get("author")
    shown = publication.shown(path)
    line = next(iter(given.values())).line
    return (
        path, title, published.isoformat(), updated.isoformat(), slug, _url(path, slug, published, category, publication),
        (shown, line, 1, line, 2), markdown, body_line, "", "", _people(authors, publication) if authors else (), category,
        _tags(given["tags"]) if "tags" in given else (), _text(given["summary"]) if "summary" in given else "",
        _image(given["image"], shown) if "image" in given else None, "",
        _boolean(given["draft"]) if "draft" in given else False, None, (), None, None, None, (), True, "", {},
        fingerprint_of(body),
    )  # fmt: skip


def _value(written: str) -> str:
    value = scalar(written)
    if value is None:
        raise _Unusual
    return value


def _text(given: Written) -> str:
    """Text without markup, on one line."""
    if given.kind == "value":
        return _plain(_value(given.text))
    if given.kind == "block":
        return _plain(given.joined())
    raise _Unusual


def _plain(value: str) -> str:
    if "<" in value or "&" in value:
        raise _Unusual
    return tidy(value)


def _several(given: Written) -> Iterator[str]:
    """The elements of a list of texts."""
    found = given.elements()
    if found is None:
        raise _Unusual
    return map(_value, found)


def _tags(given: Written) -> tuple[str, ...]:
    if given.kind == "value":
        found = [part.strip() for part in tidy(_value(given.text)).split(",")]
    else:
        found = [tidy(each) for each in _several(given)]
    return tuple(dict.fromkeys(each for each in found if each))


def _people(given: Written, publication: Publication) -> tuple[Flat, ...]:
    names = [_text(given)] if given.kind == "value" else [_plain(each) for each in _several(given)]
    people = publication.people
    found = []
    for name in names:
        if name in people:
            found.append(flat_person(people[name]))
        elif people and KEY_LIKE.match(name):
            raise _Unusual
        elif name:
            found.append((name, "", "", "", None, ""))
    return tuple(dict.fromkeys(found))


def _moment(given: Written, publication: Publication) -> datetime:
    if given.kind != "value":
        raise _Unusual
    value = _value(given.text)
    if _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    try:
        read = read_date(value, zone=publication.zone, default_time=publication.default_time)
    except DateError as error:
        raise _Unusual from error
    if read.gap or read.fold:
        raise _Unusual
    return read.moment


def _boolean(given: Written) -> bool:
    if given.kind != "value" or given.text not in ("true", "false"):
        raise _Unusual
    return given.text == "true"


def _url(path: str, slug: str, published: datetime, category: str, publication: Publication) -> str:
    site = publication.site_url
    if publication.permalink == "/{slug}/" and _is_plain(site) and _PLAIN_SLUG.fullmatch(slug):
        return f"{site}{slug}/"
    return permalink(
        publication.permalink,
        site_url=site,
        path=path,
        slug=slug,
        published=published.astimezone(publication.zone),
        category=category,
        pattern=True,
    )


@lru_cache(maxsize=8)
def _is_plain(site_url: str) -> bool:
    return is_canonical(site_url) and "?" not in site_url and "#" not in site_url


def _image(given: Written, shown: str) -> Flat:
    """The lead picture: its address with its place, its text and whom to thank."""
    if given.kind == "value":
        address = tidy(_value(given.text))
        place = (shown, given.line, given.column, given.line, given.column + len(given.text))
        found = {"url": (address, place)}
    else:
        pairs = given.pairs()
        if pairs is None:
            raise _Unusual
        found = {
            name: (_value(text), (shown, line, column, line, column + len(text))) for name, text, line, column in pairs
        }
        if len(found) != len(pairs) or not {"url", "alt", "credit"}.issuperset(found):
            raise _Unusual
    if "url" not in found:
        raise _Unusual
    address, place = found["url"]
    address = tidy(address)
    if not address:
        raise _Unusual
    alt, credit = (_plain(found[name][0]) if name in found else "" for name in ("alt", "credit"))
    return (address, place), alt, credit
