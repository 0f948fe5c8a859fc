"""What values of `feedkit.yml` must be like together, looked up among the values as they were written.

A check that meets a value of the wrong kind passes over it: the value itself is refused elsewhere, so that every
fault is told in one run.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedkit.config import paths, values
from feedkit.config.refusal import Location, Refusal
from feedkit.rules import config as rules

_PROJECT = "/" + "/".join("\0" * 32)
"""Stands for the project folder while nobody has looked where it is; no real path can be equal to it."""


def refusals(given: Mapping[str, Any]) -> Iterator[Refusal]:
    """Everything that does not fit together, with its location counted from the root."""
    site = given.get("site")
    if isinstance(site, Mapping) and "author" in site and "authors" in site:
        at = ("site", "authors")
        yield Refusal(rules.INVALID_SETTING, "stands beside `author`", help="keep one of the two", at=at)
    feeds = given.get("feeds")
    if isinstance(feeds, Sequence) and not isinstance(feeds, str):
        feeds = [(index, feed) for index, feed in enumerate(feeds) if isinstance(feed, Mapping)]
        for index, feed in feeds:
            yield from _placeholders(feed, ("feeds", index))
        yield from _same_names(feeds)
        yield from _same_paths(feeds)
    dirs = {section: _dir(given, section) for section in paths.DIRS}
    excluded = given["content"].get("exclude") if isinstance(given.get("content"), Mapping) else ()
    yield from overlaps(dirs, excluded if isinstance(excluded, Sequence) else (), at=_written_dir(given))


def _placeholders(feed: Mapping[str, Any], at: Location) -> Iterator[Refusal]:
    split = _split(feed)
    path = feed.get("path")
    if isinstance(path, str):
        if split and "{value}" not in path:
            problem, advice = "gives all feeds of the family one path", "use {value} in it, as {name}/{value}.{ext}"
            yield Refusal(rules.INVALID_PATTERN, problem, help=advice, at=(*at, "path"))
        if len(_formats(feed)) > 1 and "{ext}" not in path:
            problem, advice = "gives all formats one path", "use {ext} in it, as {name}.{ext}, or offer one format only"
            yield Refusal(rules.INVALID_PATTERN, problem, help=advice, at=(*at, "path"))
    for key in ("path", "title", "description"):
        text = feed.get(key)
        if split is None and isinstance(text, str) and "{value}" in text:
            problem, advice = (
                "has {value} in it, but the feed is not split",
                "take it out, or say what it is: split_by: tag",
            )
            span = (text.index("{value}"), len("{value}"))
            yield Refusal(rules.INVALID_PATTERN, problem, help=advice, at=(*at, key), span=span)


def _same_names(feeds: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Refusal]:
    seen: set[str] = set()
    for index, feed in feeds:
        name = feed.get("name")
        if isinstance(name, str) and name in seen:
            yield Refusal(
                rules.DUPLICATE_FEED,
                "is the name of two feeds",
                help="give each a name of its own",
                at=("feeds", index, "name"),
            )
        elif isinstance(name, str):
            seen.add(name)


def _same_paths(feeds: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Refusal]:
    """Compared without case, since some file systems do so; what families make of `{value}` is not known yet."""
    owners: dict[str, int] = {}
    names: dict[int, str] = {}
    for index, feed in feeds:
        name, path = feed.get("name"), feed.get("path", paths.default_path(split=bool(_split(feed))))
        if not isinstance(name, str) or not isinstance(path, str):
            continue
        made = {path.replace("{name}", name).replace("{ext}", each).casefold() for each in _formats(feed)}
        taken = min((each for each in made if each in owners and names[owners[each]] != name), default="")
        names[index] = name
        if taken:
            yield Refusal(
                rules.DUPLICATE_FEED,
                "gives two feeds one path",
                detail=f"the feeds `{names[owners[taken]]}` and `{name}` would both be written to `{taken}`",
                help="give each a path of its own",
                at=("feeds", index, "path"),
                quotes=(("feeds", owners[taken], "name"), ("feeds", index, "name")),
            )
        owners = dict.fromkeys(made, index) | owners


def overlaps(
    dirs: Mapping[str, str],
    excluded: Sequence[object],
    *,
    at: Location = ("output", "dir"),
    project: str = _PROJECT,
    real: Mapping[str, str] | None = None,
) -> Iterator[Refusal]:
    """The overlap of the output folder with one that feedkit reads from, if there is one.

    `dirs` are the folders by section as they are written, `real` their absolute paths where these are known.
    """
    places = real or {section: posixpath.join(project, written) for section, written in dirs.items()}
    content, output, templates = (posixpath.normpath(places[section]) for section in paths.DIRS)
    shown = f"the output folder `{dirs['output']}`"
    inside = posixpath.relpath(output, content) + "/**"
    if _within(project, output):
        yield _overlap(at, f"{shown} is the project folder, or a folder above it")
    elif _within(content, output):
        yield _overlap(at, f"{shown} is the content folder `{dirs['content']}`, or holds it")
    elif _within(output, content) and inside not in excluded:
        advice = f"name another folder, or add `{inside}` to `content.exclude`"
        yield _overlap(at, f"{shown} lies in the content folder `{dirs['content']}`", advice)
    elif _within(templates, output) or _within(output, templates):
        yield _overlap(at, f"{shown} and the templates folder `{dirs['templates']}` lie in one another")


def _overlap(at: Location, detail: str, guess: str = "") -> Refusal:
    return Refusal(
        rules.OVERLAPPING_FOLDERS,
        "overlaps with another folder of the project",
        detail=detail,
        guess=guess,
        help="give the output a folder of its own, as public",
        at=at,
        quotes=tuple((section, "dir") for section in paths.DIRS),
    )


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(outer.rstrip("/") + "/")


def _dir(given: Mapping[str, Any], section: str) -> str:
    found = given.get(section)
    written = found.get("dir") if isinstance(found, Mapping) else None
    return written if isinstance(written, str) and written.strip() else paths.DIRS[section]


def _written_dir(given: Mapping[str, Any]) -> Location:
    """The folder whose setting is to blame for an overlap: the output's, if it is written at all."""
    sections = [
        each for each in ("output", *paths.DIRS) if isinstance(given.get(each), Mapping) and "dir" in given[each]
    ]
    return (sections[0] if sections else "output", "dir")


def _split(feed: Mapping[str, Any]) -> str | None:
    """What the feed is split by, None when it is not; empty when that cannot be told."""
    written = feed.get("split_by", "none")
    if written == "none":
        return None
    return written if written in values.SPLITS else ""


def _formats(feed: Mapping[str, Any]) -> tuple[str, ...]:
    written = feed.get("formats", values.FORMATS)
    known = isinstance(written, Sequence) and not isinstance(written, str)
    return tuple(each for each in written if isinstance(each, str)) if known else ()
