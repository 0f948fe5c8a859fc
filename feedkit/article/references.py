"""What front matter points to: pictures, recordings, comments and related pages; resolved when the entry is made."""

from __future__ import annotations

import posixpath

from feedkit.article import values
from feedkit.article.addresses import Surroundings
from feedkit.article.article import Reference, WrittenEnclosure, WrittenImage, WrittenLink
from feedkit.rules import front_matter as rules
from feedkit.rules import links
from feedkit.yaml_nodes import Node


def _reference(node: Node, key: str, report: values.Report) -> Reference | None:
    written = values.text(node, key, report)
    return Reference(text=written, place=node.place(report.path)) if written else None


def image(node: Node, key: str, report: values.Report) -> WrittenImage | None:
    """The lead picture: an address, or a mapping with `alt` and `credit`."""
    if type(node.value) is not dict:
        if type(node.value) is not str:
            report.wrong_type(node, key, "an address or a mapping", "write `image: {url: …, alt: …}`")
            return None
        url = _reference(node, key, report)
        return WrittenImage(url=url) if url else None
    given = values.mapping(node, key, report, ("url", "alt", "credit"))
    url = _reference(given["url"], "url", report) if "url" in given else None
    if url is None:
        report.add(rules.MISSING_KEY, node, "`image` without `url`", "add `url: …`")
        return None
    alt, credit = (values.plain_text(given[name], name, report) if name in given else "" for name in ("alt", "credit"))
    return WrittenImage(url=url, alt=alt, credit=credit)


def comments(node: Node, key: str, report: values.Report) -> WrittenLink | None:
    """The page where the article is talked about: an address, or a mapping with `count`."""
    if type(node.value) is str:
        url = _reference(node, key, report)
        return WrittenLink(url=url) if url else None
    given = values.mapping(node, key, report, ("url", "count"))
    url = _reference(given["url"], "url", report) if "url" in given else None
    count = values.whole_number(given["count"], "count", report, least=0) if "count" in given else None
    if url is None and type(node.value) is dict:
        report.add(rules.MISSING_KEY, node, "`comments` without `url`", "add `url: …`, the page of the comments")
    return WrittenLink(url=url, count=count) if url else None


def related(node: Node, key: str, report: values.Report) -> tuple[WrittenLink, ...]:
    """Pages the article points to: mappings of `title` and `url`, or bare addresses."""

    def read(each: Node) -> WrittenLink | None:
        if type(each.value) is not dict:
            url = _reference(each, key, report)
            return WrittenLink(url=url, title=url.text) if url else None
        keys = values.mapping(each, key, report, ("title", "url"))
        url = _reference(keys["url"], "url", report) if "url" in keys else None
        if url is None:
            report.add(rules.MISSING_KEY, each, f"one of `{key}` has no `url`", "add `url: …`")
            return None
        title = values.plain_text(keys["title"], "title", report) if "title" in keys else ""
        return WrittenLink(url=url, title=title or url.text)

    return values.each_of(node, read)


def enclosures(node: Node, key: str, report: values.Report, *, around: Surroundings) -> tuple[WrittenEnclosure, ...]:
    """Files that come with the article: each has either a `url` or a `file` of the content folder."""

    def read(each: Node) -> WrittenEnclosure | None:
        if type(each.value) is not dict:
            report.wrong_type(each, key, "a list of mappings", "write `- file: talk.mp3` or `- url: https://…`")
            return None
        keys = values.mapping(each, key, report, ("url", "file", "type", "length", "duration"))
        url = _reference(keys["url"], "url", report) if "url" in keys else None
        if ("file" in keys) == (url is not None):
            rule = rules.MISSING_KEY if url is None else rules.INVALID_VALUE
            report.add(rule, each, "an enclosure has either `url` or `file`", "keep one of them")
            return None
        file = _file(keys["file"], report, around) if "file" in keys else ""
        if url is None and not file:
            return None
        return WrittenEnclosure(
            url=url,
            file=file,
            media_type=values.text(keys["type"], "type", report) if "type" in keys else "",
            length=values.whole_number(keys["length"], "length", report, least=0) if "length" in keys else None,
            duration=values.duration(keys["duration"], "duration", report) if "duration" in keys else None,
        )

    return values.each_of(node, read)


def _file(node: Node, report: values.Report, around: Surroundings) -> str:
    written = values.text(node, "file", report)
    file = posixpath.normpath(posixpath.join(around.folder, written))
    if file in around.files:
        return file
    report.add(
        links.MISSING_FILE,
        node,
        f"there is no file `{written[:80]}` in the content folder",
        "write its path relative to the article",
    )
    return ""
