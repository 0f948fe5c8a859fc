"""An article file as an `Article`: front matter split off, every key read, everything wrong with it reported."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime

from feedkit import yaml_nodes
from feedkit.article import values
from feedkit.article.article import Article, Publication, Reference, WrittenEnclosure, WrittenImage, WrittenLink
from feedkit.article.addresses import Surroundings
from feedkit.article.people import read_authors
from feedkit.article.permalinks import permalink, slug_of
from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import Person
from feedkit.rules import front_matter as rules
from feedkit.rules import links
from feedkit.yaml_nodes import Node

KEYS = (
    "id", "title", "date", "updated", "authors", "category", "tags", "summary", "image", "slug", "link", "lang", "draft",
    "expires", "enclosures", "comments", "views", "reading_time", "related", "feed", "content_file", "extra",
)  # fmt: skip
_ALIASES = {"author": "authors"}
_YAML_FILES = (".yml", ".yaml")
_HTML_FILES = (".html", ".htm")
_OPENING = re.compile(r"\s*\A(?:[ \t]*\n)*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ID = re.compile(r"[^\s\x00-\x20]+\Z")


def read_article(path: str, text: str, publication: Publication) -> tuple[Article | None, list[Diagnostic]]:
    """The article in the file `path` (relative to the content folder), or None when it cannot be an entry.

    `text` has LF line ends, no byte order mark and no forbidden characters. All findings of the file are returned at once.
    """
    found: list[Diagnostic] = []
    report = values.Report(posixpath.join(publication.folder, path), found)
    if path.lower().endswith(_YAML_FILES):
        root, diagnostics = yaml_nodes.parse(text, report.path)
        body_at, body_line = len(text), 1
    else:
        opening = _OPENING.match(text)
        if opening is None:
            report.add(rules.MISSING_FRONT_MATTER, Place(report.path, 1, 1, 1, 1), "no front matter", "begin the file with `---`, `title: …`, `date: …`, `---`")
            return None, found
        closing = _CLOSING.search(text, opening.end())
        first_line = text.count("\n", 0, opening.end()) + 1
        if closing is None:
            report.add(rules.UNCLOSED_FRONT_MATTER, Place(report.path, first_line - 1, 1, first_line - 1, 4), "the front matter is not closed", "write `---` on a line of its own after the last key")
            return None, found
        front_matter = text[opening.end() : closing.start()]
        root, diagnostics = yaml_nodes.parse(front_matter, report.path, first_line=first_line)
        body_at = min(closing.end() + 1, len(text))
        body_line = first_line + front_matter.count("\n") + 1
    found.extend(diagnostics)
    if root is None:
        if not found:
            report.add(rules.MISSING_KEY, Place(report.path, 1, 1, 1, 1), "`title` and `date` are missing", "add `title: …` and `date: …`")
        return None, found
    if type(root.value) is not dict:
        report.add(rules.NOT_A_MAPPING, root, "the front matter is not made of `key: value` lines", "write `title: …` and `date: …`")
        return None, found
    article = _from_keys(path, root, publication, report, text[body_at:], body_line)
    return article, found


def _from_keys(path: str, root: Node, publication: Publication, report: values.Report, body: str, body_line: int) -> Article | None:
    given = values.known_keys(root, report, (*KEYS, *_ALIASES))
    for alias, key in _ALIASES.items():
        if alias in given:
            given.setdefault(key, given[alias])

    title = values.plain_text(given["title"], "title", report) if "title" in given else ""
    if not title:
        report.add(rules.MISSING_KEY, given.get("title", _start(root, report)), "`title` is missing", "add `title: …`")
    published = _moment("date", given, report, publication)
    if "date" not in given:
        report.add(rules.MISSING_KEY, _start(root, report), "`date` is missing", "add `date: 2026-05-07` or `date: 2026-05-07 19:00`")
    if not title or published is None:
        _read_rest(path, given, publication, report, published)
        return None

    rest = _read_rest(path, given, publication, report, published)
    slug = rest.pop("slug")
    category = rest["category"]
    url = _url(path, given, publication, report, slug=slug, published=published, category=category)
    content_file, markdown = _body_kind(path, given, publication, report)
    return Article(
        path=path, title=title, published=published, slug=slug, url=url, markdown=markdown,
        body=body, body_line=body_line, content_file=content_file, **rest,
    )  # fmt: skip


def _read_rest(path: str, given: Mapping[str, Node], publication: Publication, report: values.Report, published: datetime | None) -> dict[str, object]:
    """Every key but title, date and link: read even when the article is of no use, so that one run finds all faults."""
    surroundings = surroundings_of(path, publication)

    def when(key: str, read, default):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return read(given[key], key, report) if key in given else default

    id, id_place = _id(given, report)
    updated = _moment("updated", given, report, publication)
    if updated is not None and published is not None and updated < published:
        report.add(rules.UPDATED_BEFORE_PUBLISHED, given["updated"], "`updated` is earlier than `date`", "correct one of the two")
        updated = published
    return {
        "id": id,
        "id_place": id_place,
        "updated": updated or published,
        "slug": _slug(path, given, report),
        "authors": read_authors(given["authors"], report, publication.people, surroundings) if "authors" in given else (),
        "category": when("category", values.plain_text, ""),
        "tags": when("tags", values.texts, ()),
        "summary": when("summary", values.plain_text, ""),
        "image": when("image", _image, None),
        "language": when("lang", values.language, ""),
        "draft": values.boolean(given["draft"], "draft", report, default=False) if "draft" in given else False,
        "expires": _moment("expires", given, report, publication),
        "enclosures": _enclosures(given, report, surroundings),
        "comments": when("comments", _comments, None),
        "views": values.whole_number(given["views"], "views", report, least=0) if "views" in given else None,
        "reading_time": values.whole_number(given["reading_time"], "reading_time", report, least=1) if "reading_time" in given else None,
        "related": _related(given, report),
        "in_feeds": values.boolean(given["feed"], "feed", report, default=True) if "feed" in given else True,
        "extra": values.mapping_of_anything(given["extra"], "extra", report) if "extra" in given else {},
    }


def surroundings_of(path: str, publication: Publication, *, url: str = "", first_line: int = 1, articles: Mapping[str, str] | None = None) -> Surroundings:
    """What resolving an address of the article at `path` needs to know."""
    return Surroundings(
        path=posixpath.join(publication.folder, path),
        first_line=first_line,
        url=url or publication.site_url,
        site_url=publication.site_url,
        folder=posixpath.dirname(path),
        files=publication.files,
        articles=articles or {},
        trusted=publication.trusted_html,
    )


def _start(root: Node, report: values.Report) -> Place:
    return Place(report.path, root.line, root.column, root.line, root.column + 1)


def _moment(key: str, given: Mapping[str, Node], report: values.Report, publication: Publication) -> datetime | None:
    if key not in given:
        return None
    return values.moment(given[key], key, report, zone=publication.zone, default_time=publication.default_time)


def _id(given: Mapping[str, Node], report: values.Report) -> tuple[str, Place]:
    if "id" not in given:
        return "", Place(report.path)
    node = given["id"]
    written = values.text(node, "id", report)
    if written and not _ID.match(written):
        report.add(rules.INVALID_VALUE, node, "an `id` has no blanks", "write a tag: URI, a urn:uuid: or a URL")
        written = ""
    elif written and ":" not in written:
        # RFC 4287 §4.2.6 wants an IRI; a bare word is made one, always in the same way.
        report.add(rules.INVALID_VALUE, node, f"`{written[:60]}` is not a URI", f"write `tag:your-domain,2026:{written[:40]}`, a urn:uuid: or a URL")
        written = ""
    return written, node.place(report.path)


def _slug(path: str, given: Mapping[str, Node], report: values.Report) -> str:
    if "slug" not in given:
        return slug_of(path)
    written = values.text(given["slug"], "slug", report)
    if not written or "/" in written or "\\" in written or written in (".", "..") or any(each in written for each in "?#"):
        report.add(rules.INVALID_VALUE, given["slug"], f"`{written[:60]}` cannot be a slug", "write words joined by `-`; for a whole address use `link:`")
        return slug_of(path)
    return written


def _url(path: str, given: Mapping[str, Node], publication: Publication, report: values.Report, *, slug: str, published: datetime, category: object) -> str:
    written = values.text(given["link"], "link", report) if "link" in given else ""
    try:
        return permalink(written or publication.permalink, site_url=publication.site_url, path=path, slug=slug, published=published.astimezone(publication.zone), category=str(category), pattern=not written)
    except ValueError as error:
        report.add(links.INVALID_URL, given.get("link", Place(report.path)), f"not a web address: {error}", "write `https://…` or a path of the site")
        return publication.site_url


def _body_kind(path: str, given: Mapping[str, Node], publication: Publication, report: values.Report) -> tuple[str, bool]:
    if "content_file" not in given:
        return "", not path.lower().endswith(_HTML_FILES)
    node = given["content_file"]
    written = values.text(node, "content_file", report)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    if file not in publication.files:
        report.add(links.MISSING_FILE, node, f"there is no file `{written[:80]}` in the content folder", "write its path relative to the article")
        return "", True
    return file, not file.lower().endswith(_HTML_FILES)


def _reference(node: Node, key: str, report: values.Report) -> Reference | None:
    written = values.text(node, key, report)
    return Reference(text=written, place=node.place(report.path)) if written else None


def _image(node: Node, key: str, report: values.Report) -> WrittenImage | None:
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


def _comments(node: Node, key: str, report: values.Report) -> WrittenLink | None:
    if type(node.value) is str:
        url = _reference(node, key, report)
        return WrittenLink(url=url) if url else None
    given = values.mapping(node, key, report, ("url", "count"))
    url = _reference(given["url"], "url", report) if "url" in given else None
    count = values.whole_number(given["count"], "count", report, least=0) if "count" in given else None
    if url is None and type(node.value) is dict:
        report.add(rules.MISSING_KEY, node, "`comments` without `url`", "add `url: …`, the page of the comments")
    return WrittenLink(url=url, count=count) if url else None


def _related(given: Mapping[str, Node], report: values.Report) -> tuple[WrittenLink, ...]:
    def read(node: Node) -> WrittenLink | None:
        if type(node.value) is not dict:
            url = _reference(node, "related", report)
            return WrittenLink(url=url, title=url.text) if url else None
        keys = values.mapping(node, "related", report, ("title", "url"))
        url = _reference(keys["url"], "url", report) if "url" in keys else None
        if url is None:
            report.add(rules.MISSING_KEY, node, "one of `related` has no `url`", "add `url: …`")
            return None
        return WrittenLink(url=url, title=values.plain_text(keys["title"], "title", report) if "title" in keys else url.text)

    found = values.each_of(given["related"], "related", report, read) if "related" in given else ()
    return tuple(each for each in found if isinstance(each, WrittenLink))


def _enclosures(given: Mapping[str, Node], report: values.Report, surroundings: Surroundings) -> tuple[WrittenEnclosure, ...]:
    def read(node: Node) -> WrittenEnclosure | None:
        if type(node.value) is not dict:
            report.wrong_type(node, "enclosures", "a list of mappings", "write `- file: talk.mp3` or `- url: https://…`")
            return None
        keys = values.mapping(node, "enclosures", report, ("url", "file", "type", "length", "duration"))
        url = _reference(keys["url"], "url", report) if "url" in keys else None
        if ("file" in keys) == (url is not None):
            report.add(rules.MISSING_KEY if url is None else rules.INVALID_VALUE, node, "an enclosure has either `url` or `file`", "keep one of them")
            return None
        file = _file(keys["file"], report, surroundings) if "file" in keys else ""
        if url is None and not file:
            return None
        return WrittenEnclosure(
            url=url,
            file=file,
            media_type=values.text(keys["type"], "type", report) if "type" in keys else "",
            length=values.whole_number(keys["length"], "length", report, least=0) if "length" in keys else None,
            duration=values.duration(keys["duration"], "duration", report) if "duration" in keys else None,
        )

    found = values.each_of(given["enclosures"], "enclosures", report, read) if "enclosures" in given else ()
    return tuple(each for each in found if isinstance(each, WrittenEnclosure))


def _file(node: Node, report: values.Report, surroundings: Surroundings) -> str:
    written = values.text(node, "file", report)
    file = posixpath.normpath(posixpath.join(surroundings.folder, written))
    if file in surroundings.files:
        return file
    report.add(links.MISSING_FILE, node, f"there is no file `{written[:80]}` in the content folder", "write its path relative to the article")
    return ""
