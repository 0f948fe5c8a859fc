"""The articles that most articles are, from their bytes to plain values in one go.

It gives what `flat_article` makes of what `read_article` reads, in a fifth of the time, or None: whatever is unusual, may be
wrong, or asks for another file is left to these two.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from sys import intern

from feedkit.article.article import Publication, fingerprint_of_bytes
from feedkit.article.dates import DateError, read_date
from feedkit.article.flat import Flat, flat_person
from feedkit.article.people import KEY_LIKE
from feedkit.article.permalinks import permalink, slug_of
from feedkit.characters import is_clean_utf_8, tidy
from feedkit.urls import is_canonical
from feedkit.yaml_lines import block_in, elements_of, lines_in, pairs_of, scalar

_KEYS = frozenset({"title", "date", "updated", "author", "authors", "category", "tags", "summary", "image", "draft"})
_INSTANT = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[-+][0-9]{2}:[0-9]{2})")
_PLAIN_SLUG = re.compile(r"[a-z0-9-]+")
_OTHER_FILES = (".yml", ".yaml")
_HTML_FILES = (".html", ".htm")
_FIRST_LINE = 2
END = b"\n---\n"
"""What the first of ends the front matter; the body follows."""
_SAID = 200_000
"""Bytes of a front matter that is read here; more is unusual."""

Line = tuple[str, ...]
"""A line of the front matter, as `lines_in` gives it."""


class _Unusual(Exception):  # noqa: N818  (never leaves this module)
    """Something is to be read with more care."""


def flat(path: str, raw: bytes, publication: Publication) -> Flat | None:
    """The article in a file, as plain values, when it is one of feedkit's own dialect with nothing unusual about it."""
    end = raw.find(END, 3)
    name = path.lower()
    if not 0 < end < _SAID or raw[:4] != b"---\n" or b"\r" in raw or name.endswith(_OTHER_FILES):
        return None
    if not is_clean_utf_8(raw):
        return None
    front = raw[4 : end + 1].decode()
    if "<" in front or "&" in front:  # markup in a title is made plain
        return None
    lines = lines_in(front)
    if not lines:
        return None
    given = {line[1]: line for line in lines}
    if not _KEYS.issuperset(given) or "title" not in given or "date" not in given:
        return None
    try:
        return _flat(path, front, given, publication, raw[end + len(END) :], not name.endswith(_HTML_FILES))
    except (_Unusual, ValueError):
        return None


def _flat(path: str, front: str, given: dict[str, Line], publication: Publication, body: bytes, markdown: bool) -> Flat:
    title = _text(given["title"])
    published = _moment(given["date"], publication)
    updated = _moment(given["updated"], publication) if "updated" in given else published
    if not title or updated < published or ("author" in given and "authors" in given):
        raise _Unusual
    slug, category = slug_of(path), intern(_text(given["category"])) if "category" in given else ""
    authors = given.get("authors") or given.get("author")
    shown = publication.shown(path)
    line = _FIRST_LINE if front[0] != "#" else _line_of(next(iter(given.values())), front)
    day = published.isoformat()
    return (
        path, title, day, day if updated is published else updated.isoformat(), slug,
        _url(path, slug, published, category, publication), (shown, line, 1, line, 2), markdown, front.count("\n") + 3, "", "",
        _people(authors, publication) if authors else (), category,
        _tags(given["tags"]) if "tags" in given else (), _text(given["summary"]) if "summary" in given else "",
        _image(given["image"], front, shown) if "image" in given else None, "",
        _boolean(given["draft"]) if "draft" in given else False, None, (), None, None, None, (), True, "", {},
        fingerprint_of_bytes(body),
    )  # fmt: skip


def _line_of(line: Line, front: str) -> int:
    """The line of the file that a line of the front matter is; no key stands twice, so that it is found at once."""
    start = 0 if front.startswith(line[0]) else front.index("\n" + line[0]) + 1
    return front.count("\n", 0, start) + _FIRST_LINE


def _value(written: str) -> str:
    """The text of a scalar, on one line."""
    value = scalar(written)
    if value is None:
        raise _Unusual
    value = value.strip()
    return tidy(value) if "  " in value else value  # of other blanks and line ends there are none


def _text(line: Line) -> str:
    """Text on one line."""
    if line[2]:
        return _value(line[2])
    found = block_in(line[5]) if line[5] else None
    if found is None:
        raise _Unusual
    return tidy(found)


def _several(line: Line) -> list[str]:
    """The elements of a list of texts."""
    found = elements_of(line[3], line[6]) if line[3] or line[6] else None
    if found is None:
        raise _Unusual
    return [_value(each) for each in found]


def _tags(line: Line) -> tuple[str, ...]:
    found = [part.strip() for part in _value(line[2]).split(",")] if line[2] else _several(line)
    return tuple(dict.fromkeys([intern(each) for each in found if each]))


def _people(line: Line, publication: Publication) -> tuple[Flat, ...]:
    names = [_value(line[2])] if line[2] else _several(line)
    people = publication.people
    found = []
    for name in names:
        if name in people:
            found.append(flat_person(people[name]))
        elif people and KEY_LIKE.match(name):
            raise _Unusual
        elif name:
            found.append((intern(name), "", "", "", None, ""))
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _moment(line: Line, publication: Publication) -> datetime:
    if not line[2]:
        raise _Unusual
    value = _value(line[2])
    if _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    try:
        read = read_date(value, zone=publication.zone, default_time=publication.default_time)
    except DateError as error:
        raise _Unusual from error
    if read.gap or read.fold:
        raise _Unusual
    return read.moment


def _boolean(line: Line) -> bool:
    if line[2] not in ("true", "false"):
        raise _Unusual
    return line[2] == "true"


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


def _image(line: Line, front: str, shown: str) -> Flat:
    """The lead picture: its address with its place, its text and whom to thank."""
    if line[2]:
        found = {"url": (line[2], 0, line[0].index(line[2], len("image:")) + 1)}
    else:
        pairs = pairs_of(line[0], line[4], line[7]) if line[4] or line[7] else None
        if pairs is None:
            raise _Unusual
        found = {name: (text, number, column) for name, text, number, column in pairs}
        if len(found) != len(pairs) or not {"url", "alt", "credit"}.issuperset(found) or "url" not in found:
            raise _Unusual
    written, number, column = found["url"]
    number += _line_of(line, front)
    address = _value(written)
    if not address:
        raise _Unusual
    alt, credit = (_value(found[name][0]) if name in found else "" for name in ("alt", "credit"))
    return (address, (shown, number, column, number, column + len(written))), alt, credit
